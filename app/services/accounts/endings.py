"""Ends sign-ins: the tokens they gave are refused from then on, and what they opened ends (see watch)."""

from uuid import UUID

from sqlalchemy import ColumnElement, func, update

from app import events
from app.db.models import SignIn
from app.db.unit_of_work import UnitOfWork


def end(work: UnitOfWork, *which: ColumnElement[bool]) -> list[UUID]:
    """Ends those that have not ended yet; returns their ids. It is told once the transaction is committed."""
    over = update(SignIn).where(SignIn.revoked_at.is_(None), *which).values(revoked_at=func.now())
    ended = list(work.scalars(over.returning(SignIn.id)))
    for sign_in_id in ended:
        tell(sign_in_id)
    return ended


def tell(sign_in_id: UUID) -> None:
    """Lets everything that a sign-in opened look whether it still counts."""
    events.publish(events.sign_in_channel(sign_in_id), {"ended": True})
