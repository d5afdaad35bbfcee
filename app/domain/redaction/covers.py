"""From where a secret was seen to what has to be covered, and when: samples are not every frame.

1. In space: the box of the ink, and a margin; engines end a box within the last letter now and then.
2. In time: at least two samples more at both ends. A change of the screen that touches the box and meets its time, such
   as typing, belongs to it from when the screen was last seen without.
3. Scrolling moves it: while that goes on it may be anywhere in its columns.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.documents.evidence.changes import Change
from app.domain.documents.words import Box
from app.domain.redaction.findings import Spot

# Seconds: two samples of the four a second that are looked at.
_MARGIN = 0.5
# Shares of the box's height beside it, above and below.
_BESIDE, _ABOVE = 0.6, 0.3
_LEAST = 0.004
# Seconds between a change and what came of it.
_MEETS = 0.6


@dataclass(frozen=True, slots=True)
class Cover:
    """A rectangle of the frame, as shares of it, that is covered from `start` to `end` (seconds)."""

    box: Box
    start: float
    end: float


def covers(spots: Iterable[Spot], changes: Sequence[Change], aspect: float) -> list[Cover]:
    """What hides the spots of a finding; `aspect` is the frame's width by its height."""
    return [cover for spot in spots for cover in _covers(spot, changes, aspect)]


def as_json(found: Iterable[Cover]) -> list[list[float]]:
    """As they are stored: left, top, width, height, start, end."""
    return [
        [round(value, 4) for value in (each.box.left, each.box.top, each.box.width, each.box.height)]
        + [round(each.start, 3), round(each.end, 3)]
        for each in found
    ]


def from_json(stored: Iterable[Sequence[float]]) -> list[Cover]:
    """The covers back."""
    return [Cover(Box(*each[:4]), each[4], each[5]) for each in stored]


def _covers(spot: Spot, changes: Sequence[Change], aspect: float) -> list[Cover]:
    box = _with_margin(spot.box, aspect)
    start, end = _begun(box, spot.start, changes), _gone(box, spot.end, changes)
    found = [Cover(box, max(0.0, start - _MARGIN), end + _MARGIN)]
    column = Box(box.left, 0.0, box.width, 1.0)
    for change in changes:
        meets = change.before <= spot.end + _MEETS and change.end >= spot.start - _MEETS
        if change.scrolled and meets:
            found.append(Cover(column, max(0.0, change.before - _MARGIN), change.end + _MARGIN))
    return found


def _begun(box: Box, start: float, changes: Sequence[Change]) -> float:
    """Since when it may stand there: changes of the place that led to it, one after the other."""
    for change in sorted(changes, key=lambda each: each.end, reverse=True):
        if change.before < start and change.end >= start - _MEETS and _touches(change, box):
            start = change.before
    return start


def _gone(box: Box, end: float, changes: Sequence[Change]) -> float:
    """Until when it may: the change of the place in which it went has come to rest."""
    for change in changes:
        if change.before <= end + _MEETS and change.end > end and _touches(change, box):
            return change.end
    return end


def _touches(change: Change, box: Box) -> bool:
    return any(
        each.left < box.right and box.left < each.right and each.top < box.bottom and box.top < each.bottom
        for each in change.boxes
    )


def _with_margin(box: Box, aspect: float) -> Box:
    beside = max(_LEAST, _BESIDE * box.height / aspect)
    above = max(_LEAST, _ABOVE * box.height)
    left, top = max(0.0, box.left - beside), max(0.0, box.top - above)
    return Box(left, top, min(1.0, box.right + beside) - left, min(1.0, box.bottom + above) - top)
