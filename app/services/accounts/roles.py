"""What accounts are for, as an administrator says it."""

from uuid import UUID

from sqlalchemy import select

from app.db.models import SignIn, User
from app.db.unit_of_work import transaction
from app.domain.access import Role
from app.errors import VideoFlowError, not_found
from app.services.accounts import endings


def everybody(limit: int, after: UUID | None = None) -> tuple[list[User], UUID | None]:
    """Accounts, and where to go on."""
    query = select(User).order_by(User.id).limit(limit + 1)
    with transaction() as work:
        rows = list(work.scalars(query.where(User.id > after) if after else query))
    return rows[:limit], rows[limit - 1].id if len(rows) > limit else None


def give(user_id: UUID, role: str) -> User:
    """Gives somebody a role. Whoever loses the right to record is signed out: what they record ends with that.

    Raises VideoFlowError `not_found` (404), `last_admin` (409).
    """
    with transaction() as work:
        # In one order, so that of two administrators who demote each other one stays.
        admins = list(work.scalars(select(User).where(User.role == Role.ADMIN).order_by(User.id).with_for_update()))
        user = work.get(User, user_id, with_for_update={"key_share": True})
        if user is None:
            raise not_found("person")
        if role != Role.ADMIN and [admin.id for admin in admins] == [user_id]:
            raise VideoFlowError("last_admin", "Somebody has to look after this server: name another first.", 409)
        ends = role == Role.VIEWER and user.role != Role.VIEWER
        user.role = role
        if ends:
            endings.end(work, SignIn.user_id == user_id)
        return user
