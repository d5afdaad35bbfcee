"""The end of an upload: the last part, the head that makes it seekable, the object; or nothing at all."""

import io
from uuid import UUID

import structlog
from sqlalchemy import select, update

from app import events
from app.db.models import Upload, UploadPart, Video
from app.db.session import transaction
from app.errors import VideoFlowError
from app.services import indexing, spilling
from app.services.cursor import Slice, keep_etag, load
from app.services.draining import drain_held
from app.services.indexing import NewHead
from app.services.ingest import ABORTED, COMPLETED, spool
from app.services.leases import lease
from app.storage.s3 import MissingObject, get_store

log = structlog.get_logger()

# A drain that runs when the recording ends is soon over.
LEASE_PATIENCE_SECONDS = 10.0


def finalize(video_id: UUID) -> None:
    """Drains the rest, completes the multipart upload and makes the video playable. Safe to repeat.

    Raises StorageError (retryable) and VideoFlowError `lost_bytes` where the spool is gone for good,
    `upload_busy` (retryable) where another worker keeps the lease.
    """
    upload_id = _upload_of(video_id)
    with lease(upload_id, LEASE_PATIENCE_SECONDS) as owner:
        if owner is None:
            raise VideoFlowError("upload_busy", "Another worker is still storing parts.", 503, retryable=True)
        if load(upload_id).state == COMPLETED:
            return
        drain_held(upload_id, owner, final=True)
        current = load(upload_id)
        if current.size is None or current.cursor != current.size:
            raise VideoFlowError("lost_bytes", "Part of the recording is not on this server any more.", 500)
        _make_object(current)
    spilling.forget(video_id, upload_id)
    spool().remove(upload_id)


def discard(upload_id: UUID) -> None:
    """Leaves nothing of an aborted upload: no multipart upload, no object, no spool file."""
    with transaction() as session:
        upload = session.get(Upload, upload_id)
    if upload and upload.state != ABORTED:
        return
    if upload and upload.s3_upload_id:
        get_store().abort_multipart(upload.s3_key, upload.s3_upload_id)
    if upload:
        spilling.forget(upload.video_id, upload_id)
    # Also where the row is gone already: a video deleted while it is recorded is aborted, then purged.
    spool().remove(upload_id)


def _make_object(current: Slice) -> None:
    head = _new_head(current)
    try:
        if head and not _send_first_part(current, head):
            head = None
        get_store().complete_multipart(current.key, current.s3_upload_id or "", _numbered_etags(current))
    except MissingObject:
        # Completed by a run that died before it could say so: nothing else makes an object of this name.
        if get_store().head(current.key) is None:
            raise
    stored = get_store().head(current.key)
    if stored is None:
        raise MissingObject(f"{current.key} is not there after it was completed")
    _mark_playable(current, stored.size, head)
    events.publish(events.upload_channel(current.upload_id), {"finished": True, "stored": current.size})


def _new_head(current: Slice) -> NewHead | None:
    head = indexing.new_head(current.index_state)
    return head if head and head.replaces <= current.first_stop else None


def _send_first_part(current: Slice, head: NewHead) -> bool:
    """Sends part 1 once more, with a head that knows the duration and where to seek to.

    Costs one part, whatever the recording's length. False where the part's bytes are in S3 alone, because the
    machine that had them was lost: the recording then keeps the head it came with, and plays.
    """
    first = _first_part(current)
    if first is None:
        log.warning("no new head: the first part is neither spooled nor copied", upload_id=str(current.upload_id))
        return False
    body = head.data + first[head.replaces :]
    etag = get_store().upload_part(current.key, current.s3_upload_id or "", 1, io.BytesIO(body), len(body))
    keep_etag(current.upload_id, 1, etag)
    return True


def _first_part(current: Slice) -> bytes | None:
    """Part 1 as it was sent: from the spool, or where this machine took over, from its copy in S3."""
    try:
        with spool().reader(current.upload_id, 0, current.first_stop) as body:
            return body.read()
    except FileNotFoundError:
        return spilling.first_part(current)


def _numbered_etags(current: Slice) -> list[tuple[int, str]]:
    with transaction() as session:
        parts = session.execute(
            select(UploadPart.number, UploadPart.etag)
            .where(UploadPart.upload_id == current.upload_id)
            .order_by(UploadPart.number)
        ).all()
    return [(row.number, row.etag or "") for row in parts]


def _mark_playable(current: Slice, size: int, head: NewHead | None) -> None:
    known = {"duration": head.duration} if head else {}
    # Recorders write MP4 in fragments, which players seek in as they are.
    seekable = head is not None or "mp4" in current.mime_type
    sessions = indexing.sessions(current.index_state)
    with transaction() as session:
        session.execute(update(Upload).where(Upload.id == current.upload_id).values(state=COMPLETED, index_state=None))
        session.execute(
            update(Video)
            .where(Video.id == current.video_id)
            .values(playable=True, size=size, seekable=seekable, sessions=sessions, **known)
        )


def _upload_of(video_id: UUID) -> UUID:
    with transaction() as session:
        return session.scalars(select(Upload.id).where(Upload.video_id == video_id, Upload.track == "main")).one()
