"""A recording's bytes on their way in: connections, chunks, finish and abort."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from redis import Redis
from sqlalchemy import func, update

from app.db.models import Stage
from app.db.unit_of_work import transaction
from app.domain import times
from app.domain.pipeline.states import VideoStatus
from app.errors import VideoFlowError
from app.services.ingest import connections
from app.services.pipeline import stages
from app.services.uploads import draining
from app.services.videos import library
from app.storage.spool import get_spool
from tests.conftest import Person
from tests.support.recordings import (
    MIB,
    PART,
    at_once,
    content,
    let_time_pass,
    queued,
    record,
    settings_changed,
    spool_folder,
    story_of,
    upload_of,
    video_of,
)

HOST_QUEUE = "uploads.in-process"


@pytest.fixture(autouse=True)
def small_limits(app: APIFlask) -> Iterator[None]:
    """Parts as small as S3 takes them, and limits that a test can reach."""
    with settings_changed(app, part_bytes=PART, max_chunk_bytes=6 * MIB, max_recording_bytes=20 * MIB):
        yield


@pytest.fixture
def video(person: Person) -> UUID:
    return library.start(person.id, "A recording", "video/webm")


def code_of(error: VideoFlowError) -> tuple[str, int]:
    """What a client tells errors apart by."""
    return error.code, error.http_status


def refusal(call: Callable[[], object]) -> VideoFlowError:
    """The refusal that a call meets."""
    with pytest.raises(VideoFlowError) as refused:
        call()
    return refused.value


def test_a_connection_starts_where_the_recording_ends(person: Person, video: UUID) -> None:
    first = connections.connect(video, person.caller)
    assert (first.epoch, first.offset, first.stored) == (1, 0, 0)
    assert connections.append(first, b"12345") == 5

    second = connections.connect(video, person.caller)
    assert (second.epoch, second.offset, second.stored) == (2, 5, 0)


def test_a_newer_connection_takes_over(person: Person, video: UUID) -> None:
    """Invariant 2."""
    older, newer = connections.connect(video, person.caller), connections.connect(video, person.caller)
    assert code_of(refusal(lambda: connections.append(older, b"old"))) == ("superseded", 409)
    assert connections.append(newer, b"new") == 3
    assert code_of(refusal(lambda: connections.finish(video, person.caller, 3, older.epoch))) == ("superseded", 409)
    assert connections.finish(video, person.caller, 3, newer.epoch) is VideoStatus.PROCESSING


def test_two_connections_at_once_leave_one_writer(app: APIFlask, person: Person, video: UUID) -> None:
    for _ in range(10):
        both = at_once(app, *[lambda: connections.connect(video, person.caller)] * 4)
        assert all(isinstance(each, connections.Connection) for each in both), both
        newest = max(both, key=lambda each: each.epoch)
        for each in both:
            if each is newest:
                connections.append(each, b"x", connections.progress(video, person.caller).offset)
            else:
                assert refusal(lambda each=each: connections.append(each, b"x")).code == "superseded"


@pytest.mark.parametrize(("size", "code"), [(0, ("empty_chunk", 400)), (6 * MIB + 1, ("chunk_too_large", 413))])
def test_a_chunk_of_a_wrong_size_is_refused_and_the_connection_goes_on(
    person: Person, video: UUID, size: int, code: tuple[str, int]
) -> None:
    connection = connections.connect(video, person.caller)
    connections.append(connection, b"before")
    assert code_of(refusal(lambda: connections.append(connection, bytes(size)))) == code
    assert connections.append(connection, b"after") == 11


def test_a_recording_ends_at_its_limit(person: Person, video: UUID) -> None:
    connection = connections.connect(video, person.caller)
    for _ in range(4):
        connections.append(connection, bytes(5 * MIB))
    assert code_of(refusal(lambda: connections.append(connection, b"x"))) == ("recording_too_large", 413)
    assert code_of(refusal(lambda: connections.append_once(video, person.caller, b"x", None))) == (
        "recording_too_large",
        413,
    )
    assert connections.progress(video, person.caller).offset == 20 * MIB


@pytest.mark.parametrize("offset", [0, 4, 6, 10**17 - 1])
def test_a_chunk_elsewhere_is_told_where_to_go_on(person: Person, video: UUID, offset: int) -> None:
    connections.append_once(video, person.caller, b"12345", 0)
    with_limit = refusal(lambda: connections.append_once(video, person.caller, b"x", offset))
    if offset < 20 * MIB:
        assert code_of(with_limit) == ("offset_mismatch", 409)
        assert with_limit.details == {"offset": 5}
    else:
        assert with_limit.code == "recording_too_large"
    assert connections.append_once(video, person.caller, b"67", 5).offset == 7


def test_without_an_offset_a_chunk_goes_to_the_end(person: Person, video: UUID) -> None:
    assert connections.append_once(video, person.caller, b"123", None).offset == 3
    assert connections.append_once(video, person.caller, b"45", None).offset == 5


def test_requests_at_once_lose_and_double_nothing(app: APIFlask, person: Person, video: UUID) -> None:
    """Invariant 2: of requests for the same place one is taken, the others hear where the stream ends."""
    chunks = [content(1000, seed) for seed in range(8)]
    answers = at_once(
        app, *[lambda data=data: connections.append_once(video, person.caller, data, 0) for data in chunks]
    )
    taken = [data for data, answer in zip(chunks, answers, strict=True) if not isinstance(answer, Exception)]
    refused = [answer for answer in answers if isinstance(answer, Exception)]
    assert len(taken) == 1
    assert {error.code for error in refused} == {"offset_mismatch"}
    with get_spool().reader(upload_of(video).id, 0, 1000) as reader:
        assert reader.read() == taken[0]


def test_a_request_may_follow_a_socket_and_a_socket_a_request(person: Person, video: UUID) -> None:
    connection = connections.connect(video, person.caller)
    connections.append(connection, b"socket")
    assert connections.append_once(video, person.caller, b"rest", 6).offset == 10
    # The socket did not see that; its next chunk is refused with the place to go on, and nothing is lost.
    assert refusal(lambda: connections.append(connection, b"lost?")).details == {"offset": 10}
    assert connections.connect(video, person.caller).offset == 10


def test_a_drain_is_asked_for_when_a_part_is_full_and_not_before(
    monkeypatch: pytest.MonkeyPatch, person: Person, video: UUID
) -> None:
    monkeypatch.setattr(connections, "DRAIN_ASK_SECONDS", 0.0)
    connection = connections.connect(video, person.caller)
    connections.append(connection, bytes(PART - 1))
    assert queued(HOST_QUEUE) == []
    connections.append(connection, b"x")
    assert queued(HOST_QUEUE) == [("uploads.drain", [str(connection.upload_id)])]
    connections.append(connection, bytes(PART - 1))
    assert len(queued(HOST_QUEUE)) == 1
    connections.append(connection, b"x")
    assert len(queued(HOST_QUEUE)) == 2


def test_a_fast_sender_asks_for_one_drain_at_a_time_and_for_the_rest_later(
    monkeypatch: pytest.MonkeyPatch, person: Person, video: UUID
) -> None:
    monkeypatch.setattr(connections, "DRAIN_ASK_SECONDS", 3600.0)
    connection = connections.connect(video, person.caller)
    for _ in range(3):
        connections.append(connection, bytes(PART))
    assert len(queued(HOST_QUEUE)) == 1
    monkeypatch.setattr(connections, "DRAIN_ASK_SECONDS", 0.0)
    for _ in range(2):
        connections.ask_for_drain(connection)
    assert len(queued(HOST_QUEUE)) == 2


def test_requests_ask_for_drains_as_a_socket_does(person: Person, video: UUID) -> None:
    for chunks in range(1, 9):
        connections.append_once(video, person.caller, bytes(PART // 2), None)
        assert len(queued(HOST_QUEUE)) == chunks // 2


def test_finish_seals_and_starts_the_pipeline_once(person: Person, video: UUID) -> None:
    connections.append_once(video, person.caller, b"12345", 0)
    for _ in range(3):
        assert connections.finish(video, person.caller, 5) is VideoStatus.PROCESSING
    assert queued(HOST_QUEUE) == [("uploads.finalize", [str(video)])]
    assert story_of(video) == [(None, "uploading"), ("uploading", "processing")]
    assert (upload_of(video).state, upload_of(video).size, video_of(video).size) == ("finishing", 5, 5)
    assert code_of(refusal(lambda: connections.append_once(video, person.caller, b"x", 5))) == ("already_finished", 409)


def test_many_who_finish_at_once_start_one_pipeline(app: APIFlask, person: Person, video: UUID) -> None:
    """Invariant 4: a status changes once."""
    connections.append_once(video, person.caller, b"12345", 0)
    answers = at_once(app, *[lambda: connections.finish(video, person.caller, 5)] * 6)
    assert answers == [VideoStatus.PROCESSING] * 6
    assert len(queued(HOST_QUEUE)) == 1
    assert len(story_of(video)) == 2


def test_whoever_waits_can_ask_again_until_something_of_the_pipeline_has_begun(person: Person, video: UUID) -> None:
    assert not connections.ask_again(video), "it is not finished"
    connections.append_once(video, person.caller, b"12345", 0)
    connections.finish(video, person.caller, 5)
    Redis.from_url(os.environ["REDIS_URL"]).delete(HOST_QUEUE)
    assert connections.ask_again(video)
    assert queued(HOST_QUEUE) == [("uploads.finalize", [str(video)])]
    stages.claim(video, "finalize")
    assert not connections.ask_again(video)


def test_whoever_waits_can_ask_again_once_the_worker_that_made_the_object_was_lost(person: Person, video: UUID) -> None:
    connections.append_once(video, person.caller, b"12345", 0)
    connections.finish(video, person.caller, 5)
    stages.claim(video, "finalize")
    with transaction() as work:
        silent = func.now() - timedelta(seconds=times.SILENT + 1)
        work.execute(update(Stage).where(Stage.video_id == video).values(updated_at=silent))
    Redis.from_url(os.environ["REDIS_URL"]).delete(HOST_QUEUE)
    assert connections.ask_again(video)
    assert queued(HOST_QUEUE) == [("uploads.finalize", [str(video)])]


@pytest.mark.parametrize("size", [0, 4, 6])
def test_finish_with_another_size_says_where_to_go_on_and_changes_nothing(
    person: Person, video: UUID, size: int
) -> None:
    connections.append_once(video, person.caller, b"12345", 0)
    error = refusal(lambda: connections.finish(video, person.caller, size))
    assert code_of(error) == ("incomplete", 409)
    assert error.details == {"offset": 5}
    assert connections.append_once(video, person.caller, b"6", 5).offset == 6
    assert connections.finish(video, person.caller, 6) is VideoStatus.PROCESSING


def test_a_recording_of_nothing_cannot_be_finished(person: Person, video: UUID) -> None:
    for size in (None, 0):
        assert code_of(refusal(lambda size=size: connections.finish(video, person.caller, size))) == (
            "empty_recording",
            409,
        )
    assert story_of(video) == [(None, "uploading")]
    assert queued(HOST_QUEUE) == []


def test_a_client_that_comes_back_to_a_finished_recording_learns_so(person: Person, video: UUID) -> None:
    connections.append_once(video, person.caller, b"12345", 0)
    connections.finish(video, person.caller, 5)
    connection = connections.connect(video, person.caller)
    assert connection.offset == 5
    assert refusal(lambda: connections.append(connection, b"x")).code == "already_finished"
    assert connections.finish(video, person.caller, 5, connection.epoch) is VideoStatus.PROCESSING


def test_abort_answers_the_same_twice_and_leaves_no_way_back(person: Person, video: UUID) -> None:
    connection = connections.connect(video, person.caller)
    connections.append(connection, b"12345")
    for _ in range(2):
        assert connections.abort(video, person.caller) is VideoStatus.ABORTED
    assert story_of(video) == [(None, "uploading"), ("uploading", "aborted")]
    assert code_of(refusal(lambda: connections.append(connection, b"x"))) == ("already_finished", 409)
    assert code_of(refusal(lambda: connections.append_once(video, person.caller, b"x", 5))) == ("aborted", 409)
    assert code_of(refusal(lambda: connections.connect(video, person.caller))) == ("aborted", 409)
    assert code_of(refusal(lambda: connections.finish(video, person.caller))) == ("aborted", 409)


def test_a_finished_recording_is_not_aborted(person: Person, video: UUID) -> None:
    connections.append_once(video, person.caller, b"12345", 0)
    connections.finish(video, person.caller, 5)
    assert code_of(refusal(lambda: connections.abort(video, person.caller))) == ("already_finished", 409)
    assert video_of(video).status == "processing"


def test_finish_and_abort_at_once_have_one_outcome(app: APIFlask, person: Person) -> None:
    """Invariant 4."""
    for _ in range(6):
        video = record(person.id, b"12345")
        done = at_once(
            app,
            lambda v=video: connections.finish(v, person.caller, 5),
            lambda v=video: connections.abort(v, person.caller),
        )
        winners = [each for each in done if isinstance(each, VideoStatus)]
        assert len(winners) == 1, done
        assert story_of(video) == [(None, "uploading"), ("uploading", winners[0].value)]
        assert upload_of(video).state == {"processing": "finishing", "aborted": "aborted"}[winners[0]]


def test_a_byte_that_was_acknowledged_while_another_finished_is_in_the_recording(app: APIFlask, person: Person) -> None:
    """Invariant 1: whoever opens the spool while a finish seals it must not open it again."""
    for _ in range(25):
        video = record(person.id, b"12345")

        def reconnect_and_send(video: UUID = video) -> int:
            return connections.append(connections.connect(video, person.caller), b"6789")

        def request(video: UUID = video) -> int:
            return connections.append_once(video, person.caller, b"6789", None).offset

        sent, asked, finished = at_once(
            app, reconnect_and_send, request, lambda video=video: connections.finish(video, person.caller)
        )
        assert finished is VideoStatus.PROCESSING
        for outcome in (sent, asked):
            if isinstance(outcome, int):
                assert outcome <= upload_of(video).size
            else:
                assert outcome.code in {"already_finished", "superseded", "offset_mismatch"}, outcome


def test_a_finish_that_could_not_be_written_down_leaves_the_recording_open(person: Person, video: UUID) -> None:
    """The spool is sealed before the commit; if that fails, the next connection may write again."""
    connection = connections.connect(video, person.caller)
    connections.append(connection, b"12345")
    get_spool().seal(connection.upload_id, 0)
    again = connections.connect(video, person.caller)
    assert connections.append(again, b"678") == 8
    assert connections.finish(video, person.caller, 8) is VideoStatus.PROCESSING


@pytest.mark.parametrize("whose", ["nobody's", "somebody else's"])
def test_other_peoples_recordings_are_not_there(
    make_person: Callable[[], Person], person: Person, video: UUID, whose: str
) -> None:
    """Invariant 6."""
    stranger = make_person()
    target = uuid4() if whose == "nobody's" else video
    for call in (
        lambda: connections.connect(target, stranger.caller),
        lambda: connections.append_once(target, stranger.caller, b"x", 0),
        lambda: connections.progress(target, stranger.caller),
        lambda: connections.finish(target, stranger.caller),
        lambda: connections.abort(target, stranger.caller),
    ):
        assert code_of(refusal(call)) == ("not_found", 404)
    assert upload_of(video).epoch == 0
    assert not spool_folder(video).exists()


def test_another_host_sends_the_recorder_back_and_ends_nothing(app: APIFlask, person: Person, video: UUID) -> None:
    """Invariant 1: bytes that lie on one host are not forgotten by a finish that reaches another."""
    connections.append_once(video, person.caller, b"12345", 0)
    with settings_changed(app, host_id="elsewhere", spool_dir=app.config["VIDEOFLOW"].spool_dir + "-elsewhere"):
        for call in (
            lambda: connections.connect(video, person.caller),
            lambda: connections.append_once(video, person.caller, b"x", 5),
            lambda: connections.finish(video, person.caller),
        ):
            assert code_of(refusal(call)) == ("wrong_host", 421)
    assert connections.finish(video, person.caller, 5) is VideoStatus.PROCESSING


def test_progress_tells_what_arrived_and_what_s3_has(person: Person) -> None:
    video = record(person.id, content(PART + 1000))
    draining.drain(upload_of(video).id)
    assert connections.progress(video, person.caller) == connections.Progress(PART + 1000, PART)
    assert connections.stored_bytes(upload_of(video).id) == PART


def test_a_touch_is_written_only_when_the_last_one_is_old(person: Person, video: UUID) -> None:
    before = upload_of(video)
    connections.touch(before.id)
    assert upload_of(video).touched_at == before.touched_at
    let_time_pass("uploads", "touched_at", before.id, "31 seconds")
    connections.touch(before.id)
    assert upload_of(video).touched_at >= before.touched_at
