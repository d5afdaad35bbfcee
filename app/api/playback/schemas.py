"""What goes over the wire to programs that ask how far a video is and where its stream begins."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from app.api.playback.media_schemas import BitsPerSecond, Scan, Share, Source
from app.api.videos.schemas import Bytes, Fault, Stage

Status = Literal["uploading", "processing", "done", "failed", "aborted"]


class VideoIdQuery(BaseModel):
    """Which video."""

    videoId: UUID


class ProcessingStatus(BaseModel):
    """How far a video is."""

    videoId: UUID
    status: Status
    progress: Share
    stages: list[Stage]
    error: Fault | None


class StreamUrl(BaseModel):
    """Where a player starts, until `expires_at`. `credentials`: segments want the cookies that this answer sets."""

    videoId: UUID
    url: str
    type: Literal["hls"]
    expires_at: datetime
    credentials: bool


class Variant(BaseModel):
    """A rung of the ladder, or the sound."""

    name: str
    kind: Literal["video", "audio"]
    width: int | None
    height: int | None
    bandwidth: BitsPerSecond | None
    codecs: str | None
    progress: Share
    ready: bool


class ServiceVideo(BaseModel):
    """A video as the processing service shows it. URLs hold for hours, not for ever."""

    id: UUID
    title: str
    description: str | None
    status: Status
    progress: Share
    duration: float | None
    size: Bytes | None
    width: int | None
    height: int | None
    mime_type: str
    source: Source
    scan: Scan | None
    variants: list[Variant]
    hls_url: str | None
    download_url: str | None
    poster_url: str | None
    created_at: datetime
    error: Fault | None
