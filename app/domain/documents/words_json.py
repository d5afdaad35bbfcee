"""How lines are stored with a frame: a flat list of words, each with its line and its place on the frame."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from app.domain.documents.words import Box, Line, Word

StoredWord = dict[str, Any]


def to_json(lines: Sequence[Line], width: float, height: float) -> list[StoredWord]:
    """Lines of a frame of `width` x `height` pixels as the JSON that is stored."""
    return [_stored(number, word, width, height) for number, line in enumerate(lines) for word in line.words]


def from_json(words: Iterable[StoredWord]) -> list[Line]:
    """The lines back, boxes as shares of the frame (0 to 1)."""
    return [Line(tuple(map(_word, group))) for _, group in groupby(words, key=lambda word: word["line"])]


def _stored(number: int, word: Word, width: float, height: float) -> StoredWord:
    return {
        "line": number,
        "text": word.text,
        "x": round(word.box.left / width, 4),
        "y": round(word.box.top / height, 4),
        "w": round(word.box.width / width, 4),
        "h": round(word.box.height / height, 4),
        "confidence": round(word.confidence),
    }


def _word(stored: StoredWord) -> Word:
    box = Box(stored["x"], stored["y"], stored["w"], stored["h"])
    return Word(stored["text"], box, stored["confidence"])
