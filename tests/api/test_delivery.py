"""Streams out: who asks is told where the stream begins, and everybody else gets nothing at all."""

import time
from typing import Any
from uuid import UUID, uuid4

import m3u8
import pytest
import requests
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import update

from app.db.models import Stage, Video
from app.db.session import transaction
from app.services import delivery, playback, videos
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.support.recordings import settings_changed
from tests.support.streams import RUN, streamable
from tests.support.tokens import code_of


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


def test_a_stream_plays_from_its_url_to_its_last_byte(client: FlaskClient, person: Person) -> None:
    video = streamable(person.id)
    answer = get(client, person, f"/api/stream?videoId={video}")
    assert answer == {
        "videoId": str(video),
        "url": answer["url"],
        "type": "hls",
        "expires_at": answer["expires_at"],
        "credentials": False,
    }
    root = path_of(answer["url"])
    master = playlist(client, root)
    names = [each.uri for each in [*master.playlists, *master.media]]
    assert sorted(names) == ["1080p.m3u8", "360p.m3u8", "720p.m3u8", "audio.m3u8"]
    for name in names:
        media = playlist(client, root.replace("master.m3u8", name))
        urls = [media.segments[0].init_section.uri, *(each.uri for each in media.segments)]
        folder = f"{keys.hls_prefix(video, RUN)}{name.removesuffix('.m3u8')}/"
        expected = [f"{folder}init.mp4", *(f"{folder}{n:05d}.m4s" for n in range(3))]
        assert [requests.get(url, timeout=10).text for url in urls] == expected


def test_a_playlist_comes_compressed_to_those_who_can_read_it(client: FlaskClient, person: Person) -> None:
    path = path_of(playback.issue(streamable(person.id, segments=900)).url("720p.m3u8"))
    small = client.get(path, headers={"Accept-Encoding": "gzip, br"})
    large = client.get(path, headers={"Accept-Encoding": "identity"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in large.headers
    assert len(small.data) < len(large.data) / 4
    assert len(m3u8.loads(large.text).segments) == 900
