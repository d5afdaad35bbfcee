"""All secrets of a text, and of the lines of a screen with the boxes they stand in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from app.domain.documents.words import Box, Line, around
from app.domain.redaction import numbers, passwords, tokens
from app.domain.redaction.kinds import Kind, Secret

# In this order: what one has taken is no other's. An account number has a card's digits in it, and a key may have both.
_FINDERS = (tokens.keys, numbers.ibans, numbers.cards, tokens.emails, passwords.passwords, numbers.phones)
# A private key's lines are as long as these at least, and there are not more of them.
_KEY_LINE, _KEY_LINES = 16, 60
_KEY_END = re.compile(r"\bEND\b.*KEY")


@dataclass(frozen=True, slots=True)
class Place:
    """A secret on a screen: which, and the boxes that it stands in, one a line."""

    kind: Kind
    value: str
    boxes: tuple[Box, ...]


def secrets(text: str) -> list[Secret]:
    """The secrets of a line, none within another, in order."""
    found: list[Secret] = []
    for finder in _FINDERS:
        for each in finder(text):
            if not any(each.start < other.stop and other.start < each.stop for other in found):
                found.append(each)
    return sorted(found, key=lambda each: each.start)


def places(lines: Sequence[Line], aspect: float) -> list[Place]:
    """The secrets of a screen whose boxes are shares of it; `aspect` is its width by its height."""
    found: list[Place] = []
    for line in lines:
        for each in secrets(line.text):
            found.append(Place(each.kind, each.value, (box_of(line, each.start, each.stop),)))
        if tokens.is_private_key_begin(line.text):
            found += _private_key(line, lines)
    named = [line for line in passwords.fields(lines, aspect) if not _is_told(line, found)]
    found += [Place(Kind.PASSWORD, line.words[0].text, (line.words[0].box,)) for line in named]
    return found


def box_of(line: Line, start: int, stop: int) -> Box:
    """The rectangle around the words of a line that signs [start, stop) of its text are of."""
    words, at = [], 0
    for word in line.words:
        if at < stop and start < at + len(word.text):
            words.append(word.box)
        at += len(word.text) + 1
    return around(words or [line.box])


def _is_told(line: Line, found: Sequence[Place]) -> bool:
    """Whether what stands there is known already."""
    return any(_meet(line.box, box) for place in found for box in place.boxes)


def _meet(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def _private_key(begin: Line, lines: Sequence[Line]) -> Iterator[Place]:
    """What stands below a key's first line down to its last, in the same column."""
    beside = [line for line in lines if line.box.top > begin.box.top and _in_columns(line.box, begin.box)]
    beside.sort(key=lambda line: line.box.top)
    inside = takewhile(lambda line: not _KEY_END.search(line.text), beside[:_KEY_LINES])
    boxes = tuple(line.box for line in inside if max(len(word.text) for word in line.words) >= _KEY_LINE)
    if boxes:
        yield Place(Kind.API_KEY, "private key", boxes)


def _in_columns(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right
