"""Exports as rows: claimed, done, over. Each kind has a table of its own, and says here what is particular about it.

1. Whoever asks writes the row, and sends a message. What was there before is let go by `let_go`.
2. `at_once` of a kind are made at a time; the others wait, and each that ends asks for the next. Beat asks for those
   whose message was lost, or whose worker was.
3. Before an attempt stores anything, the name of its object is on the list of garbage, due when no attempt can still
   be at work; what is done is due when it expires. So whatever happens, the object goes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert

from app.db.models import ExportRow, Garbage
from app.db.patience import persistent
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain import times

Row = TypeVar("Row", bound=ExportRow)

ATTEMPTS = 3
ACTIVE = ("pending", "running")
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
    attempt: int
    key: str


@dataclass(frozen=True, slots=True)
class Queue(Generic[Row]):
    """One kind: its table, what names an attempt's object, how it is asked for, and how long it is kept.

    `lock` tells its advisory lock from those of other kinds, `at_once` is how many are made at a time.
    """

    rows: type[Row]
    lock: int
    at_once: int
    key: Callable[[Row, str], str]
    send: Callable[[UUID], None]
    kept: Callable[[], timedelta]

    def claim(self, export_id: UUID) -> Claim | None:
        """Begins an attempt; None where there is none to begin: it is being made, it is over, or others come first."""
        with transaction() as work:
            # Two who claim at once see each other.
            work.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": self.lock})
            if self._running(work) >= self.at_once:
                return None
            mine = select(self.rows).where(self.rows.id == export_id, self._is_open())
            export = work.scalar(mine.with_for_update())
            if export is None:
                return None
            if export.attempts >= ATTEMPTS:
                self._end(work, Claim(export.id, export.attempts, ""), {"state": "failed"})
                return None
            return self._begin(work, export)

    def _running(self, work: UnitOfWork) -> int:
        running = and_(self.rows.state == "running", ~self._is_silent())
        return work.scalar(select(func.count()).select_from(self.rows).where(running)) or 0

    def _begin(self, work: UnitOfWork, export: Row) -> Claim:
        key = self.key(export, f"{export.id.hex}-{export.attempts + 1}")
        let_go(work, export.s3_key)
        due = func.now() + _ATTEMPT_LASTS
        work.execute(insert(Garbage).values(prefix=key, due_at=due).on_conflict_do_nothing())
        export.state, export.attempts, export.progress, export.s3_key = "running", export.attempts + 1, 0.0, key
        export.touched_at = func.now()
        return Claim(export.id, export.attempts, key)

    def touch(self, mine: Claim, progress: float) -> bool:
        """Says that an attempt goes on; returns whether it is still wanted."""
        with transaction() as work:
            going_on = update(self.rows).where(self._is(mine), self.rows.state == "running")
            row = going_on.values(progress=progress, touched_at=func.now()).returning(self.rows.id)
            return work.scalar(row) is not None

    @persistent
    def publish(self, mine: Claim, size: int, then: Callable[[], None] = lambda: None) -> bool:
        """An attempt's object is the export for as long as its kind is kept; `then` asks for what follows.

        Returns whether it was still wanted. Safe to repeat.
        """
        expires = func.now() + self.kept()
        with transaction() as work:
            if not self._end(work, mine, {"state": "done", "progress": 1.0, "size": size, "expires_at": expires}):
                return False
            work.execute(update(Garbage).where(Garbage.prefix == mine.key).values(due_at=expires + _SLACK))
            then()
            return True

    @persistent
    def give_up(self, mine: Claim, retryable: bool) -> None:
        """An attempt failed: there is another one later, or none."""
        with transaction() as work:
            again = retryable and mine.attempt < ATTEMPTS
            self._end(work, mine, {"state": "pending" if again else "failed"})

    def ask_for_waiting(self, at_once: bool = False) -> int:
        """Asks for exports that wait, or whose worker was lost, the oldest first; returns how many messages were sent.

        With `at_once`, for one that nobody has tried, however short a time it has waited: a place is free.
        """
        untried = and_(self.rows.state == "pending", self.rows.attempts == 0)
        waiting = untried if at_once else and_(self._is_open(), self._is_silent())
        query = select(self.rows.id).where(waiting).order_by(self.rows.touched_at, self.rows.id)
        with transaction() as work:
            ids = work.scalars(query.limit(1 if at_once else self.at_once)).all()
        for export_id in ids:
            self.send(export_id)
        return len(ids)

    def forget(self) -> int:
        """Drops the rows of exports that are over, or that failed as long ago; returns how many."""
        failed = and_(self.rows.state == "failed", self.rows.touched_at < func.now() - self.kept())
        over = select(self.rows.id).where(or_(self.rows.expires_at <= func.now(), failed))
        with transaction() as work:
            gone = delete(self.rows).where(self.rows.id.in_(over.limit(_FORGOTTEN_AT_ONCE)))
            return len(work.scalars(gone.returning(self.rows.id)).all())

    def _is_silent(self) -> ColumnElement[bool]:
        return self.rows.touched_at < func.now() - _LOST_AFTER

    def _is_open(self) -> ColumnElement[bool]:
        """Nobody makes it: it waits, or its worker was lost."""
        return or_(self.rows.state == "pending", and_(self.rows.state == "running", self._is_silent()))

    def _is(self, mine: Claim) -> ColumnElement[bool]:
        return and_(self.rows.id == mine.id, self.rows.attempts == mine.attempt)

    def _end(self, work: UnitOfWork, mine: Claim, values: Mapping[str, Any]) -> bool:
        ended = update(self.rows).where(self._is(mine), self.rows.state.in_((*ACTIVE, values["state"])))
        return work.scalar(ended.values(touched_at=func.now(), **values).returning(self.rows.id)) is not None


def let_go(work: UnitOfWork, key: str | None) -> None:
    """The object goes with the next round of sweeping."""
    if key is not None:
        work.execute(update(Garbage).where(Garbage.prefix == key).values(due_at=func.now()))
