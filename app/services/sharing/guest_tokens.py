"""Guest tokens: short-lived, for the one link they name; each use asks whether that link still opens anything."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import jwt

from app.domain.access import Guest
from app.settings import settings

HOURS = 12
_AUDIENCE = "guest"


def issue(guest: Guest) -> str:
    """A token of one visit; it holds for HOURS, or until the link ends."""
    expires = datetime.now(UTC) + timedelta(hours=HOURS)
    claims = {"share": str(guest.share_id), "video": str(guest.video_id), "visit": guest.session}
    claims |= {name: value for name, value in (("email", guest.email), ("lock", guest.lock)) if value}
    return jwt.encode(claims | {"aud": _AUDIENCE, "exp": expires}, settings().secret_key, algorithm="HS256")


def read(token: str) -> Guest | None:
    """Whose visit it is, or None where it is no valid guest token (it may be another kind)."""
    try:
        claims = jwt.decode(
            token,
            settings().secret_key,
            algorithms=["HS256"],
            audience=_AUDIENCE,
            options={"require": ["exp", "share", "video", "visit"]},
        )
        email = str(claims["email"]) if "email" in claims else None
        lock = str(claims.get("lock", ""))
        return Guest(UUID(str(claims["share"])), UUID(str(claims["video"])), str(claims["visit"]), email, lock)
    except (jwt.PyJWTError, ValueError):
        return None
