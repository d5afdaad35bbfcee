"""Texts as PostgreSQL's text search keeps them: lexemes and the places of their words.

A word is found under its forms and under their English, German and French stems, all of them at its place. The places
of a line's vector number its words from 1, so that a match says which words to mark.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from app.domain.search.words import forms

# A folded word's stems, as the dictionaries have them.
Stems = Mapping[str, Sequence[str]]

# PostgreSQL's own limits are 16,383 places and a mebibyte (manual, 12.11).
_LAST_PLACE = 16_383
_PLACES_A_LEXEME = 6
MOST_LEXEMES = 15_000
# Words of two lines are not side by side.
_BETWEEN_LINES = 8

_ENTRY = re.compile(r"'([^']+)':([\d,]+)")


def lexemes(word: str, stems: Stems) -> frozenset[str]:
    """Everything under which a word is found."""
    every = forms(word)
    return frozenset(every).union(*(stems.get(form, ()) for form in every))


def line_vector(words: Sequence[str], stems: Stems) -> str:
    """A line's words as a tsvector."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words, start=1):
        for lexeme in lexemes(word, stems):
            places.setdefault(lexeme, []).append(place)
    return _written(places)


def document_vector(lines: Iterable[Sequence[str]], stems: Stems) -> str:
    """Many lines as one tsvector that says whether they hold a word, and about how near to another one. What is more
    than MOST_LEXEMES is left out: it is bounded, however long a video is.
    """
    places: dict[str, list[int]] = {}
    place = 0
    for words in lines:
        for word in words:
            place += 1
            for lexeme in lexemes(word, stems):
                _add(places, lexeme, min(place, _LAST_PLACE))
        place += _BETWEEN_LINES
    return _written(places)


def _add(places: dict[str, list[int]], lexeme: str, place: int) -> None:
    found = places.get(lexeme)
    if found is None:
        if len(places) < MOST_LEXEMES:
            places[lexeme] = [place]
    elif len(found) < _PLACES_A_LEXEME and found[-1] != place:
        found.append(place)


def _written(places: Mapping[str, Sequence[int]]) -> str:
    # Lexemes are letters and numbers: nothing in them needs to be escaped.
    return " ".join(f"'{lexeme}':{','.join(map(str, found))}" for lexeme, found in sorted(places.items()))


def read(vector: str) -> dict[str, list[int]]:
    """A line's vector back: the places by lexeme."""
    return {lexeme: [int(place) for place in found.split(",")] for lexeme, found in _ENTRY.findall(vector)}
