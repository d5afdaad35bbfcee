"""Compares lines as they were read: the same line is seldom read the same way twice."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process

# Similarity (0 to 100) of two readings of one line. In a short line one wrong sign weighs more, but one
# other sign also makes another word, so the bar rises.
_SAME = 82.0
_SAME_SHORT = 90.0
_SHORT = 8
# Typing: how much of the older text must begin the newer one.
_GROWN = 85.0
_LEAST_GROWN = 3
_SPACES = re.compile(r"\s+")
_EDGES = re.compile(r"^\W+|\W+$")


def normalise(text: str) -> str:
    """The text as it is compared: without case, doubled spaces, and marks at its ends."""
    return _EDGES.sub("", _SPACES.sub(" ", text)).casefold()


def has_grown(before: str, after: str) -> bool:
    """Whether `after` is `before` with more typed behind it."""
    start, whole = normalise(before), normalise(after)
    if len(start) < _LEAST_GROWN or len(whole) <= len(start):
        return False
    # Compared loosely: of a line that is read twice, a sign or two differ in the part that stayed, too.
    return fuzz.ratio(start, whole[: len(start)]) >= _GROWN


class LineMemory:
    """Lines that were read before, and whether a new reading is of one of them."""

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self._lines: dict[str, None] = {}
        self.add(lines)

    def add(self, lines: Iterable[str]) -> None:
        """Remembers more lines."""
        self._lines.update(dict.fromkeys(map(normalise, lines)))

    def knows(self, line: str) -> bool:
        """Whether the line, or a reading of it with a few other signs, was added."""
        text = normalise(line)
        # Most lines are read again exactly as before; a look into the dict spares them the comparison with all others.
        if text in self._lines:
            return True
        bar = _SAME_SHORT if len(text) <= _SHORT else _SAME
        return process.extractOne(text, self._lines.keys(), scorer=fuzz.ratio, score_cutoff=bar) is not None
