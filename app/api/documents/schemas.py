"""The guide of a video and the text on its screen, as they go over the wire."""

from uuid import UUID

from pydantic import BaseModel

from app.api.pipeline.schemas import State
from app.api.wire import Seconds


class OcrStarted(BaseModel):
    """Reading the screen was asked for."""

    video_id: UUID
    state: State


class DocumentStep(BaseModel):
    """A step of the guide."""

    id: UUID
    index: int
    timestamp: Seconds
    title: str
    text: str
    image_url: str | None


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
