"""A recording on its way in, as it goes over the wire."""

import re
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, StringConstraints, WithJsonSchema

from app.api.pipeline.schemas import Status
from app.api.wire import Bytes, Id, Request, TimeZone, Title

# What recorders in browsers write, and we can finish. ASCII, because it becomes the object's Content-Type.
_RECORDED = re.compile(r"(video|audio)/(webm|mp4|x-matroska|ogg)( *; *codecs=[A-Za-z0-9_.,+\"' -]+)?")


def _recorded(kind: str) -> str:
    if not _RECORDED.fullmatch(kind):
        raise ValueError("A recording is WebM, MP4, Matroska or Ogg: another type cannot be finished.")
    return kind


RecordedType = Annotated[
    str,
    StringConstraints(max_length=200),
    AfterValidator(_recorded),
    WithJsonSchema({"type": "string", "maxLength": 200, "pattern": f"^{_RECORDED.pattern}$"}),
]


class StartRecording(Request):
    """A recording that is about to begin."""

    title: Title | None = None
    mime_type: RecordedType | None = None
    time_zone: TimeZone | None = None


class Started(BaseModel):
    """Where to send the recording."""

    video_id: UUID
    upload_token: str
    ws_url: str
    chunk_url: str
    chunk_seconds: float
    max_chunk: Bytes


class UploadProgress(BaseModel):
    """How far an upload is: taken by a server, and in parts in object storage."""

    offset: Bytes
    stored: Bytes


class CompleteRecording(Request):
    """The end of a recording; `size` is what the client sent."""

    video_id: Id
    size: Bytes | None = None


class VideoStatus(BaseModel):
    """What a video has become."""

    video_id: UUID
    status: Status
