"""The end of an upload of which nothing shall stay."""

from uuid import UUID

from sqlalchemy import select

from app.db.models import Upload
from app.db.unit_of_work import UnitOfWork
from app.domain.pipeline.states import VideoStatus
from app.domain.uploads.states import UploadState
from app.services.pipeline.transitions import change_status
from app.services.uploads.transitions import change_state
from app.settings import settings
from app.storage.spool import get_spool


def throw_away(work: UnitOfWork, upload: Upload, reason: str) -> bool:
    """Ends an upload, in a transaction that holds its video; returns whether that goes with it, having no other track.

    `jobs.discard` removes what was stored of it.
    """
    if upload.state == UploadState.OPEN:
        if upload.host == settings().host_id and not upload.direct:
            get_spool().seal(upload.id, upload.cursor)
        change_state(work, upload.id, UploadState.ABORTED, reason)
    is_last = not _has_other_tracks(work, upload.video_id)
    if is_last:
        change_status(work, upload.video_id, VideoStatus.ABORTED, reason)
    return is_last


def _has_other_tracks(work: UnitOfWork, video_id: UUID) -> bool:
    """Whether something of the video is left that was not thrown away."""
    left = select(Upload.id).where(Upload.video_id == video_id, Upload.state != UploadState.ABORTED)
    return work.scalar(left.limit(1)) is not None
