"""How much a person may store, and how many uploads they may have open, counted over everything that is not deleted.

What counts is what was taken of them: a finished video by its size, an upload under way by what it said it has, or by
what has been set aside for it before its bytes came. What is made from it does not count.
"""

import time
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import case, func, select, update

from app import limiting
from app.db import visible
from app.db.models import Upload, User, Video, VoiceOver
from app.db.patience import not_worth_waiting
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.pipeline.states import VideoStatus
from app.errors import VideoFlowError, not_found
from app.settings import settings

# What is set aside for an upload in advance, in bytes, so that it asks the database once in so many; but never more
# than a share of what is left, so that uploads beside it find some.
_AHEAD = 64 * 1024 * 1024
# The first time, with the row of the upload itself: most recordings ask for no more.
_FIRST = 16 * 1024 * 1024
_SHARE = 8
# How long nobody asks again after the database was away.
_AWAY_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class _Taken:
    """What somebody has, in bytes, and how many of their uploads wait for more."""

    size: int
    waiting: int


@dataclass(slots=True)
class Room:
    """How far one upload may go. Asked for every chunk; asks the database only when what is set aside is used up.

    1. What may come is set aside before it comes, under a lock of the person's row: however many uploads grow at the
       same time, on whatever machines, together they never have more than there is.
    2. Nothing is written while a chunk fits into what is set aside already.
    3. While the database is away a recorder goes on beyond it, as it does beyond everything else that is in there; with
       the first answer it is measured again.

    `stop` is the offset behind the last byte that is set aside, None where the person has no quota.
    """

    user_id: UUID
    upload_id: UUID
    stop: int | None
    away_until: float = 0.0

    def require(self, end: int) -> None:
        """Raises VideoFlowError `quota_exceeded` (413) where the upload would end behind its room."""
        if self.stop is None or end <= self.stop or time.monotonic() < self.away_until:
            return
        answered = False
        with not_worth_waiting("set something aside of a quota"):
            self.stop = _set_aside(self.user_id, self.upload_id, end)
            answered = True
        if not answered:
            self.away_until = time.monotonic() + _AWAY_SECONDS


def room(user_id: UUID, own: int | None, upload: Upload) -> Room:
    """The room for one upload: what is set aside for it so far. `own` is the person's own quota, in bytes."""
    return Room(user_id, upload.id, upload.set_aside if _limit(own) is not None else None)


def admit(work: UnitOfWork, user_id: UUID, size: int = 1) -> int:
    """Lets a new upload begin that needs `size` bytes at least; returns how many are set aside for it beside those.

    Holds the person's row until the transaction ends, so that of two who ask at once the second one sees what the
    first one took. Raises VideoFlowError `quota_exceeded` (413), `too_many_uploads` (429).
    """
    person = _person(work, user_id, hold=True)
    taken = _taken(work, user_id)
    most = limiting.most("uploads.person")
    if taken.waiting >= most:
        message = f"{most} of your uploads are not finished. Finish or discard one of them first."
        raise VideoFlowError("too_many_uploads", message, 429, details={"most": most})
    limit = _limit(person.quota_bytes)
    if limit is None:
        return 0
    left = limit - taken.size
    if size > left:
        raise _exceeded()
    return min(_FIRST, (left - size) // _SHARE)


def require(work: UnitOfWork, user_id: UUID, size: int) -> None:
    """Raises VideoFlowError `quota_exceeded` (413) unless `size` more bytes have room."""
    limit = _limit(_person(work, user_id).quota_bytes)
    if limit is not None and size > limit - _taken(work, user_id).size:
        raise _exceeded()


def _set_aside(user_id: UUID, upload_id: UUID, end: int) -> int | None:
    """Takes what the upload needs to go to `end`, and some more; returns how far it may go. Raises `quota_exceeded`."""
    with transaction() as work:
        limit = _limit(_person(work, user_id, hold=True).quota_bytes)
        if limit is None:
            return None
        left = max(0, limit - _taken(work, user_id, beside=upload_id).size)
        if end > left:
            raise _exceeded()
        stop = end + min(_AHEAD, (left - end) // _SHARE)
        more = func.greatest(Upload.set_aside, stop)
        work.execute(update(Upload).where(Upload.id == upload_id).values(set_aside=more))
    return stop


def _person(work: UnitOfWork, user_id: UUID, hold: bool = False) -> User:
    query = select(User).where(User.id == user_id)
    if hold:
        # Not the strongest lock: rows that refer to the person may still be added beside us.
        query = query.with_for_update(key_share=True)
    user = work.scalars(query).one_or_none()
    if user is None:
        raise not_found("user")
    return user


def _limit(own: int | None) -> int | None:
    """In bytes; None where there is none. `own` is what is set for this person alone."""
    everybodys = settings().user_quota_bytes
    if own is not None or everybodys is not None:
        return (everybodys if own is None else own) or None
    return limiting.most("storage.person")


def _taken(work: UnitOfWork, user_id: UUID, beside: UUID | None = None) -> _Taken:
    held = func.greatest(Upload.set_aside, Upload.cursor, func.coalesce(Upload.declared_size, 0))
    # Nothing is added to one that ended: what it has is known.
    taken = case((Upload.size.is_not(None), Upload.size), else_=held)
    uploads = select(func.coalesce(func.sum(taken), 0)).where(Upload.video_id == Video.id, Upload.state != "aborted")
    if beside is not None:
        uploads = uploads.where(Upload.id != beside)
    sizes = func.sum(func.coalesce(Video.size, uploads.correlate(Video).scalar_subquery()))
    waiting = func.count().filter(Video.status == VideoStatus.UPLOADING)
    query = select(func.coalesce(sizes, 0), waiting).where(visible.kept_for(user_id))
    size, count = work.execute(query.where(Video.status != VideoStatus.ABORTED)).one()
    spoken = select(func.coalesce(func.sum(VoiceOver.size), 0)).where(VoiceOver.speaker_id == user_id)
    return _Taken(int(size) + int(work.scalar(spoken) or 0), count)


def _exceeded() -> VideoFlowError:
    return VideoFlowError("quota_exceeded", "Your storage is full. Delete something you no longer need.", 413)
