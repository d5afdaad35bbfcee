"""The guide of a video and the text on its screen, as they go over the wire."""

from uuid import UUID

from pydantic import BaseModel

from app.api.pipeline.schemas import State
from app.api.wire import Seconds
from app.domain.documents.evidence.kinds import Kind


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

    `strength` says how sure it is, 0 to 1. All of these are null where only text was known.
    """

    id: UUID
    index: int
    timestamp: Seconds
    title: str
    text: str
    image_url: str | None
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
