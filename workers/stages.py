"""Runs one stage of the pipeline: claim, heartbeat, work, end; retry with backoff, then say what failed."""

import random
from collections.abc import Callable
from uuid import UUID

from celery import Task

from app import events, pulse
from app.db.patience import patient
from app.domain.pipeline.states import StageState
from app.errors import StageSkipped, VideoFlowError, in_words
from app.services.pipeline import stages
from app.services.pipeline.stages import Claim

Work = Callable[[UUID, Callable[[float], None]], None]

# A failing stage is tried again after about 2, 8 and 32 seconds.
BACKOFF_BASE_SECONDS = 2.0
BACKOFF_FACTOR = 4.0


def run_stage(task: "Task[..., None]", video_id: str, name: str, work: Work) -> None:
    """Runs `work(video_id, report)` as stage `name`, unless it was done or is being done.

    A fault that is not retryable, or the last attempt's, ends the stage as failed; the task fails with it, so
    that the chain stops and Flower shows it.
    """
    key = UUID(video_id)
    with patient():
        claim = stages.claim(key, name)
    if claim is None:
        return
    beat, tell = _beat(key, name, claim.attempt), _tell(task, key, claim.owner_id)
    # Patience begins inside: the sign of life shall fail and be tried again, not wait.
    with pulse.beside(f"heartbeat-{name}", beat, tell) as sign, patient():
        _work(task, key, name, claim, lambda: work(key, sign.report))


def _work(task: "Task[..., None]", key: UUID, name: str, claim: Claim, work: Callable[[], None]) -> None:
    """Does the work and says in the stage's row how that ended, while the sign of life goes on."""
    try:
        work()
    except StageSkipped as reason:
        stages.finish(key, name, StageState.SKIPPED, claim.attempt, "not_needed", str(reason))
    except Exception as error:
        # The edge of the worker: every fault must end in a row that a person can read.
        code, message = in_words(error)
        if _may_pass(error) and not claim.is_last:
            stages.release(key, name, claim.attempt, code, message)
            raise task.retry(exc=error, countdown=_backoff(claim.attempt), max_retries=None) from error
        stages.finish(key, name, StageState.FAILED, claim.attempt, code, message)
        raise
    else:
        stages.finish(key, name, StageState.DONE, claim.attempt)


def _may_pass(error: Exception) -> bool:
    """Whether trying again can help; of a fault nobody knows it may."""
    return error.retryable if isinstance(error, VideoFlowError) else True


def _backoff(attempt: int) -> float:
    return BACKOFF_BASE_SECONDS * BACKOFF_FACTOR ** (attempt - 1) * random.uniform(0.8, 1.2)


def _beat(key: UUID, name: str, attempt: int) -> Callable[[float], bool]:
    return lambda progress: stages.touch(key, name, attempt, progress)


def _tell(task: "Task[..., None]", key: UUID, owner_id: UUID) -> Callable[[float], None]:
    """Tells the pages that are open, and Flower, how far a stage is."""
    request = task.request
    uuid, hostname, celery = request.id, request.hostname, task.app

    def tell(progress: float) -> None:
        events.video_changed(key, owner_id)
        # Flower hands on only the fields Celery knows, so the words for people ride in `result`.
        shown = {"progress": round(progress, 3), "video_id": str(key), "result": f"{progress:.0%}"}
        with celery.events.default_dispatcher(hostname=hostname) as dispatcher:
            dispatcher.send("task-progress", uuid=uuid, retry=False, **shown)

    return tell
