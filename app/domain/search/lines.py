"""Lines that can be found: what stands in a title, a comment, a guide, on the screen, or was said. Pure.

What stands on the screen for a minute is one line with one moment, not sixty; what comes again is the same line with a
further moment. So a video has as many lines as there are different texts, and no more than MOST_LINES of a source.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from app.domain.documents.words import Box, Line
from app.domain.search.words import clean, tokens


class Source(StrEnum):
    """Where a line comes from."""

    TITLE = "title"
    GUIDE = "guide"
    COMMENT = "comment"
    SPEECH = "speech"
    SCREEN = "screen"


# How much a word weighs in a video's place among others.
WEIGHTS = {Source.TITLE: 16, Source.GUIDE: 6, Source.COMMENT: 4, Source.SPEECH: 3, Source.SCREEN: 2}
MOST_LINES = 5_000
MOST_MOMENTS = 24
MOST_PLACES = 6
# A longer text is several lines, so that a hit says what it is about.
LONGEST_TEXT = 600
# Frames follow each other, as far as their rounded times say.
_SAME_TIME = 0.5
# A line that moves by more, as a share of the frame, stands somewhere else.
_SAME_PLACE = 0.012

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Moment:
    """From when to when it can be seen or heard (seconds); on a screen, the picture's key, and for each place where it
    stands the boxes of its words: left, top, width, height as shares of the frame.
    """

    start: float
    end: float
    picture: str | None = None
    places: tuple[tuple[Rectangle, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Findable:
    """A line; with the annotation or the step that it goes with."""

    source: Source
    text: str
    moments: tuple[Moment, ...]
    annotation_id: int | None = None
    step_id: UUID | None = None

    @property
    def words(self) -> list[str]:
        """Its words, folded."""
        return [token.word for token in tokens(self.text)]


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame of the video, from when to when it stands (seconds), and the lines that were read on it."""

    start: float
    end: float
    picture: str
    lines: tuple[Line, ...]


@dataclass(slots=True)
class _Seen:
    """A text on the screen, and all its moments so far."""

    text: str
    moments: list[Moment] = field(default_factory=list)

    def at(self, moment: Moment) -> None:
        if self.moments and _goes_on(self.moments[-1], moment):
            last = self.moments[-1]
            self.moments[-1] = Moment(last.start, moment.end, last.picture, last.places)
        elif len(self.moments) < MOST_MOMENTS:
            self.moments.append(moment)


def pieces(text: str) -> list[str]:
    """A text, cleaned, in pieces of at most LONGEST_TEXT characters, cut between words where there are any."""
    rest, found = clean(text), []
    while len(rest) > LONGEST_TEXT:
        cut = rest.rfind(" ", 1, LONGEST_TEXT + 1)
        cut = cut if cut > 0 else LONGEST_TEXT
        found.append(rest[:cut])
        rest = rest[cut:].strip()
    return [piece for piece in (*found, rest) if tokens(piece)]


def on_screen(frames: Iterable[Frame]) -> list[Findable]:
    """The lines of a video's frames, which come by their time."""
    seen: dict[tuple[str, ...], _Seen] = {}
    for frame in frames:
        for key, (text, places) in _texts(frame).items():
            if key not in seen and len(seen) >= MOST_LINES:
                continue
            moment = Moment(frame.start, frame.end, frame.picture, tuple(places[:MOST_PLACES]))
            seen.setdefault(key, _Seen(text)).at(moment)
    return [Findable(Source.SCREEN, each.text, tuple(each.moments)) for each in seen.values()]


def _texts(frame: Frame) -> dict[tuple[str, ...], tuple[str, list[tuple[Rectangle, ...]]]]:
    """What stands on a frame, each text once, and where."""
    found: dict[tuple[str, ...], tuple[str, list[tuple[Rectangle, ...]]]] = {}
    for line in frame.lines:
        text, boxes = _with_boxes(line)
        key = tuple(token.word for token in tokens(text))
        if key:
            found.setdefault(key, (text, []))[1].append(boxes)
    return found


def _with_boxes(line: Line) -> tuple[str, tuple[Rectangle, ...]]:
    """A line's text, and a box for each of what spaces part in it; cut where it is longer than any line."""
    parts = [(part, word.box) for word in line.words for part in clean(word.text).split(" ") if part]
    text, boxes = "", list[Rectangle]()
    for part, box in parts:
        longer = f"{text} {part}" if text else part
        if len(longer) > LONGEST_TEXT:
            break
        text = longer
        boxes.append(_rectangle(box))
    return text, tuple(boxes)


def _rectangle(box: Box) -> Rectangle:
    return (round(box.left, 4), round(box.top, 4), round(box.width, 4), round(box.height, 4))


def _goes_on(before: Moment, after: Moment) -> bool:
    if after.start > before.end + _SAME_TIME or len(before.places) != len(after.places):
        return False
    return all(map(_near, before.places, after.places))


def _near(before: Sequence[Rectangle], after: Sequence[Rectangle]) -> bool:
    if not before or not after:
        return not before and not after
    return all(abs(a - b) <= _SAME_PLACE for a, b in zip(before[0][:2], after[0][:2], strict=True))
