"""Accounts as administrators see them over the wire."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, model_validator

from app.api.accounts.schemas import Email, Role, User
from app.api.wire import NO_NUL, Bytes, Id, Request

# What a column of PostgreSQL holds.
_MOST_BYTES = 2**63 - 1


class PeopleQuery(BaseModel):
    """Which accounts."""

    q: Annotated[str, StringConstraints(max_length=100, pattern=NO_NUL)] | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str, StringConstraints(max_length=400, pattern=NO_NUL)] | None = None


class PersonListed(User):
    """An account, with what it stores. `quota_bytes` null is what everybody has, 0 is no limit."""

    created_at: datetime
    disabled_at: datetime | None
    last_seen_at: datetime | None
    quota_bytes: int | None
    stored: Bytes
    videos: int


class PeoplePage(BaseModel):
    """Some accounts, by their email; `next_cursor` asks for the next ones."""

    items: list[PersonListed]
    next_cursor: str | None


class PersonChange(Request):
    """What to change of an account: what is left out stays. `quota_bytes` null is what everybody has."""

    role: Role | None = None
    disabled: bool | None = None
    quota_bytes: Annotated[int, Field(ge=0, le=_MOST_BYTES)] | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("Say what to change.")
        return self


class Transfer(Request):
    """Who gets the videos."""

    to: Id


class Transferred(BaseModel):
    """`left` go with the next call; `unfinished` are still being recorded or sent, and stay."""

    moved: int
    left: int
    unfinished: int


class Invite(Request):
    """Whom to invite, and what their account is for."""

    email: Email
    role: Role = "member"


class Invitation(BaseModel):
    """An invitation that waits for an answer."""

    id: UUID
    email: str
    role: Role
    created_at: datetime
    expires_at: datetime


class NewInvitation(Invitation):
    """One that was just made. `url` is null where it was mailed; where no mail can be sent it is shown this once."""

    url: str | None


class Invitations(BaseModel):
    """Invitations that wait for an answer, the newest first."""

    items: list[Invitation]


class StoredBy(BaseModel):
    """What one person stores."""

    id: UUID
    name: str
    email: str
    stored: Bytes
    videos: int


class Storage(BaseModel):
    """Who stores most, at most 100; and how much there is in all."""

    items: list[StoredBy]
    stored: Bytes
    videos: int
