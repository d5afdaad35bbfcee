"""Reads words off a picture. Tesseract does it here; anything that answers `read` can take its place."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from app.domain.documents.words import Box, Word
from app.errors import VideoFlowError
from app.media import process
from app.ocr.contrast import dark_on_light

Pixels = NDArray[np.uint8]

# Each frame is small work: Tesseract's own threads cost far more than they give (5 s instead of 0.6 s on
# two cores), and the queue already runs one task on every core. Read by libgomp when the program starts.
os.environ["OMP_THREAD_LIMIT"] = "1"

# Page segmentation 11: text anywhere, in no order. A screen is no page; the order is made from the boxes.
_CONFIG = ("--oem", "1", "--psm", "11")
_LIMITS = process.Limits(seconds=120)
# The text: whatever is in it.
_LAST_COLUMN = 11


class OcrEngine(Protocol):
    """Reads one picture."""

    def read(self, grey: Pixels) -> list[Word]:
        """Every word on a grey picture (height x width), doubtful ones too, in no order; boxes in pixels."""
        ...


class TesseractEngine:
    """Tesseract, one process a picture, confined and limited as all that reads what strangers sent."""

    def __init__(self, language: str = "eng") -> None:
        self._language = language

    def read(self, grey: Pixels) -> list[Word]:
        """As OcrEngine.read. Raises VideoFlowError `ocr_failed`, retryable."""
        try:
            return words_from(self._table(dark_on_light(grey)))
        except (process.ProcessFailed, OSError) as error:
            raise VideoFlowError("ocr_failed", f"Tesseract: {error}", http_status=500, retryable=True) from error

    def _table(self, grey: Pixels) -> dict[str, list[Any]]:
        """What Tesseract says, column by column."""
        with TemporaryDirectory(prefix="ocr-") as folder:
            picture = Path(folder) / "picture.pgm"
            # The plainest of formats (netpbm, pgm(5)): the fewest bytes of ours for its reader to trip over.
            picture.write_bytes(b"P5 %d %d 255\n" % (grey.shape[1], grey.shape[0]) + grey.tobytes())
            argv = ["tesseract", str(picture), "stdout", "-l", self._language, *_CONFIG, "tsv"]
            said = process.run(argv, _LIMITS).decode("utf-8", "replace")
        names, *rows = (line.split("\t", _LAST_COLUMN) for line in said.rstrip("\n").split("\n"))
        return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)) if rows else {n: [] for n in names}


def words_from(found: dict[str, list[Any]]) -> list[Word]:
    """Words out of Tesseract's table; its rows for blocks and lines have a confidence of -1 and no text."""
    columns = ("text", "conf", "left", "top", "width", "height")
    return [
        Word(text.strip(), Box(int(left), int(top), int(width), int(height)), float(confidence))
        for text, confidence, left, top, width, height in zip(*(found[name] for name in columns), strict=True)
        if float(confidence) >= 0 and text.strip()
    ]
