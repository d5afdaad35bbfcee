"""Players of streams, in process: they read playlists as they would in a browser, without credentials of ours."""

from typing import Any
from uuid import UUID

import m3u8
from flask.testing import FlaskClient

from tests.conftest import Person


def path_of(url: str) -> str:
    """Without scheme and host, as the test client asks."""
    return "/" + url.split("/", 3)[3]


def get(client: FlaskClient, person: Person, path: str) -> Any:
    answer = client.get(path, headers=person.headers)
    assert answer.status_code == 200, answer.text
    return answer.json


def playlist(client: FlaskClient, path: str) -> m3u8.M3U8:
    """A playlist as a player reads it: without credentials of ours."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.content_type == "application/vnd.apple.mpegurl"
    assert answer.headers["Cache-Control"] == "private, no-store"
    return m3u8.loads(answer.text)


def opened(client: FlaskClient, url: str, method: str = "GET") -> str:
    """Where an address of ours leads; any other is the place itself."""
    if "/api/media/" not in url:
        return url
    answer = client.open(path_of(url), method=method)
    assert answer.status_code == 307, answer.text
    return answer.headers["Location"]


def every_url(client: FlaskClient, person: Person, video: UUID) -> list[str]:
    """All that a player of this video is given to read objects with."""
    shown = get(client, person, f"/video/{video}")["playback"]
    urls = [opened(client, shown[name]) for name in ("url", "poster_url", "download_url")]
    for name in ("720p", "audio"):
        media = playlist(client, path_of(shown["hls_url"]).replace("master", name))
        urls += [media.segments[0].init_section.uri, *(each.uri for each in media.segments)]
    return urls
