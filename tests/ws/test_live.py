"""Watching a recording while it is made, over real connections, the spool, S3 and Redis."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from app.domain.live import backlog
from app.domain.webm import WebmIndexer
from app.services.ingest import connections
from app.services.live import source
from app.services.uploads import draining, finishing
from app.services.uploads.spilling import Copier
from app.services.videos import library
from app.settings import settings
from app.storage.spool import Spool
from app.ws import outbox, stream
from tests.conftest import Person
from tests.support.live import Socket, serving
from tests.support.recordings import PART, content, settings_changed, upload_of
from tests.support.running import FILM, LONG, LONG_TAKE, MP4, OTHER, PLACES, TAKE, Recorder
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


def test_who_comes_gets_the_head_and_what_came_since_the_last_keyframe(connect: Connect, recorder: Recorder) -> None:
    recorder.send(FILM[:30_000])
    viewer = connect()
    viewer.hear_until("hello")
    wait_for_edge(viewer, 2.5)
    viewer.ask("live", request=7)
    film = viewer.hear_bytes(10_000)
    start = viewer.starts[0]
    assert (start["request"], start["time"], start["begins"]) == (7, 2.0, 0)
    assert start["mime"] == 'video/webm; codecs="opus,vp9"'
    assert viewer.heads[0].startswith(FILM[:4])
    assert film == FILM[PLACES[1] :][: len(film)]
    viewer.hear_until("live")
    recorder.send(FILM[30_000:])
    film = viewer.hear_bytes(len(FILM) - PLACES[1] - 3000)
    assert film == FILM[PLACES[1] :][: len(film)]


def wait_for_edge(viewer: Watching, second: float) -> None:
    while viewer.hear_until("edge")["time"] < second:
        pass


def test_who_comes_before_the_first_byte_sees_it_from_its_beginning(connect: Connect, recorder: Recorder) -> None:
    viewer = connect()
    viewer.hear_until("hello")
    viewer.ask("live", request=1)
    viewer.hear_until("live")
    recorder.send(FILM)
    assert viewer.hear_bytes(50_000) == FILM[PLACES[0] :][: len(viewer.films[-1])]
    assert len(viewer.starts) == 1


def test_bytes_are_read_once_however_many_watch(
    connect: Connect, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[tuple[int, int]] = []
    real = Spool.reader

    def reader(self: Spool, upload_id: UUID, start: int, stop: int) -> Any:
        read.append((start, stop))
        return real(self, upload_id, start, stop)

    monkeypatch.setattr(Spool, "reader", reader)
    viewers = [connect() for _ in range(12)]
    for number, viewer in enumerate(viewers):
        viewer.hear_until("hello")
        viewer.ask("live", request=number)
        viewer.hear_until("live")
    recorder.send(FILM)
    films = [viewer.hear_bytes(50_000)[:50_000] for viewer in viewers]
    assert set(films) == {FILM[PLACES[0] :][:50_000]}
    assert [viewer.starts[0]["request"] for viewer in viewers] == list(range(12))
    # Its first bytes twice: they say what it is.
    assert sum(stop - start for start, stop in read) == len(FILM) + 2048


def test_one_goes_back_to_the_beginning_and_comes_to_what_is_recorded_now(
    app: APIFlask, connect: Connect, recorder: Recorder, person: Person, client: FlaskClient
) -> None:
    """From parts that were stored: of a recording that others may see, copies stay."""
    with settings_changed(app, part_bytes=PART):
        client.patch(f"/video/{recorder.video}", json={"visibility": "link"}, headers=person.headers)
        copier, upload, sent = Copier(asks=False), upload_of(recorder.video), len(LONG) - 300_000
        for at in range(0, sent, 1_500_000):
            recorder.send(LONG[at : min(at + 1_500_000, sent)])
            draining.drain(upload.id)
            copier.round()
        assert upload_of(recorder.video).cursor == PART
        viewer = connect()
        viewer.hear_until("hello")
        viewer.ask("live", request=1)
        wait_for_edge(viewer, 60)
        viewer.ask("seek", request=2, time=0.7)
        page = viewer.hear_until("page")
        assert viewer.starts[-1]["request"] == 2
        assert (viewer.starts[-1]["time"], viewer.starts[-1]["begins"]) == (0.013, 0)
        while page["type"] == "page":
            viewer.ask("more", request=2, offset=page["offset"])
            page = next_word(viewer)
        recorder.send(LONG[sent:])
        film = viewer.hear_bytes(len(LONG) - 50_000)
        assert film == LONG[LONG_TAKE.head_length :][: len(film)]


def next_word(viewer: Watching) -> dict[str, Any]:
    while (message := viewer.hear())["type"] not in ("page", "live"):
        assert message["type"] != "close"
    return message


def test_a_process_that_comes_late_reads_what_is_in_the_spool_and_no_more(
    app: APIFlask, connect: Connect, recorder: Recorder
) -> None:
    with settings_changed(app, part_bytes=PART):
        recorder.send(LONG[: PART + 100_000])
        draining.drain(upload_of(recorder.video).id)
        assert upload_of(recorder.video).cursor == PART
        viewer = connect()
        viewer.hear_until("hello")
        viewer.ask("live", request=1)
        viewer.hear_until("live")
        recorder.send(LONG[PART + 100_000 :])
        film = viewer.hear_bytes(len(LONG) - PART - 600_000)
        begin = LONG_TAKE.segment_data + next(
            cue.position for cue in LONG_TAKE.cues if round(cue.time / 1000, 3) == viewer.starts[0]["time"]
        )
        assert film == LONG[begin:][: len(film)]
        assert begin > PART - 1_000_000


def test_an_mp4_is_watched_by_its_fragments(connect: Connect, recorder: Recorder) -> None:
    viewer = connect()
    viewer.hear_until("hello")
    viewer.ask("live", request=1)
    recorder.send(MP4)
    assert viewer.hear_bytes(len(MP4) - 1221) == MP4[1221:]
    assert viewer.starts[0]["mime"].startswith('video/mp4; codecs="avc1.')
    assert viewer.heads[0] == MP4[:1221]


def test_who_comes_late_to_an_mp4_gets_its_head_and_the_next_fragment(
    app: APIFlask, connect: Connect, recorder: Recorder
) -> None:
    filler = (6 << 20).to_bytes(4, "big") + b"free" + bytes((6 << 20) - 8)
    data = MP4[:1221] + filler + MP4[1221:]
    with settings_changed(app, part_bytes=PART):
        recorder.send(data[: PART + 100_000])
        draining.drain(upload_of(recorder.video).id)
        assert upload_of(recorder.video).cursor == PART
        viewer = connect()
        viewer.hear_until("hello")
        viewer.ask("live", request=1)
        viewer.hear_until("live")
        recorder.send(data[PART + 100_000 :])
        assert viewer.hear_bytes(len(MP4) - 1221) == MP4[1221:]
        assert viewer.heads[0] == MP4[:1221]


def test_at_the_end_the_last_bytes_come_and_then_that_it_has_ended(connect: Connect, recorder: Recorder) -> None:
    viewer = connect()
    viewer.hear_until("hello")
    viewer.ask("live", request=1)
    viewer.hear_until("live")
    recorder.send(FILM)
    recorder.finish()
    begun = time.monotonic()
    assert viewer.hear_until("ended")["reason"] == "ended"
    assert time.monotonic() - begun < 3
    assert viewer.films[0] == FILM[PLACES[0] : TAKE.clean_end]
    assert viewer.hear() == {"type": "close", "code": 1000}
    with pytest.raises(AssertionError, match="4410"):
        connect().hear_until("hello")


def test_the_last_bytes_are_stored_before_they_were_read(connect: Connect, recorder: Recorder) -> None:
    """Whatever is finished sooner than it is looked for: nobody waits, and the page goes on with the finished video."""
    viewer = connect()
    viewer.hear_until("hello")
    viewer.ask("live", request=1)
    viewer.hear_until("live")
    recorder.send(FILM)
    recorder.finish()
    finishing.finalize(recorder.video)
    assert viewer.hear_until("ended")["reason"] == "ended"


def test_one_that_is_thrown_away_ends_for_who_watches(connect: Connect, recorder: Recorder) -> None:
    viewer = connect()
    viewer.hear_until("hello")
    viewer.ask("live", request=1)
    recorder.send(FILM[:20_000])
    viewer.hear_bytes(5000)
    connections.abort(recorder.video, recorder.caller)
    assert viewer.hear_until("ended")["reason"] == "aborted"
    assert viewer.hear()["type"] == "close"


def test_a_recorder_that_pauses_or_is_lost_and_comes_back_goes_on(connect: Connect, recorder: Recorder) -> None:
    viewer = connect()
    viewer.hear_until("hello")
    viewer.ask("live", request=1)
    viewer.hear_until("live")
    recorder.send(FILM[:30_000])
    viewer.hear_bytes(20_000)
    time.sleep(1.5)
    recorder.connection = connections.connect(recorder.video, recorder.caller)
    # The page was loaded anew: another recorder goes on, behind a frame that was cut short.
    recorder.send(OTHER)
    while len(viewer.starts) < 2:
        viewer.hear()
    film = viewer.hear_bytes(50_000)
    take = WebmIndexer()
    take.push(FILM[:30_000] + OTHER)
    second = take.result().takes[1]
    assert viewer.starts[1]["begins"] == pytest.approx(take.result().takes[0].duration, abs=0.001)
    assert viewer.starts[1]["mime"] == 'video/webm; codecs="opus,vp8"'
    assert film == (FILM[:30_000] + OTHER)[second.offset + (second.head_length or 0) :][: len(film)]


def test_what_no_player_can_play_is_said(connect: Connect, recorder: Recorder) -> None:
    recorder.send(b"OggS" + content(60_000))
    viewer = connect()
    assert viewer.hear_until("ended")["reason"] == "unusable"


def test_one_who_is_slow_goes_on_with_a_later_keyframe_and_the_others_hear_all(
    connect: Connect, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backlog, "MOST_BYTES", 20_500)
    gate = {"open": False}
    real = outbox._frames

    def slowly(item: Any, request: int) -> tuple[bytes, ...]:
        while request == 1 and not gate["open"]:
            time.sleep(0.01)
        return real(item, request)

    slow, quick = connect(), connect()
    for number, viewer in ((1, slow), (2, quick)):
        viewer.hear_until("hello")
        viewer.ask("live", request=number)
        viewer.hear_until("live")
    monkeypatch.setattr(outbox, "_frames", slowly)
    for at in range(0, len(FILM), 4000):
        recorder.send(FILM[at : at + 4000])
        if at + 4000 < 50_000:
            quick.hear_bytes(max(1, at - 4000))
    assert quick.hear_bytes(54_000) == FILM[PLACES[0] :][: len(quick.films[-1])]
    gate["open"] = True
    while len(slow.starts) < 2:
        slow.hear()
    film = slow.hear_bytes(2000)
    begin = slow.starts[-1]["time"]
    assert begin in (2.0, 4.0)
    assert film == FILM[PLACES[int(begin / 2)] :][: len(film)]


def test_the_recorder_hears_that_somebody_watches_and_that_nobody_does(
    url: str, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "WATCHED_SECONDS", 2.5)
    monkeypatch.setattr(source.times, "BEAT", 0.5)
    monkeypatch.setattr(source, "LINGER", 0.2)
    video = library.start(person.id, None, None)
    with Socket(url, video, **person.headers) as recording:
        recording.hear_until("ready")
        with Watching(url, video, person.headers) as viewer:
            viewer.hear_until("hello")
            assert recording.hear_until("pace") == {"type": "pace", "chunk_seconds": 1.0}
        assert recording.hear_until("pace") == {"type": "pace", "chunk_seconds": settings().chunk_seconds}
