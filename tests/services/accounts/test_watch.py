"""What a sign-in opened ends with it: upload sockets, tokens, event streams, a file on its way in."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any
from uuid import UUID

import pytest
import requests
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import delete, event

from app.db.models import User
from app.db.unit_of_work import transaction
from app.errors import VideoFlowError
from app.extensions import db
from app.services.accounts import roles, sign_ins, watch
from app.services.accounts.roles import Change
from app.services.ingest import connections
from app.storage.spool import get_spool
from tests.conftest import Person
from tests.support.live import Socket, serving
from tests.support.recordings import let_time_pass, upload_of
from tests.support.tokens import claims_of, code_of, sign_in_of

End = Callable[[str], None]


@pytest.fixture
def url(app: APIFlask, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    # What Redis is not told of is found by asking; here one need not wait for that.
    monkeypatch.setattr(watch, "ASK_SECONDS", 0.2)
    with serving(app) as address:
        yield address


@pytest.fixture
def begun(client: FlaskClient, person: Person) -> dict[str, Any]:
    """What a recorder is told at its start: its video and the upload token."""
    return client.post("/video/start", json={}, headers=person.headers).json


def access_of(person: Person) -> str:
    """Their access token."""
    return person.headers["Authorization"].removeprefix("Bearer ")


def logs_out(access_token: str) -> None:
    """In another tab."""
    sign_ins.logout(UUID(sign_in_of(access_token)))


def was_stolen(access_token: str) -> None:
    """A refresh token that was replaced long ago is used again."""
    with pytest.raises(VideoFlowError):
        sign_ins.refresh(UUID(sign_in_of(access_token)), "an old one")


def expires(access_token: str) -> None:
    """The sign-in is as old as it may become."""
    let_time_pass("auth_sessions", "expires_at", sign_in_of(access_token), "31 days")


def is_deleted(access_token: str) -> None:
    """Their account goes, and their sign-ins with it; the recording stays somebody's until it is purged."""
    user_id = claims_of(access_token)["sub"]
    with transaction() as work:
        work.execute(delete(User).where(User.id == UUID(user_id)))


def is_shut(access_token: str) -> None:
    """An administrator shuts their account."""
    with transaction() as work:
        work.add(User(email="other@example.org", name="Other", password_hash="", role="admin"))
    roles.change(UUID(claims_of(access_token)["sub"]), Change(disabled=True), None)


WAYS = [logs_out, was_stolen, expires]


@pytest.mark.parametrize("end", [*WAYS, is_shut])
@pytest.mark.parametrize("by", ["upload token", "access token"])
def test_a_socket_ends_and_what_it_acknowledged_stays(
    url: str, person: Person, begun: dict[str, Any], end: End, by: str
) -> None:
    video = UUID(begun["video_id"])
    token, headers = (begun["upload_token"], {}) if by == "upload token" else (None, person.headers)
    with Socket(url, video, token, **headers) as socket:
        assert socket.hear()["type"] == "ready"
        socket.send(b"12345")
        assert socket.hear()["offset"] == 5
        end(access_of(person))
        *_, error, close = socket.hear_all()
    assert (error["code"], error["message"]) == ("not_authenticated", "You were signed out. Sign in again to go on.")
    assert (close["code"], close["reason"]) == (4401, "not_authenticated")
    upload = upload_of(video)
    assert upload.state == "open"
    assert get_spool().end(upload.id, upload.cursor) == 5


def test_a_socket_ends_with_its_persons_account(url: str, person: Person, begun: dict[str, Any]) -> None:
    with Socket(url, UUID(begun["video_id"]), begun["upload_token"]) as socket:
        socket.hear()
        is_deleted(access_of(person))
        assert socket.hear_all()[-1]["code"] == 4401


def test_a_track_ends_with_its_sign_in(url: str, person: Person) -> None:
    with Socket.of_track(url, "video", person.headers) as socket:
        assert socket.hear()["type"] == "ready"
        logs_out(access_of(person))
        assert socket.hear_all()[-1]["code"] == 4401


