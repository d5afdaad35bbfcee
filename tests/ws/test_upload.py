"""The upload socket: a recording on its way in, over a real connection."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import update
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app import events
from app.db.models import Upload
from app.db.unit_of_work import transaction
from app.services.ingest import upload_tokens
from app.services.uploads import draining, finishing
from app.services.videos import library
from app.storage.s3 import ObjectStore
from app.storage.spool import get_spool
from app.ws import closing
from app.ws import stream as upload_module
from tests.conftest import Person
from tests.support.live import Socket, serving
from tests.support.recordings import (
    MIB,
    PART,
    check_whole,
    content,
    let_time_pass,
    objects_and_multiparts,
    queued,
    settings_changed,
    spool_folder,
    story_of,
    upload_of,
    video_of,
)


@pytest.fixture
def url(app: APIFlask) -> Iterator[str]:
    with settings_changed(app, part_bytes=PART), serving(app) as address:
        yield address


@pytest.fixture
def video(person: Person) -> UUID:
    return library.start(person.id, None, "video/webm")


@pytest.fixture
def connect(url: str, person: Person, video: UUID) -> Iterator[Callable[[], Socket]]:
    """Opens sockets to the recording, as its browser does; closes them all in the end."""
    opened: list[Socket] = []

    def open_one() -> Socket:
        opened.append(Socket(url, video, upload_tokens.issue(person.id, video)))
        return opened[-1]

    yield open_one
    for socket in opened:
        socket.vanish()


Connect = Callable[[], Socket]


def finalize_soon(app: APIFlask, video: UUID) -> threading.Thread:
    """Does the worker's part once the recording is finished."""

    def work() -> None:
        with app.app_context():
            while upload_of(video).state == "open":
                pass
            finishing.finalize(video)

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_a_greeting_says_where_to_begin_and_how_much_at_once(app: APIFlask, connect: Connect) -> None:
    assert connect().hear() == {
        "type": "ready",
        "offset": 0,
        "stored": 0,
        "window": 4,
        "max_chunk": app.config["VIDEOFLOW"].max_chunk_bytes,
    }


def test_every_frame_is_acknowledged_once_it_is_spooled(connect: Connect, video: UUID) -> None:
    socket = connect()
    socket.hear()
    offset = 0
    for size in (1, 1000, MIB, 3):
        socket.send(content(size))
        offset += size
        assert socket.hear() == {"type": "ack", "offset": offset}
        assert get_spool().end(upload_of(video).id, 0) == offset


def test_a_whole_recording(app: APIFlask, connect: Connect, video: UUID, tmp_path: Path) -> None:
    """Invariant 2."""
    data = content(2 * PART + 12_345)
    socket = connect()
    socket.hear()
    for start in range(0, len(data), MIB):
        socket.send(data[start : start + MIB])
        socket.hear_until("ack")
    assert queued("uploads.in-process")[0] == ("uploads.drain", [str(upload_of(video).id)])

    worker = finalize_soon(app, video)
    socket.say(type="finish", size=len(data))
    *before, finished, close = socket.hear_all()
    worker.join()
    assert [message["offset"] for message in before] == sorted(message["offset"] for message in before)
    assert finished["type"] == "finished"
    assert finished["status"] == "processing"
    assert finished["playback_url"].startswith(f"{app.config['VIDEOFLOW'].public_url}/api/media/")
    assert close == {"type": "close", "code": 1000, "reason": ""}
    check_whole(video, tmp_path, data)


def test_what_reached_s3_is_told_so_that_the_browser_may_forget_it(connect: Connect, video: UUID) -> None:
    socket = connect()
    socket.hear()
    for _ in range(2):
        socket.send(bytes(PART))
        socket.hear_until("ack")
    draining.drain(upload_of(video).id)
    stored = [socket.hear_until("stored")["offset"]]
    if stored != [2 * PART]:
        stored.append(socket.hear_until("stored")["offset"])
    assert stored in ([PART, 2 * PART], [2 * PART])
    socket.vanish()
    assert connect().hear()["stored"] == 2 * PART


