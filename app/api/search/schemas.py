"""Searches and what they find, as they go over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from app.api.wire import NO_NUL, Owner, Seconds, Share

Kind = Literal["title", "guide", "comment", "speech", "screen"]
Words = Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)]


class WithinQuery(BaseModel):
    """What is looked for in a video; `source` narrows it to a title, the guide, comments, speech or the screen."""

    q: Words
    source: Kind | None = None


class SearchQuery(WithinQuery):
    """What is looked for, and in whose videos: without `scope` in all that one may see."""

    scope: Literal["mine", "shared", "workspace"] | None = None
    limit: Annotated[int, Field(ge=1, le=30)] = 10
    cursor: Annotated[str, StringConstraints(max_length=200)] | None = None


class Part(BaseModel):
    """A piece of a snippet; `marked` where it is what was looked for."""

    text: str
    marked: bool


class Box(BaseModel):
    """Where a word stands on the frame, as shares of it."""

    x: Share
    y: Share
    w: Share
    h: Share


class Hit(BaseModel):
    """A place where the words are; `snippet` is `parts` in one. Boxes and picture are those of a screen or a step."""

    kind: Kind
    timestamp: Seconds
    end: Seconds
    snippet: str
    parts: list[Part]
    boxes: list[Box]
    picture_url: str | None


class FoundVideo(BaseModel):
    """A video with its best hits; `found` is how many there are in all."""

    video_id: UUID
    title: str
    owner: Owner
    created_at: datetime
    duration: float | None
    width: int | None
    height: int | None
    poster_url: str | None
    found: int
    hits: list[Hit]


class SearchPage(BaseModel):
    """Videos, the best first. `loosened`: nothing has the words as they are, these have some that are nearly the same.
    `next_cursor` asks for the next ones.
    """

    items: list[FoundVideo]
    loosened: bool
    next_cursor: str | None


class WithinVideo(BaseModel):
    """All hits in one video, by time."""

    items: list[Hit]
    loosened: bool
