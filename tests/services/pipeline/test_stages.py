"""Stages are claimed by one worker, watched by their heartbeat, ended once, and make the video what it is."""

import re
import time
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from sqlalchemy import func, text, update

from app.db.models import Annotation, Stage, Video
from app.db.unit_of_work import transaction
from app.domain import times
from app.domain.pipeline.states import PLANS, Source, StageState, VideoStatus, dependents
from app.errors import VideoFlowError
from app.services.ingest import connections
from app.services.pipeline import stages
from app.services.pipeline.transitions import change_status
from tests.conftest import Person
from tests.support.recordings import at_once, let_time_pass, record, stages_of, story_of, video_of

STAGES = PLANS[Source.RECORDING]
DONE, FAILED, SKIPPED, PENDING, RUNNING = (
    StageState.DONE,
    StageState.FAILED,
    StageState.SKIPPED,
    StageState.PENDING,
    StageState.RUNNING,
)


@pytest.fixture
def video(person: Person, short_grace: None) -> UUID:
    """A finished recording of which no stage has run."""
    video = record(person.id, b"12345")
    connections.finish(video, person.caller)
    return video


def states(video: UUID) -> dict[str, str]:
    """The state of each stage, in pipeline order."""
    found = stages_of(video)
    return {name: found[name].state for name in STAGES}


def run(video: UUID, *names: str, state: StageState = DONE) -> None:
    """Claims and ends stages one after the other."""
    for name in names:
        claim = stages.claim(video, name)
        assert claim, name
        stages.finish(video, name, state, claim.attempt)


def fall_silent(video: UUID, name: str) -> None:
    """The stage's worker was not heard of for longer than its heartbeat allows."""
    let_time_pass("stages", "updated_at", stages_of(video)[name].id, f"{times.SILENT + 1} seconds")


def refusal(call: Callable[[], object]) -> tuple[str, int]:
    """Code and status of the refusal that a call meets, which speaks to people: of none of our names for stages."""
    with pytest.raises(VideoFlowError) as refused:
        call()
    assert not {*STAGES} & {*re.findall(r"\w+", refused.value.message.lower())}
    return refused.value.code, refused.value.http_status


def test_a_new_video_waits_for_all_of_them(video: UUID) -> None:
    assert states(video) == dict.fromkeys(STAGES, "pending")
    assert stages.pending(video) == list(STAGES)


def test_a_claim_is_one_workers(app: APIFlask, video: UUID) -> None:
    """Invariant 5: the same task delivered to several workers at once runs in one of them."""
    claims = at_once(app, *[lambda: stages.claim(video, "finalize")] * 6)
    assert [claim.attempt for claim in claims if claim] == [1]
    assert states(video)["finalize"] == "running"


def test_a_stage_waits_for_what_it_needs(video: UUID) -> None:
    assert stages.claim(video, "probe") is None
    assert stages.claim(video, "document") is None
    run(video, "finalize")
    assert stages.claim(video, "probe")
    assert stages.claim(video, "frames") is None


def test_a_stage_that_ended_is_not_claimed_again(video: UUID) -> None:
    """Invariant 5: late."""
    run(video, "finalize")
    assert stages.claim(video, "finalize") is None


def test_stages_of_a_video_that_is_gone_are_not_claimed(app: APIFlask) -> None:
    assert stages.claim(uuid4(), "finalize") is None
    assert stages.pending(uuid4()) == []


def test_a_silent_worker_is_replaced_and_a_beating_one_is_not(app: APIFlask, video: UUID) -> None:
    assert stages.claim(video, "finalize")
    let_time_pass("stages", "updated_at", stages_of(video)["finalize"].id, f"{times.SILENT - 5} seconds")
    assert stages.claim(video, "finalize") is None
    assert stages.touch(video, "finalize", 1, 0.0)
    fall_silent(video, "finalize")
    takers = at_once(app, *[lambda: stages.claim(video, "finalize")] * 4)
    assert [claim.attempt for claim in takers if claim] == [2]


def test_a_silent_worker_that_is_heard_again_keeps_its_stage(app: APIFlask, video: UUID) -> None:
    """The database was away, and everybody is silent at once: who lives says so within the grace."""
    assert stages.claim(video, "finalize")
    fall_silent(video, "finalize")

    def live_on() -> bool:
        time.sleep(times.GRACE / 2)
        return stages.touch(video, "finalize", 1, 0.5)

    taken, lives = at_once(app, lambda: stages.claim(video, "finalize"), live_on)
    assert (taken, lives) == (None, True)
    row = stages_of(video)["finalize"]
    assert (row.state, row.attempts) == ("running", 1)


