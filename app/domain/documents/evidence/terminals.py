"""A terminal's rows: what a program sets in columns is one line of what it says, however far apart its words stand."""

from collections.abc import Iterable, Sequence

from app.domain.documents.evidence.commands import is_prompt
from app.domain.documents.evidence.texts import overlap
from app.domain.documents.words import Line

# Of the lower piece's height: how much of it both have in common; and how many heights apart two pieces stand at most.
_LEVEL, _APART = 0.6, 14.0
# In heights: how far a row of output may begin left of its prompt.
_EDGE = 1.0


def with_whole_rows(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a screen; below or beside a prompt, the pieces of a row are one line, and the rows come in order.

    1. A terminal reaches from the first of its prompts down, and from its prompts' edge to the right.
    2. Of a row, what is not too far apart is put together, from left to right.
    3. What stands elsewhere stays as it is, and where it was: before all that.
    """
    prompts = [line for line in lines if is_prompt(line.text)]
    if not prompts:
        return tuple(lines)
    mine, others = _parted(lines, prompts)
    return (*others, *_rows(mine))


def _parted(lines: Sequence[Line], prompts: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """What stands in the terminal of these prompts, and what does not."""
    left = min(line.box.left - _EDGE * line.box.height for line in prompts)
    top = min(line.box.top for line in prompts)
    mine = [line for line in lines if line.box.left >= left and line.box.bottom > top]
    return mine, [line for line in lines if line not in mine]


def _rows(lines: Iterable[Line]) -> list[Line]:
    rows: list[Line] = []
    for line in sorted(lines, key=lambda line: line.box.left):
        before = next((n for n, row in enumerate(rows) if _goes_on(row, line)), None)
        if before is None:
            rows.append(line)
        else:
            rows[before] = Line((*rows[before].words, *line.words))
    return sorted(rows, key=lambda row: (row.box.top + row.box.height / 2, row.box.left))


def _goes_on(row: Line, line: Line) -> bool:
    last = row.words[-1].box
    height = max(last.height, line.box.height)
    level = overlap(last, line.box) >= _LEVEL or overlap(row.box, line.box) >= _LEVEL
    return level and -0.5 * height <= line.box.left - row.box.right <= _APART * height
