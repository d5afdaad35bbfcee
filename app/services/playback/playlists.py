"""Playback: tokens for one video's playlists, and the playlists themselves, in which every URL is signed."""

import gzip
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import jwt
from sqlalchemy import false, select

from app.config import Settings
from app.db import queries, visible
from app.db.models import Rendition, Video, VoiceOver
from app.db.unit_of_work import transaction
from app.domain.access import Action, Holder, Player, askers
from app.domain.playback import playlists, storyboard
from app.errors import VideoFlowError, not_found
from app.services.playback import signed_urls
from app.services.playback.signed_urls import Cookies, cookies
from app.settings import settings
from app.storage import keys

_AUDIENCE = "playback"
_VOICE = "voice-"
# gzip's first level: the eighth part of the text is not worth ten times the work.
_QUICKLY = 1


@dataclass(frozen=True, slots=True)
class Grant:
    """Which video a token plays, until when, and for whom where that is not its owner."""

    video_id: UUID
    token: str
    expires_at: datetime
    holder: Holder | None = None

    @property
    def player(self) -> Player:
        """Who the token makes of its holder."""
        return Player(self.video_id, self.holder)

    def url(self, name: str) -> str:
        """Where one of the video's playlists is."""
        return f"{settings().public_url.rstrip('/')}/api/stream/{self.video_id}/{self.token}/{name}"


@dataclass(frozen=True, slots=True)
class Playlist:
    """A playlist's text, compressed by gzip, and what opens the segments it lists beside their URLs."""

    compressed: bytes
    cookies: Cookies


