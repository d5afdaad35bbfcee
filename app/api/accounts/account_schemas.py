"""One's own account as it goes over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, field_validator

from app.api.accounts.schemas import Password, PersonName, User
from app.api.wire import NO_NUL, Request
from app.domain.uploads.local_time import LONGEST_ZONE_NAME

Language = Literal["en", "de"]


class Account(User):
    """One's own account. Null is what the browser says."""

    language: Language | None
    time_zone: str | None
    created_at: datetime


class AccountChange(Request):
    """What to change of it: what is left out stays, null takes it back."""

    name: PersonName | None = None
    language: Language | None = None
    time_zone: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_ZONE_NAME, pattern=NO_NUL)] | None = (
        None
    )

    @field_validator("name")
    @classmethod
    def _has_name(cls, name: str | None) -> str:
        if name is None:
            raise ValueError("Write a name.")
        return name


class NewPassword(Request):
    """The password that the account has, and the one it is to have."""

    current: Annotated[str, StringConstraints(max_length=256)]
    new: Password


class SignIn(BaseModel):
    """Somewhere one is signed in."""

    id: UUID
    device: Annotated[str | None, Field(examples=["Firefox on Linux"])]
    created_at: datetime
    last_used_at: Annotated[datetime, Field(description="exact to the life of an access token")]
    expires_at: datetime
    current: bool


class SignIns(BaseModel):
    """Where one is signed in, the one used last first."""

    items: list[SignIn]
