"""Who may not watch a running recording, or not any more, and what is not understood."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from app.services.live import source, sources
from app.services.sharing import people
from app.ws import live, live_protocol
from tests.conftest import Person
from tests.support.live import serving
from tests.support.recordings import settings_changed
from tests.support.running import FILM, Recorder
from tests.support.sharing import share, visit
from tests.support.watching import Watching

Connect = Callable[..., Watching]


@pytest.fixture
def url(app: APIFlask) -> Iterator[str]:
    with serving(app) as address:
        yield address


@pytest.fixture
def recorder(app: APIFlask, person: Person) -> Recorder:
    return Recorder(person)


@pytest.fixture
def connect(url: str, person: Person, recorder: Recorder) -> Iterator[Connect]:
    with ExitStack() as stack:

        def opened(headers: dict[str, str] | None = None, target: UUID = recorder.video, **query: Any) -> Watching:
            given = person.headers if headers is None else headers
            return stack.enter_context(Watching(url, target, given, **query))

        yield opened


def test_a_guest_with_a_link_watches_until_the_link_ends(
    url: str, client: FlaskClient, person: Person, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "RIGHTS_SECONDS", 0.1)
    recorder.send(FILM[:30_000])
    link = share(client, person, recorder.video, right="view")
    with Watching(url, recorder.video, visit(client, link["token"])) as viewer:
        viewer.hear_until("hello")
        viewer.ask("live", request=1)
        viewer.hear_bytes(5000)
        client.patch(f"/video/{recorder.video}", json={"visibility": "private"}, headers=person.headers)
        assert viewer.hear_until("error")["code"] in ("not_found", "gone")
        assert viewer.hear()["code"] == 4404


def test_who_loses_the_right_is_told_within_a_minute(
    connect: Connect,
    client: FlaskClient,
    person: Person,
    make_person: Callable[[], Person],
    recorder: Recorder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live, "RIGHTS_SECONDS", 0.1)
    assert live.TICK_SECONDS + 20.0 < 60
    friend = make_person()
    client.patch(f"/video/{recorder.video}", json={"visibility": "people"}, headers=person.headers)
    people.name(recorder.video, person.caller, friend.email, "view")
    viewer = connect(friend.headers)
    viewer.hear_until("hello")
    client.patch(f"/video/{recorder.video}", json={"visibility": "private"}, headers=person.headers)
    assert viewer.hear_until("error")["code"] == "not_found"
    assert viewer.hear()["code"] == 4404


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"type":"dance"}',
        '{"type":"seek","time":"x"}',
        '{"type":"seek","time":NaN}',
        '{"type":"more","offset":-1}',
        '{"type":"more","offset":1e30}',
        '{"type":"live","request":true}',
        "x" * 600,
    ],
)
def test_what_is_not_understood_is_said(connect: Connect, text: str) -> None:
    viewer = connect()
    viewer.hear_until("hello")
    viewer.ask("", text=text)
    assert viewer.hear_until("error")["code"] == "invalid_message"


def test_a_flood_of_requests_ends_the_connection(connect: Connect, recorder: Recorder) -> None:
    recorder.send(FILM[:30_000])
    viewer = connect()
    viewer.hear_until("hello")
    for number in range(200):
        viewer.ask("seek", request=number, time=1)
    while (message := viewer.hear())["type"] != "close":
        last = message
    assert (last["type"], last["code"], message["code"]) == ("error", "too_fast", live_protocol.CLOSE_TOO_FAST)


def test_there_are_places_for_so_many(app: APIFlask, connect: Connect) -> None:
    with settings_changed(app, limits="lives.person=2 at once", limits_factor=1.0):
        kept = [connect(), connect()]
        for viewer in kept:
            viewer.hear_until("hello")
        third = connect()
        assert third.hear_until("error")["code"] == "too_many_open"


def test_nothing_is_live_where_nothing_is_recorded(connect: Connect, person: Person) -> None:
    other = connect(target=uuid4())
    assert (other.hear()["code"], other.hear()["code"]) == ("not_found", 4404)


def test_a_source_ends_a_while_after_its_last_viewer(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "LINGER", 0.3)
    viewer = connect()
    viewer.hear_until("hello")
    assert sources.here().count() >= 1
    viewer.vanish()
    deadline = time.monotonic() + 10
    while sources.here().count() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert sources.here().count() == 0
