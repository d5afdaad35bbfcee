"""From accounts and sign-ins to what goes over the wire."""

from typing import Any, cast

from app.api.accounts import schemas
from app.db.models import User
from app.services.accounts.sign_ins import SignedIn


def user(row: User) -> schemas.User:
    """An account without its secrets."""
    return schemas.User(id=row.id, email=row.email, name=row.name, role=cast(Any, row.role))


def session(signed_in: SignedIn, in_cookies: bool) -> schemas.Session:
    """A sign-in; tokens that go into cookies stay out of reach of scripts."""
    return schemas.Session(
        user=user(signed_in.user),
        access_token=None if in_cookies else signed_in.access_token,
        refresh_token=None if in_cookies else signed_in.refresh_token,
    )
