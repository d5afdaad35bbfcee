"""What goes over the wire for files: forms, and uploads whose parts go straight to the object store."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from app.api.pipeline.schemas import Status
from app.api.wire import NO_NUL, Bytes, Request, TimeZone, Title

PartNumber = Annotated[int, Field(ge=1, le=10_000)]
FileName = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=NO_NUL)]
Description = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5000, pattern=NO_NUL)]


class FileFields(Request):
    """What a form says beside its file."""

    title: Title | None = None
    description: Description | None = None
    time_zone: TimeZone | None = None


class FileTaken(BaseModel):
    """A file that arrived whole."""

    id: UUID
    video_id: UUID
    title: str
    status: Status


class Uploaded(BaseModel):
    """The same, for the Streaming Platform's clients."""

    videoId: UUID
    status: Status


class StartUpload(Request):
    """A file that will be sent in parts. Its `mime_type` is not believed; the bytes say what it is."""

    file_name: FileName
    size: Annotated[int, Field(ge=1, description="bytes")]
    mime_type: Annotated[str, StringConstraints(max_length=200)] | None = None
    title: Title | None = None
    time_zone: TimeZone | None = None


class StartedUpload(BaseModel):
    """How to cut the file: every part has `part_size` bytes, the last one what is left."""

    video_id: UUID
    part_size: Bytes
    parts: int
    expires_at: datetime


class PartNumbers(Request):
    """Which parts will be sent next."""

    numbers: Annotated[list[PartNumber], Field(min_length=1, max_length=100)]


class PartUrl(BaseModel):
    """Where to PUT one part. Its ETag comes back as a header."""

    number: int
    url: str


class PartUrls(BaseModel):
    """URLs that hold until `expires_at`."""

    urls: list[PartUrl]
    expires_at: datetime


class StoredPart(BaseModel):
    """A part the object store has."""

    number: int
    size: Bytes
    etag: str


class UploadState(BaseModel):
    """How far a file has come."""

    video_id: UUID
    file_name: str | None
    size: Bytes
    part_size: Bytes
    state: Annotated[str, Field(description="open, finishing, completed or aborted")]
    parts: list[StoredPart]


class Completed(BaseModel):
    """What a video has become whose parts were all sent."""

    video_id: UUID
    status: Status


class UnfinishedUpload(BaseModel):
    """A file of mine that has not arrived whole."""

    video_id: UUID
    file_name: str | None
    size: Bytes
    part_size: Bytes
    state: str
    stored: Bytes
    created_at: datetime


class UnfinishedUploads(BaseModel):
    """The newest first."""

    items: list[UnfinishedUpload]


class SentPart(Request):
    """A part and what the object store called it."""

    number: PartNumber
    etag: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class CompleteUpload(Request):
    """Every part, in any order."""

    parts: Annotated[list[SentPart], Field(min_length=1, max_length=10_000)]
