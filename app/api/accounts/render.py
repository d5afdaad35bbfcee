"""From accounts and sign-ins to what goes over the wire."""

from typing import Any, cast
from uuid import UUID

from app.api.accounts import account_schemas, leaving_schemas, schemas
from app.api.playback.render import url_of
from app.db.models import AccountExport, SignIn, User
from app.domain.leaving.layout import archive_name
from app.services.accounts import defaults, resets
from app.services.accounts.sign_ins import SignedIn
from app.services.playback import signed_urls


def user(row: User) -> schemas.User:
    """An account without its secrets."""
    picture = url_of(row.picture_key, None)
    return schemas.User(id=row.id, email=row.email, name=row.name, role=cast(Any, row.role), picture_url=picture)


def session(signed_in: SignedIn, in_cookies: bool) -> schemas.Session:
    """A sign-in; tokens that go into cookies stay out of reach of scripts."""
    return schemas.Session(
        user=user(signed_in.user),
        access_token=None if in_cookies else signed_in.access_token,
        refresh_token=None if in_cookies else signed_in.refresh_token,
    )


def account(row: User) -> account_schemas.Account:
    """What its own person sees of an account."""
    chosen: dict[str, Any] = {
        name: getattr(row, name) for name in ("language", "time_zone", "default_visibility", "mail_about", "bell_about")
    }
    here: dict[str, Any] = {"workspace_visibility": defaults.workspace(), "created_at": row.created_at}
    here |= {"email_confirmed": row.email_confirmed_at is not None, "mail": resets.available()}
    return account_schemas.Account(**user(row).model_dump(), **chosen, **here)


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


def export(row: AccountExport | None) -> leaving_schemas.Export:
    """How far it is; where it can be saved, once it is done."""
    if row is None:
        return leaving_schemas.Export(state="none", progress=0, size=None, created_at=None, expires_at=None, url=None)
    url = None
    if row.state == "done" and row.s3_key:
        url = signed_urls.sign(row.s3_key, "application/zip", archive_name(row.touched_at)).url
    return leaving_schemas.Export(
        state=cast(Any, row.state),
        progress=row.progress,
        size=row.size,
        created_at=row.created_at,
        expires_at=row.expires_at,
        url=url,
    )
