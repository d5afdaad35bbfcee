"""Videos as they go over the wire: one, whole; and a list of them."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, model_validator

from app.api.ingest.schemas import UploadProgress
from app.api.pipeline.schemas import Source, Stage, Status
from app.api.playback.schemas import Media, Playback, Rendition, Scan
from app.api.wire import NO_NUL, Fault, Owner, Request, Share, Title

Visibility = Literal["private", "people", "workspace", "link", "public"]
# What may be done with a video: the actions of app/domain/access/rights.py.
Action = Literal[
    "see",
    "watch",
    "download",
    "comment",
    "moderate",
    "redact",
    "uncover",
    "record",
    "change",
    "edit",
    "share",
    "retry",
    "delete",
    "restore",
]


class Counts(BaseModel):
    """How much there is to see beside the video."""

    comments: int
    steps: int


class VideoItem(BaseModel):
    """A video in a list; `progress` is that of all its stages together."""

    id: UUID
    title: str
    status: Status
    progress: Share
    duration: float | None
    size: int | None
    mime_type: str
    created_at: datetime
    owner: Owner
    error: Fault | None
    poster_url: str | None
    preview_url: str | None
    playable: bool
    source: Source
    stages: list[Stage]
    counts: Counts
    visibility: Visibility
    rights: list[Action]
    trashed_at: datetime | None


class Video(BaseModel):
    """A video, whole; `progress` is that of all its stages together. `rights` are what whoever asks may do with it.

    What is about its making (`file_name`, `scan`, `upload`) is null for who may not record.
    """

    id: UUID
    title: str
    description: str | None
    source: Source
    file_name: str | None
    status: Status
    progress: Share
    duration: float | None
    size: int | None
    mime_type: str
    width: int | None
    height: int | None
    ended_early: bool
    created_at: datetime
    owner: Owner
    error: Fault | None
    scan: Scan | None
    media: Media | None
    playback: Playback | None
    renditions: list[Rendition]
    stages: list[Stage]
    upload: UploadProgress | None
    counts: Counts
    visibility: Visibility
    rights: list[Action]
    trashed_at: datetime | None


class VideoPage(BaseModel):
    """Some videos; `next_cursor` asks for the next ones."""

    items: list[VideoItem]
    next_cursor: str | None


class VideoQuery(BaseModel):
    """Which videos."""

    q: Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)] | None = None
    status: Status | None = None
    scope: Literal["mine", "shared", "workspace", "trash"] = "mine"
    limit: Annotated[int, Field(ge=1, le=100)] = 24
    cursor: Annotated[str, StringConstraints(max_length=200)] | None = None


class Change(Request):
    """A new title, or for whom the video is, or both."""

    title: Title | None = None
    visibility: Visibility | None = None

    @model_validator(mode="after")
    def says_something(self) -> Self:
        """Nothing to change is a mistake."""
        if self.title is None and self.visibility is None:
            raise ValueError("Say what to change: title or visibility.")
        return self


class DeleteQuery(BaseModel):
    """Whether to go by the trash."""

    forever: bool = False
