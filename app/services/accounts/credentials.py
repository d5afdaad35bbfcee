"""Gives an account another password, by whoever knows the one it has."""

from uuid import UUID

from sqlalchemy import update

from app.db.models import SignIn, User
from app.db.unit_of_work import transaction
from app.domain.workspace.audit import Kind
from app.errors import VideoFlowError
from app.services.accounts import endings, passwords, profile
from app.services.workspace import audit


def change_password(user_id: UUID, current: str, new: str, keep: UUID | None) -> None:
    """Replaces the password and ends every other sign-in than `keep`; API tokens stay.

    1. Hashes are made and compared while no connection is held.
    2. It is replaced only where it is still the one that was compared: of two who change it at once, one is told.

    Raises VideoFlowError: `current_password_wrong` (403), `weak_password` (422), `password_changed_meanwhile` (409),
    `busy` (503), `not_found` (404).
    """
    user = profile.of(user_id)
    require_current(user, current)
    passwords.require_strong(new, user.email, user.name)
    password_hash = passwords.hashed(new)
    with transaction() as work:
        known = update(User).where(User.id == user_id, User.password_hash == user.password_hash)
        if work.scalar(known.values(password_hash=password_hash).returning(User.id)) is None:
            raise changed_meanwhile()
        others = [] if keep is None else [SignIn.id != keep]
        endings.end(work, SignIn.user_id == user_id, ~endings.is_token(), *others)
        audit.note(work, Kind.PASSWORD_CHANGED, user_id)


def require_current(user: User, password: str) -> None:
    """Raises VideoFlowError `current_password_wrong` (403), `busy` (503)."""
    if not passwords.matches(user.password_hash, password):
        raise VideoFlowError("current_password_wrong", "This is not the password you have now.", 403)


def changed_meanwhile() -> VideoFlowError:
    """The password that was compared is not the account's any more."""
    return VideoFlowError("password_changed_meanwhile", "The password was changed elsewhere in the meantime.", 409)
