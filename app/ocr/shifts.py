"""Tells scrolling from other changes: content that moves up or down as a whole."""

import cv2
import numpy as np
from numpy.typing import NDArray

from app.ocr.patches import Region

Pixels = NDArray[np.uint8]

# Columns that a picture is reduced to: enough to tell lines of text apart, few enough to be quick.
_COLUMNS = 48
# Shares of the height at which a strip is taken, and a strip's height.
_PLACES = (0.7, 0.05, 0.4)
_STRIP = 0.22
# Correlation of a strip with itself elsewhere: larger screens are scaled down, which blurs each place its own way. Two
# strips that moved alike need less than one by itself; a strip that would fit as well where it was has not moved.
_ALIKE, _ALIKE_ALONE, _LEAD = 0.74, 0.82, 0.25
# Grey levels: a strip without writing moves everywhere.
_LEAST_STRUCTURE = 6.0
_LEAST_ROWS = 60


def vertical_shift(before: Pixels, after: Pixels, region: Region) -> int:
    """By how many pixels the content of the region (left, top, right, bottom) moved up; 0 where it did not."""
    left, top, right, bottom = region
    if bottom - top < _LEAST_ROWS or right - left < _COLUMNS:
        return 0
    one, other = (_narrow(picture[top:bottom, left:right]) for picture in (before, after))
    height = one.shape[0]
    found = [_moved(one, other, round(place * height), round(_STRIP * height)) for place in _PLACES]
    best = max(filter(None, found), key=lambda each: each[1], default=None)
    if best is None:
        return 0
    move, score = best
    together = sum(each is not None and abs(each[0] - move) <= 2 for each in found)
    return move if together > 1 or score >= _ALIKE_ALONE else 0


def _narrow(picture: Pixels) -> Pixels:
    return np.asarray(cv2.resize(picture, (_COLUMNS, picture.shape[0]), interpolation=cv2.INTER_AREA), np.uint8)


def _moved(one: Pixels, other: Pixels, start: int, height: int) -> tuple[int, float] | None:
    """How far a strip moved up, and how sure that is; None where it stayed, or cannot be told."""
    strip = one[start : start + height]
    if float(strip.std()) < _LEAST_STRUCTURE:
        return None
    scores = cv2.matchTemplate(other, strip, cv2.TM_CCOEFF_NORMED)[:, 0]
    best = int(scores.argmax())
    stayed = float(scores[start]) if start < len(scores) else 0.0
    sure = scores[best] >= _ALIKE and scores[best] - stayed >= _LEAD and best != start
    return (start - best, float(scores[best])) if sure else None
