"""The lines that the networks find, with words whose boxes are those of their ink."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from app.domain.documents.words import Box, Line, Word
from app.ocr.engine import Pixels
from app.ocr.ink import word_boxes
from app.ocr.reader import Reader

# In heights of a line: two words further apart are of two columns, or of two buttons.
_WORD_GAP = 1.2
_ADDRESS = re.compile(r"\b((?:https?|ftp|wss?|file):)/(?!/)")
_LEVEL = re.compile(r"\bINF0\b")


def read(reader: Reader, grey: Pixels) -> list[Line]:
    """All lines, in no order, doubtful ones too; boxes in pixels. Raises VideoFlowError `ocr_failed`."""
    return [line for found in reader.ask("lines", grey) for line in _lines(found, grey)]


def _lines(found: dict[str, Any], grey: Pixels) -> list[Line]:
    texts, middles = _words(found["text"], found["middles"])
    if not texts:
        return []
    whole = Box(*found["box"])
    boxes = word_boxes(grey, whole, middles)
    words = [Word(_mended(text), box, 100 * found["score"]) for text, box in zip(texts, boxes, strict=True)]
    return _parted(words, whole.height)


def _mended(word: str) -> str:
    """The networks see one of two slashes, and a level with a zero; there is no address and no level like that."""
    return _LEVEL.sub("INFO", _ADDRESS.sub(r"\1//", word))


def _words(text: str, middles: Sequence[float]) -> tuple[list[str], list[list[float]]]:
    """The words, and for each the middles of its signs; a line whose signs have no place of their own is one word."""
    texts = text.split()
    if sum(map(len, texts)) != len(middles):
        return ([text.strip()], [list(middles)]) if text.strip() and middles else ([], [])
    left = iter(middles)
    return texts, [[next(left) for _ in word] for word in texts]


def _parted(words: Sequence[Word], height: float) -> list[Line]:
    """One line, or several where what is found as one stands in several columns."""
    lines = [[words[0]]]
    for before, word in pairwise(words):
        if word.box.left - before.box.right > _WORD_GAP * height:
            lines.append([])
        lines[-1].append(word)
    return [Line(tuple(line)) for line in lines]
