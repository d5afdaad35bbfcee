"""Makes all text of a picture dark on light, the only kind Tesseract reads well.

A dark screen is inverted as a whole. Buttons, badges and dialogs in a strong colour are found by their even
ground, and what stands on that ground is redrawn as its distance from it. What lies within their edges on another
ground, as a dialog on a dimmed page, stays as it is.
"""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

# Mean grey below this is a dark screen. Tesseract copes with one, but takes half as long again.
_DARK_SCREEN = 110
# The ground is looked for on a quarter of the size: its median over 9 x 9 there hides text up to a heading's
# weight, and leaves a button of 24 pixels' height visible.
_REDUCTION = 4
_MEDIAN = 9
# Ground darker than this makes white text on it vanish when the page is split into black and white.
_DARK_GROUND = 165
_MIN_WIDTH, _MIN_HEIGHT = 32, 16
# Square pixels of another ground within a panel that are no text any more.
_DIALOG = 12_000
# A button fills its own rectangle; the strokes of very large letters do not.
_MIN_FILL = 0.7
# Grey levels: text at least this far from its ground; weaker structure is not made stronger than it was.
_MIN_CONTRAST = 60.0


def dark_on_light(grey: Pixels) -> Pixels:
    """The same picture (height x width, grey), with light text turned dark and its ground light."""
    picture = np.asarray(255 - grey, np.uint8) if grey.mean() < _DARK_SCREEN else grey.copy()
    for (left, top, right, bottom), stands_on in _panels(_ground(picture)):
        panel = picture[top:bottom, left:right]
        height, width = panel.shape
        own = cv2.resize(stands_on, (width, height), interpolation=cv2.INTER_NEAREST) > 0
        panel[own] = _redrawn(panel, own)[own]
    return picture


def _ground(picture: Pixels) -> Pixels:
    """What lies behind the text, at a quarter of the size."""
    height, width = picture.shape
    small = cv2.resize(
        picture, (max(1, width // _REDUCTION), max(1, height // _REDUCTION)), interpolation=cv2.INTER_AREA
    )
    return np.asarray(cv2.medianBlur(small, _MEDIAN), np.uint8)


def _panels(ground: Pixels) -> Iterator[tuple[tuple[int, int, int, int], Pixels]]:
    """Rectangles (left, top, right, bottom in full-size pixels) of an even dark ground, and where in them it lies."""
    dark = (ground < _DARK_GROUND).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=4)
    for number, (left, top, width, height, area) in enumerate(stats[1:count].tolist(), start=1):
        large = width * _REDUCTION >= _MIN_WIDTH and height * _REDUCTION >= _MIN_HEIGHT
        if large and area >= _MIN_FILL * width * height:
            corners = [side * _REDUCTION for side in (left, top, left + width, top + height)]
            own = _filled((labels[top : top + height, left : left + width] == number).astype(np.uint8))
            yield (corners[0], corners[1], corners[2], corners[3]), own


def _filled(own: Pixels) -> Pixels:
    """The same with what text and round corners leave out; what is as large as a dialog stays left out."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats((own == 0).astype(np.uint8), connectivity=4)
    for number in range(1, count):
        if stats[number, cv2.CC_STAT_AREA] * _REDUCTION**2 < _DIALOG:
            own[labels == number] = 1
    return own


def _redrawn(panel: Pixels, own: NDArray[np.bool_]) -> Pixels:
    distance = cv2.absdiff(panel, np.full_like(panel, np.median(panel[own]))).astype(np.float32)
    contrast = max(_MIN_CONTRAST, float(np.percentile(distance[own], 98)))
    return np.asarray(255 - np.minimum(255, distance * (255 / contrast)), np.uint8)
