"""What a pointer lies on: words that it covers are the words that stood there before it came."""

from collections.abc import Sequence
from itertools import takewhile

from app.domain.documents.evidence.changes import Pointer
from app.domain.documents.evidence.labels import is_on
from app.domain.documents.evidence.texts import overlap
from app.domain.documents.words import Box, Line

# Screens back, and how much of a screen's text must stand on an earlier one for both to be the same page.
REMEMBERED = 8
_SAME_PAGE = 0.6


def with_covered(screens: Sequence[Sequence[Line]], pointer: Pointer | None) -> tuple[Line, ...]:
    """The lines of the last of some screens; where nothing is read under the pointer, with what stood there last."""
    now = tuple(screens[-1])
    if pointer is None or _under(now, pointer) is not None:
        return now
    same_page = takewhile(lambda lines: _are_one_page(lines, now), reversed(screens[:-1]))
    under = next(filter(None, (_under(lines, pointer) for lines in same_page)), None)
    is_free = under is not None and not any(_meet(under.box, line.box) for line in now)
    return (*now, under) if under is not None and is_free else now


def _under(lines: Sequence[Line], pointer: Pointer) -> Line | None:
    return next((line for line in lines if is_on(line.box, pointer)), None)


def _are_one_page(lines: Sequence[Line], now: Sequence[Line]) -> bool:
    texts = {line.text for line in now}
    return sum(line.text in texts for line in lines) >= _SAME_PAGE * len(texts)


def _meet(one: Box, other: Box) -> bool:
    return overlap(one, other) > 0 and min(one.right, other.right) > max(one.left, other.left)
