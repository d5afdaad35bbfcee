"""One change of the screen, as the pixels tell it, and how it is stored. Boxes and points are shares of the frame."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.documents.words import Box, around

StoredChange = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the pointer's hot spot was; `shape` is arrow, hand, beam, or other where only its moving was seen."""

    x: float
    y: float
    shape: str


@dataclass(frozen=True, slots=True)
class Change:
    """What changed between two states of rest.

    `before` is when (seconds) the screen was last seen unchanged, `start` when it was first seen changing, `end` when
    it had come to rest. `boxes` are what differs between the two, largest first; what never rests, and the pointer,
    are not among them. The `pointer` is where it was before, for `rested` seconds. `strokes` counts the samples in
    which something changed, `advance` those of them in which the place of change moved on to the right. `veil` is 1
    where the page behind was dimmed, -1 where a dimmed page came back. `scrolled` is how far content moved up, in frame
    heights. `tint` is how much more colour (-1 to 1) the smallest box has. `picture` names a picture from `before`.
    """

    before: float
    start: float
    end: float
    boxes: tuple[Box, ...]
    pointer: Pointer | None = None
    rested: float = 0.0
    strokes: int = 1
    advance: int = 0
    veil: int = 0
    scrolled: float = 0.0
    tint: float = 0.0
    picture: str = ""

    @property
    def area(self) -> Box:
        """The rectangle around all that differs. Raises ValueError where nothing does."""
        return around(self.boxes)


def to_json(changes: Iterable[Change]) -> list[StoredChange]:
    """Changes as the JSON that is stored."""
    return [_stored(change) for change in changes]


def from_json(stored: Iterable[StoredChange]) -> list[Change]:
    """The changes back."""
    return [_change(each) for each in stored]


def box_to_json(box: Box | None) -> list[float] | None:
    """A box as left, top, width and height."""
    return [round(side, 4) for side in (box.left, box.top, box.width, box.height)] if box else None


def _stored(change: Change) -> StoredChange:
    pointer = change.pointer
    return {
        "times": [round(time, 3) for time in (change.before, change.start, change.end)],
        "boxes": [box_to_json(box) for box in change.boxes],
        "pointer": [round(pointer.x, 4), round(pointer.y, 4), pointer.shape] if pointer else None,
        "rested": round(change.rested, 3),
        "strokes": change.strokes,
        "advance": change.advance,
        "veil": change.veil,
        "scrolled": round(change.scrolled, 4),
        "tint": round(change.tint, 4),
        "picture": change.picture,
    }


def _change(stored: StoredChange) -> Change:
    pointer = stored["pointer"]
    rest = {name: stored[name] for name in ("rested", "strokes", "advance", "veil", "scrolled", "tint", "picture")}
    boxes = tuple(Box(*box) for box in stored["boxes"])
    before, start, end = stored["times"]
    return Change(before, start, end, boxes, Pointer(*pointer) if pointer else None, **rest)
