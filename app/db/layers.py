"""What is said about a video, as one thing that is changed by one at a time: its number, and who holds it.

Whoever changes several annotations, or looks at some before changing them, holds the layer first: then nobody waits for
somebody who waits for them, and what was looked at stays. Who only adds one needs no more than the trigger does.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import literal, select
from sqlalchemy.dialects.postgresql import insert

from app.db.models import AnnotationLayer, Video
from app.db.unit_of_work import UnitOfWork

# Of a video about which nothing was said since there are numbers.
FIRST = 1


def hold(work: UnitOfWork, video_ids: Iterable[UUID]) -> None:
    """Lets nobody else change what is said about these videos until the transaction ends."""
    ids = sorted(set(video_ids))
    there = select(Video.id, literal(FIRST), literal(0)).where(Video.id.in_(ids)).order_by(Video.id)
    made = insert(AnnotationLayer).from_select(["video_id", "version", "forgotten"], there)
    work.execute(made.on_conflict_do_nothing())
    held = select(AnnotationLayer.video_id).where(AnnotationLayer.video_id.in_(ids))
    work.execute(held.order_by(AnnotationLayer.video_id).with_for_update())


def version(work: UnitOfWork, video_id: UUID) -> tuple[int, int]:
    """The number of its last change, and up to which nothing is known of what was deleted."""
    query = select(AnnotationLayer.version, AnnotationLayer.forgotten).where(AnnotationLayer.video_id == video_id)
    row = work.execute(query).one_or_none()
    return (row[0], row[1]) if row else (FIRST, 0)
