"""What is written into files of what was said about a video. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from app.domain.annotations.exports.timecode import Rate
from app.domain.labels import readable

_LABELS = {"drawing": "Drawing", "voice_over": "Voice-over"}


@dataclass(frozen=True, slots=True)
class About:
    """The video: the product's address and its page's, seconds, and pixels as shown."""

    id: UUID
    home: str
    title: str
    url: str
    duration: float | None
    width: int | None
    height: int | None
    rate: Rate


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that somebody said; `strokes` are a drawing's, `reactions` emoji and how many put them there."""

    id: int
    timestamp: float
    end: float | None
    kind: str
    author: str
    content: str
    created_at: datetime
    edited_at: datetime | None
    parent_id: int | None
    is_resolved: bool
    reactions: Sequence[tuple[str, int]]
    strokes: Sequence[Mapping[str, Any]] = ()

    @property
    def words(self) -> str:
        """On one line, and what it is where there are none."""
        return readable(self.content) or _LABELS.get(self.kind, "Comment")


def threads(items: Iterable[Said]) -> Iterator[tuple[Said, list[Said]]]:
    """What begins a thread with what answers it, of items in their order; all of one moment are held at a time."""
    for _, there in groupby(items, key=lambda each: each.timestamp):
        together = list(there)
        replies: dict[int, list[Said]] = {}
        for each in together:
            if each.parent_id is not None:
                replies.setdefault(each.parent_id, []).append(each)
        for each in together:
            if each.parent_id is None:
                yield each, replies.get(each.id, [])
