"""A room around a video: who is here, what they draw, and what was committed, over real connections and Redis."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from app.domain.rooms import backlog
from app.domain.rooms.backlog import Line
from app.services.rooms import hub as rooms
from app.services.rooms import presence, upkeep
from app.services.sharing import people
from app.services.videos import library
from app.ws import annotations, room_protocol, teller
from tests.conftest import Person
from tests.support.live import Socket, serving
from tests.support.sharing import share, visit

STROKE = {"type": "stroke", "phase": "begin", "id": "s-1", "tool_type": "pen", "timestamp": 1.5, "points": [[0, 0]]}
Connect = Callable[..., Socket]


@pytest.fixture
def video(app: APIFlask, person: Person) -> UUID:
    return library.start(person.id, None, None)


@pytest.fixture
def connect(app: APIFlask, video: UUID) -> Iterator[Connect]:
    with serving(app) as url, ExitStack() as stack:

        def opened(headers: dict[str, str] | None, target: UUID = video, **query: Any) -> Socket:
            return stack.enter_context(Socket.of_room(url, target, headers, **query))

        yield opened


def let_in(client: FlaskClient, owner: Person, video: UUID, who: Person, right: str) -> None:
    client.patch(f"/video/{video}", json={"visibility": "people"}, headers=owner.headers)
    people.name(video, owner.caller, who.email, right)


def test_who_comes_sees_who_is_here_and_is_seen(connect: Connect, person: Person, video: UUID) -> None:
    first = connect(person.headers)
    hello = first.hear_until("welcome")
    assert (hello["name"], hello["id"], hello["may_comment"]) == ("Somebody", str(person.id), True)
    assert (hello["people"], hello["version"]) == ([], 1)
    second = connect(person.headers)
    there = second.hear_until("welcome")
    assert [each["peer"] for each in there["people"]] == [hello["peer"]]
    joined = first.hear_until("joined")
    joined = joined if joined["from"] != hello["peer"] else first.hear_until("joined")
    assert (joined["from"], joined["name"]) == (there["peer"], "Somebody")
    second.vanish()
    assert first.hear_until("left") == {"type": "left", "from": there["peer"]}
    assert set(presence.people(video)) == {hello["peer"]}


def test_strokes_are_told_in_their_order_to_all(connect: Connect, person: Person) -> None:
    drawing, looking = connect(person.headers), connect(person.headers)
    peer = drawing.hear_until("welcome")["peer"]
    looking.hear_until("welcome")
    drawing.say(**STROKE)
    for number in range(100):
        drawing.say(type="stroke", phase="points", id="s-1", points=[[number / 100, 0.5]])
        drawing.say(type="cursor", x=number / 100, y=0.5)
    drawing.say(type="stroke", phase="end", id="s-1", client_id="c-1")
    for socket in (looking, drawing):
        begun = socket.hear_until("stroke")
        assert (begun["from"], begun["phase"], begun["color"]) == (peer, "begin", "#ff3b30")
        heard = [socket.hear_until("stroke") for _ in range(101)]
        assert [each["points"][0][0] for each in heard[:-1]] == [number / 100 for number in range(100)]
        assert heard[-1]["client_id"] == "c-1"


def test_what_is_committed_is_told_with_its_version(
    connect: Connect, client: FlaskClient, person: Person, video: UUID
) -> None:
    socket = connect(person.headers)
    socket.hear_until("welcome")
    body = {"video_id": str(video), "timestamp": 1, "content": "Here"}
    made = client.post("/annotations/", json=body, headers=person.headers).json
    assert socket.hear_until("changed") == {"type": "changed", "version": 2, "since": 1, "item": made}
    client.post("/annotations/", json=body | {"parent_id": made["id"]}, headers=person.headers)
    assert socket.hear_until("changed")["version"] == 3
    client.delete(f"/annotations/{made['id']}", headers=person.headers)
    gone = socket.hear_until("deleted")
    assert (gone["since"], gone["version"], gone["ids"][0], len(gone["ids"])) == (3, 5, made["id"], 2)
    assert connect(person.headers).hear_until("welcome")["version"] == 5


def test_what_redis_lost_is_told_by_its_version(
    connect: Connect, client: FlaskClient, person: Person, video: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "EVERY_SECONDS", 0.2)
    monkeypatch.setattr(annotations._upkeep, "_due", 0.0)
    socket = connect(person.headers)
    socket.hear_until("welcome")
    monkeypatch.setattr(rooms._Sender, "send", lambda *_: True)
    body = {"video_id": str(video), "timestamp": 1, "content": "Here"}
    client.post("/annotations/", json=body, headers=person.headers)
    assert socket.hear_until("version")["version"] == 2


def test_who_may_only_look_raises_a_hand_and_draws_nothing(
    connect: Connect, client: FlaskClient, person: Person, video: UUID, make_person: Callable[[], Person]
) -> None:
    viewer = make_person()
    let_in(client, person, video, viewer, "view")
    looking, owner = connect(viewer.headers), connect(person.headers)
    assert looking.hear_until("welcome")["may_comment"] is False
    owner.hear_until("welcome")
    for message in (STROKE, {"type": "cursor", "x": 0, "y": 0}, {"type": "present", "on": True}):
        looking.say(**message)
        assert looking.hear_until("error")["code"] == "not_allowed"
    looking.say(type="hand", up=True)
    assert owner.hear_until("hand")["up"] is True
    assert [each.get("hand") for each in presence.people(video).values() if each["id"] == str(viewer.id)] == [True]


def test_a_guest_comes_by_the_name_they_say(connect: Connect, client: FlaskClient, person: Person, video: UUID) -> None:
    guest = visit(client, share(client, person, video, right="comment")["token"])
    token = guest["Authorization"].removeprefix("Bearer ")
    hello = connect(None, token=token, name="Gil \u202e").hear_until("welcome")
    assert (hello["name"], hello["id"], hello["may_comment"]) == ("Gil", None, True)
    nameless = connect(guest).hear_until("welcome")
    assert nameless["name"] == "Guest"
    other = library.start(person.id, None, None)
    assert [each.get("code") for each in connect(guest, other).hear_all()] == ["gone", 4404]


def test_a_right_that_is_lost_ends_it(
    connect: Connect,
    client: FlaskClient,
    person: Person,
    video: UUID,
    make_person: Callable[[], Person],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Invariant 10; a right that is less is less at once, too."""
    monkeypatch.setattr(annotations, "RIGHTS_SECONDS", 0.1)
    other = make_person()
    let_in(client, person, video, other, "comment")
    socket = connect(other.headers)
    owner = connect(person.headers)
    owner.hear_until("welcome")
    peer = socket.hear_until("welcome")["peer"]
    socket.say(**STROKE)
    assert owner.hear_until("stroke")["from"] == peer
    people.name(video, person.caller, other.email, "view")
    assert socket.hear_until("rights")["may_comment"] is False
    socket.say(type="stroke", phase="points", id="s-1", points=[[0.5, 0.5]])
    assert socket.hear_until("error")["code"] == "not_allowed"
    # For the others what was begun is gone, and the one who may only look is here still.
    assert owner.hear_until("left") == {"type": "left", "from": peer}
    again = owner.hear_until("joined")
    assert (again["from"], again["may_comment"]) == (peer, False)
    client.patch(f"/video/{video}", json={"visibility": "private"}, headers=person.headers)
    assert [each.get("code") for each in socket.hear_all()][-2:] == ["not_found", 4404]


