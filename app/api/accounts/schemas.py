"""Accounts and sign-ins as they go over the wire."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, StringConstraints

from app.api.wire import NO_NUL, Request

Email = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=254, pattern=r"^[^@\s\x00]+@[^@\s\x00]+\.[^@\s\x00]+$")
]


class Registration(Request):
    """A new account."""

    email: Email
    password: Annotated[str, StringConstraints(min_length=8, max_length=256)]
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100, pattern=NO_NUL)]
    delivery: Literal["body", "cookie"] = "body"


class Credentials(Request):
    """Signing in."""

    email: Annotated[str, StringConstraints(strip_whitespace=True, max_length=254, pattern=NO_NUL)]
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
