"""What a video is called whose person gave it no name, in their language and by their clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from uuid import UUID

from sqlalchemy import select

from app.db.models import User
from app.db.unit_of_work import UnitOfWork
from app.domain.uploads import local_time, titles
from app.domain.uploads.titles import What
from app.errors import VideoFlowError

__all__ = ["NOBODY", "Reader", "What", "default_title", "require_zone"]


@dataclass(frozen=True, slots=True)
class Reader:
    """What a request says of whoever will read the title: a time zone by its IANA name, a language by its code."""

    time_zone: str | None = None
    language: str | None = None


NOBODY = Reader()
"""Of whom nothing is known."""


def default_title(work: UnitOfWork, user_id: UUID, what: What, reader: Reader) -> str:
    """What it is, and now. What the person chose in their settings goes before what their browser says.

    Raises VideoFlowError `invalid_time_zone` (400).
    """
    said = require_zone(reader.time_zone)
    row = work.execute(select(User.language, User.time_zone).where(User.id == user_id)).one_or_none()
    language, zone = (row.language, row.time_zone) if row else (None, None)
    where = require_zone(zone) if zone else said
    return titles.default_title(what, datetime.now(UTC), where, language or reader.language)


def require_zone(name: str | None) -> tzinfo | None:
    """The time zone of that name. Raises VideoFlowError `invalid_time_zone` (400)."""
    try:
        return local_time.zone(name) if name is not None else None
    except ValueError:
        message = "The time zone is not one of the IANA's, such as Europe/Vienna."
        raise VideoFlowError("invalid_time_zone", message) from None
