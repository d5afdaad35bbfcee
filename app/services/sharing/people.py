"""People who are named for a video, by their email: with an account at once, without one when they have it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, delete, exists, func, literal, or_, select

from app import events, jobs
from app.db.models import Named, User
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.access import Action, Caller, Role, Visibility
from app.domain.workspace.audit import Kind
from app.errors import VideoFlowError, not_found
from app.mail import outbox
from app.services.access import videos as access
from app.services.accounts import admission
from app.services.notifications import telling
from app.services.workspace import audit
from app.services.workspace.audit import About

# Of one video.
MOST = 500


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who was named. Without an account they are `pending`, and `id` is the entry's, not a person's.

    `invitation` lets them make an account; who names them is told it once more each time.
    """

    id: UUID
    email: str
    name: str | None
    picture_key: str | None
    right: str
    pending: bool
    invitation: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Circle:
    """Everybody who was named, and whose the video is."""

    owner_id: UUID
    owner_name: str
    owner_picture_key: str | None
    people: list[Person]


def name(video_id: UUID, caller: Caller, email: str, right: str) -> Person:
    """Lets somebody in, or gives them another right. A video that was private becomes theirs who are named.

    Raises VideoFlowError: `not_found` (404), `not_allowed` (403), `own_video` (400), `too_many_people` (409).
    """
    with transaction() as work:
        video = access.find(work, caller, Action.SHARE, video_id, hold=True)
        user = _account(work, video_id, email)
        if user is not None and access.owns(user.id, video):
            raise VideoFlowError("own_video", "This is the address of whoever owns the video.", 400)
        row = _entry(work, video_id, user, email)
        is_new = row.id is None
        row.right, row.created_by = right, row.created_by or caller.user_id
        if video.visibility == Visibility.PRIVATE:
            video.visibility = Visibility.PEOPLE
        work.flush()
        work.refresh(row)
        audit.note(work, Kind.PERSON_NAMED, caller.user_id, About(video.id, video.title), whom=[email], right=right)
        if is_new:
            _tell(work, row, caller)
        events.video_changed(video_id, video.owner_id)
        return _person(row, user, caller)


def _tell(work: UnitOfWork, row: Named, caller: Caller) -> None:
    """Who has an account is told as of everything else; who has none is written to how to get there."""
    if row.user_id is not None:
        telling.tell_of_share(work, row.user_id, row.video_id, caller.user_id)
    elif outbox.is_open():
        jobs.mail_named(row.id)


def listing(video_id: UUID, caller: Caller) -> Circle:
    """Who was named, in the order they were. Raises VideoFlowError `not_found` (404), `not_allowed` (403)."""
    query = select(Named, User).outerjoin(User, User.id == Named.user_id).where(Named.video_id == video_id)
    with transaction() as work:
        video = access.find(work, caller, Action.SHARE, video_id)
        owner = work.get_one(User, video.owner_id)
        rows = work.execute(query.order_by(Named.created_at, Named.id)).all()
        return Circle(owner.id, owner.name, owner.picture_key, [_person(row, user, caller) for row, user in rows])


def remove(video_id: UUID, caller: Caller, who: UUID) -> None:
    """Lets somebody in no more, by their id or their entry's. Raises `not_found` (404), `not_allowed` (403)."""
    with transaction() as work:
        video = access.find(work, caller, Action.SHARE, video_id)
        theirs = Named.video_id == video_id, or_(Named.user_id == who, Named.id == who)
        emails = list(work.scalars(delete(Named).where(*theirs).returning(Named.email)))
        if not emails:
            raise not_found("person")
        audit.note(work, Kind.PERSON_REMOVED, caller.user_id, About(video.id, video.title), whom=emails)
        events.video_changed(video_id, video.owner_id)


def _account(work: UnitOfWork, video_id: UUID, email: str) -> User | None:
    """Whose address it is. Where mail shows whose it is, somebody who merely wrote it when they registered waits until
    they have shown it, unless they were let in before.
    """
    named = exists().where(Named.video_id == video_id, Named.user_id == User.id)
    shown = or_(User.email_confirmed_at.is_not(None), literal(not outbox.is_open()), named)
    return work.scalar(select(User).where(func.lower(User.email) == email.lower(), shown))


def _entry(work: UnitOfWork, video_id: UUID, user: User | None, email: str) -> Named:
    """Theirs, or a new one. Who asks holds the video, so that nobody makes the same beside them."""
    waiting = and_(Named.email == email, Named.user_id.is_(None))
    same = or_(Named.user_id == user.id, waiting) if user else waiting
    # Somebody who waited, and has an account by now, is named by that.
    mine = select(Named).where(Named.video_id == video_id, same).order_by(Named.user_id.is_(None))
    rows = list(work.scalars(mine))
    for other in rows[1:]:
        work.delete(other)
    if rows:
        rows[0].user_id = user.id if user else None
        return rows[0]
    if (work.scalar(select(func.count()).where(Named.video_id == video_id)) or 0) >= MOST:
        raise VideoFlowError("too_many_people", f"A video is for {MOST} people by name at most.", 409)
    row = Named(video_id=video_id, user_id=user.id if user else None, email=email)
    work.add(row)
    return row


def _person(row: Named, user: User | None, caller: Caller) -> Person:
    invitation = None if user else admission.invitation(row.email, caller.user_id, admits=caller.role == Role.ADMIN)
    identity = user.id if user else row.id
    name, picture = (user.name, user.picture_key) if user else (None, None)
    return Person(identity, row.email, name, picture, row.right, user is None, invitation, row.created_at)
