"""Puts lines together again that something has parted: "Sa" and "lests" where "Sales requests" stood a moment before.

A pointer that rests on a line hides a few of its letters, and what is left is read as two lines, or as one that is
shorter. Other screens of the recording know what stands there. Pure; boxes are shares of the frame.
"""

from collections.abc import Sequence
from itertools import chain, zip_longest

from app.domain.documents.evidence.texts import overlap
from app.domain.documents.textdiff import normalise
from app.domain.documents.words import Line

# Screens before and after one that know how its lines read, and how much of the smaller's text they have in common.
_NEAR, _SAME_PAGE = 6, 0.5
# Signs that a pointer hides, at most; signs beside those that are read as others; and what a piece has beyond these.
_HIDDEN, _SPOILT, _LEAST = 8, 2, 1
# Of the lower one's height: how much of it two pieces of a row have in common.
_LEVEL = 0.5
# In heights: how far pieces may reach beyond the line they are of.
_ROOM = 0.6

_Known = dict[str, Line]


def whole(screens: Sequence[Sequence[Line]]) -> list[tuple[Line, ...]]:
    """The lines of a recording's screens, in order of time, those that were parted in one piece.

    1. A screen is compared with those near it, of the same page, the nearest first.
    2. Where such a screen has a line instead of which this one has its beginning and its end, with a few letters lost
       between them, the line stands there.
    3. What is only shorter may have been typed on: it is a piece where the line stood there before and after it.
    """
    known = [{line.text: line for line in lines} for lines in screens]
    return [_mended(number, lines, known) for number, lines in enumerate(screens)]


def _mended(number: int, lines: Sequence[Line], known: Sequence[_Known]) -> tuple[Line, ...]:
    mine = known[number]
    before = _same_page(mine, known[max(0, number - _NEAR) : number][::-1])
    after = _same_page(mine, known[number + 1 : number + 1 + _NEAR])
    now = list(lines)
    for other in filter(None, chain.from_iterable(zip_longest(before, after))):
        for text in other.keys() - mine.keys():
            is_amid = _has(before, text) and _has(after, text)
            now = _with_whole(now, other[text], other, is_amid)
    return tuple(now)


def _with_whole(now: list[Line], line: Line, other: _Known, is_amid: bool) -> list[Line]:
    """The lines with this one, which another screen has, instead of what is left of it."""
    pieces = [each for each in now if each.text not in other and _is_within(each, line)]
    if not pieces or not _are_of(line, pieces, is_amid):
        return now
    kept = [line if each is pieces[0] else each for each in now]
    return [each for each in kept if each not in pieces]


def _same_page(mine: _Known, others: Sequence[_Known]) -> list[_Known]:
    return [other for other in others if _is_same_page(mine, other)]


def _has(screens: Sequence[_Known], text: str) -> bool:
    return any(text in each for each in screens)


def _is_same_page(one: _Known, other: _Known) -> bool:
    return len(one.keys() & other.keys()) >= max(1, _SAME_PAGE * min(len(one), len(other)))


def _is_within(piece: Line, line: Line) -> bool:
    room = _ROOM * line.box.height
    beside = line.box.left - room <= piece.box.left and piece.box.right <= line.box.right + room
    return beside and overlap(piece.box, line.box) >= _LEVEL


def _are_of(line: Line, pieces: Sequence[Line], is_amid: bool) -> bool:
    """Whether these are what is left of a line: its beginning and its end, or one of them."""
    text = _signs(line.text)
    first, *others = (_signs(piece.text) for piece in sorted(pieces, key=lambda piece: piece.box.left))
    lost = len(text) - len(first) - sum(map(len, others))
    if not -1 <= lost <= _HIDDEN or len(others) > 1:
        return False
    if others:
        return _begins(text, first) and _ends(text, others[0])
    return is_amid and lost > 0 and len(first) > lost and (_begins(text, first) or _ends(text, first))


def _begins(text: str, piece: str) -> bool:
    """Whether it is the text's beginning, but for what is spoilt at its end."""
    sure = piece[: max(_LEAST, len(piece) - _SPOILT)]
    return text.startswith(sure)


def _ends(text: str, piece: str) -> bool:
    sure = piece[min(len(piece) - _LEAST, _SPOILT) :]
    return text.endswith(sure)


def _signs(text: str) -> str:
    return normalise(text).replace(" ", "")
