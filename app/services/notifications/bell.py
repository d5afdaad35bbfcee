"""The bell: what somebody was told, line by line, and what of it they have read.

A line is all that is new of one kind about one video: thirty comments are one. What was read is a line of its own, so
that what comes later is seen. Nothing is told of a video that they may not see any more: the rows stay, as the right
may come back, but no list, count or mail has them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Select,
    String,
    Subquery,
    and_,
    case,
    cast,
    delete,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.orm import aliased

from app import events
from app.db import visible
from app.db.models import Annotation, Notification, User, Video
from app.db.unit_of_work import transaction
from app.domain.access import Action, Caller
from app.domain.accounts.closed import NOBODY
from app.domain.notifications.kinds import ENDS

# Of one person; what is older is not told, and swept.
MOST = 500
KEPT = timedelta(days=90)
_FORGOTTEN_AT_ONCE = 5000
_PEOPLE_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Line:
    """What happened of one kind about one video: `count` times, by `people`; the rest is of the last time.

    `id` names it; `who` is None where nobody did it, and `gone` whose account is. `timestamp` in seconds.
    """

    id: int
    kind: str
    video_id: UUID
    title: str
    poster_key: str | None
    annotation_id: int | None
    timestamp: float | None
    who: str | None
    picture_key: str | None
    gone: bool
    count: int
    people: int
    created_at: datetime
    read: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, the newest first, and how many there are that were not read; `before` asks for the next ones."""

    lines: list[Line]
    unread: int
    before: int | None


def page(caller: Caller, limit: int, before: int | None = None) -> Page:
    """Some lines, from the one after `before` on."""
    groups = _groups(caller, limit + 1, before)
    actor = aliased(User)
    who, by_somebody = func.coalesce(actor.name, Annotation.guest_name), groups.c.kind.not_in(ENDS)
    query = (
        select(
            groups,
            Notification.annotation_id,
            Notification.created_at,
            Video.title,
            case((Video.playable, Video.poster_key)).label("poster_key"),
            Annotation.timestamp,
            who.label("who"),
            actor.picture_key,
            or_(actor.closed_at.is_not(None), who == NOBODY, and_(who.is_(None), by_somebody)).label("gone"),
        )
        .join(Notification, Notification.id == groups.c.id)
        .join(Video, Video.id == Notification.video_id)
        .outerjoin(Annotation, Annotation.id == Notification.annotation_id)
        .outerjoin(actor, actor.id == Notification.actor_id)
        .order_by(groups.c.id.desc())
    )
    with transaction() as work:
        rows = work.execute(query).mappings().all()
        unread = work.scalar(_unread(caller)) or 0
    lines = [Line(**row | {"gone": bool(row["gone"])}) for row in map(dict, rows[:limit])]
    return Page(lines, unread, lines[-1].id if len(rows) > limit else None)


def unread(caller: Caller) -> int:
    """How many lines there are that were not read."""
    with transaction() as work:
        return work.scalar(_unread(caller)) or 0


def read(caller: Caller, ids: Sequence[int] = (), until: int | None = None) -> int:
    """Marks as read the lines of these ids, or all up to one; what is nobody's or another's is passed over.

    A line is read up to what its reader saw of it: what came since is new still. Returns how many are not read then.
    """
    mark = aliased(Notification)
    same = and_(mark.kind == Notification.kind, mark.video_id == Notification.video_id)
    of_lines = select(mark.id).where(mark.id.in_(ids), mark.user_id == caller.user_id, same, Notification.id <= mark.id)
    which = of_lines.exists() if until is None else Notification.id <= until
    mine = Notification.user_id == caller.user_id, Notification.shown, Notification.read_at.is_(None)
    # In one order, so that two pages that do the same wait for each other.
    rows = select(Notification.id).where(*mine, which).order_by(Notification.id).with_for_update(of=Notification)
    with transaction() as work:
        changed = update(Notification).where(Notification.id.in_(rows)).values(read_at=func.now(), to_mail=False)
        about = work.scalars(changed.returning(Notification.video_id)).all()
        if about:
            events.told(caller.user_id, about[0])
        return work.scalar(_unread(caller)) or 0


def forget() -> int:
    """Drops what is old, and what is more than MOST of a person; returns how many."""
    old = select(Notification.id).where(Notification.created_at < func.now() - KEPT).limit(_FORGOTTEN_AT_ONCE)
    with transaction() as work:
        gone = delete(Notification).where(Notification.id.in_(old)).returning(Notification.id)
        count = len(work.scalars(gone).all())
    return count + sum(_cut(user_id) for user_id in _with_too_many())


def _with_too_many() -> Sequence[UUID]:
    many = select(Notification.user_id).group_by(Notification.user_id).having(func.count() > MOST)
    with transaction() as work:
        return work.scalars(many.limit(_PEOPLE_AT_ONCE)).all()


def _cut(user_id: UUID) -> int:
    mine = select(Notification.id).where(Notification.user_id == user_id).order_by(Notification.id.desc())
    more = mine.offset(MOST).limit(_FORGOTTEN_AT_ONCE)
    with transaction() as work:
        gone = delete(Notification).where(Notification.id.in_(more)).returning(Notification.id)
        return len(work.scalars(gone).all())


def _rows(caller: Caller) -> tuple[ColumnElement[bool], ...]:
    """What is told of now, in a query that joins the video."""
    mine = Notification.user_id == caller.user_id, Notification.shown
    newest = select(Notification.id).where(*mine).order_by(Notification.id.desc()).limit(MOST)
    return Notification.id.in_(newest), Video.trashed_at.is_(None), visible.may(caller, Action.SEE)


def _groups(caller: Caller, limit: int, before: int | None) -> Subquery:
    is_read: ColumnElement[Any] = cast(Notification.read_at.is_not(None), Boolean)
    person = func.coalesce(cast(Notification.actor_id, String), Annotation.guest_name)
    newest = func.max(Notification.id)
    query = (
        select(
            newest.label("id"),
            Notification.kind,
            Notification.video_id,
            is_read.label("read"),
            func.count().label("count"),
            func.count(person.distinct()).label("people"),
        )
        .join(Video, Video.id == Notification.video_id)
        .outerjoin(Annotation, Annotation.id == Notification.annotation_id)
        .where(*_rows(caller))
        .group_by(Notification.kind, Notification.video_id, is_read)
        .order_by(newest.desc())
        .limit(limit)
    )
    return (query.having(newest < literal(before)) if before is not None else query).subquery()


def _unread(caller: Caller) -> Select[int]:
    lines = select(Notification.kind, Notification.video_id).join(Video, Video.id == Notification.video_id)
    new = lines.where(*_rows(caller), Notification.read_at.is_(None)).distinct().subquery()
    return select(func.count()).select_from(new)
