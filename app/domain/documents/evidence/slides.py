"""Slides: few lines, set large; bullets that come one by one are the same slide."""

from collections.abc import Sequence
from statistics import median

from app.domain.documents.textdiff import LineMemory
from app.domain.documents.words import Line

# Type sizes as shares of the frame's height: a slide is read from afar.
_HEADING, _BODY = 0.05, 0.031
_MOST_LINES = 12
_LETTERS = 3


def slide_heading(lines: Sequence[Line]) -> Line | None:
    """The heading of the slide that these lines are; None where they are none."""
    if not 0 < len(lines) <= _MOST_LINES or median(line.size for line in lines) < _BODY:
        return None
    written = [line for line in lines if _letters(line) >= _LETTERS and line.size >= _HEADING]
    largest = max((line.size for line in written), default=0.0)
    return min((line for line in written if line.size >= 0.85 * largest), key=lambda line: line.box.top, default=None)


def _letters(line: Line) -> int:
    return sum(sign.isalpha() for sign in line.text)


def is_same_slide(one: Line, other: Line) -> bool:
    """Whether two slides with these headings are one."""
    return LineMemory([one.text]).knows(other.text)
