"""That something was deleted is known for a while, for whoever was away; then they load all of it."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, func, select, update

from app.db import layers
from app.db.models import AnnotationLayer, AnnotationTombstone
from app.db.unit_of_work import transaction

KEPT = timedelta(days=30)
_VIDEOS_AT_ONCE = 500


def forget() -> int:
    """Forgets what was deleted long ago; returns of how many videos."""
    old = AnnotationTombstone.deleted_at < func.now() - KEPT
    query = select(AnnotationTombstone.video_id, func.max(AnnotationTombstone.version)).where(old)
    with transaction() as work:
        found = work.execute(query.group_by(AnnotationTombstone.video_id).limit(_VIDEOS_AT_ONCE)).all()
    for video_id, version in found:
        _forget(video_id, version)
    return len(found)


def _forget(video_id: UUID, version: int) -> None:
    """Says first that it is not known any more, and both at once."""
    with transaction() as work:
        layers.hold(work, [video_id])
        layer = update(AnnotationLayer).where(AnnotationLayer.video_id == video_id)
        work.execute(layer.values(forgotten=func.greatest(AnnotationLayer.forgotten, version)))
        grave = AnnotationTombstone
        work.execute(delete(grave).where(grave.video_id == video_id, grave.version <= version))
