"""Which sign-ins count, and the end of them: what they gave is refused from then on, and what they opened ends (see
watch).
"""

from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, update

from app import events
from app.db.models import ApiToken, SignIn, User
from app.db.unit_of_work import UnitOfWork


def holds() -> ColumnElement[bool]:
    """The one condition for a sign-in that counts. Its row goes with its person's, and one that was made in the moment
    in which its account was shut or closed opens nothing.
    """
    return and_(SignIn.revoked_at.is_(None), SignIn.expires_at > func.now(), is_somebodys())


def is_somebodys() -> ColumnElement[bool]:
    """Its account is open: neither shut by an administrator nor closed by its person."""
    is_open = User.disabled_at.is_(None), User.closed_at.is_(None)
    return exists().where(User.id == SignIn.user_id, *is_open).correlate(SignIn)


def is_token() -> ColumnElement[bool]:
    """It is a program's, by an API token; all others are people's."""
    return exists().where(ApiToken.id == SignIn.id).correlate(SignIn)


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
