"""A step's picture as a reader sees it: the part that matters, what was pressed boxed, and the pointer drawn."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.documents.exports.shown_part import shown_part
from app.domain.documents.words import Box
from app.media.pictures import Pixels, decode_colour, encode_jpeg

_QUALITY = 85
# BGR: the product's red, and the arrow that systems draw.
_RED, _INK, _WHITE = (77, 72, 229), (17, 17, 17), (255, 255, 255)
_TINT = 0.13
# The arrow on a grid of 18, its point first; and how high it is drawn, as a share of the picture that is shown.
_ARROW = np.array([(1, 1), (12, 10), (7, 10.6), (10, 16), (7.6, 17.2), (4.8, 11.6), (1, 15)], np.float64)
_GRID, _POINTER_SHARE, _LEAST_POINTER = 18, 0.05, 16
# Fractions of a pixel, as OpenCV takes them.
_SHIFT = 4


@dataclass(frozen=True, slots=True)
class Shown:
    """A marked picture as a JPEG file, and its size in pixels."""

    path: Path
    width: int
    height: int

    def fitted(self, widest: float, highest: float) -> tuple[float, float]:
        """Width and height of the same shape within these."""
        factor = min(widest / self.width, highest / self.height)
        return self.width * factor, self.height * factor


def mark(data: bytes, target: Box | None, pointer: tuple[float, float] | None, path: Path) -> Shown:
    """Writes the picture as it is shown; places are shares of the whole picture. Raises BadPicture."""
    whole = decode_colour(data)
    height, width = whole.shape[:2]
    part = shown_part(target, pointer)
    left, top = round(part.left * width), round(part.top * height)
    right, bottom = max(left + 1, round(part.right * width)), max(top + 1, round(part.bottom * height))
    picture = np.ascontiguousarray(whole[top:bottom, left:right])
    if target is not None:
        _box(picture, _moved(target, width, height, left, top))
        if pointer is not None:
            _arrow(picture, pointer[0] * width - left, pointer[1] * height - top)
    path.write_bytes(encode_jpeg(picture, _QUALITY))
    return Shown(path, picture.shape[1], picture.shape[0])


def _moved(box: Box, width: int, height: int, left: int, top: int) -> Box:
    """In pixels of the part."""
    return Box(box.left * width - left, box.top * height - top, box.width * width, box.height * height)


def _box(picture: Pixels, box: Box) -> None:
    """A frame around what was pressed, with a little room, and a breath of red in it."""
    height, width = picture.shape[:2]
    line = max(2, round(width / 400))
    room = line + 1
    left, top = max(0, round(box.left) - room), max(0, round(box.top) - room)
    right, bottom = min(width - 1, round(box.right) + room), min(height - 1, round(box.bottom) + room)
    if right <= left or bottom <= top:
        return
    inside: NDArray[np.uint8] = picture[top : bottom + 1, left : right + 1]
    red = np.full_like(inside, _RED)
    inside[:] = cv2.addWeighted(inside, 1 - _TINT, red, _TINT, 0)
    cv2.rectangle(picture, (left, top), (right, bottom), _RED, line, cv2.LINE_AA)


def _arrow(picture: Pixels, x: float, y: float) -> None:
    """The arrow with its point there, white around it so that it is seen on any ground."""
    size = max(_LEAST_POINTER, picture.shape[0] * _POINTER_SHARE)
    points = (_ARROW - _ARROW[0]) * size / _GRID + (x, y)
    outline = np.round(points * 2**_SHIFT).astype(np.int32)
    cv2.polylines(picture, [outline], True, _WHITE, max(2, round(size / 8)), cv2.LINE_AA, _SHIFT)
    cv2.fillPoly(picture, [outline], _INK, cv2.LINE_AA, _SHIFT)
