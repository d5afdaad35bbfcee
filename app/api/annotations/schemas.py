"""What people say about moments of a video, as it goes over the wire."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, ValidationInfo, field_validator, model_validator

from app.api.wire import NO_NUL, Id, Request, Seconds, Share
from app.domain.annotations.exports.formats import Format

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000, pattern=NO_NUL)]
Mentions = Annotated[list[Id], Field(max_length=20, description="people who may see the video, by their ids")]
ClientId = Annotated[
    Id | None, Field(description="a UUID of the sender's: sent again with it, it is the annotation that is there")
]
Drawn = Annotated[
    dict[str, Any],
    Field(
        description="a stroke, or {strokes: [...]}: each with tool_type (pen, highlighter, line, arrow, rectangle,"
        " ellipse, text), points ([x, y] or [x, y, pressure], shares of the frame, 0 to 1), color (#rrggbb), width (a"
        " share of the frame's width) and, of text, text"
    ),
]


class Said(Request):
    """What all kinds have: a moment, maybe a span, an answer to another, and what its sender calls it."""

    timestamp: Seconds
    end: Seconds | None = None
    parent_id: Annotated[int, Field(ge=1, lt=2**63)] | None = None
    client_id: ClientId = None


class SaidOrDrawn(Said):
    """A comment has words, a drawing what is drawn."""

    type: Literal["comment", "drawing"] = "comment"
    content: Annotated[Words | None, Field(validate_default=True)] = None
    data: Annotated[Drawn | None, Field(validate_default=True)] = None

    @field_validator("content")
    @classmethod
    def has_words(cls, content: str | None, info: ValidationInfo) -> str | None:
        """A comment does."""
        if content is None and info.data.get("type") == "comment":
            raise ValueError("A comment has words.")
        return content

    @field_validator("data")
    @classmethod
    def is_drawn(cls, data: dict[str, Any] | None, info: ValidationInfo) -> dict[str, Any] | None:
        """Drawings have something drawn, and nothing else does."""
        if (data is not None) != (info.data.get("type") == "drawing"):
            raise ValueError("What is drawn belongs to a drawing.")
        return data


class NewAnnotation(SaidOrDrawn):
    """Something to say about a moment, or to draw over it."""

    video_id: Id
    mentions: Mentions = []


class NewDrawing(Said):
    """Something to draw over a moment, as programs of the video processing service write it."""

    video_id: Id
    drawing_data: Drawn
    content: Words | None = None


class NewVoiceOver(BaseModel):
    """What a form says beside its sound."""

    video_id: Id
    timestamp: Seconds
    end: Seconds | None = None
    content: Words | None = None
    parent_id: Annotated[int, Field(ge=1, lt=2**63)] | None = None
    client_id: Id | None = None
    data: dict[str, Any] | None = None


class VoiceState(BaseModel):
    """Whether the sound of a voice-over can be heard, and how long it is, in seconds."""

    state: Literal["pending", "ready", "failed"]
    duration: float


class Voice(VoiceState):
    """The sound of a voice-over: `url` is one file, `hls_url` a playlist, both null until it is `ready`; they hold for
    some hours. `peaks` are how loud it is, 0 to 100, from its beginning to its end.
    """

    peaks: list[int]
    url: str | None
    hls_url: str | None
    error: str | None


class AnnotationChange(Request):
    """What is to be otherwise; what is not named stays. An `end` of null takes it away, `content` of null the words of
    a drawing.
    """

    content: Words | None = None
    timestamp: Seconds | None = None
    end: Seconds | None = None
    data: Drawn | None = None
    mentions: Mentions | None = None

    @model_validator(mode="after")
    def says_something(self) -> Self:
        """Nothing to change is a mistake."""
        if not self.model_fields_set:
            raise ValueError("Say what to change.")
        return self

    def fields(self) -> dict[str, Any]:
        """What was named, and can be what it was named to be."""
        named = {name: getattr(self, name) for name in self.model_fields_set}
        kept = {name: value for name, value in named.items() if value is not None or name in ("end", "content")}
        return kept | {"content": kept["content"] or ""} if "content" in kept else kept


class Author(BaseModel):
    """Who said it. A guest has no account, and the name they wrote; whose account is `gone` has none any more."""

    id: UUID | None
    name: str
    guest: bool
    gone: bool
    picture_url: str | None


class AnnotationPerson(BaseModel):
    """Somebody with an account."""

    id: UUID
    name: str


class Reaction(BaseModel):
    """An emoji, how many put it there, and who of them has an account: the first hundred."""

    emoji: str
    count: int
    people: list[UUID]


class Resolved(BaseModel):
    """That a thread is done with, since when and by whom; whose account is gone is nobody."""

    at: datetime
    by: AnnotationPerson | None


class Annotation(BaseModel):
    """Something said about a moment. `content` is text, never markup. `version` is the video's at its last change."""

    id: int
    video_id: UUID
    timestamp: Seconds
    end: float | None
    type: Literal["comment", "drawing", "voice_over"]
    content: str
    data: dict[str, Any] | None
    voice: VoiceState | None
    author: Author
    created_at: datetime
    version: int
    parent_id: int | None
    client_id: UUID | None
    edited_at: datetime | None
    resolved: Resolved | None
    reactions: list[Reaction]
    mentions: list[AnnotationPerson]


class AnnotationPage(BaseModel):
    """Annotations by their time in the video; with `since`, what changed after it, by version, and `deleted` ids.

    `version` is up to where that is all of it: what to ask with `since` next, once all pages are read; of a list, that
    of its first page.
    """

    items: list[Annotation]
    next_cursor: str | None
    version: int
    deleted: list[int]


class AnnotationQuery(BaseModel):
    """Which annotations: a list, by person, type and state of the thread; or all that changed `since` a version."""

    limit: Annotated[int, Field(ge=1, le=500)] = 200
    cursor: Annotated[str, StringConstraints(max_length=60, pattern=r"^[0-9.e+-]+:[0-9]+$")] | None = None
    since: Annotated[int, Field(ge=0, le=2**62)] | None = None
    author: UUID | None = None
    type: Literal["comment", "drawing", "voice_over"] | None = None
    state: Literal["open", "resolved"] | None = None

    @model_validator(mode="after")
    def is_one_of_both(self) -> Self:
        """What changed is for who keeps all of it."""
        if self.since is not None and (self.author or self.type or self.state):
            raise ValueError("What changed since a version is all of it.")
        return self


class AnnotationFileQuery(BaseModel):
    """Which file: `json` is W3C Web Annotation, `edl` and `fcpxml` are markers for editing suites."""

    format: Format


class SheetQuery(BaseModel):
    """In which language words of ours are."""

    language: Literal["en", "de"] | None = None


class SheetFile(BaseModel):
    """A sheet of what was said, as PDF: ask again while it is `pending` or `running`."""

    state: Literal["pending", "running", "done", "failed"]
    progress: Share
    size: Annotated[int | None, Field(description="bytes")]
    expires_at: datetime | None
    url: Annotated[str | None, Field(description="saves it, for some hours")]


class AnnotationBefore(BaseModel):
    """What an annotation was until it was edited."""

    content: str
    timestamp: Seconds
    end: float | None
    until: datetime


class AnnotationHistory(BaseModel):
    """What it was before its last twenty edits, the oldest first."""

    items: list[AnnotationBefore]
