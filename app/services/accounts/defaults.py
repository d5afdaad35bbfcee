"""What a person's new videos begin with."""

from uuid import UUID

from sqlalchemy import select

from app.db.models import User
from app.db.unit_of_work import UnitOfWork
from app.domain.access import Visibility
from app.domain.sharing.defaults import default_visibility
from app.services.workspace import choices
from app.settings import settings


def visibility(work: UnitOfWork, user_id: UUID) -> Visibility:
    """For whom a new video of theirs is."""
    return default_visibility(work.scalar(select(User.default_visibility).where(User.id == user_id)), workspace(work))


def workspace(work: UnitOfWork | None = None) -> Visibility:
    """The same for everybody who chose nothing. Whoever holds a connection gives it."""
    return Visibility(choices.current(work).default_visibility or settings().default_visibility)
