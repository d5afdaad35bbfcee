"""Screens for tests of what watches them: pages with writing, pointers drawn on them, as samples are."""

import cv2
import numpy as np

from app.ocr.pointer import Pixels

WIDTH, HEIGHT = 640, 360


def page(*rows: str, ground: int = 255, ink: int = 30, top: int = 30) -> Pixels:
    """A grey page with rows of writing."""
    picture = np.full((HEIGHT, WIDTH), ground, np.uint8)
    for number, text in enumerate(rows):
        cv2.putText(picture, text, (40, top + 28 * number), cv2.FONT_HERSHEY_SIMPLEX, 0.5, ink, 1, cv2.LINE_AA)
    return picture


def with_arrow(picture: Pixels, x: int, y: int, scale: float = 1.0, dark: bool = True) -> Pixels:
    """The page with an arrow whose tip is there."""
    outline = np.array([(0, 0), (0, 16.2), (3.7, 12.7), (6.2, 18.6), (8.6, 17.5), (6.2, 11.8), (11.3, 11.5)])
    points = np.round((outline * scale + (x, y)) * 16).astype(np.int32)
    inside, rim = (20, 255) if dark else (255, 20)
    drawn = picture.copy()
    cv2.polylines(drawn, [points], True, rim, 2, cv2.LINE_AA, 4)
    cv2.fillPoly(drawn, [points], inside, cv2.LINE_AA, 4)
    return drawn


def planes(grey: Pixels, colour: tuple[int, int, int, int] | None = None) -> Pixels:
    """A grey page as I420; `colour` is a rectangle (left, top, right, bottom) with a strong colour."""
    chroma = np.full((2, HEIGHT // 2, WIDTH // 2), 128, np.uint8)
    if colour:
        left, top, right, bottom = (side // 2 for side in colour)
        chroma[:, top:bottom, left:right] = 200
    return np.concatenate([grey, chroma.reshape(HEIGHT // 2, WIDTH)])
