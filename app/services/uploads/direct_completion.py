"""Makes the object of a file whose parts went straight to the object store, and looks at it for the first time."""

from app import events
from app.domain.uploads.containers import SNIFF_BYTES, Container, sniff
from app.domain.uploads.states import UploadState
from app.errors import VideoFlowError
from app.services.uploads.cursor import Slice
from app.services.uploads.outcome import record
from app.services.uploads.row_locks import video_held
from app.services.uploads.transitions import change_state
from app.storage.s3 import MissingObject, ObjectStore, get_store


def collect(current: Slice) -> None:
    """Completes the multipart upload from the parts there are, and tells the container. Safe to repeat.

    Raises StorageError (retryable), and VideoFlowError for good: `not_a_video` where the bytes are of no container we
    read, `lost_bytes` where the object has not the size it was said to have. Then no object stays.
    """
    store = get_store()
    if current.state == UploadState.ABORTED:
        # Refused before: a person asked to try again.
        raise _refused()
    size = _make(store, current)
    container = sniff(store.get_range(current.key, SNIFF_BYTES)) if size else None
    if container is None or size != current.size:
        _forget(store, current)
        raise _refused() if container is None else VideoFlowError("lost_bytes", "Part of the file is missing.", 500)
    _keep(current, size, container)
    events.publish(events.upload_channel(current.upload_id), {"finished": True, "stored": size})


def _make(store: ObjectStore, current: Slice) -> int:
    """Completes the upload; returns the object's size, also where a run that was lost had made it."""
    try:
        parts = store.list_parts(current.key, current.s3_upload_id or "")
        store.complete_multipart(current.key, current.s3_upload_id or "", [(part.number, part.etag) for part in parts])
    except MissingObject:
        if store.head(current.key) is None:
            raise
    stored = store.head(current.key)
    return stored.size if stored else 0


def _keep(current: Slice, size: int, container: Container) -> None:
    with video_held(current.video_id) as work:
        if change_state(work, current.upload_id, UploadState.COMPLETED, "the object is made", index_state=None):
            record(work, current.video_id, size=size, mime_type=container.mime_type)


def _forget(store: ObjectStore, current: Slice) -> None:
    store.delete(current.key)
    with video_held(current.video_id) as work:
        change_state(work, current.upload_id, UploadState.ABORTED, "the object is not what was said")
        record(work, current.video_id, size=None)


def _refused() -> VideoFlowError:
    return VideoFlowError("not_a_video", "This is not a video file.", 422)
