"""Which acts make one step: one table. Pure.

Read: after an act of the first kind one of the second kind, at most so many seconds later and where the test holds,
does what the last column says: JOIN and DROP_SECOND keep the first's title, LATER makes both one with the second's,
from when the first began, DROP_FIRST forgets the first. No row forgets what a person marked as a step.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum

from app.domain.documents.evidence.commands import is_continued
from app.domain.documents.evidence.kinds import Act, Kind
from app.domain.documents.textdiff import LineMemory, has_grown


class Way(Enum):
    """What becomes of two acts."""

    JOIN = "join"
    LATER = "later"
    DROP_FIRST = "drop first"
    DROP_SECOND = "drop second"


Test = Callable[[Act, Act], bool]


def _always(first: Act, second: Act) -> bool:
    return True


def _same_label(first: Act, second: Act) -> bool:
    return LineMemory([first.label]).knows(second.label)


def _same_field(first: Act, second: Act) -> bool:
    if first.detail and second.detail:
        return _same_label(first, second)
    below = first.target is not None and second.target is not None and abs(first.target.left - second.target.left) < 0.2
    return below or has_grown(first.label, second.label)


def _is_longer(first: Act, second: Act) -> bool:
    return is_continued(first.label, second.label)


def _is_output(first: Act, second: Act) -> bool:
    return second.is_weak or second.kind is Kind.TYPE


def _is_list(first: Act, second: Act) -> bool:
    return bool(first.popup)


def _same_place(first: Act, second: Act) -> bool:
    if first.is_told and second.is_told:
        return first.target == second.target
    one, other = first.pointer, second.pointer
    return one is not None and other is not None and abs(one.x - other.x) + abs(one.y - other.y) < 0.01


def _at_same_place(first: Act, second: Act) -> bool:
    return _same_place(first, second) and _same_label(first, second)


def _is_small(first: Act, second: Act) -> bool:
    # Half as sure as can be: a hand was on something else.
    return second.is_weak and second.strength < 0.5


@dataclass(frozen=True, slots=True)
class _Row:
    first: frozenset[Kind]
    second: frozenset[Kind]
    seconds: float
    test: Test
    way: Way


_PRESSES = frozenset({Kind.CLICK, Kind.NAVIGATE, Kind.SUBMIT, Kind.DIALOG, Kind.CHOOSE, Kind.TOGGLE})
_EVER = float("inf")
TABLE: tuple[_Row, ...] = (
    # Bullets that come one by one: the slide with all of them.
    _Row(frozenset({Kind.SLIDE}), frozenset({Kind.SLIDE}), _EVER, _same_label, Way.LATER),
    # A command that is typed, and answered.
    _Row(frozenset({Kind.COMMAND}), frozenset({Kind.COMMAND}), 20.0, _is_longer, Way.LATER),
    _Row(frozenset({Kind.TYPE}), frozenset({Kind.COMMAND}), 3.0, _always, Way.LATER),
    _Row(
        frozenset({Kind.COMMAND}), frozenset({Kind.NOTICE, Kind.NAVIGATE, Kind.TYPE}), 10.0, _is_output, Way.DROP_SECOND
    ),
    # Typing with pauses.
    _Row(frozenset({Kind.TYPE}), frozenset({Kind.TYPE}), 6.0, _same_field, Way.LATER),
    # A wheel turns notch by notch.
    _Row(frozenset({Kind.SCROLL}), frozenset({Kind.SCROLL}), 1.0, _always, Way.LATER),
    # A list is opened to choose from it.
    _Row(frozenset({Kind.CLICK, Kind.SUBMIT}), frozenset({Kind.CHOOSE}), 15.0, _is_list, Way.DROP_FIRST),
    # What a press does comes in parts.
    _Row(_PRESSES, _PRESSES, 1.2, _at_same_place, Way.JOIN),
    _Row(_PRESSES, frozenset({Kind.NAVIGATE, Kind.NOTICE, Kind.DIALOG}), 3.0, _is_small, Way.DROP_SECOND),
    # A page that is not all there yet.
    _Row(frozenset({Kind.OPEN, Kind.SCROLL}), frozenset({Kind.NOTICE}), 2.0, _always, Way.DROP_SECOND),
)


def merged(acts: Iterable[Act]) -> list[Act]:
    """The acts of a recording, in order of time, as steps."""
    steps: list[Act] = []
    for act in acts:
        row = next((row for row in TABLE if steps and _applies(row, steps[-1], act)), None)
        if row is None:
            steps.append(act)
        else:
            steps[-1] = _combined(steps[-1], act, row.way)
    return steps


def _applies(row: _Row, first: Act, second: Act) -> bool:
    if first.kind not in row.first or second.kind not in row.second or _forgets_mark(first, second, row.way):
        return False
    return second.start - first.end <= row.seconds and row.test(first, second)


def _forgets_mark(first: Act, second: Act, way: Way) -> bool:
    if way is Way.LATER:
        return first.is_marked and second.is_marked
    return first.is_marked if way is Way.DROP_FIRST else second.is_marked


def _combined(first: Act, second: Act, way: Way) -> Act:
    if way is Way.LATER:
        # A slide has all its lines on it each time.
        lines = second.lines if second.kind is Kind.SLIDE else (*first.lines, *second.lines)
        is_marked = first.is_marked or second.is_marked
        strength = 1.0 if is_marked else second.strength
        pointer = second.pointer or first.pointer
        return replace(second, start=first.start, lines=lines, pointer=pointer, is_marked=is_marked, strength=strength)
    if way is Way.DROP_FIRST:
        return second
    return first.followed_by(second)
