"""One's own account as it goes over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, field_validator

from app.api.accounts.schemas import Password, PersonName, User
from app.api.videos.schemas import Visibility
from app.api.wire import NO_NUL, Request
from app.domain.notifications.kinds import wanted
from app.domain.uploads.local_time import LONGEST_ZONE_NAME

Language = Literal["en", "de"]
NewsKind = Literal["comments", "replies", "mentions", "shares", "recordings"]
DefaultVisibility = Literal["private", "workspace", "link"]


class Account(User):
    """One's own account. Null is what the browser says, or the workspace has."""

    email_confirmed: Annotated[bool, Field(description="a link that was mailed to it was opened")]
    mail: Annotated[bool, Field(description="mail can be sent, so that it can be confirmed")]
    language: Language | None
    time_zone: str | None
    default_visibility: DefaultVisibility | None
    mail_about: Annotated[list[NewsKind], Field(description="what one is written to about")]
    bell_about: Annotated[list[NewsKind], Field(description="what one is told of in the app")]
    workspace_visibility: Annotated[Visibility, Field(description="for whom new videos are where one chose nothing")]
    created_at: datetime


class AccountChange(Request):
    """What to change of it: what is left out stays, null takes it back."""

    name: PersonName | None = None
    language: Language | None = None
    time_zone: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_ZONE_NAME, pattern=NO_NUL)] | None = (
        None
    )
    default_visibility: DefaultVisibility | None = None
    mail_about: Annotated[list[NewsKind], Field(max_length=5)] | None = None
    bell_about: Annotated[list[NewsKind], Field(max_length=5)] | None = None

    @field_validator("mail_about", "bell_about")
    @classmethod
    def _is_list(cls, kinds: list[NewsKind] | None) -> list[str]:
        if kinds is None:
            raise ValueError("Say which, or none of them: [].")
        return wanted([*kinds])

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
