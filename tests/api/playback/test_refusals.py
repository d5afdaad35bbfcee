"""Streams out, and what is refused: tokens and URLs that are old, altered, or for something else."""

import re
import time
from uuid import uuid4

import pytest
import requests
from apiflask import APIFlask
from flask.testing import FlaskClient

from app.services.ingest import upload_tokens
from app.services.operations import purging
from app.services.playback import playlists
from app.services.videos import library
from tests.conftest import Person
from tests.support.players import every_url, path_of, playlist
from tests.support.recordings import settings_changed
from tests.support.streams import streamable
from tests.support.tokens import code_of, forged

NAMES = ["master.m3u8", "720p.m3u8", "audio.m3u8", "storyboard.vtt"]


def refused(client: FlaskClient, path: str) -> tuple[int, str]:
    answer = client.get(path)
    assert "X-Amz-Signature" not in answer.text
    return answer.status_code, code_of(answer)


@pytest.mark.parametrize("name", NAMES)
def test_a_token_that_is_altered_opens_nothing(client: FlaskClient, person: Person, name: str) -> None:
    """Invariant 7."""
    video = streamable(person.id)
    token = playlists.issue(video).token
    head, claims, signature = token.split(".")
    altered = [
        forged(token, key="k" * 32),
        forged(token, algorithm="none"),
        forged(token, aud="session"),
        forged(token, exp=None),
        forged(token, video=None),
        f"{head}.{claims}.{signature[::-1]}",
        f"{head}.{claims[:-2]}.{signature}",
        upload_tokens.issue(person.id, video),
        person.headers["Authorization"].removeprefix("Bearer "),
        "nothing",
    ]
    for each in altered:
        assert refused(client, f"/api/stream/{video}/{each}/{name}") == (403, "playback_refused")


@pytest.mark.parametrize("name", NAMES)
def test_a_token_ends(client: FlaskClient, person: Person, name: str) -> None:
    """Invariant 7."""
    video = streamable(person.id)
    expired = forged(playlists.issue(video).token, expired=True)
    assert refused(client, f"/api/stream/{video}/{expired}/{name}") == (403, "playback_expired")


@pytest.mark.parametrize("name", NAMES)
def test_a_token_is_for_one_video(client: FlaskClient, person: Person, name: str) -> None:
    """Invariant 7."""
    video, other = streamable(person.id), streamable(person.id, run="fedcba9876543210")
    token = playlists.issue(video).token
    assert refused(client, f"/api/stream/{other}/{token}/{name}") == (403, "playback_refused")
    assert refused(client, f"/api/stream/{uuid4()}/{token}/{name}") == (403, "playback_refused")


def test_a_token_opens_nothing_but_playlists(client: FlaskClient, person: Person) -> None:
    video = streamable(person.id)
    bearer = {"Authorization": f"Bearer {playlists.issue(video).token}"}
    for path in (f"/video/{video}", f"/api/status?videoId={video}", "/video/", f"/api/v1/videos/{video}"):
        assert client.get(path, headers=bearer).status_code == 401
    assert client.delete(f"/video/{video}", headers=bearer).status_code == 401


@pytest.mark.parametrize("name", ["1440p.m3u8", "..m3u8", "720p.m3u8.m3u8", "%00.m3u8", "'.m3u8"])
def test_a_rung_that_is_not_there_is_not_found(client: FlaskClient, person: Person, name: str) -> None:
    video = streamable(person.id)
    assert refused(client, f"/api/stream/{video}/{playlists.issue(video).token}/{name}")[0] == 404


@pytest.mark.parametrize("name", NAMES)
def test_a_deleted_video_is_gone_whoever_holds_a_token(client: FlaskClient, person: Person, name: str) -> None:
    video = streamable(person.id)
    path = f"/api/stream/{video}/{playlists.issue(video).token}/{name}"
    client.get(path)
    library.delete(video, person.caller)
    assert refused(client, path) == (404, "not_found")
    for path in (f"/api/status?videoId={video}", f"/api/stream?videoId={video}", f"/api/v1/videos/{video}"):
        assert client.get(path, headers=person.headers).status_code == 404


def test_what_was_signed_before_a_video_was_deleted_opens_nothing_once_it_is_purged(
    client: FlaskClient, person: Person
) -> None:
    video = streamable(person.id)
    urls = every_url(client, person, video)
    assert {requests.get(url, timeout=10).status_code for url in urls} == {200}
    library.delete(video, person.caller)
    purging.purge(video)
    assert {requests.get(url, timeout=10).status_code for url in urls} <= {403, 404}


def test_the_object_store_refuses_every_url_that_is_not_as_it_was_signed(client: FlaskClient, person: Person) -> None:
    """Invariant 7, at the S3 server itself: no signature, another object, another expiry, another use."""
    video, other = streamable(person.id), streamable(person.id, run="fedcba9876543210")
    for url in every_url(client, person, video):
        plain, _, query = url.partition("?")
        changed = [
            plain,
            plain.replace(str(video), str(other)) + f"?{query}",
            plain.rpartition("/")[0] + f"/?{query}",
            re.sub(r"X-Amz-Expires=\d+", "X-Amz-Expires=604800", url),
            url.replace("X-Amz-Signature=", "X-Amz-Signature=0")[:-1],
            url + "&response-content-type=text%2Fhtml",
        ]
        assert {requests.get(each, timeout=10).status_code for each in changed} <= {403, 404}
        assert requests.put(url, data=b"changed", timeout=10).status_code == 403
        assert requests.delete(url, timeout=10).status_code == 403


def test_a_segments_url_does_not_open_the_next_segment(client: FlaskClient, person: Person) -> None:
    video = streamable(person.id)
    first, second = playlist(client, path_of(playlists.issue(video).url("720p.m3u8"))).segments[:2]
    mixed = second.uri.partition("?")[0] + "?" + first.uri.partition("?")[2]
    assert requests.get(mixed, timeout=10).status_code == 403


def test_segments_stop_opening_when_the_token_does(app: APIFlask, client: FlaskClient, person: Person) -> None:
    """Invariant 7: expired, at the S3 server itself."""
    video = streamable(person.id)
    with settings_changed(app, playback_url_seconds=2):
        grant = playlists.issue(video)
        url = playlist(client, path_of(grant.url("720p.m3u8"))).segments[0].uri
        assert requests.get(url, timeout=10).status_code == 200
        deadline = time.monotonic() + 20
        while requests.get(url, timeout=10).status_code != 403:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert time.time() >= grant.expires_at.timestamp()
        assert refused(client, path_of(grant.url("720p.m3u8"))) == (403, "playback_expired")
