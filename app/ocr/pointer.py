"""Finds the mouse pointer in a picture's pixels: an arrow, a hand or an I-beam, dark or light, of any usual size.

It is looked for only where something changed: where it came to. Once it was found with certainty its size and colour
are known, and others are no longer tried.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Region = tuple[int, int, int, int]

# Outlines in a type of twelve points; the hot spot comes first. Systems differ by a pixel here and there.
_OUTLINES: dict[str, tuple[tuple[float, float], list[tuple[float, float]]]] = {
    "arrow": ((0, 0), [(0, 0), (0, 16), (3.5, 12.8), (6, 18.2), (8.4, 17.2), (6, 11.9), (11.2, 11.5)]),
    "hand": (
        (6, 0),
        [
            *[(4.6, 0.5), (7.6, 0.5), (8, 6.6), (14.5, 8), (16, 10), (15.4, 16), (13, 19), (6.4, 19)],
            *[(0.4, 11.2), (1.4, 9.6), (4.6, 11.4)],
        ],
    ),
    "beam": (
        (2.6, 8.4),
        [
            *[(0, 0), (5.2, 0), (5.2, 1.2), (3.3, 1.8), (3.3, 15), (5.2, 15.8), (5.2, 17), (0, 17)],
            *[(0, 15.8), (1.9, 15), (1.9, 1.8), (0, 1.2)],
        ],
    ),
}
_SCALES = (0.83, 1.0, 1.25, 1.5, 2.0)
_MARGIN = 2
# Correlation with what a pointer looks like: below the first it is none, from the second on it is one beyond doubt.
# Hands differ most between systems; a beam is little more than a line, as letters are.
_LIKELY = {"arrow": 0.66, "hand": 0.66, "beam": 0.84}
_CERTAIN = 0.8
# Once its looks are known there is no better one than this; but for beams, which letters are like.
_BEYOND_DOUBT = 0.9
# Where it was a moment ago less will do, since little else would look like it.
_STILL = 0.55
_DRIFT = 2
# Grey levels between its inside and its rim.
_LEAST_CONTRAST = 60
# So many certain finds say what the pointer looks like in this recording.
_LEARNED = 3
# Pixels: a row of a table that lights up under the pointer is searched; a page is not, it is found when it moves on.
_LARGEST_SEARCH = 300_000


@dataclass(frozen=True, slots=True)
class Kind:
    """How a pointer may look."""

    shape: str
    scale: float
    is_dark: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A pointer with its hot spot and extent in pixels; `score` is how sure it is, up to 1."""

    x: int
    y: int
    kind: Kind
    extent: Region
    score: float

    @property
    def shape(self) -> str:
        """arrow, hand or beam."""
        return self.kind.shape


class PointerFinder:
    """Looks for the pointer of one recording, and learns its looks."""

    def __init__(self) -> None:
        self._certain: Counter[tuple[float, bool]] = Counter()

    def find(self, grey: Pixels, regions: Sequence[Region]) -> Found | None:
        """The pointer in one of the regions (left, top, right, bottom in pixels), if there is one."""
        finds: list[Found] = []
        for found in (each for region in regions for each in self._in(grey, _grown(region, grey.shape))):
            finds.append(found)
            if self._is_beyond_doubt(found):
                break
        best = max(finds, key=lambda each: each.score, default=None)
        if best is not None and best.score >= _CERTAIN:
            self._certain[best.kind.scale, best.kind.is_dark] += 1
        return best

    @property
    def is_known(self) -> bool:
        """Whether it was found often enough to know what it looks like."""
        return any(count >= _LEARNED for count in self._certain.values())

    def _is_beyond_doubt(self, found: Found) -> bool:
        return self.is_known and found.score >= _BEYOND_DOUBT and found.shape != "beam"

    def still(self, grey: Pixels, old: Found) -> bool:
        """Whether the pointer is where it was, whatever changed around it."""
        left, top, right, bottom = old.extent
        part = grey[max(0, top - _DRIFT) : bottom + _DRIFT, max(0, left - _DRIFT) : right + _DRIFT]
        return _match(part, old.kind, _STILL) is not None

    def _in(self, grey: Pixels, region: Region) -> Iterator[Found]:
        left, top, right, bottom = region
        if (right - left) * (bottom - top) > _LARGEST_SEARCH:
            return
        for kind in self._kinds():
            found = _match(grey[top:bottom, left:right], kind, _LIKELY[kind.shape])
            if found is not None:
                score, x, y, width, height, hot = found
                x, y = left + x, top + y
                yield Found(x + hot[0], y + hot[1], kind, (x, y, x + width, y + height), score)

    def _kinds(self) -> list[Kind]:
        known = [look for look, count in self._certain.most_common(2) if count >= _LEARNED]
        looks = known or [(scale, is_dark) for scale in _SCALES for is_dark in (True, False)]
        return [Kind(shape, scale, is_dark) for shape in _OUTLINES for scale, is_dark in looks]


def _grown(region: Region, shape: tuple[int, ...]) -> Region:
    left, top, right, bottom = region
    room = 8
    return max(0, left - room), max(0, top - room), min(shape[1], right + room), min(shape[0], bottom + room)


def _match(part: Pixels, kind: Kind, least: float) -> tuple[float, int, int, int, int, tuple[int, int]] | None:
    """How well it fits best (correlation), and where: left, top, width, height, hot spot within."""
    picture, mask, hot = _template(kind)
    height, width = picture.shape
    if part.shape[0] < height or part.shape[1] < width:
        return None
    scores = cv2.matchTemplate(part, picture, cv2.TM_CCOEFF_NORMED, mask=mask)
    scores[~np.isfinite(scores)] = 0
    _, score, _, (x, y) = cv2.minMaxLoc(scores)
    if score < least or score > 1.01 or not _has_contrast(part[y : y + height, x : x + width], picture, mask):
        return None
    return float(score), x, y, width, height, hot


def _has_contrast(part: Pixels, picture: Pixels, mask: Pixels) -> bool:
    """Correlation knows no strength: what is hardly there is no pointer."""
    inside, rim = part[(picture < 100) & (mask > 0)], part[(picture > 156) & (mask > 0)]
    return bool(abs(float(inside.mean()) - float(rim.mean())) > _LEAST_CONTRAST)


@cache
def _template(kind: Kind) -> tuple[Pixels, Pixels, tuple[int, int]]:
    """What it looks like, which pixels of that count, and its hot spot."""
    hot, outline = _OUTLINES[kind.shape]
    points = np.array(outline) * kind.scale + _MARGIN
    width, height = (int(np.ceil(points[:, axis].max())) + _MARGIN for axis in (0, 1))
    polygon = np.round(points * 16).astype(np.int32)
    inside, rim = (20, 255) if kind.is_dark else (255, 20)
    picture = np.full((height, width), rim, np.uint8)
    mask = np.zeros((height, width), np.uint8)
    cv2.fillPoly(picture, [polygon], inside, cv2.LINE_AA, 4)
    thick = 2 if kind.scale < 1.5 else 3
    cv2.polylines(mask, [polygon], True, 255, thick, cv2.LINE_8, 4)
    cv2.fillPoly(mask, [polygon], 255, cv2.LINE_8, 4)
    at = (round(hot[0] * kind.scale) + _MARGIN, round(hot[1] * kind.scale) + _MARGIN)
    return picture, mask, at
