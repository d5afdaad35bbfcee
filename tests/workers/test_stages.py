"""A stage's task: claimed, kept alive, ended in a row; tried again where that may help."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from celery import Task
from celery.result import EagerResult

from app.domain import times
from app.domain.pipeline.states import StageState
from app.errors import StageGivesWay, StageSkipped, StorageError, VideoFlowError
from app.media.process import ProcessFailed
from app.services.ingest import connections
from app.services.pipeline import stages
from tests.conftest import Person
from tests.support.recordings import record, stages_of, video_of
from workers.celery_app import celery
from workers.stages import run_stage
from workers.uploads import finalize

Report = Callable[[float], None]
Run = Callable[[Callable[[UUID, Report], None]], EagerResult]


@pytest.fixture
def video(person: Person) -> UUID:
    video = record(person.id, b"12345")
    connections.finish(video, person.caller)
    return video


@pytest.fixture
def run(app: APIFlask, video: UUID) -> Iterator[Run]:
    """Runs work as the task of the video's first stage, retries at once and in place."""
    work: list[Callable[[UUID, Report], None]] = []

    @celery.task(bind=True, name="tests.stage")
    def stage(self: "Task[..., None]", video_id: str) -> None:
        run_stage(self, video_id, "finalize", work[-1])

    def apply(what: Callable[[UUID, Report], None]) -> EagerResult:
        work.append(what)
        return stage.apply(args=(str(video),))

    yield apply
    celery.tasks.unregister("tests.stage")


def row_of(video: UUID) -> Any:
    """The stage's row."""
    return stages_of(video)["finalize"]


def test_work_that_succeeds_ends_the_stage(run: Run, video: UUID) -> None:
    seen: list[UUID] = []
    assert run(lambda video_id, report: seen.append(video_id)).state == "SUCCESS"
    assert seen == [video]
    row = row_of(video)
    assert (row.state, row.progress, row.attempts, row.error_code) == ("done", 1.0, 1, None)
    assert row.started_at <= row.ended_at


def test_a_task_delivered_twice_works_once(run: Run, video: UUID) -> None:
    """Invariant 5."""
    done: list[int] = []
    for _ in range(3):
        run(lambda video_id, report: done.append(1))
    assert done == [1]
    assert row_of(video).attempts == 1


def test_a_task_delivered_beside_itself_works_once(run: Run, video: UUID) -> None:
    """Invariant 5."""
    done: list[str] = []

    def work(video_id: UUID, report: Report) -> None:
        run(lambda video_id, report: done.append("inner"))
        done.append("outer")

    run(work)
    assert done == ["outer"]


def test_nothing_to_do_is_said_and_is_no_failure(run: Run, video: UUID) -> None:
    def work(video_id: UUID, report: Report) -> None:
        raise StageSkipped("there is no picture in it")

    assert run(work).state == "SUCCESS"
    row = row_of(video)
    assert (row.state, row.error_code, row.error_message) == ("skipped", "not_needed", "there is no picture in it")


def test_who_gives_way_waits_again_and_has_lost_no_attempt(run: Run, video: UUID) -> None:
    def work(video_id: UUID, report: Report) -> None:
        report(0.4)
        raise StageGivesWay

    for _ in range(stages.MAX_ATTEMPTS + 1):
        assert run(work).state == "SUCCESS"
        row = row_of(video)
        assert (row.state, row.attempts, row.error_code) == ("pending", 0, None)
    run(lambda video_id, report: None)
    assert row_of(video).state == "done"


def test_a_permanent_fault_ends_at_once_and_says_what_it_was(run: Run, video: UUID) -> None:
    tries: list[int] = []

    def work(video_id: UUID, report: Report) -> None:
        tries.append(1)
        raise VideoFlowError("not_a_video", "These bytes are no video.")

    result = run(work)
    assert result.state == "FAILURE"
    assert isinstance(result.result, VideoFlowError)
    assert len(tries) == 1
    row = row_of(video)
    assert (row.state, row.error_code, row.attempts) == ("failed", "not_a_video", 1)
    assert (video_of(video).status, video_of(video).error_message) == ("failed", "These bytes are no video.")