def test_whoever_asks_is_answered_alone(connect: Connect, person: Person) -> None:
    first, second = connect(person.headers), connect(person.headers)
    for each in (first, second):
        each.hear_until("welcome")
    first.say(type="alive")
    assert first.hear_until("alive") == {"type": "alive", "version": 1}
    first.say(type="hand", up=True)
    heard = [second.hear()]
    while heard[-1]["type"] != "hand":
        heard.append(second.hear())
    assert "alive" not in [each["type"] for each in heard]


def test_a_flood_ends_for_who_sends_it_and_for_nobody_else(
    connect: Connect, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotations, "MESSAGES", (10.0, 20.0))
    flooding = connect(person.headers)
    flooding.hear_until("welcome")
    monkeypatch.setattr(annotations, "MESSAGES", (100.0, 200.0))
    other = connect(person.headers)
    other.hear_until("welcome")
    for number in range(60):
        flooding.say(type="cursor", x=number / 60, y=0)
    assert flooding.hear_until("error")["code"] == "too_fast"
    assert flooding.hear_all()[-1]["code"] == room_protocol.CLOSE_TOO_FAST
    other.say(**STROKE)
    assert other.hear_until("stroke")["id"] == "s-1"


def test_who_takes_nothing_is_closed_and_keeps_nobody_waiting(
    connect: Connect, person: Person, video: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backlog, "LARGEST_BYTES", 256 * 1024)
    monkeypatch.setattr(teller, "_CLOSE_SECONDS", 0.2)
    slow, quick = connect(person.headers), connect(person.headers)
    peer = slow.hear_until("welcome")["peer"]
    quick.hear_until("welcome")
    told = 0
    while peer in presence.people(video):
        assert told < 1000
        rooms.hub().say(video, Line("", json.dumps({"type": "large", "number": told, "filler": "x" * 60_000})))
        told += 1
        assert quick.hear_until("large")["number"] == told - 1
    assert quick.hear_until("left")["from"] == peer


def test_nonsense_is_refused_and_too_much_of_it_ends(
    connect: Connect, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotations, "FAULTS", (0.001, 3.0))
    socket = connect(person.headers)
    socket.hear_until("welcome")
    for _ in range(3):
        socket.say("{")
        assert socket.hear_until("error")["code"] == "invalid_message"
    socket.say("{")
    assert [each["code"] for each in socket.hear_all()] == ["invalid_message", "too_fast", 4429]


def test_a_room_is_full_at_some_time(connect: Connect, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "MOST_PEOPLE", 1)
    connect(person.headers).hear_until("welcome")
    assert [each["code"] for each in connect(person.headers).hear_all()] == ["room_full", 1012]


def test_people_of_a_process_that_was_killed_are_seen_no_more(
    connect: Connect, person: Person, video: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "EVERY_SECONDS", 0.2)
    monkeypatch.setattr(annotations._upkeep, "_due", 0.0)
    monkeypatch.setattr(presence, "LEASE_SECONDS", 2.0)
    presence.note(video, {"ghost": {"name": "Gone"}})
    monkeypatch.setattr(presence, "LEASE_SECONDS", 45.0)
    socket = connect(person.headers)
    assert [each["peer"] for each in socket.hear_until("welcome")["people"]] == ["ghost"]
    assert socket.hear_until("left") == {"type": "left", "from": "ghost"}


def test_strangers_find_nothing(connect: Connect, make_person: Callable[[], Person], video: UUID) -> None:
    """Invariant 6."""
    stranger = make_person().headers
    assert [each["code"] for each in connect(stranger).hear_all()] == ["not_found", 4404]
    assert [each["code"] for each in connect(stranger, uuid4()).hear_all()] == ["not_found", 4404]
    assert connect(None).hear()["code"] in ("not_authenticated", "not_found")
