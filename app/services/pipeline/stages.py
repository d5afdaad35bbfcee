"""Stages of the pipeline: claimed, reported on, ended; and what that makes of the video."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.dialects.postgresql import insert

from app import events, jobs
from app.db import visible
from app.db.models import Stage, Video
from app.db.patience import persistent
from app.db.unit_of_work import FOR_CHANGE, UnitOfWork, after_commit, transaction
from app.domain import times
from app.domain.access import Action, Caller
from app.domain.pipeline.states import (
    ENDED,
    ESSENTIAL,
    PLANS,
    REDACTION,
    STAGES,
    Source,
    StageState,
    VideoStatus,
    dependents,
    is_ready,
    verdict,
)
from app.errors import VideoFlowError, not_found
from app.media.clamd import Verdict
from app.services.pipeline import alerts
from app.services.pipeline.transitions import change_status
from app.settings import settings

MAX_ATTEMPTS = 4


@dataclass(frozen=True, slots=True)
class Claim:
    """A stage this worker may run now; `attempt` counts from 1."""

    attempt: int
    owner_id: UUID

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

    Delivered twice, a task's second run ends here; delivered late, too.

    1. A stage that waits is taken.
    2. One that runs, and whose worker is silent, may be lost; or the database was away, and everybody is silent. So
       whoever would take it over waits for GRACE, in which a worker that lives is heard.
    3. If there was no sign of life the stage is taken; one that took all its attempts' workers with it ends as failed.
    """
    taken = _take(video_id, name, Stage.state == StageState.PENDING)
    if taken is None and (heard := _silent_since(video_id, name)):
        time.sleep(times.GRACE)
        taken = _take_over(video_id, name, heard)
    if taken:
        events.video_changed(video_id, taken.owner_id)
    return taken


def _take_over(video_id: UUID, name: str, heard: datetime) -> Claim | None:
    same = and_(Stage.state == StageState.RUNNING, Stage.updated_at == heard)
    taken = _take(video_id, name, and_(same, Stage.attempts < MAX_ATTEMPTS))
    if taken is None:
        mine = (Stage.video_id == video_id, Stage.name == name)
        with transaction() as work:
            worn_out = work.scalar(select(Stage.attempts).where(*mine, same))
        if worn_out:
            message = f"{name} was begun {worn_out} times, and each time its worker was lost."
            finish(video_id, name, StageState.FAILED, worn_out, "worker_lost", message)
    return taken


def _take(video_id: UUID, name: str, free: ColumnElement[bool]) -> Claim | None:
    with transaction() as work:
        if not is_ready(name, _states(work, video_id)):
            return None
        row = work.execute(
            update(Stage)
            .where(Stage.video_id == video_id, Stage.name == name, Video.id == Stage.video_id, free)
            .values(
                state=StageState.RUNNING,
                attempts=Stage.attempts + 1,
                updated_at=func.now(),
                started_at=func.now(),
                ended_at=None,
            )
            .returning(Stage.attempts, Video.owner_id)
        ).one_or_none()
    return Claim(row.attempts, row.owner_id) if row else None


def _silent_since(video_id: UUID, name: str) -> datetime | None:
    query = select(Stage.updated_at).where(Stage.video_id == video_id, Stage.name == name, is_silent())
    with transaction() as work:
        return work.scalar(query)


def is_silent() -> ColumnElement[bool]:
    """True for a running stage whose worker has missed its beats: it is lost if that lasts."""
    return and_(Stage.state == StageState.RUNNING, Stage.updated_at < func.now() - timedelta(seconds=times.SILENT))


def touch(video_id: UUID, name: str, attempt: int, progress: float) -> bool:
    """Says that an attempt at a stage is alive, and how far it is (0 to 1); returns whether it is still the one."""
    values = {"updated_at": func.now(), "progress": progress}
    with transaction() as work:
        row = work.execute(update(Stage).where(_is_run_by(video_id, name, attempt)).values(values).returning(Stage.id))
        return row.one_or_none() is not None


@persistent
def finish(
    video_id: UUID, name: str, state: StageState, attempt: int, code: str | None = None, message: str | None = None
) -> None:
    """Ends a stage, skips what can no longer run, and settles the video when all is over.

    An attempt that another one has replaced ends nothing.

    1. The video's row is locked first, so that two last stages ending at once see each other.
    2. The stage ends, if this attempt still runs it; where it did not succeed, what needs it is skipped.
    3. The video is settled by what all its stages say.
    4. After the commit, whoever watches the video and, of a failure, whoever operates the product is told.
    """
    with transaction() as work:
        video = work.get(Video, video_id, with_for_update=FOR_CHANGE)
        if video is None or work.scalar(select(Stage.id).where(_is_run_by(video_id, name, attempt))) is None:
            return
        _set(work, video_id, [name], state, code, message)
        if state is not StageState.DONE:
            _set(work, video_id, dependents(name), StageState.SKIPPED, "not_run", f"{name} did not succeed")
        if state is StageState.FAILED:
            after_commit(lambda: alerts.stage_failed(video_id, name, code, message, attempt))
        _settle(work, video_id)
        events.video_changed(video_id, video.owner_id)


