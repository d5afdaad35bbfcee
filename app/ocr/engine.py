"""Reads words off a picture. Tesseract does it here; anything that answers `read` can take its place."""

import os
from typing import Any, Protocol

import numpy as np
import pytesseract
from numpy.typing import NDArray

from app.domain.documents.words import Box, Word
from app.errors import VideoFlowError
from app.ocr.contrast import dark_on_light

Pixels = NDArray[np.uint8]

# Each frame is small work: Tesseract's own threads cost far more than they give (5 s instead of 0.6 s on
# two cores), and the queue already runs one task on every core. Read by libgomp when the program starts.
os.environ["OMP_THREAD_LIMIT"] = "1"

# Page segmentation 11: text anywhere, in no order. A screen is no page; the order is made from the boxes.
_CONFIG = "--oem 1 --psm 11"
_TIMEOUT = 120


class OcrEngine(Protocol):
    """Reads one picture."""

    def read(self, grey: Pixels) -> list[Word]:
        """Every word on a grey picture (height x width), doubtful ones too, in no order; boxes in pixels."""
        ...


class TesseractEngine:
    """Tesseract through pytesseract: one process a picture, bounded in time."""

    def __init__(self, language: str = "eng") -> None:
        self._language = language

    def read(self, grey: Pixels) -> list[Word]:
        """As OcrEngine.read. Raises VideoFlowError `ocr_failed`, retryable."""
        try:
            found: dict[str, list[Any]] = pytesseract.image_to_data(
                dark_on_light(grey),
                lang=self._language,
                config=_CONFIG,
                timeout=_TIMEOUT,
                output_type=pytesseract.Output.DICT,
            )
        except (RuntimeError, OSError) as error:  # pytesseract raises both: timeouts, exit codes, no binary
            raise VideoFlowError("ocr_failed", f"Tesseract: {error}", http_status=500, retryable=True) from error
        return words_from(found)


def words_from(found: dict[str, list[Any]]) -> list[Word]:
    """Words out of Tesseract's table; its rows for blocks and lines have a confidence of -1 and no text."""
    columns = ("text", "conf", "left", "top", "width", "height")
    return [
        Word(text.strip(), Box(left, top, width, height), float(confidence))
        for text, confidence, left, top, width, height in zip(*(found[name] for name in columns), strict=True)
        if float(confidence) >= 0 and text.strip()
    ]
