"""From accounts and sign-ins to what goes over the wire."""

from typing import Any, cast
from uuid import UUID

from app.api.accounts import account_schemas, schemas
from app.db.models import SignIn, User
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


def account(row: User) -> account_schemas.Account:
    """What its own person sees of an account."""
    chosen: dict[str, Any] = {"language": row.language, "time_zone": row.time_zone, "created_at": row.created_at}
    return account_schemas.Account(**user(row).model_dump(), **chosen)


def sign_in(row: SignIn, current: UUID | None) -> account_schemas.SignIn:
    """Somewhere one is signed in; `current` is where one asks from."""
    return account_schemas.SignIn(
        id=row.id,
        device=row.device,
        created_at=row.created_at,
        # Two clocks say it, ours and the database's.
        last_used_at=max(row.rotated_at, row.created_at),
        expires_at=row.expires_at,
        current=row.id == current,
    )
