"""How lines are stored with a frame: a flat list of words, each with its line and its place on the frame."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from app.domain.documents.scripts import Script, Unread
from app.domain.documents.words import Box, Line, Word

StoredWord = dict[str, Any]


def to_json(lines: Sequence[Line], width: float, height: float) -> list[StoredWord]:
    """Lines of a frame of `width` x `height` pixels as the JSON that is stored."""
    return [_stored(number, word, width, height) for number, line in enumerate(lines) for word in line.words]


def from_json(words: Iterable[StoredWord], width: float = 1, height: float = 1) -> list[Line]:
    """The lines back, boxes as shares of the frame (0 to 1), or in the pixels of one of `width` x `height`."""
    each_line = groupby(words, key=lambda word: word["line"])
    return [Line(tuple(_word(word, width, height) for word in group)) for _, group in each_line]


def unread_to_json(unread: Sequence[Unread], width: float, height: float) -> list[StoredWord]:
    """Places on a frame of `width` x `height` pixels where something stands that is not read, as they are stored."""
    return [{"script": each.script.value, **_placed(each.box, width, height)} for each in unread]


def unread_from_json(places: Iterable[StoredWord], width: float = 1, height: float = 1) -> list[Unread]:
    """The places back, as shares of the frame, or in its pixels."""
    return [Unread(_box(place, width, height), Script(place["script"])) for place in places]


def _stored(number: int, word: Word, width: float, height: float) -> StoredWord:
    return {
        "line": number,
        "text": word.text,
        **_placed(word.box, width, height),
        "confidence": round(word.confidence),
    }


def _placed(box: Box, width: float, height: float) -> dict[str, float]:
    return {
        "x": round(box.left / width, 4),
        "y": round(box.top / height, 4),
        "w": round(box.width / width, 4),
        "h": round(box.height / height, 4),
    }


def _word(stored: StoredWord, width: float, height: float) -> Word:
    return Word(stored["text"], _box(stored, width, height), stored["confidence"])


def _box(stored: StoredWord, width: float, height: float) -> Box:
    return Box(stored["x"] * width, stored["y"] * height, stored["w"] * width, stored["h"] * height)
