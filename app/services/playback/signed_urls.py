"""What leads a browser to objects: URLs signed for the bucket, or for CloudFront where that stands before it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from app.config import Settings
from app.domain.playback.downloads import attachment
from app.settings import settings
from app.storage.s3 import get_store
from app.storage.signing import get_cloudfront


@dataclass(frozen=True, slots=True)
class SignedUrl:
    """A URL that reads one object until `expires_at`."""

    url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Cookies:
    """Cookies by name, and to which hosts and paths a browser sends them, until when. Often there are none."""

    values: dict[str, str]
    domain: str
    path: str
    expires_at: datetime


def sign(key: str, content_type: str | None = None, filename: str | None = None) -> SignedUrl:
    """A URL for one object that holds for at least half of PLAYBACK_URL_SECONDS; `filename` makes it a download.

    Within the other half a process gives the same URL again, so that pages which are told of every change do not
    load their pictures anew each time.
    """
    seconds = settings().playback_url_seconds
    return _signed(settings(), key, content_type, filename, int(time.time() // (seconds / 2)))


def sign_all(prefix: str, keys: Sequence[str], expires_at: datetime) -> list[str]:
    """URLs for objects below `prefix`, each of which reads its object, at least until then.

    Where CloudFront takes cookies (see `cookies`) the URLs are plain.
    """
    distribution = get_cloudfront()
    if distribution is None:
        return get_store().presign_many(keys, max(1, int(expires_at.timestamp()) - int(time.time())))
    if settings().cloudfront_cookie_domain:
        return [distribution.plain_url(key) for key in keys]
    return distribution.urls(prefix, keys, expires_at)


def by_cookies() -> bool:
    """Whether segments are opened by cookies, which players must be told to send."""
    return settings().cloudfront_cookie_domain is not None


def cookies(prefix: str, expires_at: datetime) -> Cookies:
    """The cookies that open what lies below `prefix` until then; none where URLs are signed instead."""
    domain = settings().cloudfront_cookie_domain
    distribution = get_cloudfront() if domain else None
    if distribution is None:
        return Cookies({}, "", "", expires_at)
    return Cookies(distribution.cookies(prefix, expires_at), str(domain), f"/{prefix}", expires_at)


@lru_cache(maxsize=8192)
def _signed(conditions: Settings, key: str, content_type: str | None, filename: str | None, period: int) -> SignedUrl:
    seconds = conditions.playback_url_seconds
    expires_at = datetime.now(UTC) + timedelta(seconds=seconds)
    distribution = get_cloudfront()
    if distribution:
        return SignedUrl(distribution.url(key, expires_at, attachment(filename) if filename else None), expires_at)
    return SignedUrl(get_store().presign_get(key, seconds, content_type, filename), expires_at)
