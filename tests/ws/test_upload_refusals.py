"""What the upload socket refuses: an error with a stable code and, where it must end, a close code that says why."""

import time
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask

from app.services.ingest import connections, upload_tokens
from app.services.videos import library
from tests.conftest import PASSWORD, Person
from tests.support.live import Message, Socket, serving
from tests.support.recordings import (
    queued,
    record,
    settings_changed,
    spool_folder,
    story_of,
    upload_of,
    video_of,
)
from tests.support.sharing import change, share, visit
from tests.support.tokens import forged

MAX_CHUNK = 100_000
MAX_RECORDING = 250_000


@pytest.fixture
def url(app: APIFlask) -> Iterator[str]:
    """A server with limits that a test can reach."""
    options = app.config["SOCK_SERVER_OPTIONS"]
    app.config["SOCK_SERVER_OPTIONS"] = options | {"max_message_size": MAX_CHUNK + 1024 * 1024}
    with (
        settings_changed(app, max_chunk_bytes=MAX_CHUNK, max_recording_bytes=MAX_RECORDING),
        serving(app) as address,
    ):
        yield address
    app.config["SOCK_SERVER_OPTIONS"] = options


@pytest.fixture
def video(person: Person) -> UUID:
    return library.start(person.id, None, "video/webm")


@pytest.fixture
def token(person: Person, video: UUID) -> str:
    return upload_tokens.issue(person.id, video)


@pytest.fixture
def socket(url: str, video: UUID, token: str) -> Iterator[Socket]:
    """A connection that was greeted and has sent five bytes."""
    with Socket(url, video, token) as connection:
        connection.hear()
        connection.send(b"12345")
        assert connection.hear()["offset"] == 5
        yield connection


def ending(messages: list[Message]) -> tuple[str, int]:
    """The code of the error, and the close code that followed it."""
    error, close = messages[-2:]
    assert error["type"] == "error"
    assert error["message"]
    assert close["type"] == "close"
    assert close["reason"] == error["code"]
    return error["code"], close["code"]


def refused(url: str, video: UUID, token: str | None, **headers: str) -> tuple[str, int]:
    """How an attempt to connect ends."""
    with Socket(url, video, token, **headers) as connection:
        return ending(connection.hear_all())


# ---- who may connect -----------------------------------------------------------------------------------------------


def test_strangers(url: str, video: UUID) -> None:
    """Invariant 6."""
    assert refused(url, video, None) == ("not_authenticated", 4401)
    assert not spool_folder(video).exists()


@pytest.mark.parametrize(
    "how", [{"expired": True}, {"algorithm": "none"}, {"key": "k" * 40}, {"aud": "session"}], ids=str
)
def test_tokens_that_are_not_valid(url: str, video: UUID, token: str, how: dict[str, Any]) -> None:
    assert refused(url, video, forged(token, **how)) == ("not_authenticated", 4401)
    assert refused(url, video, "nonsense") == ("not_authenticated", 4401)
    header = {"Authorization": f"Bearer {forged(token, **how)}"}
    assert refused(url, video, None, **header)[1] == 4401


def test_an_unknown_recording(url: str, person: Person) -> None:
    nothing = uuid4()
    assert refused(url, nothing, upload_tokens.issue(person.id, nothing)) == ("not_found", 4404)


def test_a_token_for_another_recording(url: str, person: Person, video: UUID) -> None:
    other = library.start(person.id, None, None)
    assert refused(url, video, upload_tokens.issue(person.id, other)) == ("not_found", 4404)


def test_somebody_elses_recording_is_not_there(url: str, video: UUID, make_person: Callable[[], Person]) -> None:
    """Invariant 6."""
    stranger = make_person()
    assert refused(url, video, None, **stranger.headers) == ("not_found", 4404)
    assert refused(url, video, upload_tokens.issue(stranger.id, video)) == ("not_found", 4404)
    assert upload_of(video).epoch == 0


def test_who_may_see_it_does_not_record_it(
    app: APIFlask, url: str, video: UUID, person: Person, make_person: Callable[[], Person]
) -> None:
    """Invariant 6: whoever it was shared with, and by whatever token."""
    client, friend = app.test_client(), make_person()
    body = {"email": friend.email, "right": "edit"}
    assert client.post(f"/video/{video}/people", json=body, headers=person.headers).status_code == 201
    link = share(client, person, video, right="edit")
    change(client, person, video, visibility="public")
    guest = visit(client, link["token"])
    token = guest["Authorization"].removeprefix("Bearer ")
    assert refused(url, video, None, **friend.headers) == ("not_found", 4404)
    assert refused(url, video, upload_tokens.issue(friend.id, video)) == ("not_found", 4404)
    assert refused(url, video, None, **guest) == ("not_authenticated", 4401)
    assert refused(url, video, token) == ("not_authenticated", 4401)
    assert upload_of(video).epoch == 0


def test_the_owner_needs_no_upload_token(url: str, video: UUID, person: Person) -> None:
    with Socket(url, video, **person.headers) as connection:
        assert connection.hear()["type"] == "ready"


def test_a_cookie_from_another_site(app: APIFlask, url: str, video: UUID, person: Person) -> None:
    browser = app.test_client()
    browser.post("/auth/login", json={"email": person.email, "password": PASSWORD, "delivery": "cookie"})
    cookie = f"access_token_cookie={browser.get_cookie('access_token_cookie').value}"
    assert refused(url, video, None, Cookie=cookie, Origin="https://evil.example.org") == ("not_authenticated", 4401)
    with Socket(url, video, Cookie=cookie, Origin=url) as connection:
        assert connection.hear()["type"] == "ready"


def test_a_recording_that_was_thrown_away(url: str, video: UUID, person: Person, token: str) -> None:
    connections.abort(video, person.caller)
    assert refused(url, video, token) == ("aborted", 4404)


