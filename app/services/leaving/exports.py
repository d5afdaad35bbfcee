"""Exports as rows: asked for, claimed, done, over.

1. A person has one: who asks for another one gives up the one before, unless that is still being made.
2. AT_ONCE of them are made at a time; the others wait, and each that ends asks for the next. Beat asks for those whose
   message was lost, or whose worker was.
3. Before an attempt stores anything, the name of its object is on the list of garbage, due when no attempt can still
   be at work; what is done is due when it expires. So whatever happens, the object goes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from app import jobs
from app.db.models import AccountExport, Garbage
from app.db.patience import persistent
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain import times
from app.errors import VideoFlowError
from app.settings import settings
from app.storage import keys

# Each takes a thread of the workers that do everything else, too.
AT_ONCE = 2
ATTEMPTS = 3
_ACTIVE = ("pending", "running")
_LOCK = 7_303
# Longer than any attempt takes.
_ATTEMPT_LASTS = timedelta(days=2)
# For clocks that differ.
_SLACK = timedelta(hours=1)
# Its own message has had so long.
_LOST_AFTER = timedelta(seconds=times.WORKER_LOST)
_FORGOTTEN_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Claim:
    """An export that a worker makes, by which attempt, and where it stores."""

    id: UUID
    user_id: UUID
    attempt: int
    key: str


def ask(user_id: UUID) -> AccountExport:
    """Has everything of a person packed. Raises VideoFlowError `export_under_way` (409)."""
    try:
        with transaction() as work:
            before = work.scalar(select(AccountExport).where(AccountExport.user_id == user_id).with_for_update())
            if before is not None:
                if before.state in _ACTIVE:
                    raise _under_way()
                _let_go(work, before.s3_key)
                work.delete(before)
                work.flush()
            row = AccountExport(id=uuid4(), user_id=user_id)
            work.add(row)
            work.flush()
            work.refresh(row)
            jobs.export_account(row.id)
            return row
    except IntegrityError:
        raise _under_way() from None


def current(user_id: UUID) -> AccountExport | None:
    """A person's export, unless it is over."""
    holds = or_(AccountExport.expires_at.is_(None), AccountExport.expires_at > func.now())
    with transaction() as work:
        return work.scalar(select(AccountExport).where(AccountExport.user_id == user_id, holds))


def claim(export_id: UUID) -> Claim | None:
    """Begins an attempt; None where there is none to begin: it is being made, it is over, or others come first."""
    with transaction() as work:
        # Two who claim at once see each other.
        work.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        running = select(func.count()).select_from(AccountExport).where(AccountExport.state == "running", ~_is_silent())
        if (work.scalar(running) or 0) >= AT_ONCE:
            return None
        export = work.scalar(select(AccountExport).where(AccountExport.id == export_id, _is_open()).with_for_update())
        if export is None:
            return None
        if export.attempts >= ATTEMPTS:
            _end(work, _mine(export.id, export.attempts), {"state": "failed"})
            return None
        key = keys.account_export(export.user_id, f"{export.id.hex}-{export.attempts + 1}")
        _let_go(work, export.s3_key)
        due = func.now() + _ATTEMPT_LASTS
        work.execute(insert(Garbage).values(prefix=key, due_at=due).on_conflict_do_nothing())
        export.state, export.attempts, export.progress, export.s3_key = "running", export.attempts + 1, 0.0, key
        export.touched_at = func.now()
        return Claim(export.id, export.user_id, export.attempts, key)


def touch(mine: Claim, progress: float) -> bool:
    """Says that an attempt goes on; returns whether it is still wanted."""
    with transaction() as work:
        going_on = update(AccountExport).where(_mine(mine.id, mine.attempt), AccountExport.state == "running")
        row = going_on.values(progress=progress, touched_at=func.now()).returning(AccountExport.id)
        return work.scalar(row) is not None


@persistent
def publish(mine: Claim, size: int) -> bool:
    """An attempt's object is the export for EXPORT_DAYS; returns whether it was still wanted. Safe to repeat."""
    expires = func.now() + timedelta(days=settings().export_days)
    with transaction() as work:
        done = {"state": "done", "progress": 1.0, "size": size, "expires_at": expires}
        if not _end(work, _mine(mine.id, mine.attempt), done):
            return False
        work.execute(update(Garbage).where(Garbage.prefix == mine.key).values(due_at=expires + _SLACK))
        jobs.mail_export(mine.id)
        return True


@persistent
def give_up(mine: Claim, retryable: bool) -> None:
    """An attempt failed: there is another one later, or none."""
    with transaction() as work:
        again = retryable and mine.attempt < ATTEMPTS
        _end(work, _mine(mine.id, mine.attempt), {"state": "pending" if again else "failed"})


def ask_for_waiting(at_once: bool = False) -> int:
    """Asks for exports that wait, or whose worker was lost, the oldest first; returns how many messages were sent.

    With `at_once`, for one that nobody has tried, however short a time it has waited: a place is free.
    """
    untried = and_(AccountExport.state == "pending", AccountExport.attempts == 0)
    waiting = untried if at_once else and_(_is_open(), _is_silent())
    query = select(AccountExport.id).where(waiting).order_by(AccountExport.touched_at, AccountExport.id)
    with transaction() as work:
        ids = work.scalars(query.limit(1 if at_once else AT_ONCE)).all()
    for export_id in ids:
        jobs.export_account(export_id)
    return len(ids)


def forget() -> int:
    """Drops the rows of exports that are over, or that failed as long ago; returns how many."""
    failed = and_(
        AccountExport.state == "failed",
        AccountExport.touched_at < func.now() - timedelta(days=settings().export_days),
    )
    over = select(AccountExport.id).where(or_(AccountExport.expires_at <= func.now(), failed))
    with transaction() as work:
        gone = delete(AccountExport).where(AccountExport.id.in_(over.limit(_FORGOTTEN_AT_ONCE)))
        return len(work.scalars(gone.returning(AccountExport.id)).all())


def _is_silent() -> ColumnElement[bool]:
    return AccountExport.touched_at < func.now() - _LOST_AFTER


def _is_open() -> ColumnElement[bool]:
    """Nobody makes it: it waits, or its worker was lost."""
    return or_(AccountExport.state == "pending", and_(AccountExport.state == "running", _is_silent()))


def _mine(export_id: UUID, attempt: int) -> ColumnElement[bool]:
    return and_(AccountExport.id == export_id, AccountExport.attempts == attempt)


def _end(work: UnitOfWork, which: ColumnElement[bool], values: Mapping[str, Any]) -> bool:
    ended = update(AccountExport).where(which, AccountExport.state.in_((*_ACTIVE, values["state"])))
    return work.scalar(ended.values(touched_at=func.now(), **values).returning(AccountExport.id)) is not None


def _let_go(work: UnitOfWork, key: str | None) -> None:
    """The object goes with the next round of sweeping."""
    if key is not None:
        work.execute(update(Garbage).where(Garbage.prefix == key).values(due_at=func.now()))


def _under_way() -> VideoFlowError:
    return VideoFlowError("export_under_way", "Your data is being packed already.", 409)
