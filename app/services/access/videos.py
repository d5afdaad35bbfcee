"""Asks the one rule about one video. Not allowed looks like not there (docs/adr/0004)."""

from uuid import UUID

from sqlalchemy import select

from app.db import visible
from app.db.models import Video
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.access import Action, Asker
from app.errors import not_found


def find(
    work: UnitOfWork, who: Asker, action: Action, video_id: UUID, *, hold: bool = False, what: str = "video"
) -> Video:
    """The video, for somebody who may do this with it; with `hold` it is locked until the transaction ends.

    Raises VideoFlowError `not_found` (404), which calls it `what`.
    """
    query = select(Video).where(Video.id == video_id, visible.may(who, action))
    if hold:
        query = query.with_for_update()
    video = work.scalar(query)
    if video is None:
        raise not_found(what)
    return video


def require(who: Asker, action: Action, video_id: UUID) -> None:
    """Raises VideoFlowError `not_found` (404) unless they may do this with the video."""
    with transaction() as work:
        find(work, who, action, video_id)