def test_an_abort_answers_closes_and_leaves_nothing(connect: Connect, video: UUID, store: ObjectStore) -> None:
    """Invariant 8."""
    socket = connect()
    socket.hear()
    socket.send(bytes(PART))
    socket.hear()
    draining.drain(upload_of(video).id)
    socket.say(type="abort")
    finished = socket.hear_until("finished")
    assert finished == {"type": "finished", "status": "aborted", "playback_url": None}
    assert socket.hear_all() == [{"type": "close", "code": 1000, "reason": ""}]
    finishing.discard(upload_of(video).id)
    assert objects_and_multiparts(video, store) == (False, 0)
    assert not spool_folder(video).exists()
    assert story_of(video) == [(None, "uploading"), ("uploading", "aborted")]


# ---- connections that break and come back ----------------------------------------------------------------------------


def test_a_reconnect_goes_on_where_the_last_one_ended(
    app: APIFlask, connect: Connect, video: UUID, tmp_path: Path
) -> None:
    """Invariants 1 and 2: a reconnect never loses or repeats a byte."""
    data = content(500_000)
    sent = 0
    for _ in range(6):
        socket = connect()
        ready = socket.hear()
        assert ready["offset"] >= sent
        sent = ready["offset"]
        socket.send(data[sent : sent + 50_000])
        sent = socket.hear()["offset"]
        # One more is on its way when the network goes: it is here whole, or not at all.
        socket.send(data[sent : sent + 7_000])
        socket.vanish()
    socket = connect()
    offset = socket.hear()["offset"]
    socket.send(data[offset:])
    assert socket.hear()["offset"] == len(data)
    worker = finalize_soon(app, video)
    socket.say(type="finish", size=len(data))
    socket.hear_until("finished")
    worker.join()
    check_whole(video, tmp_path, data)


def test_a_newer_connection_takes_over_at_once(connect: Connect, video: UUID) -> None:
    """The older hears it without having to send, and writes nothing more."""
    older = connect()
    older.hear()
    older.send(b"12345")
    older.hear()
    newer = connect()
    assert newer.hear()["offset"] == 5
    *_, error, close = older.hear_all()
    assert error["code"] == "superseded"
    assert close == {"type": "close", "code": 4409, "reason": "superseded"}
    newer.send(b"67")
    assert newer.hear() == {"type": "ack", "offset": 7}
    assert upload_of(video).epoch == 2


