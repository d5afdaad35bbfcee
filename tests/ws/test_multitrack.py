"""The two sockets of a session: one id, two tracks, each as safe as a recording."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask

from app.services.ingest import upload_tokens
from app.services.multitrack import recordings, tracks
from app.services.uploads import draining
from app.services.videos import library
from app.storage.s3 import ObjectStore
from app.storage.spool import get_spool
from tests.conftest import Person
from tests.services.tracked import track_of
from tests.support.live import Message, Socket, serving
from tests.support.recordings import PART, content, queued, said, settings_changed, story_of, video_of
from tests.support.tokens import forged

OTHER_SITE = "https://elsewhere.example.org"


@pytest.fixture
def url(app: APIFlask) -> Iterator[str]:
    with settings_changed(app, part_bytes=PART), serving(app) as address:
        yield address


Connect = Callable[..., Socket]


@pytest.fixture
def connect(url: str, person: Person) -> Iterator[Connect]:
    """Opens sockets for tracks of this person; closes them all in the end."""
    opened: list[Socket] = []

    def open_one(track: str, headers: dict[str, str] | None = None, **query: object) -> Socket:
        headers = person.headers if headers is None else headers
        opened.append(Socket.of_track(url, track, dict(headers), **query))
        return opened[-1]

    yield open_one
    for socket in opened:
        socket.vanish()


def refusal(socket: Socket) -> tuple[str, int]:
    """The code it is refused with, and the close code."""
    error, close = socket.hear_all()
    return error["code"], close["code"]


def bearer(person: Person) -> str:
    return person.headers["Authorization"].removeprefix("Bearer ")


@contextmanager
def storing(app: APIFlask, session_id: UUID, track: str) -> Iterator[None]:
    """Does the worker's part once the track is finished."""

    def work() -> None:
        with app.app_context():
            while track_of(session_id, track).state == "open":
                pass
            tracks.store(track_of(session_id, track).id)

    thread = threading.Thread(target=work)
    thread.start()
    yield
    thread.join()


def greeted(socket: Socket) -> tuple[Message, UUID]:
    """The greeting, and the session's id in it."""
    ready = socket.hear()
    assert ready["type"] == "ready", ready
    return ready, UUID(ready["session_id"])


def test_two_tracks_of_one_session(app: APIFlask, connect: Connect, store: ObjectStore) -> None:
    """Invariant 2, for each track."""
    data = {"video": content(PART + 300_000), "audio": content(90_000, seed=2)}
    first = connect("video", started_at="1790000000.25", mime_type='video/webm;codecs="vp8"')
    ready, session_id = greeted(first)
    assert (ready["offset"], ready["stored"], ready["window"]) == (0, 0, 4)
    second = connect("audio", session_id=session_id, started_at="1790000001.75", mime_type="audio/webm")
    assert greeted(second)[1] == session_id
    for track, socket in (("video", first), ("audio", second)):
        for start in range(0, len(data[track]), 1_000_000):
            socket.send(data[track][start : start + 1_000_000])
            socket.hear_until("ack")
    for track, socket in (("video", first), ("audio", second)):
        with storing(app, session_id, track):
            socket.say(type="finish", size=len(data[track]))
            *_, finished, close = socket.hear_all()
        assert finished == {"type": "finished", "status": "recorded", "playback_url": None}
        assert close["code"] == 1000
        upload = track_of(session_id, track)
        assert (upload.state, upload.size, upload.s3_key) == (
            "completed",
            len(data[track]),
            f"videos/{session_id}/tracks/{track}.webm",
        )
        assert store.get(upload.s3_key) == data[track]
        assert not (get_spool().end(upload.id, 0))
    both = [track_of(session_id, track) for track in ("video", "audio")]
    assert [each.started_at for each in both] == [1790000000.25, 1790000001.75]
    assert all(each.first_byte_at and each.live_epoch is None for each in both)
    video = video_of(session_id)
    assert (video.source, video.status, video.playable) == ("session", "uploading", False)
    assert story_of(session_id) == [(None, "uploading")]
    names = [name for name, _ in queued("uploads.in-process")]
    assert names.count("uploads.finalize_track") == 2
    assert "uploads.finalize" not in names


def test_what_a_recorder_says_of_its_clock_is_kept(app: APIFlask, connect: Connect) -> None:
    """It goes 90 seconds ahead of ours."""
    socket = connect("audio", started_at="1790000000.25", sent_at=str(time.time() + 90))
    session_id = greeted(socket)[1]
    socket.send(b"sound")
    socket.hear_until("ack")
    with storing(app, session_id, "audio"):
        socket.say(type="finish", size=5, stopped_at=1790000060.5, take_starts=[1790000000.25, 1790000009])
        socket.hear_all()
    kept = track_of(session_id, "audio")
    assert (kept.started_at, kept.stopped_at) == (1790000000.25, 1790000060.5)
    assert kept.take_starts == [1790000000.25, 1790000009]
    assert kept.clock_ahead == pytest.approx(90, abs=30)


def test_a_reconnect_never_loses_or_repeats_a_byte(app: APIFlask, connect: Connect, store: ObjectStore) -> None:
    """Invariants 1 and 2."""
    data = content(300_000)
    socket = connect("audio")
    session_id = greeted(socket)[1]
    socket.send(data[:50_000])
    socket.hear_until("ack")
    socket.send(data[50_000:57_000])
    for _ in range(4):
        socket.vanish()
        socket = connect("audio", session_id=session_id)
        sent = greeted(socket)[0]["offset"]
        socket.send(data[sent : sent + 50_000])
        socket.hear_until("ack")
    newer = connect("audio", session_id=session_id)
    offset = greeted(newer)[0]["offset"]
    assert socket.hear_all()[-1]["code"] == 4409
    newer.send(data[offset:])
    newer.hear_until("ack")
    newer.say(type="finish", size=5)
    assert newer.hear()["code"] == "incomplete"
    with storing(app, session_id, "audio"):
        newer.say(type="finish", size=len(data))
        newer.hear_until("finished")
    assert store.get(track_of(session_id, "audio").s3_key) == data
    again = connect("audio", session_id=session_id)
    assert greeted(again)[0]["offset"] == len(data)
    again.say(type="finish", size=len(data))
    assert again.hear_until("finished")["status"] == "recorded"


