"""Mails about comments: at most one a video and hour, with all that was said meanwhile.

1. A comment puts its video on a list: due soon, so that what is said together comes together, or an hour after the last
   mail about it. Further comments change nothing.
2. Beat asks for what is due. Whoever sends takes the entry for an hour first: two who send at once are one.
3. Sent, it is off the list, or on it for the next hour where something was said meanwhile. Where the mail server is
   away it comes a while later.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, delete, exists, func, null, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import contains_eager

from app import jobs
from app.db import visible
from app.db.models import Annotation, CommentMail, User, Video
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.notifications.kinds import Kind
from app.errors import VideoFlowError
from app.mail import letters, outbox
from app.mail.letters import Letter, Reader
from app.services.workspace import mailing

HOUR = timedelta(hours=1)
_TOGETHER = timedelta(minutes=1)
_AGAIN_AFTER = timedelta(minutes=10)
# Longer ago than this, the last mail keeps none back.
_REMEMBERED = timedelta(days=1)
_QUOTED = 10
_AT_ONCE = 200
_FORGOTTEN_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class _Said:
    """What there is to write about, and up to which annotation that goes."""

    video: Video
    owner: User
    last_id: int
    count: int
    quotes: tuple[str, ...]


def note(work: UnitOfWork, video_id: UUID, annotation_id: int) -> None:
    """Somebody else than its owner said something about a video. Where no mail can be sent, nothing is kept."""
    if not outbox.is_open():
        return
    row = insert(CommentMail).values(video_id=video_id, after_id=annotation_id - 1, due_at=func.now() + _TOGETHER)
    waits = CommentMail.due_at.is_not(None)
    later = {
        "after_id": case((waits, CommentMail.after_id), else_=annotation_id - 1),
        "due_at": case(
            (waits, CommentMail.due_at),
            else_=func.greatest(func.now() + _TOGETHER, CommentMail.sent_at + HOUR),
        ),
    }
    work.execute(row.on_conflict_do_update(index_elements=["video_id"], set_=later))


def ask_for_due() -> int:
    """Asks for the mails that are due, the oldest first; returns how many."""
    query = select(CommentMail.video_id).where(CommentMail.due_at <= func.now()).order_by(CommentMail.due_at)
    with transaction() as work:
        ids = work.scalars(query.limit(_AT_ONCE)).all()
    for video_id in ids:
        jobs.mail_comments(video_id)
    return len(ids)


def send(video_id: UUID) -> None:
    """Writes to the video's owner, if that is due and they want it. A mail server that is away is asked again later."""
    after_id = _take(video_id)
    if after_id is None:
        return
    said = _said(video_id, after_id)
    if said is None:
        _let_be(video_id)
        return
    try:
        mailing.send(_letter(said))
    except VideoFlowError as error:
        if error.retryable:
            _put_back(video_id)
            return
        # Nobody will ever get it: the next comment is another chance.
        _settle(video_id, said.last_id)
        raise
    _settle(video_id, said.last_id)


def forget() -> int:
    """Drops entries of which nothing waits, and whose mail was long ago; returns how many."""
    old = CommentMail.due_at.is_(None), CommentMail.sent_at < func.now() - _REMEMBERED
    ids = select(CommentMail.video_id).where(*old).limit(_FORGOTTEN_AT_ONCE)
    with transaction() as work:
        gone = delete(CommentMail).where(CommentMail.video_id.in_(ids)).returning(CommentMail.video_id)
        return len(work.scalars(gone).all())


def _take(video_id: UUID) -> int | None:
    due = CommentMail.video_id == video_id, CommentMail.due_at <= func.now()
    with transaction() as work:
        taken = update(CommentMail).where(*due).values(due_at=func.now() + HOUR)
        return work.scalar(taken.returning(CommentMail.after_id))


def _put_back(video_id: UUID) -> None:
    with transaction() as work:
        entry = update(CommentMail).where(CommentMail.video_id == video_id)
        work.execute(entry.values(due_at=func.now() + _AGAIN_AFTER))


def _let_be(video_id: UUID) -> None:
    """Nobody wants to know what was said so far."""
    with transaction() as work:
        entry = update(CommentMail).where(CommentMail.video_id == video_id)
        work.execute(entry.values(due_at=None, sent_at=func.now()))


def _settle(video_id: UUID, last_id: int) -> None:
    more = exists().where(_by_others(video_id), Annotation.id > last_id, Video.id == video_id)
    values = {
        "after_id": last_id,
        "sent_at": func.now(),
        "due_at": case((more, func.now() + HOUR), else_=null()),
    }
    with transaction() as work:
        work.execute(update(CommentMail).where(CommentMail.video_id == video_id).values(values))


def _by_others(video_id: UUID) -> ColumnElement[bool]:
    """Words of others; the query joins the video."""
    others = or_(Annotation.author_id.is_(None), ~visible.belongs_to(Annotation.author_id))
    return and_(Annotation.video_id == video_id, Annotation.content != "", others)


def _said(video_id: UUID, after_id: int) -> _Said | None:
    """None where nothing is left of it, or its owner does not want to know."""
    about = select(Video, User).join(User, visible.belongs_to(User.id))
    there = Video.deleted_at.is_(None), Video.trashed_at.is_(None), User.closed_at.is_(None)
    wants = User.mail_about.contains([Kind.COMMENTS.value])
    words = (
        select(Annotation, func.count().over().label("total"), func.max(Annotation.id).over().label("last"))
        .join(Video, Video.id == Annotation.video_id)
        .outerjoin(Annotation.author)
        .options(contains_eager(Annotation.author))
        .where(_by_others(video_id), Annotation.id > after_id)
        .order_by(Annotation.id)
        .limit(_QUOTED)
    )
    with transaction() as work:
        found = work.execute(about.where(Video.id == video_id, *there, wants)).one_or_none()
        rows = work.execute(words).all() if found else []
    if found is None or not rows:
        return None
    quotes = tuple(_quote(row.Annotation, _reader(found[1])) for row in rows)
    return _Said(found[0], found[1], rows[0].last, rows[0].total, quotes)


def _quote(said: Annotation, reader: Reader) -> str:
    name = said.author.name if said.author else said.guest_name
    return f"{letters.gone(reader) if said.is_nobodys else name}, {_clock(said.timestamp)}: {said.content}"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"


def _reader(owner: User) -> Reader:
    return Reader(owner.email, owner.name, owner.language)


def _letter(said: _Said) -> Letter:
    link, settings = outbox.address(f"/watch/{said.video.id}"), outbox.address("/settings#mails")
    about = {"title": said.video.title, "count": str(said.count)}
    return letters.write("comments", _reader(said.owner), link, settings, said.quotes, **about)
