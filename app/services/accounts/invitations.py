"""Administrators invite people: by mail, or by a link that is shown once where no mail can be sent.

1. An invitation is for one address, gives one role, works once and for two weeks. Inviting an address again replaces
   what it had: the older link works no more.
2. Its token is kept as a digest. It is in no log, no list and no message: the mail's writer makes it again by the id.
3. There are OPEN at most that nobody has used.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, delete, func, select, text, update

from app import jobs
from app.db.models import Invitation, User
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.accounts import invitations as tokens
from app.domain.workspace.audit import Kind
from app.errors import VideoFlowError, not_found
from app.mail import letters
from app.mail.letters import Reader
from app.services.workspace import audit, mailing
from app.services.workspace.audit import About
from app.settings import settings

LASTS = timedelta(days=14)
# Of all administrators together.
OPEN = 500
_FORGOTTEN_AT_ONCE = 5000
# Those that are used tell a second one who comes that they are; after that, nobody asks any more.
_KEPT_AFTER = timedelta(days=30)
_LOCK = 7_302


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation; `url` is there where it was not mailed, this once."""

    row: Invitation
    url: str | None


def invite(email: str, role: str, by: UUID) -> Invited:
    """Raises VideoFlowError `email_taken` (409), `too_many_invitations` (409)."""
    mailed = settings().smtp_url is not None
    with transaction() as work:
        # Two who invite at once are counted one after the other.
        work.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        if work.scalar(select(User.id).where(func.lower(User.email) == email.lower())) is not None:
            raise VideoFlowError("email_taken", "There is an account with this email already.", 409)
        work.execute(delete(Invitation).where(Invitation.email == email, Invitation.used_at.is_(None)))
        if (work.scalar(select(func.count()).select_from(Invitation).where(*_open())) or 0) >= OPEN:
            words = f"{OPEN} invitations wait for an answer. Withdraw some of them first."
            raise VideoFlowError("too_many_invitations", words, 409)
        invitation_id = uuid4()
        token = tokens.token_of(invitation_id, settings().secret_key)
        row = Invitation(
            id=invitation_id,
            email=email,
            role=role,
            token_hash=tokens.digest_of(token),
            created_by=by,
            expires_at=datetime.now(UTC) + LASTS,
        )
        work.add(row)
        work.flush()
        work.refresh(row)
        audit.note(work, Kind.INVITED, by, About(row.id, email), role=role)
        if mailed:
            jobs.mail_invitation(row.id)
    return Invited(row, None if mailed else _link(token, email))


def listing() -> list[Invitation]:
    """Those that wait for an answer, the newest first: OPEN at most."""
    query = select(Invitation).where(*_open()).order_by(Invitation.created_at.desc(), Invitation.id).limit(OPEN)
    with transaction() as work:
        return list(work.scalars(query))


def withdraw(invitation_id: UUID, by: UUID) -> None:
    """Its link works no more. Raises VideoFlowError `not_found` (404)."""
    with transaction() as work:
        gone = delete(Invitation).where(Invitation.id == invitation_id, *_open()).returning(Invitation.email)
        email = work.scalar(gone)
        if email is None:
            raise not_found("invitation")
        audit.note(work, Kind.INVITATION_WITHDRAWN, by, About(invitation_id, email))


def find(work: UnitOfWork, email: str, token: str | None, hold: bool = False) -> Invitation | None:
    """The invitation that a token is of; None for a token of another kind, and for none.

    Raises VideoFlowError `invitation_over` (410) for one that was used, withdrawn, replaced or is too old;
    `invitation_not_yours` (403) for one of another address.
    """
    if token is None or not tokens.is_one(token):
        return None
    query = select(Invitation).where(Invitation.token_hash == tokens.digest_of(token), *_open())
    row = work.scalar(query.with_for_update() if hold else query)
    if row is None:
        words = "This invitation was used or withdrawn, or is older than two weeks. Ask for another one."
        raise VideoFlowError("invitation_over", words, 410)
    if row.email.lower() != email.lower():
        words = "This invitation is for another address: use the one it was sent to."
        raise VideoFlowError("invitation_not_yours", words, 403)
    return row


def use(work: UnitOfWork, row: Invitation) -> None:
    """It was for once. Whoever asks holds it."""
    work.execute(update(Invitation).where(Invitation.id == row.id).values(used_at=func.now()))


def send(invitation_id: UUID) -> None:
    """Writes to whom it is for. Raises VideoFlowError `mail_not_sent` (502)."""
    query = select(Invitation, User.name, User.language).outerjoin(User, User.id == Invitation.created_by)
    with transaction() as work:
        found = work.execute(query.where(Invitation.id == invitation_id, *_open())).one_or_none()
    if found is None:
        return
    row, name, language = found
    link = _link(tokens.token_of(row.id, settings().secret_key), row.email)
    mailing.send(letters.write("invitation", Reader(row.email, language=language), link, who=name or "VideoFlow"))


def forget() -> int:
    """Drops what ended a month ago; returns how many."""
    old = select(Invitation.id).where(Invitation.expires_at < func.now() - _KEPT_AFTER).limit(_FORGOTTEN_AT_ONCE)
    with transaction() as work:
        return len(work.scalars(delete(Invitation).where(Invitation.id.in_(old)).returning(Invitation.id)).all())


def _open() -> tuple[ColumnElement[bool], ...]:
    return Invitation.used_at.is_(None), Invitation.expires_at > func.now()


def _link(token: str, email: str) -> str:
    """Behind '#': neither logs nor Referer have it."""
    return f"{settings().public_url.rstrip('/')}/register#{urlencode({'invite': token, 'email': email})}"