@pytest.mark.parametrize(
    ("fault", "code", "message"),
    [
        (StorageError("head videos/1/original.webm"), "storage_unavailable", "The object store did not answer as it"),
        (ProcessFailed("ffprobe", 1, "/scratch/task-1/original: oh"), "media_tool_failed", "The program that reads"),
        (ZeroDivisionError("surprise"), "internal", "Something went wrong on our side"),
        (OSError(7, "Argument list too long", "/usr/bin/ffmpeg"), "internal", "Something went wrong on our side"),
    ],
)
def test_a_fault_that_may_pass_is_tried_again_and_then_said(
    run: Run, video: UUID, fault: Exception, code: str, message: str
) -> None:
    tries: list[int] = []

    def work(video_id: UUID, report: Report) -> None:
        tries.append(row_of(video).attempts)
        raise fault

    assert run(work).state == "FAILURE"
    assert tries == [1, 2, 3, 4]
    row = row_of(video)
    assert (row.state, row.error_code) == ("failed", code)
    # Words, and nothing of what the error says itself.
    assert (row.error_message or "").startswith(message)
    assert not any(each in (row.error_message or "") for each in ("/", "Error", "webm", "oh"))
    assert video_of(video).status == "failed"


def test_a_fault_that_passes_leaves_no_trace(run: Run, video: UUID) -> None:
    def work(video_id: UUID, report: Report) -> None:
        if row_of(video).attempts < 3:
            raise StorageError("S3 is away")

    run(work)
    row = row_of(video)
    assert (row.state, row.attempts, row.error_code, row.error_message) == ("done", 3, None, None)
    assert video_of(video).status == "processing"


def test_progress_reaches_the_row_in_steps_worth_a_write(run: Run, video: UUID) -> None:
    written: list[float] = []

    def work(video_id: UUID, report: Report) -> None:
        for percent in range(1001):
            report(percent / 1000)
            written.append(row_of(video).progress)
        while row_of(video).progress < 1.0:
            time.sleep(0.01)

    run(work)
    steps = sorted(set(written))
    assert 1 < len(steps) <= 52
    assert written == sorted(written)


def test_work_without_progress_is_kept_alive(run: Run, video: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stage whose row is not touched is started again elsewhere."""
    monkeypatch.setattr(times, "BEAT", 0.02)
    seen: set[object] = set()

    def work(video_id: UUID, report: Report) -> None:
        while len(seen) < 4:
            seen.add(row_of(video).updated_at)

    run(work)
    assert row_of(video).state == "done"


@pytest.mark.parametrize("fails", [False, True])
def test_the_heartbeat_ends_with_the_work(run: Run, video: UUID, fails: bool) -> None:
    def work(video_id: UUID, report: Report) -> None:
        assert "heartbeat-finalize" in [thread.name for thread in threading.enumerate()]
        if fails:
            raise VideoFlowError("broken", "It broke.")

    run(work)
    assert "heartbeat-finalize" not in [thread.name for thread in threading.enumerate()]


def test_a_stage_of_a_purged_video_is_no_ones_fault(app: APIFlask) -> None:
    """Invariant 5: late."""
    run_stage(finalize, str(uuid4()), "finalize", lambda video_id, report: pytest.fail("it ran"))


def test_backoff_grows() -> None:
    from workers.stages import _backoff

    for attempt, middle in [(1, 2.0), (2, 8.0), (3, 32.0)]:
        assert 0.8 * middle <= _backoff(attempt) <= 1.2 * middle


def test_every_stage_state_that_ends_is_known_to_the_database(video: UUID) -> None:
    for state in (StageState.DONE, StageState.FAILED, StageState.SKIPPED):
        other = record(video_of(video).owner_id, b"1")
        claim = stages.claim(other, "finalize")
        assert claim
        stages.finish(other, "finalize", state, claim.attempt)
        assert row_of(other).state == state
