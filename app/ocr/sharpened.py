"""Tells a picture that only became sharper from one that shows something else, and puts the former together.

After much of a screen has changed, as by scrolling, recorders first send a blurred picture and make it sharper second
by second. Each step differs from the one before as much as another page, and says nothing new.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from app.ocr.engine import Pixels
from app.ocr.patches import CELL, Mask, regions
from app.ocr.screens import changed_blocks

# Seconds from one step to the next, at most; and after which no frame comes any more that belongs before it.
GAP, SETTLED = 3.0, 12.0
# Pixels of a cell, and grey levels that its mean differs by where something else is shown: letters that become sharp
# keep theirs, and another line of text has another.
_CELL, _SHADE = 16, 20.0
# A pointer that came or went: so many cells high and wide, and so many places.
_POINTER, _PLACES = (3, 2), 2
# Of the picture's blocks: what is less costs little to be read.
_LEAST = 0.01


class Kept(Protocol):
    """A frame: when it came to be (seconds)."""

    @property
    def since(self) -> float:
        """When."""
        ...


Frame = TypeVar("Frame", bound=Kept)


def together(
    frames: Iterable[tuple[Frame, Pixels]], until: float | None = None
) -> Iterator[tuple[Sequence[Frame], Pixels]]:
    """Frames in order of time, those that show the same with the sharpest, the last of them.

    Of a recording that was gone through up to `until` only what is certain: the last ones may become sharper.
    """
    group: list[Frame] = []
    last: Pixels | None = None
    for frame, picture in frames:
        if last is not None and not (frame.since - group[-1].since <= GAP and is_sharper(last, picture)):
            yield group, last
            group = []
        group, last = [*group, frame], picture
    if last is not None and (until is None or until >= group[-1].since + SETTLED):
        yield group, last


def is_sharper(before: Pixels, after: Pixels) -> bool:
    """Whether it shows the same, as sharp at least; but for a pointer, which is somewhere else.

    1. Where nothing differs, it is the same.
    2. Where much differs, but of no part the mean grey, it is the same sharper, or the same blurred.
    3. It is sharper where there is more between neighbouring pixels.
    """
    if before.shape != after.shape:
        return False
    blocks = changed_blocks(before, after)
    if not blocks.any():
        return True
    other = np.abs(_means(before) - _means(after)) > _SHADE
    if other.any() and not _is_pointer(other):
        return False
    blocks[: other.shape[0], : other.shape[1]] &= ~other
    if blocks.mean() < _LEAST:
        return False
    height, width = before.shape
    size = width, height
    changed = np.asarray(cv2.resize(blocks.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST), np.uint8)
    return _edges(after, changed) >= _edges(before, changed)


def _means(picture: Pixels) -> NDArray[np.float32]:
    rows, columns = picture.shape[0] // _CELL, picture.shape[1] // _CELL
    whole = picture[: rows * _CELL, : columns * _CELL]
    return np.asarray(cv2.resize(whole, (columns, rows), interpolation=cv2.INTER_AREA), np.float32)


def _is_pointer(cells: Mask) -> bool:
    places = [[side // CELL for side in place] for place in regions(cells)]
    small = all(down - up <= _POINTER[0] and right - left <= _POINTER[1] for left, up, right, down in places)
    return small and len(places) <= _PLACES


def _edges(picture: Pixels, where: Pixels) -> float:
    steps = cv2.convertScaleAbs(cv2.Laplacian(picture, cv2.CV_16S))
    return float(cv2.mean(steps, where)[0])
