"""What people say about themselves: their name, their language, their time zone, for whom their new videos are."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.db.models import User
from app.db.unit_of_work import FOR_CHANGE, transaction
from app.domain.uploads import local_time
from app.errors import VideoFlowError, not_found

FIELDS = frozenset({"name", "language", "time_zone", "default_visibility", "mail_about", "bell_about"})


def of(user_id: UUID) -> User:
    """Raises VideoFlowError `not_found` (404) for an account that is gone."""
    with transaction() as work:
        user = work.get(User, user_id)
    if user is None:
        raise not_found("account")
    return user


def change(user_id: UUID, changes: Mapping[str, Any]) -> User:
    """Sets some of FIELDS. Raises VideoFlowError `invalid_time_zone` (400), `not_found`."""
    if zone := changes.get("time_zone"):
        _require_zone(zone)
    with transaction() as work:
        user = work.scalar(select(User).where(User.id == user_id).with_for_update(**FOR_CHANGE))
        if user is None:
            raise not_found("account")
        for field in FIELDS & changes.keys():
            setattr(user, field, changes[field])
    return user


def _require_zone(name: str) -> None:
    try:
        local_time.zone(name)
    except ValueError:
        message = "The time zone is not one of the IANA's, such as Europe/Vienna."
        raise VideoFlowError("invalid_time_zone", message) from None
