"""What a person's new videos begin with."""

from uuid import UUID

from app.db.unit_of_work import UnitOfWork
from app.domain.access import Visibility
from app.services.workspace import choices


def visibility(work: UnitOfWork, user_id: UUID) -> Visibility:
    """For whom a new video of theirs is."""
    return workspace(work)


def workspace(work: UnitOfWork) -> Visibility:
    """The same for everybody who chose nothing."""
    return Visibility(choices.current(work).default_visibility or Visibility.PRIVATE)
