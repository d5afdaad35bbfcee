"""Mails about what happened: at most one an hour a person, with all of it.

1. News puts its person on a list, in its transaction: due at once, or an hour after their last mail. Further news
   changes nothing.
2. The task is asked for after the commit; beat asks for what is due, should that get lost. Whoever sends takes the
   entry for an hour first: two who send at once are one.
3. What the mail tells waits no more from before it is sent, so that nobody is told twice. Where the mail server is
   away it waits again, and comes a while later. A worker that dies in between costs the mail; the bell has the news.
4. Sent, the person is off the list, or on it for the next hour where something came meanwhile.
"""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import case, delete, exists, func, null, select, update
from sqlalchemy.dialects.postgresql import insert

from app import jobs
from app.db import visible
from app.db.models import Annotation, NewsMail, Notification, User, Video
from app.db.unit_of_work import FOR_CHANGE, UnitOfWork, transaction
from app.domain.access import Action, Caller
from app.errors import VideoFlowError
from app.mail.letters import Reader
from app.services.notifications import letter
from app.services.notifications.letter import Item
from app.services.workspace import mailing

HOUR = timedelta(hours=1)
_AGAIN_AFTER = timedelta(minutes=10)
# Longer ago than this, the last mail keeps none back.
_REMEMBERED = timedelta(days=1)
_AT_ONCE = 200
_FORGOTTEN_AT_ONCE = 5000
# Of what waits for one mail; what is more is not told by mail.
_MOST_ITEMS = 500


def put_on_list(work: UnitOfWork, user_ids: Sequence[UUID]) -> None:
    """These people are to be written to. Given in one order, so that nobody waits for each other."""
    if not user_ids:
        return
    rows = insert(NewsMail).values([{"user_id": user_id, "due_at": func.now()} for user_id in user_ids])
    waits = NewsMail.due_at.is_not(None)
    later = case((waits, NewsMail.due_at), else_=func.greatest(func.now(), NewsMail.sent_at + HOUR))
    listed = rows.on_conflict_do_update(index_elements=["user_id"], set_={"due_at": later})
    is_due = (NewsMail.due_at <= func.now()).label("is_due")
    for user_id, due in work.execute(listed.returning(NewsMail.user_id, is_due)).all():
        if due:
            jobs.mail_news(user_id)


def ask_for_due() -> int:
    """Asks for the mails that are due, the oldest first; returns how many."""
    query = select(NewsMail.user_id).where(NewsMail.due_at <= func.now()).order_by(NewsMail.due_at)
    with transaction() as work:
        ids = work.scalars(query.limit(_AT_ONCE)).all()
    for user_id in ids:
        jobs.mail_news(user_id)
    return len(ids)


def send(user_id: UUID) -> None:
    """Writes to somebody, if that is due. A mail server that is away is asked again later."""
    reader, items = _take(user_id)
    if reader is None:
        return
    try:
        if items:
            mailing.send(letter.write(reader, items))
    except VideoFlowError as error:
        if error.retryable:
            _put_back(user_id, [item.id for item in items])
            return
        # Nobody will ever get it: the next news is another chance.
        _settle(user_id)
        raise
    _settle(user_id)


def forget() -> int:
    """Drops entries of which nothing waits, and whose mail was long ago; returns how many."""
    old = NewsMail.due_at.is_(None), NewsMail.sent_at < func.now() - _REMEMBERED
    ids = select(NewsMail.user_id).where(*old).limit(_FORGOTTEN_AT_ONCE)
    with transaction() as work:
        gone = delete(NewsMail).where(NewsMail.user_id.in_(ids)).returning(NewsMail.user_id)
        return len(work.scalars(gone).all())


def _take(user_id: UUID) -> tuple[Reader | None, list[Item]]:
    """Whom to write to, and of what: what waits, of videos that they may still see. None where nothing is due."""
    due = NewsMail.user_id == user_id, NewsMail.due_at <= func.now()
    with transaction() as work:
        taken = update(NewsMail).where(*due).values(due_at=func.now() + HOUR).returning(NewsMail.user_id)
        if work.scalar(taken) is None:
            return None, []
        # What somebody changes in this moment comes with the next mail: whoever has it waits for the entry.
        waiting = select(Notification.id).where(Notification.user_id == user_id, Notification.to_mail)
        ids = work.scalars(waiting.with_for_update(skip_locked=True)).all()
        work.execute(update(Notification).where(Notification.id.in_(ids)).values(to_mail=False))
        user = work.get_one(User, user_id)
        reader = Reader(user.email, user.name, user.language)
        lives = user.closed_at is None and user.disabled_at is None
        return reader, _items(work, user, ids) if lives else []


def _items(work: UnitOfWork, user: User, ids: Sequence[int]) -> list[Item]:
    query = (
        select(Notification, Video.title, Annotation, User.name)
        .join(Video, Video.id == Notification.video_id)
        .outerjoin(Annotation, Annotation.id == Notification.annotation_id)
        .outerjoin(User, User.id == Notification.actor_id)
        .where(Notification.id.in_(sorted(ids)[-_MOST_ITEMS:]), Video.trashed_at.is_(None))
        .where(visible.may(Caller(user.id, user.role), Action.SEE))
        .order_by(Notification.id)
    )
    return [
        Item(
            news.id,
            news.kind,
            news.video_id,
            title,
            name or (said.guest_name if said else None),
            said.timestamp if said else None,
            said.content if said else "",
        )
        for news, title, said, name in work.execute(query).all()
    ]


def _put_back(user_id: UUID, ids: Sequence[int]) -> None:
    with transaction() as work:
        again = Notification.id.in_(ids), Notification.read_at.is_(None)
        work.execute(update(Notification).where(*again).values(to_mail=True))
        entry = update(NewsMail).where(NewsMail.user_id == user_id)
        work.execute(entry.values(due_at=func.now() + _AGAIN_AFTER))


def _settle(user_id: UUID) -> None:
    more = exists().where(Notification.user_id == user_id, Notification.to_mail)
    values = {"sent_at": func.now(), "due_at": case((more, func.now() + HOUR), else_=null())}
    mine = NewsMail.user_id == user_id
    with transaction() as work:
        # Whoever adds something holds the entry: what they added is seen by the next statement, not by this one.
        work.execute(select(NewsMail.user_id).where(mine).with_for_update(**FOR_CHANGE))
        work.execute(update(NewsMail).where(mine).values(values))
