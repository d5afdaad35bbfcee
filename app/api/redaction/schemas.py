"""Secrets that were found in a video, as they go over the wire."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from app.api.documents.schemas import Place
from app.api.wire import Seconds
from app.domain.redaction.kinds import Decision, Kind

State = Literal["idle", "running", "failed"]


class Spot(BaseModel):
    """Where it stands, from `start` to `end`."""

    place: Place
    start: Seconds
    end: Seconds


class Secret(BaseModel):
    """A probable secret; `excerpt` is masked. `image_url` is the picture that the first of its spots is on."""

    id: UUID
    kind: Kind
    excerpt: str
    decision: Decision
    spots: list[Spot]
    image_url: str | None


class Secrets(BaseModel):
    """What was found, by time, and how far what was decided is carried out.

    While it is `running`, and something more is being covered, the video is `withheld` from everybody but its owner.
    `original_url` is what was recorded, where something in it is covered: for its owner alone.
    """

    items: list[Secret]
    state: State
    progress: float
    withheld: bool
    may_uncover: bool
    original_url: str | None


class Decided(BaseModel):
    """The same for several: `blurred` covers them in the video and all that is made of it, `dismissed` leaves them."""

    ids: Annotated[list[UUID], Field(min_length=1, max_length=500)]
    decision: Decision
