"""What accounts are for and how much they may store, as an administrator says it; and whether they are open at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from app.db.models import SignIn, User
from app.db.unit_of_work import FOR_CHANGE, UnitOfWork, transaction
from app.domain.access import Role
from app.domain.workspace.audit import Kind
from app.errors import VideoFlowError, not_found
from app.services.accounts import endings
from app.services.workspace import audit
from app.services.workspace.audit import About


@dataclass(frozen=True, slots=True)
class Change:
    """What to change of an account; None leaves it. `quota_bytes` is set where `quota` says so, and None is then what
    everybody has.
    """

    role: str | None = None
    disabled: bool | None = None
    quota: bool = False
    quota_bytes: int | None = None


def give(user_id: UUID, role: str, by: UUID | None = None) -> User:
    """Gives somebody a role: see `change`."""
    return change(user_id, Change(role=role), by)


def change(user_id: UUID, wish: Change, by: UUID | None) -> User:
    """Changes an account, in one piece or not at all.

    1. Administrators are held first, in one order, so that of two who demote or shut out each other one stays.
    2. Whoever loses the right to record, or the account, is signed out: what they record ends with that, and what they
       look at.

    Raises VideoFlowError `not_found` (404), `last_admin` (409).
    """
    with transaction() as work:
        admins = _held_admins(work)
        user = work.scalar(select(User).where(User.id == user_id).with_for_update(**FOR_CHANGE))
        if user is None or user.closed_at is not None:
            raise not_found("person")
        if (wish.role or user.role) != Role.ADMIN or wish.disabled:
            _require_another(admins, user_id)
        ends = wish.disabled or (wish.role == Role.VIEWER and user.role != Role.VIEWER)
        _apply(work, user, wish, by)
        if ends:
            endings.end(work, SignIn.user_id == user_id)
        work.flush()
        work.refresh(user)
        return user


def require_another_admin(work: UnitOfWork, user_id: UUID) -> None:
    """Holds the administrators until the transaction ends. Raises VideoFlowError `last_admin` (409)."""
    _require_another(_held_admins(work), user_id)


def _held_admins(work: UnitOfWork) -> list[UUID]:
    """Those who can sign in, in one order, so that of two who demote each other one stays."""
    query = select(User.id).where(User.role == Role.ADMIN, User.disabled_at.is_(None)).order_by(User.id)
    return list(work.scalars(query.with_for_update()))


def _require_another(admins: list[UUID], user_id: UUID) -> None:
    if admins == [user_id]:
        raise VideoFlowError("last_admin", "Somebody has to look after this server: name another first.", 409)


def _apply(work: UnitOfWork, user: User, wish: Change, by: UUID | None) -> None:
    about = About(user.id, user.email)
    for kind, details in _differences(user, wish).items():
        audit.note(work, kind, by, about, **details)
    user.role = wish.role or user.role
    if wish.quota:
        user.quota_bytes = wish.quota_bytes
    if wish.disabled is not None and wish.disabled != (user.disabled_at is not None):
        user.disabled_at = func.now() if wish.disabled else None


def _differences(user: User, wish: Change) -> Mapping[Kind, Mapping[str, audit.Detail]]:
    found: dict[Kind, Mapping[str, audit.Detail]] = {}
    if wish.role and wish.role != user.role:
        found[Kind.ROLE_CHANGED] = {"before": user.role, "after": wish.role}
    if wish.disabled is not None and wish.disabled != (user.disabled_at is not None):
        found[Kind.DISABLED if wish.disabled else Kind.ENABLED] = {}
    if wish.quota and wish.quota_bytes != user.quota_bytes:
        found[Kind.QUOTA_CHANGED] = {"before": user.quota_bytes, "after": wish.quota_bytes}
    return found