def test_a_replaced_worker_cannot_speak_for_the_stage_any_more(video: UUID) -> None:
    """Invariant 5: it was only slow, and comes back while its successor works."""
    slow = stages.claim(video, "finalize")
    fall_silent(video, "finalize")
    successor = stages.claim(video, "finalize")
    assert slow and successor

    assert not stages.touch(video, "finalize", slow.attempt, 0.9)
    stages.release(video, "finalize", slow.attempt, "broken", "It broke.")
    stages.finish(video, "finalize", FAILED, slow.attempt, "broken", "It broke.")

    row = stages_of(video)["finalize"]
    assert (row.state, row.attempts, row.progress, row.error_code) == ("running", 2, 0.0, None)
    assert video_of(video).status == "processing"
    stages.finish(video, "finalize", DONE, successor.attempt)
    assert states(video)["finalize"] == "done"


def test_a_stage_whose_workers_are_lost_again_and_again_fails(video: UUID) -> None:
    """What kills its worker is not tried for ever."""
    for attempt in range(1, stages.MAX_ATTEMPTS + 1):
        claim = stages.claim(video, "finalize")
        assert claim
        assert (claim.attempt, claim.is_last) == (attempt, attempt == stages.MAX_ATTEMPTS)
        fall_silent(video, "finalize")
    assert stages.claim(video, "finalize") is None
    assert (states(video)["finalize"], stages_of(video)["finalize"].error_code) == ("failed", "worker_lost")
    assert (video_of(video).status, video_of(video).error_code) == ("failed", "worker_lost")


def test_a_stage_that_was_given_back_can_be_claimed_again(video: UUID) -> None:
    claim = stages.claim(video, "finalize")
    assert claim
    stages.release(video, "finalize", claim.attempt, "storage_unavailable", "S3 is away.")
    row = stages_of(video)["finalize"]
    assert (row.state, row.error_code) == ("pending", "storage_unavailable")
    again = stages.claim(video, "finalize")
    assert again
    assert again.attempt == 2
    stages.finish(video, "finalize", DONE, again.attempt)
    assert stages_of(video)["finalize"].error_code is None


def test_progress_of_a_stage_that_does_not_run_is_not_kept(video: UUID) -> None:
    stages.touch(video, "finalize", 1, 0.5)
    run(video, "finalize")
    stages.touch(video, "finalize", 1, 0.2)
    assert stages_of(video)["finalize"].progress == 1.0
    assert stages_of(video)["probe"].progress == 0.0


def test_when_all_is_done_the_video_is(video: UUID) -> None:
    run(video, *STAGES[:-1])
    assert video_of(video).status == "processing"
    run(video, STAGES[-1])
    assert video_of(video).status == "done"
    assert story_of(video)[-1] == ("processing", "done")
    assert stages.pending(video) == []


@pytest.mark.parametrize("essential", ["finalize", "probe"])
def test_an_essential_failure_is_the_videos(video: UUID, essential: str) -> None:
    before = STAGES[: STAGES.index(essential)]
    run(video, *before)
    claim = stages.claim(video, essential)
    assert claim
    stages.finish(video, essential, FAILED, claim.attempt, "not_a_video", "These bytes are no video.")
    row = video_of(video)
    assert (row.status, row.error_code, row.error_message) == ("failed", "not_a_video", "These bytes are no video.")
    after = [name for name in dependents(essential) if name in STAGES]
    assert [states(video)[name] for name in after] == ["skipped"] * len(after)


@pytest.mark.parametrize("state", [FAILED, SKIPPED])
def test_what_only_adds_does_not_fail_the_video(video: UUID, state: StageState) -> None:
    run(video, "finalize", "probe", "vet", "thumbnails", "storyboard", "transcode")
    run(video, "frames", state=state)
    assert states(video) == {
        "finalize": "done",
        "probe": "done",
        "vet": "done",
        "thumbnails": "done",
        "storyboard": "done",
        "transcode": "done",
        "frames": state.value,
        "text": "skipped",
        "document": "skipped",
    }
    assert (video_of(video).status, video_of(video).error_code) == ("done", None)


def test_the_last_two_stages_ending_at_once_settle_the_video(app: APIFlask, person: Person) -> None:
    """Invariant 4: neither waits for the other to say it."""
    for _ in range(8):
        video = record(person.id, b"12345")
        connections.finish(video, person.caller)
        run(video, "finalize", "probe", "vet", "storyboard", "transcode", "frames", "text")
        for name in ("thumbnails", "document"):
            assert stages.claim(video, name)
        at_once(
            app,
            *[lambda v=video, n=name: stages.finish(v, n, DONE, 1) for name in ("thumbnails", "document")],
        )
        assert video_of(video).status == "done"
        assert story_of(video).count(("processing", "done")) == 1


