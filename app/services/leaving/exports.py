"""What somebody takes along, as a row (app/services/exports): a person has one. Who asks for another one gives up the
one before, unless that is still being made.
"""

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import func, or_, select
from sqlalchemy.exc import IntegrityError

from app import jobs
from app.db.models import AccountExport
from app.db.unit_of_work import transaction
from app.errors import VideoFlowError
from app.services.exports.rows import ACTIVE, Queue, let_go
from app.settings import settings
from app.storage import keys

QUEUE = Queue(
    rows=AccountExport,
    lock=7_303,
    # Each takes a thread of the workers that do everything else, too.
    at_once=2,
    key=lambda export, run: keys.account_export(export.user_id, run),
    send=lambda export_id: jobs.export_account(export_id),
    kept=lambda: timedelta(days=settings().export_days),
)


def ask(user_id: UUID) -> AccountExport:
    """Has everything of a person packed. Raises VideoFlowError `export_under_way` (409)."""
    try:
        with transaction() as work:
            before = work.scalar(select(AccountExport).where(AccountExport.user_id == user_id).with_for_update())
            if before is not None:
                if before.state in ACTIVE:
                    raise _under_way()
                let_go(work, before.s3_key)
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


def owner(export_id: UUID) -> UUID | None:
    """Whose it is; None for one that is over."""
    with transaction() as work:
        return work.scalar(select(AccountExport.user_id).where(AccountExport.id == export_id))


def ask_for_waiting() -> int:
    """Asks for exports that wait, or whose worker was lost; returns how many messages were sent."""
    return QUEUE.ask_for_waiting()


def forget() -> int:
    """Drops the rows of exports that are over, or that failed as long ago; returns how many."""
    return QUEUE.forget()


def _under_way() -> VideoFlowError:
    return VideoFlowError("export_under_way", "Your data is being packed already.", 409)