def test_what_reached_s3_is_told(connect: Connect) -> None:
    socket = connect("video")
    session_id = greeted(socket)[1]
    socket.send(bytes(PART))
    socket.hear_until("ack")
    draining.drain(track_of(session_id, "video").id)
    assert socket.hear_until("stored")["offset"] == PART


def test_a_track_is_thrown_away_by_itself_and_the_session_with_the_last(connect: Connect) -> None:
    """Invariant 8."""
    video = connect("video")
    session_id = greeted(video)[1]
    audio = connect("audio", session_id=session_id)
    greeted(audio)
    video.say(type="abort")
    assert video.hear_until("finished")["status"] == "aborted"
    assert video_of(session_id).status == "uploading"
    audio.send(b"12345")
    assert audio.hear_until("ack")["offset"] == 5
    assert refusal(connect("video", session_id=session_id)) == ("aborted", 4404)
    audio.say(type="abort")
    audio.hear_until("finished")
    assert video_of(session_id).status == "aborted"


def test_a_track_knows_whether_its_recorder_is_there(connect: Connect) -> None:
    socket = connect("video")
    session_id = greeted(socket)[1]
    socket.send(b"12345")
    socket.hear_until("ack")
    assert tracks.is_live(track_of(session_id, "video"))
    socket.vanish()
    while tracks.is_live(track_of(session_id, "video")):
        pass
    assert track_of(session_id, "video").state == "open"


# ---- who may


def test_an_access_token_in_the_address_opens_one(connect: Connect, person: Person) -> None:
    socket = connect("video", headers={}, token=bearer(person))
    assert video_of(greeted(socket)[1]).owner_id == person.id


@pytest.mark.parametrize(
    "how",
    [
        {"expired": True},
        {"key": "k" * 40},
        {"algorithm": "none"},
        {"aud": "upload"},
        {"type": "refresh"},
        {"aud": None},
    ],
    ids=str,
)
def test_other_tokens_open_none(connect: Connect, person: Person, how: dict[str, object]) -> None:
    """Invariant 6."""
    token = forged(bearer(person), **how)
    for where in ({"headers": {}, "token": token}, {"headers": {"Authorization": f"Bearer {token}"}}):
        code, close = refusal(connect("audio", **where))
        assert close == 4401
        assert code in {"not_authenticated", "token_expired"}


def test_upload_tokens_open_no_session(connect: Connect, person: Person) -> None:
    """Invariant 6: they are for one recording."""
    token = upload_tokens.issue(person.id, library.start(person.id, None, None))
    assert refusal(connect("video", headers={}, token=token)) == ("not_authenticated", 4401)
    assert refusal(connect("video", headers={"Authorization": f"Bearer {token}"})) == ("not_authenticated", 4401)


def test_cookies_count_from_our_own_pages_only(connect: Connect, url: str, person: Person) -> None:
    """Invariant 6: browsers send them with a socket that any site opens."""
    cookie = {"Cookie": f"access_token_cookie={bearer(person)}"}
    assert greeted(connect("video", headers=cookie | {"Origin": url}))[1]
    assert refusal(connect("video", headers=cookie | {"Origin": OTHER_SITE})) == ("not_authenticated", 4401)
    assert refusal(connect("video", headers={})) == ("not_authenticated", 4401)


def test_no_session_but_ones_own(connect: Connect, make_person: Callable[[], Person], person: Person) -> None:
    """Invariant 6."""
    session_id = greeted(connect("video"))[1]
    stranger = make_person().headers
    assert refusal(connect("audio", headers=stranger, session_id=session_id)) == ("not_found", 4404)
    assert refusal(connect("audio", session_id=uuid4())) == ("not_found", 4404)
    recording = library.start(person.id, None, None)
    assert refusal(connect("audio", session_id=recording)) == ("not_found", 4404)


def test_a_recording_says_when_it_began_by_the_clock_of_its_person(connect: Connect) -> None:
    ready = connect("video", time_zone="Pacific/Kiritimati").hear()
    video = video_of(UUID(ready["session_id"]))
    assert video.title in said("Recording", "Pacific/Kiritimati", video)


def test_a_time_zone_that_there_is_not_begins_nothing(connect: Connect, person: Person) -> None:
    assert refusal(connect("video", time_zone="Mars/Olympus")) == ("invalid_time_zone", 4400)
    assert recordings.listing(person.caller) == []


@pytest.mark.parametrize(
    "query",
    [
        {"session_id": "seven"},
        {"started_at": "soon"},
        {"started_at": "nan"},
        {"started_at": "-1"},
        {"started_at": "1e300"},
        {"mime_type": "text/html"},
        {"mime_type": "video/webm\r\nX: y"},
        {"mime_type": "v" * 300},
        {"time_zone": "Z" * 65},
    ],
    ids=str,
)
def test_values_that_mean_nothing_are_refused(connect: Connect, query: dict[str, str]) -> None:
    """Invariant 8."""
    assert refusal(connect("video", **query)) == ("invalid_query", 4400)
