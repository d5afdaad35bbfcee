"""The first bytes of a recording, as they pass: a stream that is none is refused before a byte of it is kept.

Nothing is remembered for it. Whoever sends bytes near the beginning has those before them read from the spool, and most
first chunks are long enough by themselves.
"""

from uuid import UUID

from sqlalchemy import select

from app import events, jobs
from app.db.models import Upload, Video
from app.db.patience import not_worth_waiting
from app.db.unit_of_work import FOR_CHANGE, transaction
from app.domain.uploads.openings import OPENING_BYTES, Opening, opening
from app.domain.uploads.states import UploadState
from app.errors import VideoFlowError
from app.services.ingest.throwing_away import throw_away
from app.storage.spool import get_spool


def require_recording(upload_id: UUID, video_id: UUID, epoch: int, start: int, data: bytes | memoryview) -> bool:
    """Whether enough has been seen to tell that this is a recording, `data` at offset `start` included.

    Raises VideoFlowError `not_a_recording` (415), having thrown the upload away.
    """
    if start >= OPENING_BYTES:
        return True
    before = _before(upload_id, start)
    said = Opening.UNTOLD if before is None else opening(before + bytes(data[: OPENING_BYTES - start]))
    if said is Opening.OTHER:
        _forget(upload_id, video_id, epoch)
        raise VideoFlowError("not_a_recording", "What was sent is no recording: those are WebM, MP4 or Ogg.", 415)
    return said is Opening.RECORDING


def _before(upload_id: UUID, start: int) -> bytes | None:
    """What the stream has before `start`; None where it does not end there, which the spool will say."""
    if get_spool().end(upload_id, 0) != start:
        return None
    try:
        with get_spool().reader(upload_id, 0, start) as body:
            return body.read()
    except FileNotFoundError:
        return None


def _forget(upload_id: UUID, video_id: UUID, epoch: int) -> None:
    """Leaves nothing, unless a newer connection sends by now. Without the database beat finds it abandoned."""
    with not_worth_waiting("refusal of what is no recording"), transaction() as work:
        video = work.get(Video, video_id, with_for_update=FOR_CHANGE)
        current = select(Upload).where(Upload.id == upload_id, Upload.epoch == epoch, Upload.state == UploadState.OPEN)
        upload = work.scalars(current.with_for_update()).one_or_none()
        if video is None or upload is None:
            return
        gone = throw_away(work, upload, "no recording was sent")
        jobs.discard(upload.id, upload.host)
        events.video_changed(video_id, video.owner_id, gone=gone)
