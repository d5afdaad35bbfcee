"""The bell as it goes over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from app.api.wire import Request

LineId = Annotated[int, Field(ge=0, lt=2**63)]


class NewsVideo(BaseModel):
    """What it happened to."""

    id: UUID
    title: str
    poster_url: str | None


class NewsPerson(BaseModel):
    """Who did it. Of somebody whose account is gone there is no name."""

    name: str | None
    picture_url: str | None
    gone: bool


class NewsLine(BaseModel):
    """All that is new of one kind about one video; what is told of it is the last one."""

    id: int
    kind: Literal["comment", "reply", "mention", "share", "ready", "failed"]
    video: NewsVideo
    who: Annotated[NewsPerson | None, Field(description="null where nobody did it: a recording is ready, or failed")]
    annotation_id: int | None
    timestamp: Annotated[float | None, Field(description="where in the video, in seconds")]
    count: Annotated[int, Field(description="how often it happened")]
    people: Annotated[int, Field(description="by how many people")]
    created_at: datetime
    read: bool


class News(BaseModel):
    """Some lines, the newest first; `next_cursor` asks for the next ones."""

    items: list[NewsLine]
    unread: Annotated[int, Field(description="how many lines were not read, of all there are")]
    next_cursor: str | None


class NewsQuery(BaseModel):
    """Which part of the list."""

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: Annotated[str, Field(max_length=19, pattern=r"^[0-9]{1,18}$")] | None = None


class Read(Request):
    """What was read: these lines, or all up to one."""

    ids: Annotated[list[LineId], Field(min_length=1, max_length=100)] | None = None
    until: Annotated[LineId | None, Field(description="the newest line that was seen")] = None

    @model_validator(mode="after")
    def _is_one(self) -> "Read":
        if (self.ids is None) == (self.until is None):
            raise ValueError("Say which lines, or until which one.")
        return self


class Unread(BaseModel):
    """How many lines are not read now."""

    unread: int
