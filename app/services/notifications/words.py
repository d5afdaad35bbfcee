"""Who is told of what somebody said about a video."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import or_, select

from app.db.models import Annotation
from app.db.unit_of_work import UnitOfWork
from app.domain.notifications.kinds import News
from app.services.notifications.telling import tell

# Of a thread with more people in it, those who said something last.
_MOST_IN_THREAD = 50


def said(work: UnitOfWork, row: Annotation, owner_id: UUID) -> None:
    """Tells the video's owner, whoever is in the thread, and who is mentioned; each of them what concerns them most.

    A drawing without words is no news: a room draws hundreds of them.
    """
    if not row.content and not row.mentions and row.type == "drawing":
        return
    people: dict[UUID, News] = {owner_id: News.COMMENT}
    people |= dict.fromkeys(_in_thread(work, row.parent_id), News.REPLY)
    people |= dict.fromkeys(row.mentions, News.MENTION)
    tell(work, people, row.video_id, row.author_id, row.id)


def mentioned(work: UnitOfWork, row: Annotation, before: Iterable[UUID]) -> None:
    """Tells those whom an edit mentions who were not mentioned before it."""
    new = set(row.mentions) - set(before)
    tell(work, dict.fromkeys(new, News.MENTION), row.video_id, row.author_id, row.id)


def _in_thread(work: UnitOfWork, parent_id: int | None) -> Iterable[UUID]:
    if parent_id is None:
        return ()
    thread = or_(Annotation.id == parent_id, Annotation.parent_id == parent_id), Annotation.author_id.is_not(None)
    last = select(Annotation.author_id).where(*thread).order_by(Annotation.id.desc()).limit(_MOST_IN_THREAD)
    first = select(Annotation.author_id).where(Annotation.id == parent_id, Annotation.author_id.is_not(None))
    return [person for person in work.scalars(first.union(last)) if person is not None]
