"""What people say about moments of a video, as it goes over the wire."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from app.api.wire import NO_NUL, Id, Request, Seconds

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000, pattern=NO_NUL)]


class NewAnnotation(Request):
    """Something to say about a moment."""

    video_id: Id
    timestamp: Seconds
    content: Words
    type: Literal["comment"] = "comment"


class Author(BaseModel):
    """Who said it. A guest has no account, and the name they wrote; whose account is `gone` has none any more."""

    id: UUID | None
    name: str
    guest: bool
    gone: bool
    picture_url: str | None


class Annotation(BaseModel):
    """Something said about a moment. `content` is text, never markup."""

    id: int
    video_id: UUID
    timestamp: Seconds
    end: float | None
    type: Literal["comment", "drawing", "voice_over"]
    content: str
    data: dict[str, Any] | None
    author: Author
    created_at: datetime


class AnnotationPage(BaseModel):
    """Annotations by their time in the video."""

    items: list[Annotation]
    next_cursor: str | None


class AnnotationQuery(BaseModel):
    """Which annotations."""

    limit: Annotated[int, Field(ge=1, le=500)] = 200
    cursor: Annotated[str, StringConstraints(max_length=60, pattern=r"^[0-9.e+-]+:[0-9]+$")] | None = None
