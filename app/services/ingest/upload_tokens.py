"""Upload tokens: short-lived, for one upload only, on both transports; they end with the sign-in that got them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import jwt

from app.settings import settings

_AUDIENCE = "upload"


@dataclass(frozen=True, slots=True)
class UploadGrant:
    """Whose upload a token opens."""

    user_id: UUID
    video_id: UUID
    sign_in_id: UUID | None = None


def issue(user_id: UUID, video_id: UUID, sign_in_id: UUID | None = None) -> str:
    """A token that appends to, finishes or aborts this video's upload, until it expires or the sign-in ends."""
    expires = datetime.now(UTC) + timedelta(hours=settings().upload_token_hours)
    claims = {"sub": str(user_id), "video": str(video_id), "aud": _AUDIENCE, "exp": expires}
    if sign_in_id is not None:
        claims["sid"] = str(sign_in_id)
    return jwt.encode(claims, settings().secret_key, algorithm="HS256")


def read(token: str) -> UploadGrant | None:
    """What the token grants, or None where it is no valid upload token (it may be another kind)."""
    try:
        claims = jwt.decode(
            token,
            settings().secret_key,
            algorithms=["HS256"],
            audience=_AUDIENCE,
            options={"require": ["exp", "sub", "video"]},
        )
        # One from before tokens named their sign-in holds until it expires, hours after the update.
        sign_in_id = UUID(str(claims["sid"])) if "sid" in claims else None
        return UploadGrant(UUID(str(claims["sub"])), UUID(str(claims["video"])), sign_in_id)
    except (jwt.PyJWTError, ValueError):
        return None
