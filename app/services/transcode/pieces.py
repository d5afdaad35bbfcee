"""The pieces of a run: claimed by whichever worker is free, kept alive, ended. Safe with any number of workers."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from app.db.models import TranscodePiece
from app.db.patience import persistent
from app.db.unit_of_work import transaction
from app.domain import times
from app.domain.transcode.pieces import Piece
from app.errors import StageSkipped
from app.services.transcode.plan import Plan

# A piece that took so many workers with it, or failed so often, is given up.
MAX_ATTEMPTS = 4
_LOST = "The conversion was begun several times, and each time its worker was lost."


@dataclass(frozen=True, slots=True)
class Claim:
    """A piece that this worker makes now. `attempt` counts from 1 and is in the names of what it stores."""

    video_id: UUID
    run: str
    number: int
    attempt: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a run is: `progress` from 0 to 1, pieces that have not ended, the first failure's code and message."""

    progress: float
    open: int
    failure: tuple[str, str] | None


@persistent
def create(video_id: UUID, run: str, plan: Plan) -> None:
    """Adds the pending rows of a run. Raises StageSkipped where the video was deleted."""
    with transaction() as work:
        for piece in plan.pieces:
            work.execute(insert(TranscodePiece).values(_row(video_id, run, piece, plan)).on_conflict_do_nothing())


def _row(video_id: UUID, run: str, piece: Piece, plan: Plan) -> dict[str, Any]:
    start, stop = float(piece.start / plan.fps), float(piece.stop / plan.fps)
    return {
        "video_id": video_id,
        "run": run,
        "number": piece.number,
        "start": start,
        "stop": stop,
        "state": "pending",
        "attempts": 0,
        "progress": 0.0,
    }


@persistent
def runs(video_id: UUID) -> list[str]:
    """Runs of the video that have pieces, which is those that are not over; the latest first."""
    query = (
        select(TranscodePiece.run)
        .where(TranscodePiece.video_id == video_id)
        .group_by(TranscodePiece.run)
        .order_by(func.max(TranscodePiece.id).desc())
    )
    with transaction() as work:
        return list(work.scalars(query))


def claim(video_id: UUID, run: str) -> Claim | None:
    """Takes the first piece that waits, or else one whose worker is lost; None where there is none.

    Pieces whose workers are silent are taken over only after GRACE without a sign of life, as stages are: the database
    may have been away. One that took all its attempts' workers with it ends as failed.
    """
    rows = TranscodePiece
    mine = and_(rows.video_id == video_id, rows.run == run)
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
            .returning(rows.video_id, rows.run, rows.number, rows.attempts)
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
def is_waiting(video_id: UUID, run: str) -> bool:
    """Whether there is a piece to claim."""
    rows = TranscodePiece
    free = or_(rows.state == "pending", and_(_is_silent(), rows.attempts < MAX_ATTEMPTS))
    query = select(rows.id).where(rows.video_id == video_id, rows.run == run, free)
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
def tally(video_id: UUID, run: str) -> Tally:
    """Adds up the pieces."""
    rows = TranscodePiece
    mine = and_(rows.video_id == video_id, rows.run == run)
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
def results(video_id: UUID, run: str) -> list[dict[str, Any]]:
    """What the done pieces stored, in order."""
    query = (
        select(TranscodePiece.result)
        .where(TranscodePiece.video_id == video_id, TranscodePiece.run == run, TranscodePiece.state == "done")
        .order_by(TranscodePiece.number)
    )
    with transaction() as work:
        return [result for result in work.scalars(query) if result is not None]


@persistent
def forget(video_id: UUID, run: str) -> None:
    """Drops the rows of a run: whoever still works on one stops at its next sign of life."""
    with transaction() as work:
        work.execute(delete(TranscodePiece).where(TranscodePiece.video_id == video_id, TranscodePiece.run == run))


def _is_silent() -> ColumnElement[bool]:
    rows = TranscodePiece
    return and_(rows.state == "running", rows.updated_at < func.now() - timedelta(seconds=times.SILENT))


def _is_mine(claim: Claim) -> ColumnElement[bool]:
    rows = TranscodePiece
    return and_(
        rows.video_id == claim.video_id,
        rows.run == claim.run,
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
