"""Shows that an address is its account's, by a link in a mail to it.

1. The link holds the account and the address, signed, behind a "#": it is in no log and in no table.
2. It works for DAYS, as often as it is opened: programs that read mail open links, too, and take nothing from anybody.
3. What waited for the address is then the account's (see claims). Where no mail can be sent, nothing asks for it.
"""

from uuid import UUID

from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import select

from app import jobs
from app.db.models import User
from app.db.unit_of_work import FOR_CHANGE, UnitOfWork, transaction
from app.errors import VideoFlowError
from app.mail import letters, outbox
from app.mail.letters import Reader
from app.services.accounts import claims, profile
from app.services.workspace import mailing
from app.settings import settings

DAYS = 3


def ask(user_id: UUID) -> None:
    """Sends the link, where it can be sent and shows something new. Raises VideoFlowError `not_found` (404)."""
    begin(profile.of(user_id))


def begin(user: User) -> None:
    """The same for somebody who is at hand; after the commit, in a transaction."""
    if outbox.is_open() and user.email_confirmed_at is None:
        jobs.mail_confirmation(user.id)


def send(user_id: UUID) -> None:
    """Writes to the account's address. Raises VideoFlowError `mail_not_sent` (502)."""
    with transaction() as work:
        user = work.scalar(select(User).where(User.id == user_id, User.closed_at.is_(None)))
    if user is None or user.email_confirmed_at is not None:
        return
    link = outbox.address(f"/confirm-email#token={_signer().dumps([str(user.id), user.email])}")
    mailing.send(letters.write("confirm", Reader(user.email, user.name, user.language), link))


def confirm(token: str) -> None:
    """The address is its account's. Raises VideoFlowError `confirmation_over` (410)."""
    user_id, email = _read(token)
    with transaction() as work:
        user = _held(work, user_id, email)
        if user is None:
            raise _over()
        claims.confirm(work, user)


def _held(work: UnitOfWork, user_id: UUID, email: str) -> User | None:
    same = User.id == user_id, User.email == email
    return work.scalar(select(User).where(*same).with_for_update(**FOR_CHANGE))


def _read(token: str) -> tuple[UUID, str]:
    try:
        user_id, email = _signer().loads(token, max_age=DAYS * 24 * 3600)
        return UUID(user_id), str(email)
    except (BadData, ValueError, TypeError, AttributeError):
        raise _over() from None


def _over() -> VideoFlowError:
    return VideoFlowError("confirmation_over", f"This link is older than {DAYS} days. Ask for another one.", 410)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings().secret_key, salt="confirm email")
