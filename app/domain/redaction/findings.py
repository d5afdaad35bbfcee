"""What was found in a whole recording: each secret once, with all places and times at which it stood there.

1. Every screen's secrets are found; the same value is the same finding.
2. An engine reads a line otherwise now and then. Where a secret of the same kind stood in the same place just before,
   it is the same finding, and where a line is nearly what a finding says it stands there, too.
3. What stays in its place from one screen to the next is one spot.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from app.domain.documents.words import Box, Line
from app.domain.redaction.kinds import Kind
from app.domain.redaction.reading import Place, box_of, places

# Shares of two boxes together that both have: they are one place.
_SAME_PLACE = 0.5
# Seconds between two times that are one.
_ABUTTING = 0.05
# A line that is so much like a value (0 to 100) is one, if the value is so long.
_ALIKE, _LEAST_ALIKE = 84.0, 7
# What is typed so far, and no longer than this, is part of it.
_LEAST_TYPED = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """Lines on screen from `start` to `end` (seconds), boxes as shares of the frame."""

    start: float
    end: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a secret stood, as a share of the frame, from `start` to `end` (seconds)."""

    box: Box
    start: float
    end: float


@dataclass(slots=True)
class Finding:
    """A secret and its spots by time. Not to be stored or logged with its value."""

    kind: Kind
    value: str = field(repr=False)
    spots: list[Spot]

    @property
    def start(self) -> float:
        """When it is first seen (seconds)."""
        return min(spot.start for spot in self.spots)

    @property
    def end(self) -> float:
        """When it is last seen (seconds)."""
        return max(spot.end for spot in self.spots)


def findings(screens: Sequence[Shown], aspect: float) -> list[Finding]:
    """The secrets of a recording by when they are first seen; `aspect` is the frame's width by its height."""
    found: list[Finding] = []
    for screen in screens:
        for place in places(screen.lines, aspect):
            _add(found, place, screen)
    for each in found:
        _complete(each, screens)
        each.spots = _joined(each.spots)
    return sorted(found, key=lambda each: each.start)


def overlap(one: Box, other: Box) -> float:
    """How much of both together both have, 0 to 1."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    if width <= 0 or height <= 0:
        return 0.0
    both = width * height
    return both / (one.width * one.height + other.width * other.height - both)


def _add(found: list[Finding], place: Place, screen: Shown) -> None:
    spots = [Spot(box, screen.start, screen.end) for box in place.boxes]
    same = next((each for each in found if _is_same(each, place, screen)), None)
    if same:
        same.spots += spots
    else:
        found.append(Finding(place.kind, place.value, spots))


def _is_same(finding: Finding, place: Place, screen: Shown) -> bool:
    if finding.kind is not place.kind:
        return False
    if finding.value == place.value:
        return True
    last = finding.spots[-1]
    stayed = abs(screen.start - last.end) <= _ABUTTING and overlap(last.box, place.boxes[0]) >= _SAME_PLACE
    return stayed and fuzz.ratio(finding.value, place.value) >= _ALIKE


def _complete(finding: Finding, screens: Sequence[Shown]) -> None:
    """Adds where it stands and was not read as one: with a sign that was mistaken, or typed so far."""
    value = finding.value.casefold()
    known = {spot.start for spot in finding.spots}
    first = finding.start
    for screen in screens:
        if screen.start in known:
            continue
        for line in screen.lines:
            box = _alike(value, line) if len(value) >= _LEAST_ALIKE else None
            box = box or _typed(finding, line, screen, first)
            if box:
                finding.spots.append(Spot(box, screen.start, screen.end))


def _alike(value: str, line: Line) -> Box | None:
    text = line.text.casefold()
    if len(text) < len(value) * 0.8:
        return None
    found = fuzz.partial_ratio_alignment(value, text, score_cutoff=_ALIKE)
    return box_of(line, found.dest_start, found.dest_end) if found else None


def _typed(finding: Finding, line: Line, screen: Shown, first: float) -> Box | None:
    """The beginning of what will stand there, on its way."""
    if screen.end > first + _ABUTTING:
        return None
    value = finding.value.casefold()
    for word in line.words:
        text = word.text.casefold().rstrip("|_▏")
        begun = len(text) >= _LEAST_TYPED and (value.startswith(text) or value[:_LEAST_TYPED] == text[:_LEAST_TYPED])
        if begun and any(_is_row_of(spot.box, word.box) for spot in finding.spots if spot.start <= first + _ABUTTING):
            return word.box
    return None


def _is_row_of(box: Box, part: Box) -> bool:
    middle = part.top + part.height / 2
    return box.top <= middle <= box.bottom and part.left < box.right and box.left < part.right


def _joined(spots: Iterable[Spot]) -> list[Spot]:
    """Spots that follow each other in one place as one."""
    joined: list[Spot] = []
    for spot in sorted(spots, key=lambda each: (each.start, each.box.top, each.box.left)):
        before = next(_before(joined, spot), None)
        if before is None:
            joined.append(spot)
        else:
            joined[before] = Spot(_around(joined[before].box, spot.box), joined[before].start, spot.end)
    return sorted(joined, key=lambda each: (each.start, each.box.top))


def _before(joined: Sequence[Spot], spot: Spot) -> Iterator[int]:
    for number, other in enumerate(joined):
        if abs(other.end - spot.start) <= _ABUTTING and overlap(other.box, spot.box) >= _SAME_PLACE:
            yield number


def _around(one: Box, other: Box) -> Box:
    left, top = min(one.left, other.left), min(one.top, other.top)
    return Box(left, top, max(one.right, other.right) - left, max(one.bottom, other.bottom) - top)
