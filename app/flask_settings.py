"""Translates our settings into the names Flask and its extensions read."""

from datetime import timedelta
from typing import Any

from app.config import Settings
from app.domain import times

# A connection whose other end is gone without a word is noticed within DATABASE_DEAD, whoever is to speak next
# (libpq, "Parameter Key Words"); Linux alone would wait for a quarter of an hour.
_DATABASE_LINK = {
    "connect_timeout": int(times.DATABASE_CONNECT),
    "keepalives_idle": int(times.DATABASE_DEAD - 4),
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": int(times.DATABASE_DEAD * 1000),
}


def flask_config(settings: Settings) -> dict[str, Any]:
    """The mapping for app.config; our own settings ride along as VIDEOFLOW."""
    return _cookies(settings) | {
        "VIDEOFLOW": settings,
        "SECRET_KEY": settings.secret_key,
        # One chunk and its multipart envelope; the routes that take files of any size stream them instead.
        "MAX_CONTENT_LENGTH": settings.max_chunk_bytes + 64 * 1024,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": {
            # All of them are kept: one above the size would be made anew each time, which costs more than it does.
            "pool_size": 20,
            "max_overflow": 0,
            "pool_use_lifo": True,
            "connect_args": _DATABASE_LINK | {"options": "-c timezone=utc"},
        },
        "JWT_SECRET_KEY": settings.secret_key,
        # Upload tokens are signed with the same key, for another audience.
        "JWT_ENCODE_AUDIENCE": "session",
        "JWT_DECODE_AUDIENCE": "session",
        "JWT_TOKEN_LOCATION": ["headers", "cookies"],
        "JWT_ACCESS_TOKEN_EXPIRES": timedelta(minutes=settings.access_token_minutes),
        "JWT_REFRESH_TOKEN_EXPIRES": timedelta(days=settings.refresh_token_days),
        "SOCK_SERVER_OPTIONS": {
            "ping_interval": 25,
            # The frame limit sits a little above the chunk limit so that a chunk just over it gets
            # its error message instead of a dropped connection.
            "max_message_size": settings.max_chunk_bytes + 1024 * 1024,
        },
        "VALIDATION_ERROR_STATUS_CODE": 400,
        "OPENAPI_VERSION": "3.1.0",
    }


def _cookies(settings: Settings) -> dict[str, Any]:
    """A cookie whose name begins with __Host- is taken by browsers from this very host alone, over HTTPS (RFC 6265bis,
    section 4.1.3.2): no neighbouring host can set one for us. It goes with every path, as those must.
    """
    prefix = "__Host-" if settings.cookie_secure else ""
    return {
        "JWT_ACCESS_COOKIE_NAME": f"{prefix}access_token_cookie",
        "JWT_REFRESH_COOKIE_NAME": f"{prefix}refresh_token_cookie",
        "JWT_ACCESS_CSRF_COOKIE_NAME": f"{prefix}csrf_access_token",
        "JWT_REFRESH_CSRF_COOKIE_NAME": f"{prefix}csrf_refresh_token",
        "JWT_REFRESH_COOKIE_PATH": "/" if prefix else "/auth",
        "JWT_COOKIE_SECURE": settings.cookie_secure,
        "JWT_COOKIE_SAMESITE": "Lax",
        "JWT_COOKIE_CSRF_PROTECT": True,
        "JWT_SESSION_COOKIE": False,
    }
