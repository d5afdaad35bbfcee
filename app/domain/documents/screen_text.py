"""What is known of the text on a screen, and how the reading of what has changed on it is put into that.

Most of a screen stays as it is from one kept frame to the next. Only what changed is read again; but a line is read
whole or not at all, so what is read is grown to the lines that it touches.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.documents.reading_order import in_order
from app.domain.documents.scripts import Unread
from app.domain.documents.words import Box, Line, around

# Pixels around what changed: letters that touch a block's edge, and some ground for a reader to see them on.
_MARGIN = 12.0
# A reader that sees less than this of a screen takes its letters for something else.
_LEAST_WIDTH, _LEAST_HEIGHT = 160.0, 48.0
# Above this share of the frame, and above this many cuts, one reading of all of it is cheaper.
_MOST = 0.6
_CUTS = 8


@dataclass(frozen=True, slots=True)
class ScreenText:
    """What stands on a screen; boxes in pixels."""

    lines: tuple[Line, ...] = ()
    unread: tuple[Unread, ...] = ()


def to_read(known: ScreenText, changed: Iterable[Box], width: float, height: float) -> list[Box]:
    """The cuts of a frame of `width` x `height` to be read again, apart from each other; none where nothing changed.

    1. What changed grows by a margin, and to the least that can be read.
    2. It grows over every line that it touches: part of a line that is known is no longer true.
    3. Cuts that meet become one; which may meet another line, and so on until nothing grows.
    4. Where that is most of the frame, the whole of it is read.
    """
    places = [line.box for line in known.lines] + [each.box for each in known.unread]
    cuts = _apart([_grown(box) for box in changed])
    while (grown := _apart([_over(cut, places) for cut in cuts])) != cuts:
        cuts = grown
    cuts = _on_frame(cuts, width, height)
    if len(cuts) > _CUTS or sum(cut.width * cut.height for cut in cuts) > _MOST * width * height:
        return [Box(0, 0, width, height)]
    return cuts


def merged(known: ScreenText, cuts: Sequence[Box], read: Sequence[ScreenText]) -> ScreenText:
    """The screen after its cuts were read; what was found in each has its place on the frame already."""
    lines = [line for line in known.lines if not _touches_any(line.box, cuts)]
    unread = [each for each in known.unread if not _touches_any(each.box, cuts)]
    for found in read:
        lines += found.lines
        unread += found.unread
    return ScreenText(tuple(in_order(lines)), tuple(unread))


def _grown(box: Box) -> Box:
    aside = max(_MARGIN, (_LEAST_WIDTH - box.width) / 2)
    above = max(_MARGIN, (_LEAST_HEIGHT - box.height) / 2)
    return Box(box.left - aside, box.top - above, box.width + 2 * aside, box.height + 2 * above)


def _over(cut: Box, places: Sequence[Box]) -> Box:
    """The cut and, with their margins, all lines that it touches."""
    touched = [
        Box(box.left - _MARGIN, box.top - _MARGIN / 2, box.width + 2 * _MARGIN, box.height + _MARGIN)
        for box in places
        if _touch(box, cut)
    ]
    return around([cut, *touched])


def _apart(cuts: list[Box]) -> list[Box]:
    """The same with all that meet put together."""
    parted: list[Box] = []
    for cut in cuts:
        while meeting := [other for other in parted if _touch(cut, other)]:
            parted = [other for other in parted if other not in meeting]
            cut = around([cut, *meeting])
        parted.append(cut)
    return sorted(parted, key=lambda cut: (cut.top, cut.left))


def _on_frame(cuts: Sequence[Box], width: float, height: float) -> list[Box]:
    corners = [(max(0.0, cut.left), max(0.0, cut.top), min(width, cut.right), min(height, cut.bottom)) for cut in cuts]
    boxes = [Box(left, top, right - left, bottom - top) for left, top, right, bottom in corners]
    return [box for box in boxes if box.width > 0 and box.height > 0]


def _touches_any(box: Box, cuts: Iterable[Box]) -> bool:
    return any(_touch(box, cut) for cut in cuts)


def _touch(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom
