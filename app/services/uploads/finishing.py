"""The end of an upload: the last part, the head that makes it seekable, the object; or nothing at all."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from app import events
from app.db.models import Upload, UploadPart
from app.db.patience import persistent
from app.db.unit_of_work import transaction
from app.domain.uploads.openings import UNTOLD_TYPE
from app.domain.uploads.states import TrackName, UploadState
from app.errors import StageSkipped, VideoFlowError
from app.services.uploads import cursor, direct_completion, first_part, only_part, reading_along, spilling, webm_index
from app.services.uploads.cursor import Slice, keep_etag, load
from app.services.uploads.draining import bytes_missing, drain_held, upload_busy
from app.services.uploads.first_part import FirstPart
from app.services.uploads.leases import lease
from app.services.uploads.outcome import Known, record
from app.services.uploads.row_locks import video_deleted, video_held
from app.services.uploads.transitions import change_state
from app.services.uploads.webm_index import NewHead
from app.storage import keys
from app.storage.s3 import MissingObject, ObjectStore, get_store
from app.storage.spool import get_spool

# A drain that runs when the recording ends is soon over.
LEASE_PATIENCE_SECONDS = 10.0


@persistent
def finalize(video_id: UUID) -> None:
    """Makes a recording or a file of what was sent. Safe to repeat. Raises what `finalize_upload` raises."""
    finalize_upload(_upload_of(video_id))


def finalize_upload(upload_id: UUID) -> None:
    """Drains the rest, completes the multipart upload and makes a recording playable. Safe to repeat.

    Raises StorageError (retryable) and VideoFlowError `lost_bytes` where the spool is gone for good,
    `upload_busy` (retryable) where another worker keeps the lease, `not_a_video` for a file that is none. Raises
    StageSkipped where the video was deleted, before or meanwhile; of what was stored nothing is left then.
    """
    current = _not_deleted(upload_id)
    try:
        with lease(upload_id, LEASE_PATIENCE_SECONDS) as owner:
            if owner is None:
                raise upload_busy()
            _finalize_held(upload_id, owner)
    except (VideoFlowError, StageSkipped) as error:
        # Whatever it was: a video that is deleted takes the upload, the parts and the rows from under our feet.
        now = cursor.find(upload_id)
        if now is not None and not now.deleted:
            raise
        get_store().delete_prefix(keys.video_prefix(current.video_id))
        _clear(current)
        raise video_deleted() from error
    # Also where an earlier run made the object: it may have been killed, or S3 gone, before it came to this.
    _clear(current)


def _not_deleted(upload_id: UUID) -> Slice:
    current = cursor.find(upload_id)
    if current is None or current.deleted:
        raise video_deleted()
    return current


def _finalize_held(upload_id: UUID, owner: str) -> None:
    current = _not_deleted(upload_id)
    if current.state == UploadState.COMPLETED:
        return
    if current.direct:
        direct_completion.collect(current)
    else:
        _make_object(current, owner)


def _clear(current: Slice) -> None:
    """Removes what is of no use once there is an object, or nobody wants it."""
    if not only_part.has_none(current):
        _abort_strays(current.key)
    spilling.forget(current.video_id, current.upload_id)
    get_spool().remove(current.upload_id)


def discard(upload_id: UUID) -> None:
    """Leaves nothing of an aborted upload: no multipart upload, no object, no spool file."""
    with transaction() as work:
        upload = work.get(Upload, upload_id)
    if upload and upload.state != UploadState.ABORTED:
        return
    if upload and upload.s3_upload_id:
        get_store().abort_multipart(upload.s3_key, upload.s3_upload_id)
    if upload:
        _abort_strays(upload.s3_key)
        spilling.forget(upload.video_id, upload_id)
        reading_along.forget(upload.video_id)
    # Also where the row is gone already: a video deleted while it is recorded is aborted, then purged.
    get_spool().remove(upload_id)
    with transaction() as work:
        work.execute(update(Upload).where(Upload.id == upload_id).values(discarded_at=func.now()))


def _abort_strays(key: str) -> None:
    """A worker may have been killed between opening a multipart upload and writing its id down."""
    for stray in list(get_store().open_multiparts(key)):
        if stray.key == key:
            get_store().abort_multipart(key, stray.upload_id)


def _make_object(current: Slice, owner: str) -> None:
    try:
        current, head = only_part.put(current, owner) or _assemble(load(current.upload_id), owner)
        size = _size_with(head, current)
    except MissingObject:
        # Made by a run that died before it could say so: nothing else makes an object of this name.
        stored = get_store().head(current.key)
        if stored is None:
            raise
        current, size = replace(load(current.upload_id), mime_type=stored.content_type), stored.size
        head = webm_index.new_head(current.index_state)
        head = head if size == _size_with(head, current) else None
    _mark_playable(current, size, head)
    events.publish(events.upload_channel(current.upload_id), {"finished": True, "stored": current.size})


def _size_with(head: NewHead | None, current: Slice) -> int:
    return (current.size or 0) + (len(head.data) - head.replaces if head else 0)


def _assemble(current: Slice, owner: str) -> tuple[Slice, NewHead | None]:
    """Makes one object of the parts, the rest and the new head among them. Returns the upload then, and that head."""
    current, head = _store_last_and_first(current, owner)
    get_store().complete_multipart(current.key, current.s3_upload_id or "", _numbered_etags(current))
    return current, head


def _store_last_and_first(current: Slice, owner: str) -> tuple[Slice, NewHead | None]:
    """The rest as further parts, and part 1 once more, with its new head."""
    # 1. Where the rest is one part, the index is made of it first: then part 1 can go beside it.
    # 2. Else the index is whole only when the rest has passed, and part 1 goes after it.
    # 3. Its new ETag is written down last; a run that dies before that sends part 1 again.
    state = _state_at_end(current)
    first = first_part.find(current, state)
    with ThreadPoolExecutor(1) as pool:
        # Beside the rest, because these two uploads are most of what somebody waits for who has pressed stop.
        sending = pool.submit(_send, current, first, get_store()) if first else None
        drain_held(current.upload_id, owner, final=True)
        etag = sending.result() if sending else None
    current = _whole(current.upload_id, owner)
    if state is None and (first := first_part.find(current, current.index_state)):
        etag = _send(current, first, get_store())
    if etag:
        keep_etag(current.upload_id, 1, etag)
    return current, first.head if first else None


def _whole(upload_id: UUID, owner: str) -> Slice:
    """The upload, all of which is in parts. Raises what `bytes_missing` says."""
    current = load(upload_id)
    if current.size is None or current.cursor != current.size:
        raise bytes_missing(upload_id, owner)
    return current


def _state_at_end(current: Slice) -> bytes | None:
    """The index of the whole recording, before its rest is stored; None where that takes more than one part."""
    rest = (current.size or 0) - current.cursor
    if current.index_state is None or rest > only_part.room(current):
        return None
    try:
        with get_spool().reader(current.upload_id, current.cursor, current.cursor + rest) as body:
            return webm_index.go_on(current, current.index_state, body, current.cursor)
    except FileNotFoundError:
        return None


def _send(current: Slice, first: FirstPart, store: ObjectStore) -> str:
    return first_part.send(store, current.key, current.s3_upload_id or "", first.body)


def _numbered_etags(current: Slice) -> list[tuple[int, str]]:
    with transaction() as work:
        parts = work.execute(
            select(UploadPart.number, UploadPart.etag)
            .where(UploadPart.upload_id == current.upload_id)
            .order_by(UploadPart.number)
        ).all()
    return [(row.number, row.etag or "") for row in parts]


def _mark_playable(current: Slice, size: int, head: NewHead | None) -> None:
    # Recorders write MP4 in fragments, which players seek in as they are.
    seekable = head is not None or "mp4" in current.mime_type
    # A new head is for a recorder that was started once.
    takes = None if head else _takes(current)
    playable = current.mime_type != UNTOLD_TYPE and not webm_index.is_empty(current.index_state)
    known: Known = {"playable": playable, "size": size, "seekable": seekable, "takes": takes}
    if current.recorded:
        known["mime_type"] = current.mime_type
    if head:
        known["duration"] = head.duration
    # What a file is called was found out before.
    mime_type = current.mime_type if current.recorded else Upload.mime_type
    with video_held(current.video_id) as work:
        ended = current.upload_id, UploadState.COMPLETED, "the object is made"
        made = change_state(work, *ended, index_state=None, mime_type=mime_type)
        # Where another worker said so first, stages may have changed it since. One of two tracks plays once they are
        # compiled.
        if made and current.track == TrackName.MAIN:
            record(work, current.video_id, **known)


def _takes(current: Slice) -> list[dict[str, Any]] | None:
    """What is to be joined; an empty list where the probe has to find out, because the index was lost."""
    if current.recorded and "webm" in current.mime_type and webm_index.is_lost(current.index_state):
        return []
    return webm_index.takes(current.index_state)


def _upload_of(video_id: UUID) -> UUID:
    with transaction() as work:
        mine = Upload.video_id == video_id, Upload.track == TrackName.MAIN
        upload_id = work.scalar(select(Upload.id).where(*mine))
    if upload_id is None:
        raise video_deleted()
    return upload_id