def test_a_machine_that_was_taken_over_sends_its_recorders_away(
    connect: Connect, video: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once by an event; where that is lost, at the next touch: nobody stores what it takes."""

    def is_sent_away(socket: Socket) -> bool:
        *_, error, close = socket.hear_all()
        return (error["code"], close["code"]) == ("wrong_host", 1012)

    first = connect()
    first.hear()
    events.publish(events.upload_channel(upload_of(video).id), {"host": "elsewhere"})
    assert is_sent_away(first)

    monkeypatch.setattr(upload_module, "TOUCH_SECONDS", 0.0)
    second = connect()
    second.hear()
    with transaction() as work:
        work.execute(update(Upload).values(host="elsewhere"))
    assert is_sent_away(second)


def test_frames_of_an_older_connection_are_not_written(connect: Connect, video: UUID) -> None:
    """Invariant 2: also those it sent before it heard that it is not the one any more."""
    older = connect()
    older.hear()
    newer = connect()
    newer.hear()
    for _ in range(3):
        older.send(b"OLD")
    newer.send(b"new")
    assert newer.hear() == {"type": "ack", "offset": 3}
    answers = older.hear_all()
    assert answers[-1]["code"] == 4409
    assert all(message["type"] != "ack" for message in answers)
    with get_spool().reader(upload_of(video).id, 0, get_spool().end(upload_of(video).id, 0)) as spooled:
        assert spooled.read() == b"new"


def test_an_older_connection_cannot_finish(connect: Connect, video: UUID) -> None:
    older = connect()
    older.hear()
    older.send(b"12345")
    older.hear()
    newer = connect()
    newer.hear()
    older.say(type="finish", size=5)
    assert older.hear_all()[-1]["code"] == 4409
    assert upload_of(video).state == "open"


def test_who_comes_back_to_a_finished_recording_hears_finished_again(
    app: APIFlask, connect: Connect, video: UUID
) -> None:
    """Finish was sent, and the connection broke before the answer came."""
    socket = connect()
    socket.hear()
    socket.send(b"12345")
    socket.hear()
    socket.say(type="finish", size=5)
    while upload_of(video).state == "open":
        pass
    socket.vanish()

    again = connect()
    assert again.hear()["offset"] == 5
    again.say(type="finish", size=5)
    finishing.finalize(video)
    assert again.hear_until("finished")["playback_url"]

    third = connect()
    assert third.hear() == {
        "type": "ready",
        "offset": 5,
        "stored": 5,
        "window": 4,
        "max_chunk": app.config["VIDEOFLOW"].max_chunk_bytes,
    }
    third.say(type="finish", size=5)
    assert [message["type"] for message in third.hear_all()] == ["finished", "close"]
    assert story_of(video) == [(None, "uploading"), ("uploading", "processing")]
    assert queued("uploads.in-process") == [("uploads.finalize", [str(video)])]


def test_a_recording_that_cannot_be_stored_is_said_to_have_failed(connect: Connect, video: UUID) -> None:
    from app.domain.pipeline.states import StageState
    from app.services.pipeline import stages

    socket = connect()
    socket.hear()
    socket.send(b"12345")
    socket.hear()
    socket.say(type="finish", size=5)
    while upload_of(video).state == "open":
        pass
    claim = stages.claim(video, "finalize")
    assert claim
    stages.finish(video, "finalize", StageState.FAILED, claim.attempt, "lost_bytes", "Gone.")
    assert socket.hear_until("finished") == {"type": "finished", "status": "failed", "playback_url": None}


def test_a_finish_that_takes_long_asks_to_come_back(
    connect: Connect, video: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload_module, "FINISH_PATIENCE_SECONDS", 0.1)
    socket = connect()
    socket.hear()
    socket.send(b"12345")
    socket.hear()
    socket.say(type="finish", size=5)
    assert socket.hear_all()[-1]["code"] == 1012
    assert video_of(video).status == "processing"


def test_a_database_that_is_away_asks_to_come_back(
    connect: Connect, video: UUID, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing of the recording is at fault, and nothing of the code: it is told in a line."""
    socket = connect()
    socket.hear()
    socket.send(b"12345")
    socket.hear()

    def no_connection(*_: object, **__: object) -> None:
        raise PoolTimeout("QueuePool limit reached")

    with monkeypatch.context() as patch:
        patch.setattr(upload_module.connections, "finish", no_connection)
        socket.say(type="finish", size=5)
        assert socket.hear_all()[-1]["code"] == 1012
    assert "Traceback" not in capsys.readouterr().out
    assert connect().hear()["offset"] == 5


def test_looking_is_rarer_the_longer_one_waits(connect: Connect, video: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    """The event says when; a thousand who wait would otherwise ask the database all the time."""
    looked: list[int] = []
    monkeypatch.setattr(upload_module, "LOOK_FIRST_SECONDS", 0.05)
    monkeypatch.setattr(upload_module, "LOOK_LONGEST_SECONDS", 0.4)
    monkeypatch.setattr(upload_module, "TICK_SECONDS", 0.01)
    monkeypatch.setattr(upload_module, "FINISH_PATIENCE_SECONDS", 2.0)

    original = upload_module.UploadSocket._say_finished

    def look(self: upload_module.UploadSocket) -> bool:
        looked.append(1)
        return original(self)

    monkeypatch.setattr(upload_module.UploadSocket, "_say_finished", look)
    socket = connect()
    socket.hear()
    socket.send(b"12345")
    socket.hear()
    socket.say(type="finish", size=5)
    socket.hear_all()
    # At 0, 0.05, 0.15, 0.35, 0.75, 1.15, 1.55, 1.95 at the soonest: every 0.05 would be forty.
    assert 2 <= len(looked) <= 8


def test_a_server_that_goes_away_says_so(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    socket = connect()
    socket.hear()
    socket.send(b"12345")
    assert socket.hear()["offset"] == 5
    monkeypatch.setattr(closing, "_going", True)
    assert socket.hear_all() == [{"type": "close", "code": 1012, "reason": ""}]
    monkeypatch.setattr(closing, "_going", False)
    assert connect().hear()["offset"] == 5


def test_a_paused_recorder_is_kept_alive(connect: Connect, video: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_module, "TOUCH_SECONDS", 0.0)
    monkeypatch.setattr(upload_module, "TICK_SECONDS", 0.02)
    connect().hear()
    let_time_pass("uploads", "touched_at", upload_of(video).id, "9 minutes")
    before = upload_of(video).touched_at
    while upload_of(video).touched_at == before:
        pass
    assert upload_of(video).state == "open"
