"""Stages of the pipeline: claimed, reported on, ended; and what that makes of the video."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from app import events
from app.db import visible
from app.db.models import Stage, Video
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.access import Action, Caller
from app.domain.pipeline.states import (
    ENDED,
    PLANS,
    STAGES,
    Source,
    StageState,
    VideoStatus,
    dependents,
    is_ready,
    verdict,
)
from app.errors import VideoFlowError, not_found
from app.services.pipeline import alerts
from app.services.pipeline.transitions import change_status

MAX_ATTEMPTS = 4
# A running stage is touched every HEARTBEAT; three missed ones mean that its worker is gone.
HEARTBEAT = timedelta(seconds=10)
STALE_AFTER = 3 * HEARTBEAT


@dataclass(frozen=True, slots=True)
class Claim:
    """A stage this worker may run now; `attempt` counts from 1."""

    attempt: int

    @property
    def is_last(self) -> bool:
        """Whether a fault now is the stage's last word."""
        return self.attempt >= MAX_ATTEMPTS


def create_all(work: UnitOfWork, video_id: UUID, source: Source = Source.RECORDING) -> None:
    """Adds the pending rows of a new video: the stages that what came this way goes through."""
    rows = [{"video_id": video_id, "name": name, "state": StageState.PENDING} for name in PLANS[source]]
    work.execute(insert(Stage).values(rows).on_conflict_do_nothing())


def claim(video_id: UUID, name: str) -> Claim | None:
    """Takes a stage to run it, or None: it has ended, runs elsewhere, or what it needs is not done.

    Delivered twice, a task's second run ends here; delivered late, too. A stage that took all its attempts' workers
    with it ends as failed.
    """
    fresh = func.now() - STALE_AFTER
    with transaction() as work:
        states = _states(work, video_id)
        if not is_ready(name, states):
            return None
        lost = (Stage.state == StageState.RUNNING) & (Stage.updated_at < fresh)
        taken = work.execute(
            update(Stage)
            .where(
                Stage.video_id == video_id,
                Stage.name == name,
                or_(Stage.state == StageState.PENDING, lost & (Stage.attempts < MAX_ATTEMPTS)),
            )
            .values(
                state=StageState.RUNNING,
                attempts=Stage.attempts + 1,
                updated_at=func.now(),
                started_at=func.now(),
                ended_at=None,
            )
            .returning(Stage.attempts)
        ).scalar_one_or_none()
        owner_id = work.scalar(select(Video.owner_id).where(Video.id == video_id))
        worn_out = taken is None and work.scalar(
            select(Stage.attempts).where(
                Stage.video_id == video_id, Stage.name == name, lost, Stage.attempts >= MAX_ATTEMPTS
            )
        )
    if worn_out:
        message = f"{name} was begun {worn_out} times, and each time its worker was lost."
        finish(video_id, name, StageState.FAILED, worn_out, "worker_lost", message)
    if taken is None or owner_id is None:
        return None
    events.video_changed(video_id, owner_id)
    return Claim(taken)


def touch(video_id: UUID, name: str, attempt: int, progress: float | None = None) -> None:
    """Says that an attempt at a stage is alive, and how far it is (0 to 1)."""
    values: dict[str, object] = {"updated_at": func.now()}
    if progress is not None:
        values["progress"] = min(max(progress, 0.0), 1.0)
    with transaction() as work:
        work.execute(update(Stage).where(_is_run_by(video_id, name, attempt)).values(**values))
        owner_id = work.scalar(select(Video.owner_id).where(Video.id == video_id))
    if progress is not None and owner_id:
        events.video_changed(video_id, owner_id)


def finish(
    video_id: UUID, name: str, state: StageState, attempt: int, code: str | None = None, message: str | None = None
) -> None:
    """Ends a stage, skips what can no longer run, and settles the video when all is over.

    An attempt that another one has replaced ends nothing.
    """
    with transaction() as work:
        # The video's row is locked first, so that two last stages ending at once see each other.
        work.get(Video, video_id, with_for_update=True)
        if work.scalar(select(Stage.id).where(_is_run_by(video_id, name, attempt))) is None:
            return
        _set(work, video_id, [name], state, code, message)
        if state is not StageState.DONE:
            _set(work, video_id, dependents(name), StageState.SKIPPED, "not_run", f"{name} did not succeed")
        owner_id = _settle(work, video_id)
    if owner_id:
        events.video_changed(video_id, owner_id)
    if state is StageState.FAILED:
        alerts.stage_failed(video_id, name, code, message, attempt)