def issue(video_id: UUID, holder: Holder | None = None) -> Grant:
    """A grant that holds for at least half of PLAYBACK_URL_SECONDS.

    It ends at a round moment, so that every process gives the same one, and a page that is told of every change does
    not begin to play anew each time. For a `holder` it ends with their right, too.
    """
    half = settings().playback_url_seconds / 2
    expires = math.ceil((time.time() // half + 2) * half)
    claims = {"video": str(video_id), "aud": _AUDIENCE, "exp": expires}
    if holder is not None:
        claims["for"] = askers.written(holder)
    token = jwt.encode(claims, settings().secret_key, algorithm="HS256")
    return Grant(video_id, token, datetime.fromtimestamp(expires, UTC), holder)


def read(token: str, video_id: UUID) -> Grant:
    """The grant of a token. Raises VideoFlowError `playback_expired` or `playback_refused` (403)."""
    try:
        claims = jwt.decode(
            token,
            settings().secret_key,
            algorithms=["HS256"],
            audience=_AUDIENCE,
            options={"require": ["exp", "video"]},
        )
    except jwt.ExpiredSignatureError:
        raise VideoFlowError("playback_expired", "This link played the video until a while ago.", 403) from None
    except jwt.PyJWTError:
        raise VideoFlowError("playback_refused", "This is no link that plays a video.", 403) from None
    if claims["video"] != str(video_id):
        raise VideoFlowError("playback_refused", "This link plays another video.", 403)
    holder = askers.read(str(claims["for"])) if "for" in claims else None
    if holder is None and "for" in claims:
        raise VideoFlowError("playback_refused", "This link was made for nobody.", 403)
    return Grant(video_id, token, datetime.fromtimestamp(claims["exp"], UTC), holder)


def master(grant: Grant) -> Playlist:
    """The master playlist. Raises VideoFlowError `not_found` (404) while there is none, or not any more."""
    delivered = _delivered(grant)
    rungs = [_rung(row) for row in delivered.renditions if row.kind == "video"]
    sounds = [_sound(row) for row in delivered.renditions if row.kind == "audio"]
    return _playlist(gzip.compress(playlists.master(rungs, sounds).encode()), delivered.prefix, grant)


def voice_name(annotation_id: int) -> str:
    """What the playlist of a voice-over is called."""
    return f"{_VOICE}{annotation_id}"


def media(grant: Grant, name: str) -> Playlist:
    """The playlist of one rung, of a sound, or of a voice-over. Raises VideoFlowError `not_found` (404)."""
    number = name.removeprefix(_VOICE)
    if number != name:
        return _voice(grant, number)
    delivered = _delivered(grant)
    found = next((row for row in delivered.renditions if row.name == name), None)
    if found is None:
        raise not_found("playlist")
    prefix, target = delivered.prefix, delivered.target
    return _playlist(_media(settings(), found.id, prefix, target, grant.expires_at, grant.holder), prefix, grant)


def _voice(grant: Grant, number: str) -> Playlist:
    is_number = number.isascii() and number.isdecimal() and len(number) < 19
    mine = VoiceOver.annotation_id == int(number) if is_number else false()
    query = select(VoiceOver.prefix, VoiceOver.segments).join(Video, Video.id == VoiceOver.video_id)
    query = query.where(mine, Video.id == grant.video_id, visible.may(grant.player, Action.WATCH))
    with transaction() as work:
        found = work.execute(query).one_or_none()
    if found is None or found.segments is None:
        raise not_found("playlist")
    text = _listed(found.segments, found.prefix, 1, grant.expires_at, grant.holder)
    return _playlist(gzip.compress(text.encode(), _QUICKLY), found.prefix, grant)


def scrubbing(grant: Grant) -> Playlist:
    """WebVTT whose cues name the pictures for scrubbing. Raises VideoFlowError `not_found` (404)."""
    query = select(Video.storyboard, Video.duration).where(Video.id == grant.video_id)
    with transaction() as work:
        found = work.execute(query.where(visible.may(grant.player, Action.WATCH))).one_or_none()
    if found is None or found.storyboard is None:
        raise not_found("storyboard")
    prefix = keys.output(grant.video_id, keys.STORYBOARD, found.storyboard["run"])
    urls = signed_urls.sign_all(prefix, found.storyboard["sprites"], grant.expires_at, grant.holder)
    text = storyboard.webvtt(storyboard.read(found.storyboard), urls, found.duration or 0.0)
    return _playlist(gzip.compress(text.encode()), prefix, grant)


# What a process keeps of them is compressed: an hour's playlist is 300 kB of text and 50 kB of surprise.
@lru_cache(maxsize=256)
def _media(
    conditions: Settings, rendition_id: int, prefix: str, target: int, expires_at: datetime, holder: Holder | None
) -> bytes:
    with transaction() as work:
        segments = work.scalar(select(Rendition.segments).where(Rendition.id == rendition_id))
    if segments is None:
        raise not_found("playlist")
    return gzip.compress(_listed(segments, prefix, target, expires_at, holder).encode(), _QUICKLY)


def _listed(segments: Mapping[str, Any], prefix: str, target: int, expires_at: datetime, holder: Holder | None) -> str:
    names = [segments["init"], *(key for key, _ in segments["items"])]
    init, *urls = signed_urls.sign_all(prefix, names, expires_at, holder)
    listed = [playlists.Segment(url, seconds) for url, (_, seconds) in zip(urls, segments["items"], strict=True)]
    return playlists.media(init, listed, target)


def _delivered(grant: Grant) -> queries.Delivered:
    with transaction() as work:
        found = queries.delivered(work, grant.video_id, grant.player)
    if found is None:
        raise not_found("playlist")
    return found


def _playlist(compressed: bytes, prefix: str, grant: Grant) -> Playlist:
    return Playlist(compressed, cookies(prefix, grant.expires_at, grant.holder))


def _rung(row: Rendition) -> playlists.Rung:
    return playlists.Rung(
        name=row.name,
        width=row.width or 0,
        height=row.height or 0,
        frame_rate=row.frame_rate,
        codecs=row.codecs or "",
        bandwidth=row.bandwidth or 0,
        average_bandwidth=row.average_bandwidth or row.bandwidth or 0,
    )


def _sound(row: Rendition) -> playlists.Sound:
    peak = row.bandwidth or 0
    average = row.average_bandwidth or peak
    return playlists.Sound(row.name, row.codecs or "", peak, average, row.language, row.title)
