"""What goes over the wire for multitrack recordings; there they are called sessions."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.api.wire import Bytes, Fault, Request
from app.domain.multitrack import DEFAULT_CRF

Status = Literal["recording", "recorded", "compiling", "compiled", "failed"]
# x264's; slower ones take more than the file they save is worth.
Preset = Literal["ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow"]


class CompileOptions(Request):
    """How to compile: x264's quality and preset, and the size at most; nothing is ever enlarged."""

    model_config = ConfigDict(strict=True, extra="forbid")

    crf: Annotated[int, Field(ge=0, le=51, description="0 is lossless, 51 the worst")] = DEFAULT_CRF
    preset: Preset = "veryfast"
    resolution: Literal["source", "1080p", "720p", "480p", "360p"] = "source"


class Compiling(BaseModel):
    """How far the compiling is; `progress` runs from 0 to 1."""

    session_id: UUID
    status: Status
    progress: float


class Track(BaseModel):
    """One stream of a recording. `started_at` is seconds of its recorder's clock."""

    track: Literal["video", "audio"]
    state: Annotated[str, Field(description="open, finishing, completed or aborted")]
    size: Bytes
    mime_type: str | None
    started_at: float | None


class Session(BaseModel):
    """Two streams that were recorded beside each other, and the video that is compiled of them."""

    session_id: UUID
    title: str
    created_at: datetime
    status: Status
    progress: float
    size: Bytes
    duration: float | None
    tracks: list[Track]
    error: Fault | None


class Sessions(BaseModel):
    """The newest first."""

    sessions: list[Session]
