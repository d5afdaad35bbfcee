"""Whose copies stay while a recording is made, so that those who watch it can go back to its beginning (docs/adr/0044).

Parts cannot be read before they are an object, and the copies of what is no part yet go once it is one. Those of a
recording that others may see stay instead, up to LIVE_REWIND_BYTES behind the cursor, and go with all the others at its
end. What is private nobody else watches, and has none.
"""

from uuid import UUID

from sqlalchemy import ColumnElement, and_, select

from app.db.models import Video
from app.db.unit_of_work import transaction
from app.domain.access import Visibility
from app.domain.pipeline.states import Source
from app.settings import settings


def is_wanted() -> ColumnElement[bool]:
    """Of a video: whether its copies stay."""
    return and_(Video.visibility != Visibility.PRIVATE, Video.source != Source.FILE)


def wants(video_id: UUID) -> bool:
    """Whether the copies of this one do."""
    if not settings().live_rewind_bytes:
        return False
    with transaction() as work:
        return work.scalar(select(Video.id).where(Video.id == video_id, is_wanted())) is not None


def keeps(stop: int, cursor: int) -> bool:
    """Whether a copy that ends at `stop` stays for them though parts hold it."""
    return cursor - stop < settings().live_rewind_bytes
