"""One person's many clips do not hold up another's one: a real worker, its messages in the order of their sending."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from celery import Task
from sqlalchemy import select, update

from app import jobs
from app.db.models import Stage, Video
from app.db.unit_of_work import transaction
from app.domain.pipeline.queues import QUEUES
from app.errors import StorageError
from app.services.pipeline import stages
from tests.conftest import Person
from tests.services.pipeline.test_turns import clip
from tests.support.recordings import queued, stages_of
from workers import pipeline
from workers.celery_app import celery
from workers.stages import take_turn

ROOT = Path(__file__).parents[2]


@contextmanager
def worker(queue: str, log: Path) -> Iterator[None]:
    """One worker of a queue, that does one thing at a time."""
    argv = [sys.executable, "-m", "celery", "-A", "workers.celery_app", "worker", "-Q", queue, "--pool", "solo"]
    with log.open("w") as out:
        process = subprocess.Popen([*argv, "--without-mingle", "--without-gossip"], cwd=ROOT, stdout=out, stderr=out)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def silent_clip(person: Person) -> UUID:
    """One without a picture: there is no text to be read in it, which is soon found out."""
    video_id = clip(person, "text")
    media = {"container": "webm", "has_video": False, "video": None, "audio": {"index": 0}}
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video_id).values(media=media))
    return video_id


def begun(videos: list[UUID]) -> list[UUID]:
    """Those whose text was begun to be read, in that order."""
    with transaction() as work:
        query = select(Stage.video_id).where(Stage.video_id.in_(videos), Stage.name == "text", Stage.attempts > 0)
        return list(work.scalars(query.order_by(Stage.started_at)))


def await_begun(videos: list[UUID], count: int, log: Path) -> None:
    deadline = time.monotonic() + 60
    while len(begun(videos)) < count:
        assert time.monotonic() < deadline, log.read_text()[-3000:]
        time.sleep(0.1)


def test_one_clip_does_not_wait_for_25(person: Person, make_person: Callable[..., Person], tmp_path: Path) -> None:
    many = [silent_clip(person) for _ in range(25)]
    for each in many:
        jobs.read_text(each)
    single, lost = silent_clip(make_person()), silent_clip(make_person())
    jobs.read_text(single)
    log = tmp_path / "worker.log"
    with worker("ocr", log):
        # The last one has no message: those of the others are enough for it, too, and one of theirs waits for beat.
        await_begun([single, lost, *many], 26, log)
        assert queued("ocr") == []
        pipeline.start.apply(args=(str(many[-1]),)).get()
        await_begun([single, lost, *many], 27, log)
    order = begun([*many, single, lost])
    assert [order.index(single), order.index(lost)] == [1, 2]
    assert all(stages_of(each)["text"].attempts == 1 for each in order)


@pytest.fixture
def borrowing(person: Person, make_person: Callable[..., Person]) -> tuple[UUID, UUID]:
    """A clip of somebody who was served last, and one of somebody else, which is due."""
    mine = clip(person, "document")
    other = clip(make_person(), "document")
    claim = stages.claim(clip(person, "document"), "document")
    assert claim
    return mine, other


def test_a_message_does_what_is_due_and_asks_for_what_follows(
    person: Person, make_person: Callable[..., Person]
) -> None:
    busy, mine, other = clip(person, "document"), clip(person, "document"), clip(make_person(), "frames")
    assert stages.claim(busy, "document")
    seen: list[UUID] = []

    def message(video_id: UUID, name: str) -> UUID | None:
        return run_turn(video_id, name, lambda key, report: seen.append(key))

    assert message(mine, "document") == other
    assert queued("ocr") == [("ocr.text", [str(other)])]
    assert (stages_of(other)["frames"].state, stages_of(mine)["document"].state) == ("done", "pending")
    # The messages that follow come to what is left.
    assert [message(other, name) for name in ("frames", "text", "document")] == [other, other, mine]
    assert message(mine, "document") is None
    assert seen == [other, other, other, mine]


def test_a_fault_in_what_was_due_is_tried_again_by_a_message_of_its_own(borrowing: tuple[UUID, UUID]) -> None:
    mine, other = borrowing

    def work(video_id: UUID, report: object) -> None:
        raise StorageError("away")

    with pytest.raises(StorageError):
        run_turn(mine, "document", work)
    row = stages_of(other)["document"]
    assert (row.state, row.attempts, row.error_code) == ("pending", 1, "storage_unavailable")
    assert stages_of(mine)["document"].attempts == 0
    assert queued("ocr") == [("document.build", [str(other)])]
    # It comes once its time has come, and then runs that one, whoever waits.
    assert run_turn(other, "document", lambda video_id, report: None, retries=1) == other
    assert stages_of(other)["document"].state == "done"


def run_turn(video_id: UUID, name: str, work: Callable[..., None], retries: int = 0) -> UUID | None:
    """What a worker of the queue does with a message for this stage."""
    done: list[UUID | None] = []

    @celery.task(bind=True, name="tests.turn")
    def turn(self: "Task[..., None]") -> None:
        done.append(take_turn(self, "ocr", (video_id, name), dict.fromkeys(QUEUES["ocr"], work)))

    try:
        turn.apply(retries=retries).get()
    finally:
        celery.tasks.unregister("tests.turn")
    return done[0]
