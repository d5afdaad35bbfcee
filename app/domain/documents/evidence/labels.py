"""What a place on the screen is called: by the words on it, beside it, or above it."""

from collections.abc import Sequence

from app.domain.documents.evidence.changes import Pointer
from app.domain.documents.evidence.code import is_code
from app.domain.documents.evidence.texts import overlap
from app.domain.documents.words import Box, Line

# In line heights: how far a button's edge, a menu entry's end, a table cell's end may be from its words.
_PADDING_X, _PADDING_Y, _ROW = 1.8, 1.1, 16.0
# A label is a few words; what is longer is prose somebody points at.
_MOST_WORDS, _MOST_SIGNS = 7, 48
# How far above its field a label may stand (type sizes), and how far its edges may be off (line heights).
_ABOVE, _INDENT, _BESIDE = 4.0, 2.5, 6.0
# Nearer than a field's edge allows is the line before in one text.
_LEAST_ABOVE = 1.75
# A line of a paragraph fills it: so many signs and words. How far the next one's edge and size may be off.
_FULL_SIGNS, _FULL_WORDS = 30, 5
_SAME_EDGE, _SAME_SIZE = 0.6, 0.15


def label_at(lines: Sequence[Line], pointer: Pointer) -> Line | None:
    """The words that the pointer rests on: on them, or on the row they stand in."""
    on = [line for line in lines if _distance(line.box, pointer, _PADDING_X, _PADDING_Y) is not None]
    if on:
        return min(on, key=lambda line: _distance(line.box, pointer, _PADDING_X, _PADDING_Y) or 0.0)
    row = [line for line in lines if _distance(line.box, pointer, _ROW, _PADDING_Y) is not None]
    return min(row, key=lambda line: _distance(line.box, pointer, _ROW, _PADDING_Y) or 0.0, default=None)


def is_on(box: Box, pointer: Pointer) -> bool:
    """Whether the pointer is on the words, or on a button around them."""
    return _distance(box, pointer, _PADDING_X, _PADDING_Y) is not None


def is_label(text: str) -> bool:
    """Whether the words can be a button's or a link's."""
    signs = sum(sign.isalnum() for sign in text)
    prose = text.endswith(".") and not text.endswith("..") and " " in text
    return signs >= 2 and len(text) <= _MOST_SIGNS and len(text.split()) <= _MOST_WORDS and not prose


def is_prose(line: Line, lines: Sequence[Line]) -> bool:
    """Whether it is a line of a paragraph: the line above it, or itself, is full, and goes on in the next one."""
    near = [other for other in lines if other is not line and _are_one_text(line, other)]
    above = [other for other in near if other.box.top < line.box.top]
    return any(_is_full(other) for other in above) or (_is_full(line) and len(near) > len(above))


def label_beside(lines: Sequence[Line], box: Box) -> Line | None:
    """The words nearest to a switch or a checkbox, in its row."""
    row = [line for line in lines if overlap(line.box, box) > 0.3 and is_label(line.text)]
    return min(row, key=lambda line: _gap_x(line.box, box), default=None)


def label_of_field(lines: Sequence[Line], field: Line) -> Line | None:
    """The words right above a field's text, or else before it in its row."""
    box, height = field.box, field.box.height
    if is_code(field.text):
        return None
    above = [line for line in lines if _is_above(line, field) and is_label(line.text)]
    if above:
        return max(above, key=lambda line: line.box.bottom)
    before = [
        line
        for line in lines
        if overlap(line.box, box) > 0.5 and 0 < box.left - line.box.right < _BESIDE * height and is_label(line.text)
    ]
    return max(before, key=lambda line: line.box.right, default=None)


def _is_above(label: Line, field: Line) -> bool:
    # From middle to middle, in type sizes: engines' boxes are higher or lower than the ink, not elsewhere.
    apart = (_middle(field.box) - _middle(label.box)) / min(field.size, label.size)
    return _LEAST_ABOVE <= apart <= _ABOVE and abs(field.box.left - label.box.left) <= _INDENT * field.box.height


def _are_one_text(one: Line, other: Line) -> bool:
    size = min(one.size, other.size)
    apart = abs(_middle(one.box) - _middle(other.box)) / size
    alike = abs(one.size - other.size) <= _SAME_SIZE * size
    return 0.5 <= apart < _LEAST_ABOVE and alike and abs(one.box.left - other.box.left) <= _SAME_EDGE * size


def _is_full(line: Line) -> bool:
    return len(line.text) >= _FULL_SIGNS and len(line.text.split()) >= _FULL_WORDS


def _middle(box: Box) -> float:
    return box.top + box.height / 2


def _distance(box: Box, pointer: Pointer, room_x: float, room_y: float) -> float | None:
    """How far the pointer is from a box, in its heights; None beyond the room."""
    height = max(box.height, 0.008)
    across = max(box.left - pointer.x, pointer.x - box.right, 0.0) / height
    down = max(box.top - pointer.y, pointer.y - box.bottom, 0.0) / height
    return across + 2 * down if across <= room_x and down <= room_y else None


def _gap_x(one: Box, other: Box) -> float:
    return max(one.left - other.right, other.left - one.right, 0.0)
