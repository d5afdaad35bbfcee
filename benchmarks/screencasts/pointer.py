"""Draws the pointer of a filmed session: an arrow, a hand or an I-beam, dark or light, by its hot spot."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Point = tuple[float, float]

# Outlines on a field of 20 x 20; the hot spot is the first point of the arrow, a finger's tip, the beam's middle.
_ARROW = [(0, 0), (0, 16.2), (3.7, 12.7), (6.2, 18.6), (8.6, 17.5), (6.2, 11.8), (11.3, 11.5)]
_HAND = [
    *[(4.6, 0.4), (6.4, 0), (7.8, 1), (8, 7), (10, 6.6), (11, 7.4), (13, 7.4), (14, 8.6), (15.6, 9), (16, 10.6)],
    *[(15.4, 15.6), (13.4, 19), (6.6, 19), (3.6, 15), (0.4, 11.4), (1, 9.8), (2.6, 9.8), (4.6, 11.6)],
]
_BEAM = [
    (0, 0),
    (2.6, 0.8),
    (5.2, 0),
    (5.2, 1.2),
    (3.3, 2),
    (3.3, 15),
    (5.2, 15.8),
    (5.2, 17),
    (2.6, 16.2),
    (0, 17),
    (0, 15.8),
]
_BEAM += [(1.9, 15), (1.9, 2), (0, 1.2)]
_SHAPES = {"arrow": (_ARROW, (0.0, 0.0)), "hand": (_HAND, (6.4, 0.0)), "beam": (_BEAM, (2.6, 8.5))}
_FRACTION_BITS = 4


@dataclass(frozen=True, slots=True)
class Style:
    """How a system draws its pointer."""

    scale: float = 1.0
    is_dark: bool = True


def shape_of(cursor: str) -> str:
    """The shape for a CSS cursor."""
    return {"pointer": "hand", "text": "beam"}.get(cursor, "arrow")


def draw(picture: Pixels, at: Point, shape: str, style: Style) -> None:
    """Draws onto a BGR picture."""
    outline, hot = _SHAPES[shape]
    points = [((x - hot[0]) * style.scale + at[0], (y - hot[1]) * style.scale + at[1]) for x, y in outline]
    polygon = np.round(np.array(points) * (1 << _FRACTION_BITS)).astype(np.int32)
    inside, rim = ((20, 20, 20), (255, 255, 255)) if style.is_dark else ((255, 255, 255), (20, 20, 20))
    cv2.polylines(picture, [polygon], True, rim, 2 if style.scale < 1.5 else 3, cv2.LINE_AA, _FRACTION_BITS)
    cv2.fillPoly(picture, [polygon], inside, cv2.LINE_AA, _FRACTION_BITS)
