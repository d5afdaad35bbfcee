"""Runs one stage of the pipeline: claim, heartbeat, work, end; retry with backoff, then say what failed."""

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from celery import Task
from flask import Flask, current_app

from app.domain.pipeline.states import StageState
from app.errors import StageSkipped, VideoFlowError
from app.services.pipeline import stages

Work = Callable[[UUID, Callable[[float], None]], None]

# A failing stage is tried again after about 2, 8 and 32 seconds.
BACKOFF_BASE_SECONDS = 2.0
BACKOFF_FACTOR = 4.0
# Progress in smaller steps than this is not worth a write.
PROGRESS_STEP = 0.02


def run_stage(task: "Task[..., None]", video_id: str, name: str, work: Work) -> None:
    """Runs `work(video_id, report)` as stage `name`, unless it was done or is being done.

    A fault that is not retryable, or the last attempt's, ends the stage as failed; the task fails with it, so
    that the chain stops and Flower shows it.
    """
    key = UUID(video_id)
    claim = stages.claim(key, name)
    if claim is None:
        return
    try:
        with _heartbeat(key, name, claim.attempt):
            work(key, _reporter(task, key, name, claim.attempt))
    except StageSkipped as reason:
        stages.finish(key, name, StageState.SKIPPED, claim.attempt, "not_needed", str(reason))
    except Exception as error:
        # The edge of the worker: every fault must end in a row that a person can read.
        code, message, retryable = _describe(error)
        if retryable and not claim.is_last:
            stages.release(key, name, claim.attempt, code, message)
            raise task.retry(exc=error, countdown=_backoff(claim.attempt), max_retries=None) from error
        stages.finish(key, name, StageState.FAILED, claim.attempt, code, message)
        raise
    else:
        _tell_flower(task, key, 1.0)
        stages.finish(key, name, StageState.DONE, claim.attempt)


def _describe(error: Exception) -> tuple[str, str, bool]:
    if isinstance(error, VideoFlowError):
        return error.code, error.message, error.retryable
    return "internal", f"{type(error).__name__}: {error}"[:500], True


def _backoff(attempt: int) -> float:
    return BACKOFF_BASE_SECONDS * BACKOFF_FACTOR ** (attempt - 1) * random.uniform(0.8, 1.2)


def _reporter(task: "Task[..., None]", video_id: UUID, name: str, attempt: int) -> Callable[[float], None]:
    last = -1.0

    def report(progress: float) -> None:
        nonlocal last
        if progress - last >= PROGRESS_STEP or progress >= 1.0 > last:
            last = progress
            _tell_flower(task, video_id, progress)
            stages.touch(video_id, name, attempt, progress)

    return report


def _tell_flower(task: "Task[..., None]", video_id: UUID, progress: float) -> None:
    # Flower hands on only the fields Celery knows, so the words for people ride in `result`.
    task.send_event("task-progress", progress=round(progress, 3), video_id=str(video_id), result=f"{progress:.0%}")


@contextmanager
def _heartbeat(video_id: UUID, name: str, attempt: int) -> Iterator[None]:
    """Touches the stage's row while the work runs: a stage without a heartbeat is started again elsewhere."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    stop = threading.Event()

    def beat() -> None:
        with app.app_context():
            while not stop.wait(stages.HEARTBEAT.total_seconds()):
                stages.touch(video_id, name, attempt)

    thread = threading.Thread(target=beat, name=f"heartbeat-{name}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
