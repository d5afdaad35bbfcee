"""What goes over the wire: requests as they must be, answers as they will be. Media has a list of its own."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.api.playback.media_schemas import Playback, Rendition, Scan, Source

# JSON has no UUIDs, so the id comes as a string even where other types are held to strictly.
Id = Annotated[UUID, Field(strict=False)]
Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False, description="seconds from the start of the video")]
Bytes = Annotated[int, Field(ge=0, description="bytes")]
# PostgreSQL's text cannot hold U+0000.
_NO_NUL = r"^[^\x00]*$"
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=_NO_NUL)]
Email = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=254, pattern=r"^[^@\s\x00]+@[^@\s\x00]+\.[^@\s\x00]+$")
]


class Request(BaseModel):
    """Types are held to strictly: the number 5 is not the text "5"."""

    model_config = ConfigDict(strict=True)


class Registration(Request):
    """A new account."""

    email: Email
    password: Annotated[str, StringConstraints(min_length=8, max_length=256)]
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100, pattern=_NO_NUL)]
    delivery: Literal["body", "cookie"] = "body"


class Credentials(Request):
    """Signing in."""

    email: Annotated[str, StringConstraints(strip_whitespace=True, max_length=254, pattern=_NO_NUL)]
    password: Annotated[str, StringConstraints(max_length=256)]
    delivery: Literal["body", "cookie"] = "body"


class User(BaseModel):
    """An account."""

    id: UUID
    email: str
    name: str
    role: Literal["admin", "member"]


class Session(BaseModel):
    """A sign-in. The tokens are null where they went into cookies."""

    user: User
    access_token: str | None
    refresh_token: str | None


class Operate(BaseModel):
    """Where admins look after the system."""

    flower_url: str | None


class Me(BaseModel):
    """Who is signed in."""

    user: User
    operate: Operate | None


class AuthOptions(BaseModel):
    """What the sign-up page must know."""

    registration: Literal["open", "closed"]
    first_account: bool


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
    status: Literal["uploading", "processing", "done", "failed", "aborted"]


class Fault(BaseModel):
    """What went wrong, in a stable code and in words."""

    code: str
    message: str


class Owner(BaseModel):
    """Whose a video is."""

    id: UUID
    name: str


class Stage(BaseModel):
    """One step of the pipeline; `progress` runs from 0 to 1."""

    name: str
    state: Literal["pending", "running", "done", "failed", "skipped"]
    progress: float
    attempts: int
    error: Fault | None


class Counts(BaseModel):
    """How much there is to see beside the video."""

    comments: int
    steps: int


class VideoItem(BaseModel):
    """A video in a list."""

    id: UUID
    title: str
    status: Literal["uploading", "processing", "done", "failed", "aborted"]
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


class Video(BaseModel):
    """A video, whole."""

    id: UUID
    title: str
    description: str | None
    source: Source
    file_name: str | None
    status: Literal["uploading", "processing", "done", "failed", "aborted"]
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
    playback: Playback | None
    renditions: list[Rendition]
    stages: list[Stage]
    upload: UploadProgress | None
    counts: Counts


class VideoPage(BaseModel):
    """Some videos; `next_cursor` asks for the next ones."""

    items: list[VideoItem]
    next_cursor: str | None


class VideoQuery(BaseModel):
    """Which videos."""

    q: Annotated[str, StringConstraints(max_length=200, pattern=_NO_NUL)] | None = None
    status: Literal["uploading", "processing", "done", "failed", "aborted"] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 24
    cursor: Annotated[str, StringConstraints(max_length=200)] | None = None


class Rename(Request):
    """A new title."""

    title: Title


class StageState(BaseModel):
    """A stage that was started again."""

    name: str
    state: Literal["pending", "running", "done", "failed", "skipped"]


class OcrStarted(BaseModel):
    """Reading the screen was asked for."""

    video_id: UUID
    state: Literal["pending", "running", "done", "failed", "skipped"]


class DocumentStep(BaseModel):
    """A step of the guide."""

    id: UUID
    index: int
    timestamp: Seconds
    title: str
    text: str
    image_url: str | None


class Document(BaseModel):
    """The guide a recording wrote about itself."""

    state: Literal["pending", "running", "done", "failed", "skipped"]
    steps: list[DocumentStep]


class FrameText(BaseModel):
    """Text on screen from `timestamp` to `end`."""

    timestamp: Seconds
    end: Seconds
    text: str


class FrameTexts(BaseModel):
    """All text on screen, by time."""

    items: list[FrameText]


class NewAnnotation(Request):
    """Something to say about a moment."""

    video_id: Id
    timestamp: Seconds
    content: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000, pattern=_NO_NUL)]
    type: Literal["comment"] = "comment"


class Annotation(BaseModel):
    """Something said about a moment. `content` is text, never markup."""

    id: int
    video_id: UUID
    timestamp: Seconds
    end: float | None
    type: Literal["comment", "drawing", "voice_over"]
    content: str
    data: dict[str, Any] | None
    author: Owner
    created_at: datetime


class AnnotationPage(BaseModel):
    """Annotations by their time in the video."""

    items: list[Annotation]
    next_cursor: str | None


class AnnotationQuery(BaseModel):
    """Which annotations."""

    limit: Annotated[int, Field(ge=1, le=500)] = 200
    cursor: Annotated[str, StringConstraints(max_length=60, pattern=r"^[0-9.e+-]+:[0-9]+$")] | None = None


class Health(BaseModel):
    """The process answers."""

    status: Literal["ok"]


class Readiness(BaseModel):
    """Whether what the product stands on answers."""

    status: Literal["ready", "not_ready"]
    checks: dict[str, bool]
