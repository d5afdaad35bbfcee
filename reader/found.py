"""Where lines stand, from what a network says of each pixel: how likely it is writing."""

from itertools import starmap
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

# How likely a pixel has to be, and a line's on average.
_PIXEL, _LINE = 0.3, 0.5
_MOST = 1000
# The network marks the core of a line: it grows by this times its area over its outline.
_GROWN = 1.6
# Pixels: what is smaller is dust, of the core and of the line.
_LEAST_CORE, _LEAST = 3, 5
_JOIN = np.ones((2, 2), np.uint8)

Corners = NDArray[np.float32]


def boxes(likely: NDArray[np.float32]) -> list[Corners]:
    """The lines' corners in pixels, from the top left clockwise; `likely` is height x width, 0 to 1."""
    marked = cv2.dilate((likely > _PIXEL).astype(np.uint8), _JOIN)
    contours, _ = cv2.findContours(marked, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = (_corners(likely, contour) for contour in contours[:_MOST])
    return [corners for corners in found if corners is not None]


def _corners(likely: NDArray[np.float32], contour: Any) -> Corners | None:
    middle, (width, height), angle = cv2.minAreaRect(contour)
    if min(width, height) < _LEAST_CORE or _mean(likely, cv2.boxPoints((middle, (width, height), angle))) < _LINE:
        return None
    more = _GROWN * width * height / (width + height)
    if min(width, height) + more < _LEAST:
        return None
    rows, columns = likely.shape
    corners = np.round(cv2.boxPoints((middle, (width + more, height + more), angle)))
    corners = _clockwise(corners.clip(0, (columns - 1, rows - 1)))
    sides = starmap(_distance, ((corners[0], corners[1]), (corners[0], corners[3])))
    return corners if min(sides) > _LEAST_CORE else None


def _mean(likely: NDArray[np.float32], corners: Any) -> float:
    """Over what lies within the corners."""
    rows, columns = likely.shape
    left, top = np.floor(corners.min(axis=0)).astype(int).clip(0, (columns - 1, rows - 1))
    right, bottom = np.ceil(corners.max(axis=0)).astype(int).clip(0, (columns - 1, rows - 1))
    within = np.zeros((bottom - top + 1, right - left + 1), np.uint8)
    cv2.fillPoly(within, [(corners - (left, top)).astype(np.int32)], 1)
    return float(cv2.mean(likely[top : bottom + 1, left : right + 1], within)[0])


def _clockwise(corners: Any) -> Corners:
    by_side = corners[np.argsort(corners[:, 0], kind="stable")]
    (top_left, low_left), (top_right, low_right) = (
        side[np.argsort(side[:, 1], kind="stable")] for side in (by_side[:2], by_side[2:])
    )
    return np.array([top_left, top_right, low_right, low_left], np.float32)


def _distance(one: Any, other: Any) -> int:
    return int(np.linalg.norm(one - other))