def test_ending_twice_is_ending_once(video: UUID) -> None:
    """Invariant 5."""
    run(video, "finalize")
    stages.finish(video, "finalize", FAILED, 1, "late", "Too late.")
    assert states(video)["finalize"] == "done"
    assert states(video)["probe"] == "pending"
    assert video_of(video).status == "processing"


def test_what_belongs_to_a_video_is_added_while_its_status_changes(app: APIFlask, person: Person, video: UUID) -> None:
    """A comment need not wait for the transaction that ends a stage."""
    with transaction() as work:
        change_status(work, video, VideoStatus.DONE, "as in the middle of an end")
        (added,) = at_once(app, lambda: comment(video, person.id))
        assert added == "added"


def comment(video: UUID, author: UUID) -> str:
    """Adds a row that refers to the video, or gives up at once where it would have to wait."""
    with transaction() as work:
        work.execute(text("SET LOCAL lock_timeout = '100ms'"))
        work.add(Annotation(video_id=video, author_id=author, timestamp=1.0, type="comment", content="Seen."))
    return "added"


# ---- a person starts a stage again -----------------------------------------------------------------------------


def test_a_failed_stage_can_be_started_again_with_what_needs_it(person: Person, video: UUID) -> None:
    run(video, "finalize", "probe", "vet", "thumbnails", "storyboard", "transcode")
    run(video, "frames", state=FAILED)
    stages.restart(video, person.caller, "frames")
    assert states(video) == {
        "finalize": "done",
        "probe": "done",
        "vet": "done",
        "thumbnails": "done",
        "storyboard": "done",
        "transcode": "done",
        "frames": "pending",
        "text": "pending",
        "document": "pending",
    }
    assert stages.pending(video) == ["frames", "text", "document"]
    row = stages_of(video)["frames"]
    assert (row.attempts, row.progress, row.error_code, row.started_at, row.ended_at) == (0, 0.0, None, None, None)
    assert video_of(video).status == "processing"
    run(video, "frames", "text", "document")
    assert video_of(video).status == "done"


def test_a_failed_video_recovers(person: Person, video: UUID) -> None:
    claim = stages.claim(video, "finalize")
    assert claim
    stages.finish(video, "finalize", FAILED, claim.attempt, "lost_bytes", "Gone.")
    stages.restart(video, person.caller, "finalize")
    assert (video_of(video).status, video_of(video).error_code) == ("processing", None)
    run(video, *STAGES)
    assert [to for _, to in story_of(video)] == ["uploading", "processing", "failed", "processing", "done"]


def test_what_runs_or_waits_is_not_started_again(person: Person, video: UUID) -> None:
    assert refusal(lambda: stages.restart(video, person.caller, "finalize")) == ("stage_running", 409)
    assert refusal(lambda: stages.restart(video, person.caller, "document")) == ("stage_not_ready", 409)
    run(video, *STAGES[:-1])
    assert refusal(lambda: stages.restart(video, person.caller, "frames")) == ("stage_running", 409)


def test_one_of_two_restarts_at_once_counts(app: APIFlask, person: Person, video: UUID) -> None:
    run(video, *STAGES)
    done = at_once(app, *[lambda: stages.restart(video, person.caller, "frames")] * 3)
    assert sum(each is None for each in done) == 1
    assert story_of(video).count(("done", "processing")) == 1


@pytest.mark.parametrize("name", ["nonsense", "", "Frames", "finalize "])
def test_there_are_no_other_stages(person: Person, video: UUID, name: str) -> None:
    assert refusal(lambda: stages.restart(video, person.caller, name)) == ("not_found", 404)


def test_other_peoples_videos_and_deleted_ones_are_not_there(
    make_person: Callable[[], Person], person: Person, video: UUID
) -> None:
    """Invariant 6."""
    run(video, *STAGES)
    assert refusal(lambda: stages.restart(video, make_person().caller, "frames")) == ("not_found", 404)
    assert refusal(lambda: stages.restart(uuid4(), person.caller, "frames")) == ("not_found", 404)
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video).values(deleted_at=func.now()))
    assert refusal(lambda: stages.restart(video, person.caller, "frames")) == ("not_found", 404)
    assert states(video)["frames"] == "done"


def test_an_aborted_video_has_no_stages_to_start(person: Person) -> None:
    video = record(person.id, b"")
    connections.abort(video, person.caller)
    with transaction() as work:
        work.execute(update(Stage).where(Stage.video_id == video).values(state="failed"))
    assert refusal(lambda: stages.restart(video, person.caller, "finalize")) == ("not_found", 404)
