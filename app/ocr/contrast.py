"""Makes all text of a picture dark on light, the only kind Tesseract reads well.

A dark screen is inverted as a whole. Buttons, badges and dialogs in a strong colour are found by their even
ground, and what stands on them is redrawn as its distance from that ground.
"""

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
# A button fills its own rectangle; the strokes of very large letters do not.
_MIN_FILL = 0.7
# Grey levels: text at least this far from its ground; weaker structure is not made stronger than it was.
_MIN_CONTRAST = 60.0


def dark_on_light(grey: Pixels) -> Pixels:
    """The same picture (height x width, grey), with light text turned dark and its ground light."""
    picture = np.asarray(255 - grey, np.uint8) if grey.mean() < _DARK_SCREEN else grey.copy()
    for left, top, right, bottom in _panels(_ground(picture)):
        picture[top:bottom, left:right] = _redrawn(picture[top:bottom, left:right])
    return picture


def _ground(picture: Pixels) -> Pixels:
    """What lies behind the text, at a quarter of the size."""
    height, width = picture.shape
    small = cv2.resize(
        picture, (max(1, width // _REDUCTION), max(1, height // _REDUCTION)), interpolation=cv2.INTER_AREA
    )
    return np.asarray(cv2.medianBlur(small, _MEDIAN), np.uint8)


def _panels(ground: Pixels) -> list[tuple[int, int, int, int]]:
    """Rectangles (left, top, right, bottom in full-size pixels) of an even dark ground."""
    dark = (ground < _DARK_GROUND).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=4)
    panels = []
    for left, top, width, height, area in stats[1:count].tolist():
        large = width * _REDUCTION >= _MIN_WIDTH and height * _REDUCTION >= _MIN_HEIGHT
        if large and area >= _MIN_FILL * width * height:
            panels.append(tuple(side * _REDUCTION for side in (left, top, left + width, top + height)))
    return panels


def _redrawn(panel: Pixels) -> Pixels:
    distance = cv2.absdiff(panel, np.full_like(panel, np.median(panel))).astype(np.float32)
    contrast = max(_MIN_CONTRAST, float(np.percentile(distance, 98)))
    return np.asarray(255 - np.minimum(255, distance * (255 / contrast)), np.uint8)
