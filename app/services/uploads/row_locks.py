"""In which order the rows of a recording are locked: its video's first, its uploads' after that.

Whoever deletes a video locks its row, and with it go those of its uploads: two who meet with the rows in opposite
orders would wait for each other until PostgreSQL ends one of them. So a transaction that changes both begins with the
video's, by `video_held` or by `access.find(..., hold=True)`. One that changes an upload alone needs nothing. A test
watches every transaction of all tests (tests/support/lock_order.py).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from app.db.models import Video
from app.db.unit_of_work import FOR_CHANGE, UnitOfWork, transaction
from app.errors import StageSkipped


@contextmanager
def video_held(video_id: UUID) -> Iterator[UnitOfWork]:
    """A transaction in which nobody else changes or deletes the video.

    Raises StageSkipped where it was deleted: what was just stored of it has to go, too.
    """
    with transaction() as work:
        video = work.get(Video, video_id, with_for_update=FOR_CHANGE)
        if video is None or video.deleted_at is not None:
            raise video_deleted()
        yield work


def video_deleted() -> StageSkipped:
    """Nobody waits for what is being made any more."""
    return StageSkipped("The video was deleted.")