@persistent
def release(video_id: UUID, name: str, attempt: int, code: str, message: str) -> None:
    """Gives a stage back after a fault that another attempt may not meet."""
    with transaction() as work:
        work.execute(
            update(Stage)
            .where(_is_run_by(video_id, name, attempt))
            .values(state=StageState.PENDING, updated_at=func.now(), error_code=code, error_message=message)
        )


@persistent
def give_way(video_id: UUID, name: str, attempt: int) -> None:
    """Gives a stage back that goes on later where it stopped: this was no attempt of those it has."""
    with transaction() as work:
        values = {"state": StageState.PENDING, "attempts": Stage.attempts - 1, "updated_at": func.now()}
        work.execute(update(Stage).where(_is_run_by(video_id, name, attempt)).values(values))


def restart(video_id: UUID, caller: Caller, name: str, **values: object) -> None:
    """Has an ended stage run again, and those that need it: a person asked for it. `values` are columns of the video to
    set with it.

    Raises VideoFlowError: `not_found` (404) for a video they may not do this with or an unknown stage,
    `stage_not_ready` (409) while what it needs is not done, `stage_running` (409) while it has not ended.
    """
    if name not in STAGES:
        raise not_found("stage")
    with transaction() as work:
        theirs = Video.id == video_id, visible.may(caller, Action.RETRY)
        video = work.scalar(select(Video).where(*theirs).with_for_update(**FOR_CHANGE))
        if video is None or video.status == VideoStatus.ABORTED:
            raise not_found("video")
        states = _states(work, video_id)
        if name not in states:
            raise not_found("stage")
        if not is_ready(name, states):
            raise VideoFlowError("stage_not_ready", "This has to wait for what is done before it.", 409)
        if any(states[each] not in ENDED for each in [name, *dependents(name)] if each in states):
            raise VideoFlowError("stage_running", "This is still being worked on. Try again when that is done.", 409)
        _begin_again(work, video_id, video.owner_id, name, **values)


def again(video_id: UUID, name: str, code: str) -> bool:
    """Has a stage run again, if its video is at rest and this fault still is what it ended with: of the product's own
    accord, once what was away is back. Returns whether it was so.
    """
    with transaction() as work:
        at_rest = Video.status.in_((VideoStatus.DONE, VideoStatus.FAILED)), Video.deleted_at.is_(None)
        owned = select(Video.owner_id).where(Video.id == video_id, *at_rest)
        owner_id = work.scalar(owned.with_for_update(**FOR_CHANGE))
        fault = Stage.video_id == video_id, Stage.name == name, Stage.state == StageState.FAILED
        if owner_id is None or work.scalar(select(Stage.error_code).where(*fault)) != code:
            return False
        _begin_again(work, video_id, owner_id, name)
    return True


def ask_for_redaction(work: UnitOfWork, video: Video) -> None:
    """Has what is covered in a video, whose row is held, made anew: now, or once what is being done with it is over."""
    video.redaction_due = True
    work.flush()
    is_at_rest = all(state in ENDED for state in _states(work, video.id).values())
    if video.status == VideoStatus.DONE and is_at_rest:
        _redact(work, video.id, video.owner_id)


def _redact(work: UnitOfWork, video_id: UUID, owner_id: UUID) -> None:
    rows = [{"video_id": video_id, "name": name, "state": StageState.PENDING} for name in REDACTION]
    work.execute(insert(Stage).values(rows).on_conflict_do_nothing())
    _begin_again(work, video_id, owner_id, REDACTION[0])


def _begin_again(work: UnitOfWork, video_id: UUID, owner_id: UUID, name: str, **values: object) -> None:
    """Back to the start with the stage and those that need it, and off."""
    work.execute(
        update(Stage)
        .where(Stage.video_id == video_id, Stage.name.in_([name, *dependents(name)]))
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
    jobs.start_pipeline(video_id, settings().host_id)
    events.video_changed(video_id, owner_id)


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


def _settle(work: UnitOfWork, video_id: UUID) -> None:
    """Moves the video on if its stages are over."""
    is_condemned = work.scalar(select(Video.scan_verdict).where(Video.id == video_id)) == Verdict.INFECTED
    outcome = verdict(_states(work, video_id), is_condemned)
    if outcome is VideoStatus.DONE:
        owner_id = change_status(work, video_id, outcome, "all stages ended")
        if owner_id and work.scalar(select(Video.redaction_due).where(Video.id == video_id)):
            _redact(work, video_id, owner_id)
    elif outcome is VideoStatus.FAILED:
        decisive = Stage.state == StageState.FAILED, Stage.name.in_({*ESSENTIAL, "vet"} if is_condemned else ESSENTIAL)
        failed = work.scalars(select(Stage).where(Stage.video_id == video_id, *decisive).order_by(Stage.id)).first()
        if failed:
            fault = {"error_code": failed.error_code, "error_message": failed.error_message}
            change_status(work, video_id, outcome, f"{failed.name} failed", **fault)
