"""Typing: a line that grows, or comes where a field was empty, stroke by stroke."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.domain.documents.evidence.changes import Change
from app.domain.documents.evidence.labels import label_of_field
from app.domain.documents.evidence.texts import Difference, overlap
from app.domain.documents.textdiff import has_grown, normalise
from app.domain.documents.words import Line

# A text that is typed takes at least so many samples, and its place moves on to the right.
_STROKES = 2
# Code and letters are typed over several lines; more than this at once was pasted, or is a page.
_MOST_LINES = 6
# A field of one row: so high at most (frame heights), so much wider; what is typed may reach its rim. Typing begins so
# many seconds after a click into it.
_FIELD_HEIGHT, _FIELD_SHAPE, _RIM, _SOON = 0.12, 2.5, 0.015, 5.0
# Ticks stroke by stroke, too.
_CLOCK = re.compile(r"\d{1,2}:\d\d(:\d\d)?( [AaPp]\.?[Mm]\.?)?")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, at which line, and what its field is called; empty where nothing says so."""

    text: str
    line: Line
    label: str


def is_focused(before: Change, now: Change) -> bool:
    """Whether the change before drew a rim around the place of this one: a field that somebody has clicked into."""
    if len(before.boxes) != 1 or now.start - before.end > _SOON or not now.boxes:
        return False
    field, place = before.area, now.area
    inside = field.left <= place.left and place.right <= field.right
    level = field.top <= place.top + _RIM and place.bottom <= field.bottom + _RIM
    return inside and level and field.height <= _FIELD_HEIGHT and field.width >= _FIELD_SHAPE * field.height


def typed(change: Change, found: Difference, is_in_field: bool = False) -> Typed | None:
    """What was typed in this change; `is_in_field` where the field is known to have the focus."""
    grown = _grown(found)
    if grown is not None:
        return _typed(grown, found)
    fresh = [line for line in found.new if normalise(line.text) and not _CLOCK.fullmatch(line.text)]
    if not fresh or not _is_stroke_by_stroke(change, is_in_field):
        return None
    return _typed(fresh[0], found) if len(fresh) <= _MOST_LINES and _is_column(fresh) else None


def _grown(found: Difference) -> Line | None:
    """The last line that was longer after than before."""
    return next((line for line in reversed(found.new) if any(_grew(old, line) for old in found.gone)), None)


def _is_stroke_by_stroke(change: Change, is_in_field: bool) -> bool:
    is_beam = change.pointer is not None and change.pointer.shape == "beam"
    return change.strokes >= _STROKES and (change.advance > 0 or is_beam or is_in_field)


def _typed(line: Line, found: Difference) -> Typed:
    placeholder = next((old for old in found.gone if overlap(old.box, line.box) > 0.5 and _at(old, line)), None)
    if placeholder is not None and not _grew(placeholder, line):
        return Typed(line.text, line, placeholder.text)
    label = label_of_field(found.after, line)
    return Typed(line.text, line, label.text if label else "")


def _grew(old: Line, line: Line) -> bool:
    same = overlap(old.box, line.box) > 0.5 and _at(old, line) and len(line.text) > len(old.text)
    return same and (has_grown(old.text, line.text) or line.text.startswith(old.text))


def _at(old: Line, line: Line) -> bool:
    return abs(old.box.left - line.box.left) < 1.5 * line.box.height


def _is_column(lines: Sequence[Line]) -> bool:
    """Whether lines stand below each other, without a gap."""
    ranked = sorted(lines, key=lambda line: line.box.top)
    return all(
        below.box.top - above.box.bottom < 2.5 * above.box.height and overlap(above.box, below.box) < 0.5
        for above, below in pairwise(ranked)
    )
