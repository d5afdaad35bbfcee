"""Reads every script that this machine has a reader for, and says of the others that they are there.

1. The networks, or Tesseract, read everything as if it were Latin.
2. Of what they are not sure of, Tesseract says which script it is in: of the lines alone, enlarged, on one page.
3. Another script is read again in its own languages, where these are installed; else it is unread, and its place kept.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from math import inf

import cv2
import numpy as np
import structlog

from app.domain.documents.reading_order import in_order, is_legible
from app.domain.documents.scripts import (
    OF_SIGNS,
    Script,
    Unread,
    are_odd,
    foreign_among,
    has_letters_of,
    is_doubtful,
    letters,
    named,
    script_of,
)
from app.domain.documents.words import Box, Line
from app.ocr import neural, tesseract
from app.ocr.engine import Pixels, Reading
from app.ocr.reader import Reader, the_reader

log = structlog.get_logger()

# With fewer letters it cannot be said which script they are of.
_LEAST_LETTERS = 15
# How sure Tesseract has to be (it says up to about 30; of Latin it is wrong at up to 3.3 where letters are few): little
# where what was read is nonsense even to who read it. Of Chinese and Japanese it is never sure, but then the networks
# see their signs, too; as they do those of Greek, which is what it most often takes Latin for.
_SURE, _SURE_OF_NONSENSE, _NONSENSE = 5.0, 0.8, 85.0
# Pixels: how high each line stands where its script is looked for, what is between them, and how many are enough.
_HEIGHT, _BETWEEN, _LINES = 48, 24, 12
# A picture for questions that are about none.
_NOTHING = np.zeros((1, 1), np.uint8)


class Lingual:
    """One recording's reader: it remembers which other script its screens have shown."""

    def __init__(self, name: str, languages: Mapping[Script, str], reader: Reader | None = None) -> None:
        """`name` is `ppocr` or `tesseract`; `languages` what Tesseract is to read each script with."""
        self._networks = name == "ppocr"
        self._reader = reader or the_reader()
        self._wanted = languages
        self._seen: Script | None = None

    def read(self, grey: Pixels) -> Reading:
        """As OcrEngine.read."""
        lines, doubtful = self._as_latin(grey)
        script = self._script(grey, doubtful) if doubtful else None
        if script is None or self._is_read_already(script):
            return _reading(self._legible(lines, grey))
        self._seen = script
        foreign = foreign_among(lines, doubtful, script)
        rest = self._legible([line for line in lines if line not in foreign], grey)
        if script not in self._readable:
            return _reading(rest, [Unread(line.box, script) for line in foreign])
        again, _ = tesseract.read(self._reader, grey, self._readable[script])
        return _reading([*rest, *(line for line in again if _meets(line, foreign))])

    @cached_property
    def _readable(self) -> dict[Script, str]:
        """Of what is wanted, that which this machine has: a missing package costs its script, and no recording."""
        installed = set(self._reader.ask("installed", _NOTHING))
        by_script = {
            script: [name for name in names.split("+") if name in installed] for script, names in self._wanted.items()
        }
        if missing := {name for names in self._wanted.values() for name in names.split("+")} - installed:
            log.warning("Tesseract lacks languages of OCR_LANGUAGES", missing=sorted(missing))
        return {script: "+".join(names) for script, names in by_script.items() if names}

    def _as_latin(self, grey: Pixels) -> tuple[list[Line], list[Line]]:
        if not self._networks:
            return tesseract.read(self._reader, grey, self._readable.get(Script.LATIN, "eng"))
        lines = neural.read(self._reader, grey)
        return lines, [line for line in lines if _is_text(line) and is_doubtful(line)]

    def _legible(self, lines: list[Line], grey: Pixels) -> list[Line]:
        """Of what the networks are hardly sure of, only the script was of use; Tesseract's lines are sifted already."""
        return [line for line in lines if is_legible(line, grey.shape[0])] if self._networks else lines

    def _is_read_already(self, script: Script) -> bool:
        """Chinese is what the networks were made for, where somebody wants it."""
        return script is Script.LATIN or (self._networks and script is Script.CHINESE and script in self._wanted)

    def _script(self, grey: Pixels, doubtful: Sequence[Line]) -> Script | None:
        """The script of lines that may be no Latin; None where that cannot be said."""
        seen = script_of("".join(line.text for line in doubtful))
        if letters(doubtful) < _LEAST_LETTERS:
            return self._seen or (seen if seen in OF_SIGNS else None)
        told = self._reader.ask("script", below_each_other(grey, [line.box for line in doubtful]))
        script, sure = (named(told[0]), float(told[1])) if told else (Script.LATIN, 0.0)
        if script in OF_SIGNS:
            return script if seen in OF_SIGNS else None
        return script if sure >= _needed(script, doubtful) else None


def _needed(script: Script, doubtful: Sequence[Line]) -> float:
    """How sure Tesseract has to be, over what was read so well as Latin; of Greek without its letters it cannot be.

    What a pointer lies over and what is still blurred is nonsense, too, and taken for Cyrillic: that has odd shapes.
    """
    if script is Script.GREEK and not has_letters_of(script, doubtful):
        return inf
    if script is Script.CYRILLIC and not are_odd(doubtful):
        return _SURE
    signs = sum(len(line.text) for line in doubtful)
    confidence = sum(line.confidence * len(line.text) for line in doubtful) / signs
    return _SURE_OF_NONSENSE if confidence < _NONSENSE else _SURE


def below_each_other(grey: Pixels, boxes: Sequence[Box]) -> Pixels:
    """The longest lines of a picture dark on white, all of one height."""
    longest = sorted(boxes, key=lambda box: -box.width)[:_LINES]
    rows = [_enlarged(grey, box) for box in longest]
    height, width = _BETWEEN + len(rows) * (_HEIGHT + _BETWEEN), 2 * _BETWEEN + max(row.shape[1] for row in rows)
    page = np.full((height, width), 255, np.uint8)
    for number, row in enumerate(rows):
        top = _BETWEEN + number * (_HEIGHT + _BETWEEN)
        page[top : top + _HEIGHT, _BETWEEN : _BETWEEN + row.shape[1]] = row
    return page


def _enlarged(grey: Pixels, box: Box) -> Pixels:
    left, top = max(0, int(box.left) - 2), max(0, int(box.top) - 2)
    cut = grey[top : int(box.bottom) + 3, left : int(box.right) + 3]
    ground = int(np.median(cut))
    distance = cv2.absdiff(cut, np.full_like(cut, ground)).astype(np.float32)
    strongest = max(40.0, float(np.percentile(distance, 98)))
    dark = 255 - np.minimum(255, distance * (255 / strongest))
    width = max(1, round(cut.shape[1] * _HEIGHT / cut.shape[0]))
    return np.asarray(cv2.resize(dark, (width, _HEIGHT), interpolation=cv2.INTER_CUBIC).clip(0, 255), np.uint8)


def _reading(lines: Sequence[Line], unread: Sequence[Unread] = ()) -> Reading:
    return Reading(tuple(in_order(list(filter(_is_text, lines)))), tuple(unread))


def _is_text(line: Line) -> bool:
    """Whether it says something: a single sign that is no letter of ours is an icon."""
    return sum(sign.isalnum() for sign in line.text) >= 2 or (line.text.isascii() and line.text.isdigit())


def _meets(line: Line, others: Sequence[Line]) -> bool:
    one = line.box
    return any(
        one.left < box.right and box.left < one.right and one.top < box.bottom and box.top < one.bottom
        for box in (other.box for other in others)
    )