def test_another_sign_in_of_the_same_person_goes_on(
    url: str, client: FlaskClient, person: Person, begun: dict[str, Any]
) -> None:
    """Whoever signs in again goes on with the recording where the socket ended."""
    again = {"email": person.email, "password": "correct horse battery"}
    second = client.post("/auth/login", json=again).json["access_token"]
    video = UUID(begun["video_id"])
    with Socket(url, video, begun["upload_token"]) as socket:
        socket.hear()
        socket.send(b"12345")
        socket.hear()
        logs_out(second)
        socket.send(b"678")
        assert socket.hear() == {"type": "ack", "offset": 8}
    third = client.post("/auth/login", json=again).json["access_token"]
    logs_out(access_of(person))
    with Socket(url, video, None, Authorization=f"Bearer {third}") as socket:
        assert socket.hear()["offset"] == 8


@pytest.mark.parametrize("end", WAYS)
def test_an_upload_token_ends_with_its_sign_in(
    client: FlaskClient, person: Person, begun: dict[str, Any], end: End
) -> None:
    path, header = f"/video/chunk/{begun['video_id']}", {"Authorization": f"Bearer {begun['upload_token']}"}
    assert client.post(path, data=b"12345", headers=header).status_code == 200
    end(access_of(person))
    for answer in (
        client.post(path, data=b"678", headers=header),
        client.post("/video/complete", json={"video_id": begun["video_id"]}, headers=header),
        client.post(f"/video/abort/{begun['video_id']}", headers=header),
    ):
        assert (answer.status_code, code_of(answer)) == (401, "not_authenticated")
    upload = upload_of(UUID(begun["video_id"]))
    assert (upload.state, get_spool().end(upload.id, upload.cursor)) == ("open", 5)
    # Beat ends it with what arrived, on its owner's behalf.
    assert connections.finish(upload.video_id, person.caller, early=True) == "processing"


@pytest.mark.parametrize("end", WAYS)
@pytest.mark.parametrize("path", ["/video/events", "/video/{video}/events"])
def test_a_stream_of_events_ends_and_says_why(
    url: str, person: Person, begun: dict[str, Any], end: End, path: str
) -> None:
    address = url + path.format(video=begun["video_id"])
    with requests.get(address, headers=person.headers, stream=True, timeout=30) as answer:
        lines = answer.iter_lines(chunk_size=1, decode_unicode=True)
        assert next(lines) == ": connected"
        end(access_of(person))
        assert [line for line in lines if line.startswith("event: ")][-1] == "event: signed-out"
    assert requests.get(address, headers=person.headers, timeout=30).status_code == 401


def test_a_file_on_its_way_in_ends_with_its_sign_in(
    app: APIFlask, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "ASK_SECONDS", 0.0)
    blocks = watch.while_signed_in(UUID(sign_in_of(access_of(person))), iter([b"1", b"2"]))
    assert next(blocks) == b"1"
    logs_out(access_of(person))
    with pytest.raises(VideoFlowError, match="signed out"):
        next(blocks)


def test_looking_costs_nothing_until_it_is_time_to_ask(app: APIFlask, person: Person) -> None:
    """No query per chunk."""
    asked: list[str] = []

    def note(*said: Any) -> None:
        asked.append(str(said[2]))

    with watch.watching(UUID(sign_in_of(access_of(person)))) as sign_in:
        event.listen(db.engine, "before_cursor_execute", note)
        try:
            for _ in range(1000):
                sign_in.require()
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
    assert asked == []


def test_all_that_is_open_here_is_asked_about_at_once(
    app: APIFlask, client: FlaskClient, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand sockets are one query every half minute, and only those end whose sign-in did."""
    monkeypatch.setattr(watch, "ASK_SECONDS", 0.2)
    again = {"email": person.email, "password": "correct horse battery"}
    other = sign_in_of(client.post("/auth/login", json=again).json["access_token"])
    asked: list[str] = []

    def note(*said: Any) -> None:
        asked.append(str(said[2]))

    with ExitStack() as stack:
        mine, theirs = (
            [stack.enter_context(watch.watching(UUID(sign_in))) for _ in range(50)]
            for sign_in in (sign_in_of(access_of(person)), other)
        )
        let_time_pass("auth_sessions", "expires_at", other, "31 days")
        event.listen(db.engine, "before_cursor_execute", note)
        stack.callback(event.remove, db.engine, "before_cursor_execute", note)
        time.sleep(0.3)
        for sign_in in mine:
            sign_in.require()
        for sign_in in theirs:
            with pytest.raises(VideoFlowError, match="signed out"):
                sign_in.require()
    assert len(asked) == 1


def test_what_the_product_does_by_itself_has_no_sign_in(app: APIFlask) -> None:
    with watch.watching(None) as sign_in:
        sign_in.require()
