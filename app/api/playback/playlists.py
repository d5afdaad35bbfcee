"""Playlists under /api/stream: a token in the path opens them, as players send no headers of ours.

What they list is signed: a presigned URL a segment, or CloudFront's URLs or cookies. Not in the API's description,
because programs are given their URLs and do not make them up.
"""

import gzip

from apiflask import APIBlueprint
from flask import Response, request

from app import guards
from app.domain.playback.playlists import CONTENT_TYPE
from app.services.playback import playlists

bp = APIBlueprint("playlists", __name__, url_prefix="/api/stream", enable_openapi=False)


@bp.get("/<uuid:video_id>/<token>/master.m3u8")
@guards.playback_token
def master(grant: playlists.Grant) -> Response:
    """The rungs there are."""
    return _answer(playlists.master(grant), CONTENT_TYPE)


@bp.get("/<uuid:video_id>/<token>/<name>.m3u8")
@guards.playback_token
def media(grant: playlists.Grant, name: str) -> Response:
    """The segments of one rung."""
    return _answer(playlists.media(grant, name), CONTENT_TYPE)


@bp.get("/<uuid:video_id>/<token>/storyboard.vtt")
@guards.playback_token
def scrubbing(grant: playlists.Grant) -> Response:
    """Pictures for scrubbing, as WebVTT."""
    return _answer(playlists.scrubbing(grant), "text/vtt; charset=utf-8")


def set_cookies(answer: Response, playlist: playlists.Playlist) -> Response:
    """Adds what opens the segments beside their URLs: they are for another host, and for this video's only."""
    cookies = playlist.cookies
    for name, value in cookies.values.items():
        answer.set_cookie(
            name,
            value,
            expires=cookies.expires_at,
            path=cookies.path,
            domain=cookies.domain,
            secure=True,
            httponly=True,
            samesite="Lax",
        )
    return answer


def _answer(playlist: playlists.Playlist, content_type: str) -> Response:
    """The text, kept nowhere: it would outlive the video."""
    small = request.accept_encodings.quality("gzip") > 0
    body = playlist.compressed if small else gzip.decompress(playlist.compressed)
    headers = {"Cache-Control": "private, no-store", "Vary": "Accept-Encoding"}
    if small:
        headers["Content-Encoding"] = "gzip"
    return set_cookies(Response(body, content_type=content_type, headers=headers), playlist)
