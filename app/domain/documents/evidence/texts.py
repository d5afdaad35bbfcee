"""What a change of the screen did to its text: lines that came, lines that went, lines that moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from app.domain.documents.textdiff import LineMemory, normalise
from app.domain.documents.words import Box, Line

# In line heights: a line whose place differs by less is at the same place.
_SAME_PLACE = 0.8
# Lines that move alike (frame heights) make a page that moves.
_LEAST_MOVE, _ALIKE, _MOVED_LINES = 0.02, 0.006, 3


@dataclass(frozen=True, slots=True)
class Difference:
    """Two screens with the lines at changed places: `new` are on the second alone, `gone` on the first alone.

    Of the new ones `unseen` stood nowhere on the first. `moved` is how far lines went up, in frame heights.
    """

    before: tuple[Line, ...]
    after: tuple[Line, ...]
    new: tuple[Line, ...]
    gone: tuple[Line, ...]
    unseen: tuple[Line, ...]
    moved: float

    @property
    def share_unseen(self) -> float:
        """How much of the second screen's text the first did not have."""
        return _amount(self.unseen) / max(1, _amount(self.after))


def difference(before: Sequence[Line], after: Sequence[Line], boxes: Sequence[Box]) -> Difference:
    """Compares two screens where something changed."""
    known, moved = LineMemory(line.text for line in before), moved_up(before, after)
    came, went = _within(after, boxes), _within(before, boxes)
    new = tuple(line for line in came if not (_stands(line, went) or _is_rest(line, went)))
    gone = tuple(line for line in went if not _stands(line, came))
    unseen = tuple(line for line in new if not known.knows(line.text))
    return Difference(tuple(before), tuple(after), new, gone, unseen, moved)


def moved_up(before: Sequence[Line], after: Sequence[Line]) -> float:
    """How far most of the lines that both screens have went up; 0 where they stayed, or too few went alike."""
    far = [move for move in _moves(before, after) if abs(move) >= _LEAST_MOVE]
    if len(far) < _MOVED_LINES:
        return 0.0
    middle = median(far)
    return middle if sum(abs(move - middle) < _ALIKE for move in far) >= 0.8 * len(far) else 0.0


def _moves(before: Sequence[Line], after: Sequence[Line]) -> list[float]:
    """How far each line went up that both have, and that did not go sideways."""
    places = {normalise(line.text): line.box for line in before}
    pairs = [(places[text], line.box) for line in after if (text := normalise(line.text)) in places]
    return [old.top - new.top for old, new in pairs if abs(old.left - new.left) < _ALIKE * 2]


def same_line(one: Line, other: Line) -> bool:
    """Whether both are one line, read at two moments."""
    height = max(one.box.height, other.box.height)
    near = abs(one.box.left - other.box.left) < _SAME_PLACE * height and overlap(one.box, other.box) > 0.5
    return near and LineMemory([one.text]).knows(other.text)


def overlap(one: Box, other: Box) -> float:
    """The share of the lower one's height at which both stand side by side."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(0.0, shared) / max(1e-9, min(one.height, other.height))


def _stands(line: Line, others: Sequence[Line]) -> bool:
    return any(same_line(line, other) for other in others)


def _is_rest(line: Line, before: Sequence[Line]) -> bool:
    """Whether it is what something in front of it leaves of an older line."""
    text, box = normalise(line.text), line.box
    return any(
        old.box.left <= box.left + box.height
        and box.right <= old.box.right + box.height
        and overlap(old.box, box) >= 0.5
        and text in normalise(old.text)
        for old in before
    )


def _within(lines: Sequence[Line], boxes: Sequence[Box]) -> list[Line]:
    return [line for line in lines if _lies_in(line.box, boxes)]


def _lies_in(box: Box, boxes: Sequence[Box]) -> bool:
    middle = (box.left + box.width / 2, box.top + box.height / 2)
    return any(
        min(each.right, box.right) - max(each.left, box.left) > 0 and each.top <= middle[1] <= each.bottom
        for each in boxes
    )


def _amount(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)
