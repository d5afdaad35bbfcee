"""A recording on its way in, as it goes over the wire."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, StringConstraints

from app.api.pipeline.schemas import Status
from app.api.wire import Bytes, Id, Request, TimeZone, Title


class StartRecording(Request):
    """A recording that is about to begin."""

    title: Title | None = None
    mime_type: (
        Annotated[
            # ASCII, because it becomes the object's Content-Type.
            str,
            StringConstraints(
                max_length=200, pattern=r"^(video|audio)/[A-Za-z0-9_.+-]+( *; *codecs=[A-Za-z0-9_.,+\"' -]+)?$"
            ),
        ]
        | None
    ) = None
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
