"""Addresses of objects: they send on to the object store by GET and by HEAD, and only who holds one of ours."""

import time

import pytest
import requests
from apiflask import APIFlask
from flask.testing import FlaskClient

from app.services.playback import signed_urls
from app.storage.s3 import ObjectStore
from tests.support.players import opened, path_of
from tests.support.recordings import settings_changed
from tests.support.tokens import code_of

KEY = "videos/1b4e28ba-2fa1-11d2-883f-0016d3cca427/download/run/top.mp4"


@pytest.fixture
def url(app: APIFlask, store: ObjectStore) -> str:
    store.put(KEY, b"0123456789", "video/mp4")
    return signed_urls.sign(KEY, "video/mp4", "A talk.mp4").url


def test_head_says_what_get_gives(client: FlaskClient, url: str) -> None:
    got = requests.get(opened(client, url), timeout=10)
    said = requests.head(opened(client, url, "HEAD"), timeout=10)
    assert (got.status_code, said.status_code) == (200, 200)
    for name in ("Content-Length", "Content-Type", "Content-Disposition", "ETag", "Accept-Ranges"):
        assert said.headers[name] == got.headers[name]
    assert got.headers["Content-Disposition"] == 'attachment; filename="A talk.mp4"'


def test_a_part_of_it_can_be_asked_for(client: FlaskClient, url: str) -> None:
    answer = requests.get(opened(client, url), headers={"Range": "bytes=2-4"}, timeout=10)
    assert (answer.status_code, answer.content) == (206, b"234")


def test_where_it_leads_is_remembered_by_the_browser_alone(client: FlaskClient, url: str) -> None:
    cached = client.get(path_of(url)).headers["Cache-Control"]
    scope, _, seconds = cached.partition(", max-age=")
    assert scope == "private" and 0 < int(seconds) < 7 * 24 * 3600


def test_another_object_another_end_and_another_use_are_refused(client: FlaskClient, url: str) -> None:
    path = path_of(url)
    for changed in (path.partition("?")[0], path.replace("top", "low"), path.replace("Expires=", "Expires=9")):
        answer = client.get(changed)
        assert (answer.status_code, code_of(answer)) == (403, "playback_refused")
    assert client.put(path).status_code == 405
    assert client.delete(path).status_code == 405


def test_it_ends(app: APIFlask, client: FlaskClient) -> None:
    with settings_changed(app, playback_url_seconds=2):
        path = path_of(signed_urls.sign(KEY).url)
        deadline = time.monotonic() + 20
        while (answer := client.get(path)).status_code == 307:
            assert time.monotonic() < deadline
            time.sleep(0.1)
    assert (answer.status_code, code_of(answer)) == (403, "playback_expired")
