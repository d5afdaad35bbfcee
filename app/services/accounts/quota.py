"""How much a person may store, counted over everything of theirs that is not deleted.

What counts is what they sent: a finished video by its size, an upload under way by what it said it has, or by what of
it is in object storage already. What is made from it does not count.
"""

import time
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from app.db import visible
from app.db.models import Upload, User, Video
from app.db.patience import not_worth_waiting
from app.db.unit_of_work import UnitOfWork, transaction
from app.errors import VideoFlowError, not_found
from app.settings import settings

# Other uploads of the same person grow beside one: the quota is exceeded at most by what comes in this time.
_LOOK_AGAIN_SECONDS = 10.0


@dataclass(slots=True)
class Room:
    """How far one upload may go. Asked for every chunk; asks the database only now and then, and never writes.

    `stop` is the offset behind the last byte that has room, None where the person has no quota.
    """

    user_id: UUID
    upload_id: UUID
    stop: int | None
    looked_at: float

    def require(self, end: int) -> None:
        """Raises VideoFlowError `quota_exceeded` (413) where the upload would end behind its room."""
        if self.stop is None:
            return
        if time.monotonic() - self.looked_at > _LOOK_AGAIN_SECONDS:
            # What was found last holds while the database is away.
            with not_worth_waiting("look at a quota"), transaction() as work:
                self.stop = _left(work, self.user_id, self.upload_id)
            self.looked_at = time.monotonic()
        if self.stop is not None and end > self.stop:
            raise _exceeded()


def room(work: UnitOfWork, user_id: UUID, upload_id: UUID) -> Room:
    """The room for one upload beside everything else of the person."""
    return Room(user_id, upload_id, _left(work, user_id, upload_id), time.monotonic())


def require(work: UnitOfWork, user_id: UUID, size: int = 1) -> None:
    """Raises VideoFlowError `quota_exceeded` (413) unless `size` more bytes have room.

    Holds the person's row until the transaction ends, so that of two who ask at once the second one sees what the
    first one took.
    """
    if _limit(work, user_id, hold=True) is None:
        return
    left = _left(work, user_id)
    if left is not None and size > left:
        raise _exceeded()


def _left(work: UnitOfWork, user_id: UUID, beside: UUID | None = None) -> int | None:
    limit = _limit(work, user_id)
    return None if limit is None else max(0, limit - _used(work, user_id, beside))


def _limit(work: UnitOfWork, user_id: UUID, hold: bool = False) -> int | None:
    query = select(User).where(User.id == user_id)
    if hold:
        # Not the strongest lock: rows that refer to the person may still be added beside us.
        query = query.with_for_update(key_share=True)
    user = work.scalars(query).one_or_none()
    if user is None:
        raise not_found("user")
    limit = settings().user_quota_bytes if user.quota_bytes is None else user.quota_bytes
    return limit or None


def _used(work: UnitOfWork, user_id: UUID, beside: UUID | None) -> int:
    under_way = (
        select(func.coalesce(func.sum(func.greatest(Upload.cursor, func.coalesce(Upload.declared_size, 0))), 0))
        .where(Upload.video_id == Video.id, Upload.state != "aborted")
        .correlate(Video)
    )
    if beside is not None:
        under_way = under_way.where(Upload.id != beside)
    sizes = func.sum(func.coalesce(Video.size, under_way.scalar_subquery()))
    query = select(func.coalesce(sizes, 0)).where(visible.owned_by(user_id))
    return int(work.scalar(query.where(Video.status != "aborted")) or 0)


def _exceeded() -> VideoFlowError:
    return VideoFlowError("quota_exceeded", "Your storage is full. Delete something you no longer need.", 413)
