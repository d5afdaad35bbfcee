"""A new password for somebody who forgot theirs, by a link in a mail.

1. Whoever asks is answered the same, in the same time, whether there is an account or not: a row is written, and a
   worker looks whose address it is.
2. The link holds the row's id, signed. It is in no log and in no table.
3. It works once, for an hour: who uses it removes the row, with all others for the same address.
"""

from datetime import timedelta
from uuid import UUID, uuid4

from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import ColumnElement, and_, delete, func, select

from app import jobs
from app.db.models import PasswordReset, SignIn, User
from app.db.unit_of_work import FOR_CHANGE, transaction
from app.domain.workspace.audit import Kind
from app.errors import VideoFlowError
from app.mail import letters, outbox
from app.mail.letters import Reader
from app.services.accounts import claims, endings, passwords
from app.services.workspace import audit, mailing
from app.settings import settings

LASTS = timedelta(hours=1)
_AT_ONCE = 5000


def available() -> bool:
    """Whether mail can be sent at all."""
    return outbox.is_open()


def ask(email: str) -> None:
    """Sends a link to the address if it is an account's; tells nobody whether it is."""
    if not available():
        return
    with transaction() as work:
        row = PasswordReset(id=uuid4(), email=email)
        work.add(row)
        jobs.mail_reset(row.id)


def send(reset_id: UUID) -> None:
    """Writes to the account's person, if there is one. Raises VideoFlowError `mail_not_sent` (502)."""
    with transaction() as work:
        row = work.scalar(select(PasswordReset).where(PasswordReset.id == reset_id, _holds()))
        user = work.scalar(select(User).where(_is_of(row.email))) if row else None
        if user is None:
            work.execute(delete(PasswordReset).where(PasswordReset.id == reset_id))
    if user is not None:
        link = outbox.address(f"/reset-password#token={_signer().dumps(str(reset_id))}")
        mailing.send(letters.write("reset", Reader(user.email, user.name, user.language), link))


def use(token: str, password: str) -> None:
    """Gives the account another password and ends all that acts for it: sign-ins and API tokens.

    Raises VideoFlowError `reset_over` (410), `weak_password` (422), `busy` (503).
    """
    reset_id = _read(token)
    with transaction() as work:
        email = work.scalar(select(PasswordReset.email).where(PasswordReset.id == reset_id, _holds()))
        user = work.scalar(select(User).where(_is_of(email))) if email else None
    if user is None:
        raise _over()
    passwords.require_strong(password, user.email, user.name)
    password_hash = passwords.hashed(password)
    with transaction() as work:
        held = work.scalar(select(User).where(User.id == user.id).with_for_update(**FOR_CHANGE))
        # Of two who use it at once, the second one finds nothing.
        used = delete(PasswordReset).where(PasswordReset.id == reset_id, _holds()).returning(PasswordReset.id)
        if held is None or work.scalar(used) is None:
            raise _over()
        work.execute(delete(PasswordReset).where(PasswordReset.email == email))
        held.password_hash = password_hash
        # The link came by mail to the address.
        claims.confirm(work, held)
        endings.end(work, SignIn.user_id == user.id)
        audit.note(work, Kind.PASSWORD_RESET, user.id)


def forget() -> int:
    """Drops what is over; returns how many."""
    old = select(PasswordReset.id).where(PasswordReset.created_at <= func.now() - LASTS).limit(_AT_ONCE)
    with transaction() as work:
        gone = delete(PasswordReset).where(PasswordReset.id.in_(old)).returning(PasswordReset.id)
        return len(work.scalars(gone).all())


def _holds() -> ColumnElement[bool]:
    return PasswordReset.created_at > func.now() - LASTS


def _is_of(email: str) -> ColumnElement[bool]:
    return and_(func.lower(User.email) == func.lower(email), User.disabled_at.is_(None))


def _read(token: str) -> UUID:
    try:
        return UUID(_signer().loads(token))
    except (BadData, ValueError, AttributeError, TypeError):
        raise _over() from None


def _over() -> VideoFlowError:
    return VideoFlowError("reset_over", "This link was used, or is older than an hour. Ask for another one.", 410)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(settings().secret_key, salt="password reset")
