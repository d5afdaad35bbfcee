"""What is shown of a hit: the part of its text with the words marked, and where those stand on the frame. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.search import vectors
from app.domain.search.asking import Term
from app.domain.search.lines import Moment, Rectangle
from app.domain.search.words import Token, tokens

LONGEST = 180
_BEFORE = 60
_MORE = "…"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a snippet, marked where it is a word that was looked for."""

    text: str
    marked: bool


def matched(text: str, vector: str, wanted: Sequence[Term]) -> list[Token]:
    """The words of a line that a query is about."""
    every = tokens(text)
    places = {
        place
        for lexeme, found in vectors.read(vector).items()
        if any(term.matches(lexeme) for term in wanted)
        for place in found
    }
    return [every[place - 1] for place in sorted(places) if place <= len(every)]


def snippet(text: str, words: Sequence[Token]) -> list[Part]:
    """The text around the first of the words, in parts; whole where it is short."""
    first = words[0].start if words else 0
    start, end = _window(text, first)
    parts, at = [Part(_MORE, False)] if start else [], start
    for word in words:
        if word.start < start or word.end > end:
            continue
        parts += [Part(text[at : word.start], False), Part(text[word.start : word.end], True)]
        at = word.end
    parts.append(Part(text[at:end] + (_MORE if end < len(text) else ""), False))
    return [part for part in parts if part.text]


def _window(text: str, first: int) -> tuple[int, int]:
    if len(text) <= LONGEST:
        return 0, len(text)
    start = max(0, min(first - _BEFORE, len(text) - LONGEST))
    if start:
        start = text.find(" ", start, first) + 1 or start
    end = min(len(text), start + LONGEST)
    if end < len(text):
        end = max(text.rfind(" ", start + 1, end), first + 1) if " " in text[first:end] else end
    return start, end


def boxes(text: str, words: Sequence[Token], moment: Moment) -> list[Rectangle]:
    """Where the words stand on the frame, at each place where the line is."""
    # A box belongs to what spaces part, which may be several words.
    numbers = sorted({text.count(" ", 0, word.start) for word in words})
    return [place[number] for place in moment.places for number in numbers if number < len(place)]
