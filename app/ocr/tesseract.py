"""Tesseract as an engine: what reads all scripts but Latin, and Latin as well where there is no memory for networks."""

import cv2
import numpy as np

from app.domain.documents.reading_order import joined, read_lines
from app.domain.documents.words import Box, Line, Word
from app.ocr.contrast import dark_on_light
from app.ocr.engine import Pixels
from app.ocr.reader import Reader

# Tesseract was made for print: type of 12 pixels, whose letters are 7 high, is half of what it reads well. What is
# large already loses its full stops when it is made larger.
_ENLARGED, _SMALL = 2, 10
# Pixels: what is lower is dust, what is higher a picture.
_LEAST, _MOST = 3, 60
# Pixels of the longer side: a large screen's type is larger, and twice its size would be four times the work.
_LONGEST = 2600
# Of 100: below it, what was read is noise, or of a script that was not asked for.
_DOUBTFUL = 50.0


def read(reader: Reader, grey: Pixels, languages: str) -> tuple[list[Line], list[Line]]:
    """The lines in order, and what may be lines of another script; boxes in pixels. `languages` as Tesseract has them.

    Raises VideoFlowError `ocr_failed`.
    """
    picture = dark_on_light(grey)
    factor = min(_ENLARGED, max(1.0, _LONGEST / max(grey.shape))) if letter_height(picture) < _SMALL else 1.0
    if factor > 1:
        picture = np.asarray(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC), np.uint8)
    found = reader.ask("words", picture, languages)
    words = [Word(each["text"], _box(each["box"], factor), each["confidence"]) for each in found]
    return read_lines(words), [line for line in joined(words) if line.confidence < _DOUBTFUL]


def letter_height(picture: Pixels) -> float:
    """How high most dark marks on a light picture are, in pixels; 0 where there are none."""
    _, dark = cv2.threshold(picture, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    count, _, stats, _ = cv2.connectedComponentsWithStats(dark)
    widths, heights = stats[1:count, cv2.CC_STAT_WIDTH], stats[1:count, cv2.CC_STAT_HEIGHT]
    letters = heights[(heights >= _LEAST) & (heights <= _MOST) & (widths <= 3 * heights)]
    return float(np.median(letters)) if letters.size else 0.0


def _box(sides: list[float], factor: float) -> Box:
    left, top, width, height = (side / factor for side in sides)
    return Box(left, top, width, height)
