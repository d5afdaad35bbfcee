"""Accounts and sign-ins as they go over the wire."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from app.api.wire import NO_NUL, Request
from app.domain.accounts import emails


def _address(text: str) -> str:
    found = emails.normalised(text)
    if found is None:
        raise ValueError("Write an email address, such as name@example.org.")
    return found


Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=emails.LONGEST), AfterValidator(_address)]


Role = Literal["admin", "member", "viewer"]
Password = Annotated[str, StringConstraints(min_length=8, max_length=256)]
PersonName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100, pattern=NO_NUL)]


class Registration(Request):
    """A new account. The first one of a server that others can reach needs the setup code."""

    email: Email
    password: Password
    name: PersonName
    setup_code: Annotated[str, StringConstraints(max_length=64, pattern=NO_NUL)] | None = None
    invitation: Annotated[str, StringConstraints(max_length=1024, pattern=NO_NUL)] | None = None
    delivery: Literal["body", "cookie"] = "body"


class Credentials(Request):
    """Signing in."""

    email: Annotated[str, StringConstraints(strip_whitespace=True, max_length=254, pattern=NO_NUL)]
    password: Annotated[str, StringConstraints(max_length=256)]
    delivery: Literal["body", "cookie"] = "body"


class Forgotten(Request):
    """Whose password was forgotten."""

    email: Email


class Reset(Request):
    """A new password, by the token of a mail."""

    token: Annotated[str, StringConstraints(min_length=1, max_length=512, pattern=NO_NUL)]
    password: Password


class Confirmation(Request):
    """That a mail arrived, by its token."""

    token: Annotated[str, StringConstraints(min_length=1, max_length=1024, pattern=NO_NUL)]


class User(BaseModel):
    """An account."""

    id: UUID
    email: str
    name: str
    role: Role
    picture_url: Annotated[str | None, Field(description="shows it for some hours")]


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

    registration: Literal["open", "closed", "invitation", "domain"]
    first_account: bool
    setup_code: Annotated[bool, Field(description="the first account needs the setup code")]
    mail: Annotated[bool, Field(description="mail can be sent, so that a forgotten password can be replaced")]


class Acceptance(Request):
    """An invitation that somebody with an account takes up."""

    invitation: Annotated[str, StringConstraints(max_length=1024, pattern=NO_NUL)]
