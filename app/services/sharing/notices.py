"""Mails to people without an account who were named for a video: how to get there."""

from urllib.parse import urlencode
from uuid import UUID

import structlog
from sqlalchemy import select

from app import limiting
from app.db.models import Named, User, Video
from app.db.unit_of_work import transaction
from app.domain.access import Role
from app.mail import letters, outbox
from app.mail.letters import Letter, Reader
from app.services.accounts import admission
from app.services.workspace import mailing

log = structlog.get_logger()


def invitation_url(email: str, invitation: str) -> str:
    """Where somebody takes up an invitation, with an account or without one."""
    return outbox.address(f"/register?{urlencode({'invitation': invitation, 'email': email})}")


def send_named(named_id: UUID) -> None:
    """Writes to somebody without an account who was named, unless they were taken off again, or have one by now.

    Nobody gets many of these, whoever names them. Raises VideoFlowError `mail_not_sent` (502).
    """
    query = (
        select(Named, Video.title, User)
        .join(Video, Video.id == Named.video_id)
        .join(User, User.id == Named.created_by)
        .where(Named.id == named_id, Named.user_id.is_(None), Video.deleted_at.is_(None), Video.trashed_at.is_(None))
    )
    with transaction() as work:
        row = work.execute(query).one_or_none()
    if row is None or not outbox.is_open():
        return
    named, title, by = row
    if _is_one_of_few(named.email):
        mailing.send(_invitation(named, title, by))


def _invitation(named: Named, title: str, by: User) -> Letter:
    invitation = admission.invitation(named.email, by.id, admits=by.role == Role.ADMIN)
    # In the language of who names them: nothing else is known.
    reader = Reader(named.email, language=by.language)
    return letters.write("invited", reader, invitation_url(named.email, invitation), who=by.name, title=title)


def _is_one_of_few(email: str) -> bool:
    try:
        limiting.take("share_mail", account=email)
    except limiting.TooMany:
        log.warning("not written to: named too often")
        return False
    return True
