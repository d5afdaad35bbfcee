"""API tokens: a program's own sign-in, which lasts until it expires or is revoked.

A token has a row among the sign-ins, so that whatever asks whether a sign-in still counts (tokens of uploads, sockets,
streams) means tokens, too; and one of its own, which says how it opens: by the hash of its 256 bits.
"""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import func, or_, select, update

from app.db.models import ApiToken, SignIn, User
from app.db.unit_of_work import FOR_CHANGE, UnitOfWork, transaction
from app.domain.accounts.scopes import Scope
from app.domain.workspace.audit import Kind
from app.errors import VideoFlowError, not_found
from app.services.accounts import endings
from app.services.workspace import audit
from app.services.workspace.audit import About

_PREFIX = "vf_"
# What a person knows it by again: 36 of its 256 bits.
_START = 9
_MOST = 50
_USUAL, _LONGEST = timedelta(days=365), timedelta(days=366)
# When it was used last is written down once in so long.
_USED = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Token:
    """A token as its person sees it."""

    id: UUID
    name: str
    scopes: list[str]
    start: str
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a token acts for, and how far."""

    user_id: UUID
    role: str
    sign_in_id: UUID
    scopes: list[str]


def is_one(token: str) -> bool:
    """Whether it looks like an API token, so that it is none of another kind."""
    return token.startswith(_PREFIX)


def create(user_id: UUID, name: str, scopes: Collection[str], expires_at: datetime | None) -> tuple[Token, str]:
    """Makes a token that expires in a year, or when it is said; returns it with what nobody is shown again.

    Raises VideoFlowError `token_lifetime` (400), `too_many_tokens` (409), `not_found` (404).
    """
    now = datetime.now(UTC)
    expires = expires_at or now + _USUAL
    if not now < expires <= now + _LONGEST:
        raise VideoFlowError("token_lifetime", "An API token ends in the future, within a year.")
    token = _PREFIX + secrets.token_urlsafe(32)
    with transaction() as work:
        _require_room(work, user_id)
        # No refresh token is ever given for it.
        sign_in = SignIn(id=uuid4(), user_id=user_id, refresh_jti=uuid4().hex, rotated_at=now, expires_at=expires)
        work.add(sign_in)
        work.flush()
        row = ApiToken(
            id=sign_in.id, name=name, token_hash=_hash(token), start=token[:_START], scopes=sorted(set(scopes))
        )
        work.add(row)
        work.flush()
        audit.note(work, Kind.TOKEN_MADE, user_id, About(row.id, name), scopes=row.scopes)
        return _shown(row, sign_in), token


def listing(user_id: UUID) -> list[Token]:
    """A person's tokens that count, the newest first."""
    query = (
        select(ApiToken, SignIn)
        .join(SignIn, SignIn.id == ApiToken.id)
        .where(SignIn.user_id == user_id, endings.holds())
    )
    with transaction() as work:
        rows = work.execute(query.order_by(SignIn.created_at.desc(), SignIn.id)).all()
    return [_shown(row, sign_in) for row, sign_in in rows]


def revoke(user_id: UUID, token_id: UUID) -> None:
    """Ends a token, with what it opened. Raises VideoFlowError `not_found` (404)."""
    with transaction() as work:
        if not endings.end(work, SignIn.user_id == user_id, SignIn.id == token_id, endings.is_token()):
            raise not_found("token")
        name = work.scalar(select(ApiToken.name).where(ApiToken.id == token_id))
        audit.note(work, Kind.TOKEN_REVOKED, user_id, About(token_id, name))


def holder(token: str) -> Holder | None:
    """Whom it acts for; None for one that is unknown, expired or revoked."""
    query = (
        select(ApiToken.id, ApiToken.scopes, ApiToken.last_used_at, User.id, User.role)
        .join(SignIn, SignIn.id == ApiToken.id)
        .join(User, User.id == SignIn.user_id)
        .where(ApiToken.token_hash == _hash(token), endings.holds())
    )
    with transaction() as work:
        found = work.execute(query).one_or_none()
        if found is None:
            return None
        token_id, scopes, used, user_id, role = found
        if used is None or used < datetime.now(UTC) - _USED:
            _note_use(work, token_id)
    return Holder(user_id, role, token_id, scopes)


def admit(token: str, needed: Scope | None) -> Holder:
    """Whom it acts for, where it may do what needs this scope; None needs a person.

    Raises VideoFlowError `not_authenticated` (401), `not_by_token` or `token_scope` (403).
    """
    found = holder(token)
    if found is None:
        raise VideoFlowError("not_authenticated", "The API token is unknown, has expired or was revoked.", 401)
    if needed is None:
        raise VideoFlowError("not_by_token", "This is for people who sign in, not for API tokens.", 403)
    if needed not in found.scopes:
        words = f"The API token was made without the scope {needed.value!r}."
        raise VideoFlowError("token_scope", words, 403, details={"needs": needed.value})
    return found


def _note_use(work: UnitOfWork, token_id: UUID) -> None:
    stale = or_(ApiToken.last_used_at.is_(None), ApiToken.last_used_at < func.now() - _USED)
    work.execute(update(ApiToken).where(ApiToken.id == token_id, stale).values(last_used_at=func.now()))


def _require_room(work: UnitOfWork, user_id: UUID) -> None:
    """Holds the person's row, so that two who ask at once are counted one after the other."""
    if work.scalar(select(User.id).where(User.id == user_id).with_for_update(**FOR_CHANGE)) is None:
        raise not_found("account")
    mine = SignIn.user_id == user_id, endings.holds(), endings.is_token()
    if (work.scalar(select(func.count()).select_from(SignIn).where(*mine)) or 0) >= _MOST:
        raise VideoFlowError("too_many_tokens", f"There are {_MOST} API tokens. Revoke one of them first.", 409)


def _shown(row: ApiToken, sign_in: SignIn) -> Token:
    return Token(row.id, row.name, row.scopes, row.start, sign_in.created_at, row.last_used_at, sign_in.expires_at)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
