"""Who is calling, by what they bring along: tokens in a header, or the cookies of our own pages.

What they may is another question (guards.py, domain/access).
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import jwt
from flask import request
from flask_jwt_extended import decode_token, get_jwt, verify_jwt_in_request
from flask_jwt_extended.exceptions import CSRFError, JWTExtendedException

from app.domain.access import Caller, Guest
from app.domain.accounts.scopes import Scope
from app.errors import VideoFlowError
from app.services.accounts import api_tokens, sign_ins
from app.services.ingest import upload_tokens
from app.services.sharing import guest_tokens


def authenticated(needed: Scope | None, upload_tokens_too: bool = False) -> Caller:
    """The caller of the current request. An API token needs the scope; None is for people alone.

    Raises `not_authenticated`, `token_expired` or `csrf_failed` (401), `token_scope` or `not_by_token` (403).
    """
    if upload_tokens_too and (caller := by_upload_token(bearer())):
        return caller
    if caller := by_api_token(bearer(), needed):
        return caller
    verify(refresh=False)
    return _signed_in_as(sign_in_id())


def guest() -> Guest | None:
    """Whoever opened a link, by the token of their visit; None for anybody else."""
    return guest_tokens.read(bearer() or "")


def known_caller(needed: Scope | None) -> Caller | None:
    """Who is signed in beside the link they open; nobody where the sign-in is over: the link opens all the same."""
    try:
        return authenticated(needed)
    except VideoFlowError:
        return None


def by_api_token(token: str | None, needed: Scope | None) -> Caller | None:
    """Whom an API token acts for; None for a token of another kind. Raises as `authenticated` does."""
    if token is None or not api_tokens.is_one(token):
        return None
    found = api_tokens.admit(token, needed)
    return Caller(found.user_id, found.role, found.sign_in_id)


def by_access_token(token: str, needed: Scope = Scope.RECORD) -> Caller:
    """The person an access token stands for, or an API token with the scope; any other kind stands for nobody."""
    if caller := by_api_token(token, needed):
        return caller
    try:
        claims = decode_token(token)
    except jwt.ExpiredSignatureError:
        raise VideoFlowError("token_expired", "The token has expired.", 401) from None
    except (JWTExtendedException, jwt.PyJWTError):
        raise VideoFlowError("not_authenticated", "The access token is not valid.", 401) from None
    if claims.get("type") != "access":
        raise VideoFlowError("not_authenticated", "This is no access token.", 401)
    return _signed_in_as(_sign_in_of(claims))


def by_upload_token(token: str | None) -> Caller | None:
    """Whom an upload token lets record; None for a token of another kind. Raises `not_authenticated` (401)."""
    grant = upload_tokens.read(token) if token else None
    if grant is None:
        return None
    if grant.sign_in_id is None:
        return Caller(grant.user_id, only_video=grant.video_id)
    user = sign_ins.signed_in_user(grant.sign_in_id)
    if user is None:
        raise VideoFlowError("not_authenticated", "You were signed out. Sign in again to go on.", 401)
    return Caller(grant.user_id, user.role, grant.sign_in_id, grant.video_id)


def sign_in_id() -> UUID:
    """The sign-in that the verified token of this request belongs to. Raises `not_authenticated` (401)."""
    return _sign_in_of(get_jwt())


def has_bearer() -> bool:
    """Whether the caller came with a token in a header, as API clients do; it counts before any cookie."""
    return bearer() is not None


def bearer() -> str | None:
    """The token in the Authorization header."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token else None


def verify(refresh: bool) -> None:
    """Raises VideoFlowError unless the request has a valid access token, or refresh token."""
    try:
        verify_jwt_in_request(refresh=refresh)
    except jwt.ExpiredSignatureError:
        raise VideoFlowError("token_expired", "The token has expired.", 401) from None
    except CSRFError:
        raise VideoFlowError("csrf_failed", "The X-CSRF-TOKEN header is missing or wrong.", 401) from None
    except (JWTExtendedException, jwt.PyJWTError):
        raise VideoFlowError("not_authenticated", "Please sign in.", 401) from None


def _signed_in_as(sign_in: UUID) -> Caller:
    user = sign_ins.signed_in_user(sign_in)
    if user is None:
        raise VideoFlowError("not_authenticated", "Please sign in again.", 401)
    return Caller(user.id, user.role, user.sign_in_id)


def _sign_in_of(claims: Mapping[str, Any]) -> UUID:
    try:
        return UUID(str(claims.get("sid")))
    except ValueError:
        raise VideoFlowError("not_authenticated", "Please sign in again.", 401) from None
