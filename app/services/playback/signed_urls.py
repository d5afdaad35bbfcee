"""What leads a browser to objects: addresses of ours, URLs signed for the bucket, or for CloudFront where that is.

What is given to anybody but a video's owner is an address of ours that names whom it is for: each time it is used the
rule is asked again, and where it leads ends so soon that a right which is taken away ends within a minute.
"""

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from sqlalchemy import false, func, select

from app.config import Settings
from app.db import visible
from app.db.models import Video
from app.db.unit_of_work import transaction
from app.domain.access import Action, Holder, askers
from app.domain.playback import links
from app.domain.playback.downloads import attachment
from app.domain.playback.links import Link
from app.errors import VideoFlowError
from app.settings import settings
from app.storage import keys as names
from app.storage.s3 import get_store
from app.storage.signing import get_cloudfront

# What browsers show or play and never run.
_SHOWN = ("video/", "audio/", "image/jpeg")
# A target that is remembered must still be good when it is used.
_SLACK = 60
# How long an address leads on that was given to somebody whose right may be taken away.
HELD_SECONDS = 30


@dataclass(frozen=True, slots=True)
class SignedUrl:
    """A URL that reads one object until `expires_at`."""

    url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Target:
    """A URL of the object store, and for how many seconds it is worth remembering."""

    url: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Cookies:
    """Cookies by name, and to which hosts and paths a browser sends them, until when. Often there are none."""

    values: dict[str, str]
    domain: str
    path: str
    expires_at: datetime


def sign(
    key: str, content_type: str | None = None, filename: str | None = None, holder: Holder | None = None
) -> SignedUrl:
    """A URL for one object that holds for at least half of PLAYBACK_URL_SECONDS; `filename` makes it a download, and so
    does a type that is none of media's. With `holder`, for as long as they may watch the video, or save it.

    It answers GET and HEAD. It ends at a round moment, so that every process gives the same one, and pages which are
    told of every change do not load their pictures anew each time.
    """
    if content_type and not filename and not content_type.startswith(_SHOWN):
        filename = key.rpartition("/")[2]
    half = settings().playback_url_seconds / 2
    expires = math.ceil((time.time() // half + 2) * half)
    if get_cloudfront() and holder is None:
        return _by_cloudfront(settings(), key, filename, expires)
    link = Link(key, expires, content_type, filename, askers.written(holder) if holder else None)
    return SignedUrl(_address(link), datetime.fromtimestamp(expires, UTC))


def _address(link: Link) -> str:
    return f"{settings().public_url.rstrip('/')}/api/media/{link.path(settings().secret_key)}"


def read(key: str, query: Mapping[str, str]) -> Link:
    """The link that an address is. Raises VideoFlowError `playback_expired` or `playback_refused` (403), also where
    whom it was made for may not do this any more.
    """
    link = links.read(key, query, settings().secret_key)
    if link is None:
        raise VideoFlowError("playback_refused", "This is no link to anything here.", 403)
    if link.expires <= time.time():
        raise VideoFlowError("playback_expired", "This link led here until a while ago.", 403)
    if link.holder is not None and not _still_may(link):
        raise VideoFlowError("playback_refused", "This link led here, and does not any more.", 403)
    return link


def _still_may(link: Link) -> bool:
    holder, video_id = askers.read(link.holder or ""), names.video_of(link.key)
    if holder is None or video_id is None:
        return False
    action = Action.DOWNLOAD if link.filename else Action.WATCH
    # An address from before something was covered names what shows it.
    is_covered = func.coalesce(Video.original["key"].astext == link.key, false())
    with transaction() as work:
        allowed = select(Video.id).where(Video.id == video_id, visible.may(holder, action), ~is_covered)
        return work.scalar(allowed) is not None


def target(link: Link, by_head: bool) -> Target:
    """Where in the object store a link leads; that holds for as long as the link does, or for HELD_SECONDS."""
    if link.holder is not None:
        return _held_target(link, by_head)
    seconds = max(1, math.ceil(link.expires - time.time()))
    url = get_store().presign_get(link.key, seconds, link.content_type, link.filename, by_head)
    return Target(url, max(0, seconds - _SLACK))


def _held_target(link: Link, by_head: bool) -> Target:
    if get_cloudfront():
        return Target(_by_cloudfront(settings(), link.key, link.filename, int(time.time()) + HELD_SECONDS).url, 0)
    return Target(get_store().presign_get(link.key, HELD_SECONDS, link.content_type, link.filename, by_head), 0)


def sign_all(prefix: str, keys: Sequence[str], expires_at: datetime, holder: Holder | None = None) -> list[str]:
    """URLs for objects below `prefix`, each of which reads its object, at least until then.

    With `holder` they are addresses of ours. Where CloudFront takes cookies (see `cookies`) the URLs are plain.
    """
    if holder is not None:
        expires, name = int(expires_at.timestamp()), askers.written(holder)
        return [_address(Link(key, expires, holder=name)) for key in keys]
    distribution = get_cloudfront()
    if distribution is None:
        return get_store().presign_many(keys, max(1, int(expires_at.timestamp()) - int(time.time())))
    if settings().cloudfront_cookie_domain:
        return [distribution.plain_url(key) for key in keys]
    return distribution.urls(prefix, keys, expires_at)


def by_cookies(holder: Holder | None = None) -> bool:
    """Whether segments are opened by cookies, which players must be told to send."""
    return holder is None and settings().cloudfront_cookie_domain is not None


def cookies(prefix: str, expires_at: datetime, holder: Holder | None = None) -> Cookies:
    """The cookies that open what lies below `prefix` until then; none where URLs are signed or held instead."""
    domain = settings().cloudfront_cookie_domain if holder is None else None
    distribution = get_cloudfront() if domain else None
    if distribution is None:
        return Cookies({}, "", "", expires_at)
    return Cookies(distribution.cookies(prefix, expires_at), str(domain), f"/{prefix}", expires_at)


@lru_cache(maxsize=8192)
def _by_cloudfront(conditions: Settings, key: str, filename: str | None, expires: int) -> SignedUrl:
    """An RSA signature takes a millisecond. CloudFront does not sign the method."""
    distribution, until = get_cloudfront(), datetime.fromtimestamp(expires, UTC)
    assert distribution is not None
    return SignedUrl(distribution.url(key, until, attachment(filename) if filename else None), until)
