"""The pieces of a run: claimed by whichever worker is free, kept alive, ended. Safe with any number of workers."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update

from app.db.models import TranscodePiece
from app.db.patience import persistent
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain import times
from app.errors import StageSkipped
from app.services.transcode.plan import Plan

# A piece that took so many workers with it, or failed so often, is given up.
MAX_ATTEMPTS = 4
_LOST = "The conversion was begun several times, and each time its worker was lost."


@dataclass(frozen=True, slots=True)
class Claim:
    """A piece that this worker makes now. `attempt` counts from 1 and is in the names of what it stores."""

    run_id: UUID
    number: int
    attempt: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a run is: `progress` from 0 to 1, pieces that have not ended, the first failure's code and message."""

    progress: float
    open: int
    failure: tuple[str, str] | None


def add(work: UnitOfWork, run_id: UUID, plan: Plan) -> None:
    """Adds the pending rows of a new run."""
    for piece in plan.pieces:
        start, stop = float(piece.start / plan.fps), float(piece.stop / plan.fps)
        work.add(TranscodePiece(run_id=run_id, number=piece.number, start=start, stop=stop))


def claim(run_id: UUID) -> Claim | None:
    """Takes the first piece that waits, or else one whose worker is lost; None where there is none.

    Pieces whose workers are silent are taken over only after GRACE without a sign of life, as stages are: the database
    may have been away. One that took all its attempts' workers with it ends as failed.
    """
    rows = TranscodePiece
    mine = rows.run_id == run_id
    taken = _take(select(rows.id).where(mine, rows.state == "pending").order_by(rows.number))
    if taken or not (suspects := _silent(mine)):
        return taken
    time.sleep(times.GRACE)
    for piece_id, heard in suspects:
        same = and_(rows.id == piece_id, rows.state == "running", rows.updated_at == heard)
        if taken := _take(select(rows.id).where(same, rows.attempts < MAX_ATTEMPTS)):
            return taken
        _give_up(same)
    return None


@persistent
def _take(free: Select[int]) -> Claim | None:
    rows = TranscodePiece
    chosen = free.limit(1).with_for_update(skip_locked=True).scalar_subquery()
    with transaction() as work:
        row = work.execute(
            update(rows)
            .where(rows.id == chosen)
            .values(state="running", attempts=rows.attempts + 1, progress=0.0, updated_at=func.now())
            .returning(rows.run_id, rows.number, rows.attempts)
        ).one_or_none()
    return Claim(*row) if row else None


@persistent
def _silent(mine: ColumnElement[bool]) -> list[tuple[int, datetime]]:
    query = select(TranscodePiece.id, TranscodePiece.updated_at).where(mine, _is_silent())
    with transaction() as work:
        return [(row.id, row.updated_at) for row in work.execute(query.order_by(TranscodePiece.number))]


@persistent
def _give_up(same: ColumnElement[bool]) -> None:
    with transaction() as work:
        work.execute(
            update(TranscodePiece)
            .where(same, TranscodePiece.attempts >= MAX_ATTEMPTS)
            .values(state="failed", error_code="worker_lost", error_message=_LOST)
        )


@persistent
def is_waiting(run_id: UUID) -> bool:
    """Whether there is a piece to claim."""
    rows = TranscodePiece
    free = or_(rows.state == "pending", and_(_is_silent(), rows.attempts < MAX_ATTEMPTS))
    query = select(rows.id).where(rows.run_id == run_id, free)
    with transaction() as work:
        return work.scalars(query.limit(1)).one_or_none() is not None


def touch(claim: Claim, progress: float) -> bool:
    """Says that the piece's worker lives, and how far it is (0 to 1); returns whether the piece is still its own."""
    return _change(claim, {"updated_at": func.now(), "progress": progress})


def finish(claim: Claim, result: dict[str, Any]) -> None:
    """Ends a piece with what it stored. Raises StageSkipped where it is another worker's by now."""
    ended = {"state": "done", "progress": 1.0, "result": result, "updated_at": func.now(), "ended_at": func.now()}
    if not _change(claim, ended):
        raise StageSkipped("This piece of the video is another worker's, or the video is gone.")


def release(claim: Claim, code: str, message: str) -> None:
    """Gives a piece back after a fault that another attempt may not meet; after the last attempt it has failed."""
    state = "failed" if claim.attempt >= MAX_ATTEMPTS else "pending"
    _end_badly(claim, state, code, message)


def fail(claim: Claim, code: str, message: str) -> None:
    """Ends a piece, and its run with it, after a fault that every attempt would meet."""
    _end_badly(claim, "failed", code, message)


@persistent
def is_wasted(claim: Claim) -> bool:
    """Whether what an attempt has stored is nobody's for certain.

    Not where only the answer to its `finish` was lost: the piece is done then, or its run has been delivered already.
    """
    rows = TranscodePiece
    over = or_(rows.attempts != claim.attempt, rows.state.in_(("pending", "failed")))
    query = select(rows.id).where(rows.run_id == claim.run_id, rows.number == claim.number, over)
    with transaction() as work:
        return work.scalar(query) is not None


@persistent
def tally(run_id: UUID) -> Tally:
    """Adds up the pieces."""
    rows = TranscodePiece
    mine = rows.run_id == run_id
    with transaction() as work:
        length = rows.stop - rows.start
        counted = work.execute(
            select(
                func.coalesce(func.sum(rows.progress * length) / func.nullif(func.sum(length), 0), 1.0),
                func.count().filter(rows.state.in_(("pending", "running"))),
            ).where(mine)
        ).one()
        failed = work.execute(
            select(rows.error_code, rows.error_message).where(mine, rows.state == "failed").order_by(rows.number)
        ).first()
    failure = (failed[0] or "internal", failed[1] or "") if failed else None
    return Tally(float(counted[0]), int(counted[1]), failure)


@persistent
def results(run_id: UUID) -> list[dict[str, Any]]:
    """What the done pieces stored, in order."""
    query = (
        select(TranscodePiece.result)
        .where(TranscodePiece.run_id == run_id, TranscodePiece.state == "done")
        .order_by(TranscodePiece.number)
    )
    with transaction() as work:
        return [result for result in work.scalars(query) if result is not None]


def _is_silent() -> ColumnElement[bool]:
    rows = TranscodePiece
    return and_(rows.state == "running", rows.updated_at < func.now() - timedelta(seconds=times.SILENT))


def _is_mine(claim: Claim) -> ColumnElement[bool]:
    rows = TranscodePiece
    return and_(
        rows.run_id == claim.run_id,
        rows.number == claim.number,
        rows.attempts == claim.attempt,
        rows.state == "running",
    )


@persistent
def _change(claim: Claim, values: dict[str, Any]) -> bool:
    changed = update(TranscodePiece).where(_is_mine(claim)).values(**values).returning(TranscodePiece.id)
    with transaction() as work:
        return work.execute(changed).one_or_none() is not None


@persistent
def _end_badly(claim: Claim, state: str, code: str, message: str) -> None:
    values = {"state": state, "error_code": code, "error_message": message, "updated_at": func.now()}
    with transaction() as work:
        work.execute(update(TranscodePiece).where(_is_mine(claim)).values(**values))
