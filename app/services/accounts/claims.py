"""What waits for somebody under their address becomes their account's, once it is known that the address is theirs.

A link that was mailed to it shows that, and an administrator's invitation: it went to the address. Anybody else's shows
it of what they themselves gave.
"""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from app.db import layers
from app.db.models import Annotation, Named, User
from app.db.unit_of_work import UnitOfWork, transaction
from app.errors import VideoFlowError
from app.services.accounts import admission, invitations
from app.services.accounts.admission import Invitation


def accept(user_id: UUID, token: str) -> None:
    """Takes up an invitation with the account that somebody has already.

    Raises VideoFlowError `invitation_not_yours` (403) for one of another address, and for what is none;
    `invitation_over` (410).
    """
    with transaction() as work:
        user = work.get_one(User, user_id)
        found = by_invitation(work, user.email, token)
        if found is None:
            words = "This invitation is for another address, or not valid any more."
            raise VideoFlowError("invitation_not_yours", words, 403)
        claim(work, user, found)


def by_invitation(work: UnitOfWork, email: str, token: str | None) -> Invitation | None:
    """What an invitation of either kind lets its person claim; an administrator's is used by that.

    Raises VideoFlowError `invitation_over` (410), `invitation_not_yours` (403) for one of an administrator.
    """
    row = invitations.find(work, email, token, hold=True)
    if row is None:
        return admission.read_invitation(email, token)
    invitations.use(work, row)
    return Invitation(email, row.created_by, admits=True)


def claim(work: UnitOfWork, user: User, invitation: Invitation | None) -> None:
    """Videos they were named for, and what they said as a guest."""
    if invitation is None:
        return
    if invitation.admits:
        confirm(work, user)
    else:
        _take_names(work, user, Named.created_by == invitation.by)


def confirm(work: UnitOfWork, user: User) -> None:
    """The address is known to be the account's: all that waits for it is theirs. Again, it changes nothing."""
    if user.email_confirmed_at is None:
        user.email_confirmed_at = datetime.now(UTC)
    words = Annotation.guest_email == user.email, Annotation.author_id.is_(None)
    layers.hold(work, work.scalars(select(Annotation.video_id).where(*words).distinct()))
    work.execute(update(Annotation).where(*words).values(author_id=user.id))
    _take_names(work, user)


def _take_names(work: UnitOfWork, user: User, *which: ColumnElement[bool]) -> None:
    waiting = Named.email == user.email, Named.user_id.is_(None), *which
    taken = select(Named.video_id).where(Named.user_id == user.id)
    work.execute(update(Named).where(*waiting, Named.video_id.not_in(taken)).values(user_id=user.id))
