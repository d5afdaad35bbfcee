"""The guide of a video and the text on its screen, as they go over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from app.api.pipeline.schemas import State
from app.api.wire import Seconds, Share
from app.domain.documents.evidence.kinds import Kind
from app.domain.documents.exports.formats import Format


class OcrStarted(BaseModel):
    """Reading the screen was asked for."""

    video_id: UUID
    state: State


class Place(BaseModel):
    """A rectangle on a picture, as shares of its width and height."""

    x: float
    y: float
    width: float
    height: float


class Point(BaseModel):
    """A point on a picture, as shares of its width and height."""

    x: float
    y: float


class DocumentStep(BaseModel):
    """A step of the guide. `kind` is what was done, `label` what to, `target` where that is on the picture.

    `strength` says how sure it is, 0 to 1. All of these are null where only text was known. The text is Markdown where
    somebody wrote it, and as it stood on the screen where nobody did. A picture that an edit needs comes a bit later.
    """

    id: UUID
    index: int
    timestamp: Seconds
    title: str
    text: str
    text_format: Literal["plain", "markdown"] = "plain"
    image_url: str | None
    image_is_making: bool = False
    kind: Kind | None = None
    label: str | None = None
    target: Place | None = None
    pointer: Point | None = None
    strength: float | None = None


class Document(BaseModel):
    """The guide a recording wrote about itself; `unread` are scripts on its screens that could not be read."""

    state: State
    steps: list[DocumentStep]
    unread: list[str]


class FrameText(BaseModel):
    """Text on screen from `timestamp` to `end`."""

    timestamp: Seconds
    end: Seconds
    text: str


class FrameTexts(BaseModel):
    """All text on screen, by time."""

    items: list[FrameText]


class GuideFileQuery(BaseModel):
    """Which file: `markdown` is a zip with the pictures, `vtt` are chapters. `language` is for words of ours."""

    format: Format
    language: Literal["en", "de"] | None = None


class GuideFile(BaseModel):
    """A guide as a file: ask again while it is `pending` or `running`."""

    state: Literal["pending", "running", "done", "failed"]
    progress: Share
    size: Annotated[int | None, Field(description="bytes")]
    expires_at: datetime | None
    url: Annotated[str | None, Field(description="saves it, for some hours")]
