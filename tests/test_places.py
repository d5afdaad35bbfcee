"""How many sockets and streams somebody has open at once: counted in Redis, free again after a crash."""

import os
import time
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
import requests
from apiflask import APIFlask
from redis import Redis

from app import places
from app.errors import VideoFlowError
from app.places import Places
from app.services.videos import library
from tests.conftest import Person
from tests.support.live import Socket, serving
from tests.support.recordings import settings_changed


@pytest.fixture(autouse=True)
def few(app: APIFlask) -> Iterator[None]:
    rows = "sockets.person=2 at once; streams.person=2 at once; streams.address=3 at once; sockets.address=3 at once"
    with settings_changed(app, limits=rows, limits_factor=1.0):
        yield


def take(person: str, address: str = "192.0.2.1") -> places.Held:
    return places.take("sockets", "You have many open.", address=address, person=person)


def test_so_many_by_person_and_by_address(app: APIFlask) -> None:
    held = [take("one"), take("one")]
    with pytest.raises(VideoFlowError) as refusal:
        take("one")
    assert (refusal.value.code, refusal.value.http_status) == ("too_many_open", 429)
    held.append(take("another"))
    # By the address; and what was taken of the person for it is given back.
    for _ in range(3):
        with pytest.raises(VideoFlowError):
            take("another")
    held.append(take("another", "192.0.2.2"))
    for each in held:
        each.give_back()
        each.give_back()
    take("one").give_back()


def test_processes_share_them(app: APIFlask) -> None:
    here, there = Places(os.environ["REDIS_URL"]), Places(os.environ["REDIS_URL"])
    first = here.take({"sockets.person:x": 2})
    assert first
    assert there.take({"sockets.person:x": 2})
    assert there.take({"sockets.person:x": 2}) is None
    here.give_back(["sockets.person:x"], first)
    assert there.take({"sockets.person:x": 2})


def test_those_of_a_process_that_was_killed_end_by_themselves(app: APIFlask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "LEASE", 1.0)
    killed, lives = Places(os.environ["REDIS_URL"]), Places(os.environ["REDIS_URL"])
    assert killed.take({"sockets.person:y": 2})
    assert lives.take({"sockets.person:y": 2})
    assert lives.take({"sockets.person:y": 2}) is None
    deadline = time.monotonic() + 30
    while (more := lives.take({"sockets.person:y": 2})) is None:
        assert time.monotonic() < deadline
        lives.hold()
        time.sleep(0.05)
    assert more


def test_a_redis_that_lost_its_data_hears_of_them_again(app: APIFlask) -> None:
    here, there = Places(os.environ["REDIS_URL"]), Places(os.environ["REDIS_URL"])
    assert here.take({"sockets.person:z": 1})
    Redis.from_url(os.environ["REDIS_URL"]).flushdb()
    here.hold()
    assert there.take({"sockets.person:z": 1}) is None


def test_without_redis_each_process_counts_its_own() -> None:
    alone = Places("redis://127.0.0.1:1/0")
    name = alone.take({"sockets.person:w": 1})
    assert name
    assert alone.take({"sockets.person:w": 1}) is None
    alone.give_back(["sockets.person:w"], name)
    assert alone.take({"sockets.person:w": 1})


def test_a_third_socket_hears_why_it_is_closed(app: APIFlask, person: Person) -> None:
    videos = [library.start(person.id, None, None) for _ in range(3)]
    with serving(app) as url:
        with Socket(url, videos[0], **person.headers) as one, Socket(url, videos[1], **person.headers) as two:
            one.hear_until("ready"), two.hear_until("ready")
            with Socket(url, videos[2], **person.headers) as three:
                said = three.hear_all()
            assert [each.get("code") for each in said] == ["too_many_open", 1012]
            assert "open" in said[0]["message"]
        # Whoever leaves makes room, also without a word.
        assert hears_ready(url, videos[2], person)


def hears_ready(url: str, video_id: UUID, person: Person) -> bool:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with Socket(url, video_id, **person.headers) as socket:
            if socket.hear()["type"] == "ready":
                return True
    return False


def test_a_third_page_that_follows_is_refused(app: APIFlask, person: Person) -> None:
    def follow(url: str) -> Any:
        return requests.get(f"{url}/video/events", headers=person.headers, stream=True, timeout=30)

    with serving(app) as url:
        open_now = [follow(url), follow(url)]
        refused = follow(url)
        assert refused.status_code == 429
        assert refused.json()["error"]["code"] == "too_many_open"
        for each in open_now:
            assert each.status_code == 200
            each.close()
        deadline = time.monotonic() + 40
        while (again := follow(url)).status_code == 429:
            assert time.monotonic() < deadline
            time.sleep(0.2)
        again.close()