def release(video_id: UUID, name: str, attempt: int, code: str, message: str) -> None:
    """Gives a stage back after a fault that another attempt may not meet."""
    with transaction() as work:
        work.execute(
            update(Stage)
            .where(_is_run_by(video_id, name, attempt))
            .values(state=StageState.PENDING, updated_at=func.now(), error_code=code, error_message=message)
        )


def restart(video_id: UUID, caller: Caller, name: str, **values: object) -> None:
    """Makes an ended stage, and those that need it, pending again: a person asked for it. `values` are columns of the
    video to set with it.

    Raises VideoFlowError: `not_found` (404) for a video they may not do this with or an unknown stage,
    `stage_not_ready` (409) while what it needs is not done, `stage_running` (409) while it has not ended.
    """
    if name not in STAGES:
        raise not_found("stage")
    again = [name, *dependents(name)]
    with transaction() as work:
        theirs = Video.id == video_id, visible.may(caller, Action.RETRY)
        video = work.scalar(select(Video).where(*theirs).with_for_update())
        if video is None or video.status == VideoStatus.ABORTED:
            raise not_found("video")
        states = _states(work, video_id)
        if name not in states:
            raise not_found("stage")
        if not is_ready(name, states):
            raise VideoFlowError("stage_not_ready", f"{name} has to wait for the stages before it.", 409)
        if any(states[each] not in ENDED for each in again if each in states):
            raise VideoFlowError("stage_running", f"{name} is already under way.", 409)
        work.execute(
            update(Stage)
            .where(Stage.video_id == video_id, Stage.name.in_(again))
            .values(
                state=StageState.PENDING,
                progress=0.0,
                attempts=0,
                error_code=None,
                error_message=None,
                updated_at=func.now(),
                started_at=None,
                ended_at=None,
            )
        )
        values |= {"error_code": None, "error_message": None}
        change_status(work, video_id, VideoStatus.PROCESSING, f"{name} started again", **values)
    events.video_changed(video_id, video.owner_id)


def pending(video_id: UUID) -> list[str]:
    """The stages that have not ended, in pipeline order."""
    with transaction() as work:
        states = _states(work, video_id)
    return [name for name in STAGES if name in states and states[name] not in ENDED]


def _is_run_by(video_id: UUID, name: str, attempt: int) -> ColumnElement[bool]:
    """True for the stage's row while this attempt is the one that runs it."""
    return and_(
        Stage.video_id == video_id, Stage.name == name, Stage.state == StageState.RUNNING, Stage.attempts == attempt
    )


def _states(work: UnitOfWork, video_id: UUID) -> dict[str, StageState]:
    rows = work.execute(select(Stage.name, Stage.state).where(Stage.video_id == video_id))
    return {row.name: StageState(row.state) for row in rows}


def _set(
    work: UnitOfWork, video_id: UUID, names: list[str], state: StageState, code: str | None, message: str | None
) -> None:
    ended = {"progress": 1.0} if state is StageState.DONE else {}
    work.execute(
        update(Stage)
        .where(Stage.video_id == video_id, Stage.name.in_(names), Stage.state.not_in(ENDED))
        .values(
            state=state, error_code=code, error_message=message, updated_at=func.now(), ended_at=func.now(), **ended
        )
    )


def _settle(work: UnitOfWork, video_id: UUID) -> UUID | None:
    """Moves the video on if its stages are over. Returns its owner's id."""
    video = work.get(Video, video_id)
    if video is None:
        return None
    outcome = verdict(_states(work, video_id))
    if outcome is VideoStatus.DONE:
        change_status(work, video_id, outcome, "all stages ended")
    elif outcome is VideoStatus.FAILED:
        failed = work.scalars(
            select(Stage).where(Stage.video_id == video_id, Stage.state == StageState.FAILED).order_by(Stage.id)
        ).first()
        if failed:
            change_status(
                work,
                video_id,
                outcome,
                f"{failed.name} failed",
                error_code=failed.error_code,
                error_message=failed.error_message,
            )
    return video.owner_id
