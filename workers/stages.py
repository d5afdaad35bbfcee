"""Runs one stage of the pipeline: claim, heartbeat, work, end; retry with backoff, then say what failed.

In the queues that all machines share, what a message was sent for need not be what its worker does: people take turns
(services/pipeline/turns.py). Whoever ends a stage asks for those that waited for it.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from celery import Task

from app import events, jobs, pulse
from app.db.patience import patient
from app.domain.pipeline.states import StageState
from app.errors import StageGivesWay, StageSkipped, VideoFlowError, in_words
from app.services.pipeline import stages, turns
from app.services.pipeline.stages import Claim
from workers import pipeline

Work = Callable[[UUID, Callable[[float], None]], None]

# A failing stage is tried again after about 2, 8 and 32 seconds.
BACKOFF_BASE_SECONDS = 2.0
BACKOFF_FACTOR = 4.0


@dataclass(frozen=True, slots=True)
class _Run:
    """A stage that a task runs. `borrowed`: the task's message was sent for another one."""

    task: "Task[..., None]"
    video_id: UUID
    name: str
    claim: Claim
    borrowed: bool = False


def run_stage(task: "Task[..., None]", video_id: str, name: str, work: Work) -> None:
    """Runs `work(video_id, report)` as stage `name`, unless it was done or is being done.

    A fault that is not retryable, or the last attempt's, ends the stage as failed; the task fails with it, so
    that Flower shows it.
    """
    key = UUID(video_id)
    with patient():
        claim = stages.claim(key, name)
    if claim is not None:
        _run(_Run(task, key, name, claim), work)


def take_turn(
    task: "Task[..., None]", queue: str, own: tuple[UUID, str] | None, works: Mapping[str, Work]
) -> UUID | None:
    """Runs what is due in a queue, by its entry in `works`; returns whose stage it was, None where nothing is due.

    `own` is what the message was sent for. One that is sent again after a fault runs that and nothing else.
    """
    with patient():
        again = own is not None and bool(task.request.retries)
        taken = turns.take_own(*own) if own and again else turns.take(queue, own)
    if taken is None:
        return None
    run = _Run(task, taken.video_id, taken.name, taken.claim, (taken.video_id, taken.name) != own)
    _run(run, works[taken.name])
    pipeline.go_on_from(taken.video_id, taken.name)
    return taken.video_id


def _run(run: _Run, work: Work) -> None:
    beat, tell = _beat(run.video_id, run.name, run.claim.attempt), _tell(run)
    # Patience begins inside: the sign of life shall fail and be tried again, not wait.
    with pulse.beside(f"heartbeat-{run.name}", beat, tell) as sign, patient():
        _work(run, lambda: work(run.video_id, sign.report))


def _work(run: _Run, work: Callable[[], None]) -> None:
    """Does the work and says in the stage's row how that ended, while the sign of life goes on."""
    key, name, attempt = run.video_id, run.name, run.claim.attempt
    try:
        work()
    except StageSkipped as reason:
        stages.finish(key, name, StageState.SKIPPED, attempt, "not_needed", str(reason))
    except StageGivesWay:
        stages.give_way(key, name, attempt)
        if ask := jobs.STAGES.get(name):
            ask(key)
    except Exception as error:
        # The edge of the worker: every fault must end in a row that a person can read.
        code, message = in_words(error)
        if _may_pass(error) and not run.claim.is_last:
            stages.release(key, name, attempt, code, message)
            _try_again(run, error)
            raise
        stages.finish(key, name, StageState.FAILED, attempt, code, message)
        raise
    else:
        stages.finish(key, name, StageState.DONE, attempt)


def _try_again(run: _Run, error: Exception) -> None:
    """Has the stage run once more in a while. Raises what tells Celery so, where the message is its own."""
    pause = _backoff(run.claim.attempt)
    if run.borrowed:
        jobs.again(run.name, run.video_id, pause)
    else:
        raise run.task.retry(exc=error, countdown=pause, max_retries=None) from error


def _may_pass(error: Exception) -> bool:
    """Whether trying again can help; of a fault nobody knows it may."""
    return error.retryable if isinstance(error, VideoFlowError) else True


def _backoff(attempt: int) -> float:
    return BACKOFF_BASE_SECONDS * BACKOFF_FACTOR ** (attempt - 1) * random.uniform(0.8, 1.2)


def _beat(key: UUID, name: str, attempt: int) -> Callable[[float], bool]:
    return lambda progress: stages.touch(key, name, attempt, progress)


def _tell(run: _Run) -> Callable[[float], None]:
    """Tells the pages that are open, and Flower, how far a stage is."""
    request, key = run.task.request, run.video_id
    uuid, hostname, celery = request.id, request.hostname, run.task.app
    what = f"{run.name} of {key}: " if run.borrowed else ""

    def tell(progress: float) -> None:
        events.video_changed(key, run.claim.owner_id)
        # Flower hands on only the fields Celery knows, so the words for people ride in `result`.
        shown = {"progress": round(progress, 3), "video_id": str(key), "result": f"{what}{progress:.0%}"}
        with celery.events.default_dispatcher(hostname=hostname) as dispatcher:
            dispatcher.send("task-progress", uuid=uuid, retry=False, **shown)

    return tell
