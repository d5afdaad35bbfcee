"""Reads the screens of a recording one after the other: of each only what differs from one that was read before."""

from collections import deque
from collections.abc import Callable

import cv2
import numpy as np

from app.domain.documents.screen_text import ScreenText, merged, to_read
from app.domain.documents.scripts import Unread
from app.domain.documents.words import Box, Line, Word
from app.ocr.engine import OcrEngine, Pixels, Reading
from app.ocr.patches import Mask

# Screens that a new one is compared with: whoever closes a dialog is back on the page before it.
REMEMBERED = 6
# Grey levels: above what codecs and JPEG leave of each other's noise, below thin grey text on white.
_STEP = 24
# A block of 16 x 16 pixels has changed where so many of its pixels did: a sign of small type has thirty.
_BLOCK, _PIXELS = 16, 4
# Grey levels by which the mean of a quarter of a block differs where there is another sign, however small: what a codec
# adds to a letter's edges second by second takes as much away beside it.
_QUARTER, _SHADE = 8, 4


class Screens:
    """The text of a recording's screens, in order of time."""

    def __init__(self, engine: OcrEngine) -> None:
        self._engine = engine
        self._remembered: deque[tuple[Pixels, ScreenText]] = deque(maxlen=REMEMBERED)

    def remember(self, grey: Pixels, text: ScreenText) -> None:
        """A screen whose text is known already; of several that say the same, the last."""
        if self._remembered and self._remembered[-1][1] == text:
            self._remembered.pop()
        self._remembered.append((grey, text))

    def read(self, grey: Pixels, known_as: Callable[[ScreenText], ScreenText] = lambda text: text) -> ScreenText:
        """The text on the next screen (height x width, grey). Raises VideoFlowError `ocr_failed`, retryable.

        1. Of the screens before it is compared with the one from which it differs least.
        2. Where they differ it is read again; the rest is what stood there.
        3. It is remembered as another run would know it: what comes next must not depend on who reads it.
        """
        height, width = grey.shape
        known, changed = self._nearest(grey)
        cuts = [_whole_pixels(cut, width, height) for cut in to_read(known, changed, width, height)]
        text = merged(known, cuts, [self._read(grey, cut) for cut in cuts])
        self.remember(grey, known_as(text))
        return text

    def _nearest(self, grey: Pixels) -> tuple[ScreenText, list[Box]]:
        """What was known of the most similar screen, and where this one differs; of none, everywhere."""
        compared = [
            (changed_blocks(before, grey), text)
            for before, text in reversed(self._remembered)
            if before.shape == grey.shape
        ]
        if not compared:
            return ScreenText(), [Box(0, 0, grey.shape[1], grey.shape[0])]
        blocks, text = min(compared, key=lambda pair: int(pair[0].sum()))
        return text, _boxes(blocks)

    def _read(self, grey: Pixels, cut: Box) -> ScreenText:
        left, top = int(cut.left), int(cut.top)
        found = self._engine.read(np.ascontiguousarray(grey[top : int(cut.bottom), left : int(cut.right)]))
        return _moved(found, left, top)


def changed_blocks(one: Pixels, other: Pixels) -> Mask:
    """For each block of two pictures of one size (rows x columns, the last may be cut off), whether they differ."""
    steps = cv2.threshold(cv2.absdiff(one, other), _STEP, 1, cv2.THRESH_BINARY)[1]
    height, width = steps.shape
    padded = cv2.copyMakeBorder(steps, 0, -height % _BLOCK, 0, -width % _BLOCK, cv2.BORDER_CONSTANT)
    rows, columns = padded.shape[0] // _BLOCK, padded.shape[1] // _BLOCK
    # Rows first and in bytes, which hold sixteen: that is most of the work, and four times as quick.
    lines = padded.reshape(rows, _BLOCK, columns * _BLOCK).sum(axis=1, dtype=np.uint8)
    counts = lines.reshape(rows, columns, _BLOCK).sum(axis=2, dtype=np.uint16)
    changed = np.asarray(counts >= _PIXELS)
    return np.asarray(changed & _other_shades(one, other, (rows, columns))) if changed.any() else changed


def _other_shades(one: Pixels, other: Pixels, shape: tuple[int, int]) -> Mask:
    """For each block whether in one of its quarters the mean differs."""
    rows, columns = shape
    shades = [_shades(picture, rows * 2, columns * 2) for picture in (one, other)]
    quarters = cv2.absdiff(*shades) >= _SHADE
    return np.asarray(quarters.reshape(rows, 2, columns, 2).any(axis=(1, 3)))


def _shades(picture: Pixels, rows: int, columns: int) -> Pixels:
    height, width = picture.shape
    more = rows * _QUARTER - height, columns * _QUARTER - width
    shades = cv2.copyMakeBorder(picture, 0, more[0], 0, more[1], cv2.BORDER_REPLICATE) if any(more) else picture
    # Halved three times, which is ten times as quick as at once.
    while shades.shape[0] > rows:
        size = shades.shape[1] // 2, shades.shape[0] // 2
        shades = np.asarray(cv2.resize(shades, size, interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(shades, np.uint8)


def _boxes(blocks: Mask) -> list[Box]:
    """The rectangles around patches of blocks that touch, in pixels."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(blocks.astype(np.uint8), connectivity=8)
    return [Box(*(float(side * _BLOCK) for side in patch[:4])) for patch in stats[1:count].tolist()]


def _whole_pixels(cut: Box, width: int, height: int) -> Box:
    left, top = int(cut.left), int(cut.top)
    return Box(left, top, min(width, round(cut.right + 0.5)) - left, min(height, round(cut.bottom + 0.5)) - top)


def _moved(found: Reading, left: int, top: int) -> ScreenText:
    lines = tuple(
        Line(tuple(Word(word.text, _shifted(word.box, left, top), word.confidence) for word in line.words))
        for line in found.lines
    )
    return ScreenText(lines, tuple(Unread(_shifted(each.box, left, top), each.script) for each in found.unread))


def _shifted(box: Box, left: int, top: int) -> Box:
    return Box(box.left + left, box.top + top, box.width, box.height)
