"""Tells people what happened: a row each, written with what happened.

1. A row is kept for those who want to see it in the app, or to be written to about it: what they chose is asked now.
2. Whoever has the app open is told once the transaction is committed, over their own channel.
3. Who is to be written to is on the list for their next mail (mails.py).
"""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import String, Uuid, any_, column, delete, literal, or_, select, values
from sqlalchemy.dialects.postgresql import insert

from app import events
from app.db.models import Notification, User
from app.db.unit_of_work import UnitOfWork
from app.domain.notifications.kinds import ENDS, KIND_OF, News
from app.mail import outbox
from app.services.notifications import mails


def tell(
    work: UnitOfWork,
    people: Mapping[UUID, News],
    video_id: UUID,
    actor_id: UUID | None = None,
    annotation_id: int | None = None,
) -> None:
    """Tells each of them their news of a video; `actor_id` is whose doing it is, who hears nothing of it.

    Of one annotation somebody is told once.
    """
    heard = {person: news for person, news in people.items() if person != actor_id}
    if not heard:
        return
    rows = [(person, news.value, KIND_OF[news].value) for person, news in sorted(heard.items())]
    told = values(column("id", Uuid), column("news", String), column("chosen", String), name="told").data(rows)
    shown = told.c.chosen == any_(User.bell_about)
    to_mail = (told.c.chosen == any_(User.mail_about)) & literal(outbox.is_open())
    new = (
        select(told.c.id, told.c.news, literal(video_id), literal(annotation_id), literal(actor_id), shown, to_mail)
        .join(User, User.id == told.c.id)
        .where(User.closed_at.is_(None), User.disabled_at.is_(None), or_(shown, to_mail))
        .order_by(told.c.id)
    )
    names = ["user_id", "kind", "video_id", "annotation_id", "actor_id", "shown", "to_mail"]
    added = insert(Notification).from_select(names, new).on_conflict_do_nothing()
    written = work.execute(added.returning(Notification.user_id, Notification.shown, Notification.to_mail)).all()
    for row in written:
        if row.shown:
            events.told(row.user_id, video_id)
    mails.put_on_list(work, sorted(row.user_id for row in written if row.to_mail))


def tell_of_end(work: UnitOfWork, owner_id: UUID, video_id: UUID, news: News) -> None:
    """A recording is ready, or failed: that takes the place of how it ended before."""
    work.execute(delete(Notification).where(Notification.video_id == video_id, Notification.kind.in_(ENDS)))
    tell(work, {owner_id: news}, video_id)


def tell_of_share(work: UnitOfWork, user_id: UUID, video_id: UUID, actor_id: UUID) -> None:
    """Somebody was named for a video: once, however often they are taken off it and named again."""
    before = Notification.video_id == video_id, Notification.user_id == user_id, Notification.kind == News.SHARE
    work.execute(delete(Notification).where(*before))
    tell(work, {user_id: News.SHARE}, video_id, actor_id)
