"""Switches and checkboxes: a small place that looks different while its words stay."""

from app.domain.documents.evidence.changes import Change
from app.domain.documents.words import Box

# In frame heights: from a small checkbox to a large switch, with what a codec smears.
_LEAST, _WIDEST, _TALLEST = 0.015, 0.11, 0.06
_SAME_ROW = 0.03


def switched(change: Change) -> Box | None:
    """The switch or checkbox that was pressed in this change, if it was one."""
    if change.pointer is None or not 1 <= len(change.boxes) <= 2:
        return None
    box = change.boxes[0] if len(change.boxes) == 1 else change.area
    fits = _LEAST <= box.width <= _WIDEST and _LEAST <= box.height <= _TALLEST
    level = box.top - _SAME_ROW <= change.pointer.y <= box.bottom + _SAME_ROW
    return box if fits and level else None
