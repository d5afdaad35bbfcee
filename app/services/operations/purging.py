"""Removes deleted videos for good."""

from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import delete, func, select

from app import jobs
from app.db.models import Upload, Video
from app.db.unit_of_work import transaction
from app.domain.uploads.states import UploadState
from app.domain.workspace.audit import Kind
from app.errors import StorageError
from app.services.pipeline import outputs
from app.services.workspace import audit
from app.services.workspace.audit import About
from app.storage import keys
from app.storage.s3 import get_store

log = structlog.get_logger()

# Its own task has had so long.
_LOST_AFTER = timedelta(minutes=5)


def sweep_deleted() -> int:
    """Purges deleted videos whose own task was lost. Returns how many."""
    with transaction() as work:
        ids = work.scalars(select(Video.id).where(Video.deleted_at < func.now() - _LOST_AFTER).limit(100)).all()
    return sum(_purged(video_id) for video_id in ids)


def _purged(video_id: UUID) -> bool:
    try:
        purge(video_id)
    except StorageError as error:
        # The others may have more luck; this one has its next turn when it comes.
        log.warning("not purged", video_id=str(video_id), error=str(error))
        return False
    return True


def purge(video_id: UUID) -> None:
    """Removes a deleted video for good: multipart uploads, objects, rows, spooled bytes. Safe to repeat."""
    with transaction() as work:
        video = work.get(Video, video_id)
        uploads = list(work.scalars(select(Upload).where(Upload.video_id == video_id)))
    if video is None or video.deleted_at is None:
        return
    for upload in uploads:
        if upload.s3_upload_id and upload.state != UploadState.COMPLETED:
            get_store().abort_multipart(upload.s3_key, upload.s3_upload_id)
    get_store().delete_prefix(keys.video_prefix(video_id))
    get_store().delete(keys.quarantine(video_id))
    with transaction() as work:
        # Of two who purge at once, one finds it.
        if work.scalar(delete(Video).where(Video.id == video_id).returning(Video.id)) is not None:
            audit.note(work, Kind.VIDEO_PURGED, None, About(video_id, video.title))
        outputs.give_up(work, video_id)
    for upload in uploads:
        if upload.state != UploadState.COMPLETED:
            jobs.discard(upload.id, upload.host)
