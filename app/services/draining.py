"""Moves spooled bytes into S3 parts, in order.

The order comes from the upload's cursor, never from the queue: a drain that runs twice, late or beside another
one plans the same parts from the same bytes, and only one of them moves the cursor.
"""

from uuid import UUID

from sqlalchemy import select, update

from app import events
from app.db.models import Upload
from app.db.session import transaction
from app.domain.parts import PlannedPart, next_part
from app.errors import VideoFlowError
from app.services import cursor, indexing
from app.services.cursor import Advance, Slice
from app.services.ingest import ABORTED, FINISHING, OPEN, spool
from app.services.leases import lease, renew
from app.settings import settings
from app.storage.s3 import get_store


def drain(upload_id: UUID) -> int:
    """Uploads every part that is full; returns how many. Does nothing where another worker holds the lease."""
    parts = 0
    # Bytes may arrive between the holder's last look and its release, and their drain then finds the lease
    # taken: so look once more after every release.
    while _has_full_part(upload_id):
        with lease(upload_id) as owner:
            if owner is None:
                return parts
            parts += drain_held(upload_id, owner, final=False)
    return parts


def drain_held(upload_id: UUID, owner: str, final: bool) -> int:
    """The same for a worker that holds the lease; with `final` the rest goes into a last part, however small."""
    parts = 0
    current = cursor.load(upload_id)
    part = _first_part(current, final)
    while part is not None:
        advance = _store(current, part, owner, final)
        if advance is None:
            # Stored by somebody whose lease ran out over it: see where the cursor is now.
            if not renew(upload_id, owner):
                return parts
            current = cursor.load(upload_id)
            part = _first_part(current, final)
            continue
        parts += 1
        current, part = advance.now, advance.following
        if not advance.held or current.state not in (OPEN, FINISHING):
            # Slower than the lease: somebody else goes on from the cursor.
            return parts
    return parts


def _first_part(current: Slice, final: bool) -> PlannedPart | None:
    """The part at the cursor, planned, where there are bytes for it."""
    if current.state not in (OPEN, FINISHING):
        return None
    end = spool().end(current.upload_id, current.cursor)
    wanted = next_part(current.number, current.cursor, end, settings().part_bytes, final)
    return cursor.plan(current.upload_id, wanted) if wanted else None


def _store(current: Slice, part: PlannedPart, owner: str, final: bool) -> Advance | None:
    """Sends the bytes of a planned part, then keeps its ETag and moves the cursor; None where another one did."""
    s3_upload_id = current.s3_upload_id or open_multipart(current)
    try:
        with spool().reader(current.upload_id, part.start, part.stop) as body:
            index_state = indexing.state_after(current.index_state, body)
            body.seek(0)
            etag = get_store().upload_part(current.key, s3_upload_id, part.number, body, part.size)
    except FileNotFoundError:
        if cursor.load(current.upload_id).cursor >= part.stop:
            # A worker that took the lease over has stored this part and released its chunks.
            return None
        raise VideoFlowError("lost_bytes", "Part of the recording is not on this server any more.", 500) from None
    end = spool().end(current.upload_id, part.stop)
    following = next_part(part.number + 1, part.stop, end, settings().part_bytes, final)
    advance = cursor.advance(current, part, etag, index_state, owner, following)
    if advance is not None:
        _forget_chunks(advance.now)
    return advance


def _forget_chunks(now: Slice) -> None:
    # A recording that gets a new head at its end needs the bytes of its first part until then.
    held = now.first_stop if indexing.is_webm(now.index_state) else 0
    spool().release(now.upload_id, now.cursor, held)
    events.publish(events.upload_channel(now.upload_id), {"stored": now.cursor})


def open_multipart(current: Slice) -> str:
    """Opens the multipart upload and keeps its id; of two openers one wins and the other's is aborted."""
    opened = get_store().create_multipart(current.key, current.mime_type)
    with transaction() as session:
        session.execute(
            update(Upload)
            .where(Upload.id == current.upload_id, Upload.s3_upload_id.is_(None), Upload.state != ABORTED)
            .values(s3_upload_id=opened)
        )
        kept = session.scalar(select(Upload.s3_upload_id).where(Upload.id == current.upload_id))
    if kept != opened:
        get_store().abort_multipart(current.key, opened)
    if kept is None:
        raise VideoFlowError("aborted", "This recording was thrown away.", 409)
    return kept


def _has_full_part(upload_id: UUID) -> bool:
    current = cursor.find(upload_id)
    if current is None or current.state not in (OPEN, FINISHING):
        return False
    end = spool().end(upload_id, current.cursor)
    return next_part(current.number, current.cursor, end, settings().part_bytes, final=False) is not None
