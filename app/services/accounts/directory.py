"""Everybody with an account, as administrators look for them, and what each of them stores."""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, or_, select, true

from app.db import visible
from app.db.models import SignIn, User, Video
from app.db.unit_of_work import transaction
from app.domain.pipeline.states import VideoStatus
from app.errors import VideoFlowError, not_found

# Who stores most, as far down as anybody looks.
_MOST = 100


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody, with what they have here: `stored` are bytes, of so many `videos`, the trash included."""

    user: User
    stored: int
    videos: int
    last_seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Stored:
    """What one person stores, in bytes, of so many videos."""

    id: UUID
    name: str
    email: str
    stored: int
    videos: int


def page(text: str | None, limit: int, cursor: str | None) -> tuple[list[Listed], str | None]:
    """People by their email, those whose name or email has the text in it, and where to go on.

    Raises VideoFlowError `invalid_cursor` (400).
    """
    query = _listed().order_by(func.lower(User.email)).limit(limit + 1)
    if text:
        query = query.where(
            or_(User.name.icontains(text, autoescape=True), User.email.icontains(text, autoescape=True))
        )
    if cursor:
        query = query.where(func.lower(User.email) > _read(cursor))
    with transaction() as work:
        rows = [Listed(*row) for row in work.execute(query)]
    return rows[:limit], _write(rows[limit - 1].user.email) if len(rows) > limit else None


def one(user_id: UUID) -> Listed:
    """Raises VideoFlowError `not_found` (404)."""
    with transaction() as work:
        row = work.execute(_listed().where(User.id == user_id)).one_or_none()
    if row is None:
        raise not_found("person")
    return Listed(*row)


def storage() -> tuple[list[Stored], int, int]:
    """Who stores most, at most 100; and how many bytes of how many videos there are in all.

    Each person is looked up in the index ix_videos_stored, which has the sizes: no table is read from end to end.
    """
    sums = select(func.coalesce(func.sum(Video.size), 0).label("stored"), func.count().label("videos"))
    each = sums.where(visible.belongs_to(User.id), _takes_room()).correlate(User).lateral()
    in_all = func.sum(each.c.stored).over(), func.sum(each.c.videos).over()
    most = select(User.id, User.name, User.email, each.c.stored, each.c.videos, *in_all).select_from(User)
    most = most.join(each, true()).where(each.c.videos > 0).order_by(each.c.stored.desc(), User.id).limit(_MOST)
    with transaction() as work:
        rows = work.execute(most).all()
    people = [Stored(row[0], row[1], row[2], int(row[3]), int(row[4])) for row in rows]
    return people, int(rows[0][5]) if rows else 0, int(rows[0][6]) if rows else 0


def _listed() -> Select[User, int, int, datetime]:
    seen = select(func.max(SignIn.rotated_at)).where(SignIn.user_id == User.id).correlate(User).scalar_subquery()
    return select(User, _of_person(func.coalesce(func.sum(Video.size), 0)), _of_person(func.count()), seen).where(
        User.closed_at.is_(None)
    )


def _of_person(what: ColumnElement[int]) -> ScalarSelect[int]:
    return select(what).where(visible.belongs_to(User.id), _takes_room()).correlate(User).scalar_subquery()


def _takes_room() -> ColumnElement[bool]:
    return and_(Video.deleted_at.is_(None), Video.status != VideoStatus.ABORTED)


def _write(email: str) -> str:
    return base64.urlsafe_b64encode(email.lower().encode()).decode().rstrip("=")


def _read(cursor: str) -> str:
    try:
        return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().replace("\x00", "")
    except (ValueError, binascii.Error):
        raise VideoFlowError("invalid_cursor", "The cursor is not one that a list gave.", 400) from None