def test_a_video_that_was_deleted(url: str, video: UUID, person: Person, token: str) -> None:
    library.delete(video, person.caller)
    assert refused(url, video, token) == ("not_found", 4404)


# ---- what is sent ----------------------------------------------------------------------------------------------------


def goes_on(socket: Socket, video: UUID) -> None:
    """The connection is as good as before, and the recording has its five bytes."""
    socket.send(b"678")
    assert socket.hear() == {"type": "ack", "offset": 8}
    assert video_of(video).status == "uploading"


def test_an_empty_chunk(socket: Socket, video: UUID) -> None:
    socket.send(b"")
    error = socket.hear()
    assert (error["type"], error["code"]) == ("error", "empty_chunk")
    goes_on(socket, video)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "{",
        "null",
        "[]",
        '{"type":"begin"}',
        '{"type":"finish"}',
        '{"type":"finish","size":"5"}',
        "[" * 50_000,
    ],
    ids=lambda text: text[:20] or "nothing",
)
def test_a_message_that_is_none(socket: Socket, video: UUID, text: str) -> None:
    """Invariant 8."""
    socket.say(text)
    error = socket.hear()
    assert (error["type"], error["code"]) == ("error", "invalid_message")
    goes_on(socket, video)


@pytest.mark.parametrize("size", [0, 4, 6, 2**62])
def test_a_finish_with_another_size(socket: Socket, video: UUID, size: int) -> None:
    socket.say(type="finish", size=size)
    error = socket.hear()
    assert (error["code"], error["offset"]) == ("incomplete", 5)
    goes_on(socket, video)


def test_a_recording_of_nothing(url: str, video: UUID, token: str) -> None:
    with Socket(url, video, token) as connection:
        connection.hear()
        connection.say(type="finish", size=0)
        assert connection.hear()["code"] == "empty_recording"
        connection.send(b"12345")
        assert connection.hear() == {"type": "ack", "offset": 5}
    assert queued("uploads.in-process") == []


@pytest.mark.parametrize("over", [1, 500_000])
def test_a_chunk_that_is_too_large(socket: Socket, video: UUID, url: str, token: str, over: int) -> None:
    socket.send(bytes(MAX_CHUNK + over))
    assert ending(socket.hear_all()) == ("chunk_too_large", 4413)
    with Socket(url, video, token) as again:
        assert again.hear()["offset"] == 5
        goes_on(again, video)


def test_a_frame_that_is_far_too_large_is_not_even_read(socket: Socket, video: UUID, url: str, token: str) -> None:
    """Invariant 3: the library closes with "message too big" (RFC 6455) while it arrives."""
    socket.send(bytes(MAX_CHUNK + 1024 * 1024 + 1))
    assert socket.hear()["code"] == 1009
    with Socket(url, video, token) as again:
        assert again.hear()["offset"] == 5


def test_a_recording_that_is_too_large(socket: Socket, video: UUID, url: str, token: str) -> None:
    for _ in range(2):
        socket.send(bytes(MAX_CHUNK))
        socket.hear_until("ack")
    socket.send(bytes(49_996))
    assert ending(socket.hear_all()) == ("recording_too_large", 4413)
    with Socket(url, video, token) as again:
        assert again.hear()["offset"] == 200_005


def test_a_chunk_after_the_end(url: str, person: Person) -> None:
    video = record(person.id, b"12345")
    connections.finish(video, person.caller)
    with Socket(url, video, upload_tokens.issue(person.id, video)) as connection:
        assert connection.hear()["offset"] == 5
        connection.send(b"more")
        assert ending(connection.hear_all()) == ("already_finished", 4404)
    assert upload_of(video).size == 5


def test_an_abort_after_the_end(url: str, person: Person) -> None:
    video = record(person.id, b"12345")
    connections.finish(video, person.caller)
    with Socket(url, video, upload_tokens.issue(person.id, video)) as connection:
        connection.hear()
        connection.say(type="abort")
        assert ending(connection.hear_all()) == ("already_finished", 4404)
    assert video_of(video).status == "processing"


def test_a_chunk_after_it_was_thrown_away_elsewhere(socket: Socket, video: UUID, person: Person) -> None:
    connections.abort(video, person.caller)
    socket.send(b"more")
    code, close = ending(socket.hear_all())
    assert (code, close) == ("already_finished", 4404)
    assert story_of(video)[-1] == ("uploading", "aborted")


def test_a_chunk_after_its_bytes_came_another_way(socket: Socket, video: UUID, person: Person) -> None:
    """A request of the fallback went in between: the socket says where to go on, and whoever reconnects does."""
    connections.append_once(video, person.caller, b"678", 5)
    socket.send(b"more")
    *_, error, close = socket.hear_all()
    assert (error["code"], error["offset"], close["code"]) == ("offset_mismatch", 8, 4409)


def test_refusals_leave_no_file(socket: Socket, video: UUID) -> None:
    """Invariant 8."""
    before = sorted(path.name for path in spool_folder(video).iterdir())
    socket.send(b"")
    socket.hear()
    socket.send(bytes(MAX_CHUNK + 1))
    socket.hear_all()
    assert sorted(path.name for path in spool_folder(video).iterdir()) == before


def test_the_server_lives_on_whatever_a_client_does(url: str, video: UUID, token: str, person: Person) -> None:
    for _ in range(5):
        connection = Socket(url, video, token)
        connection.send(b"x" * 1000)
        connection.vanish()
    deadline = time.monotonic() + 20
    while connections.progress(video, person.caller).offset % 1000 and time.monotonic() < deadline:
        pass
    with Socket(url, video, token) as connection:
        assert connection.hear()["offset"] % 1000 == 0
