"""Moves spooled bytes into S3 parts, in order.

The order comes from the upload's cursor, never from the queue: a drain that runs twice, late or beside another
one plans the same parts from the same bytes, and only one of them moves the cursor.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ScalarSelect, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app import events
from app.db.models import Upload, UploadPart, Video
from app.db.session import transaction
from app.domain.parts import PlannedPart, next_part
from app.errors import VideoFlowError, not_found
from app.services import indexing
from app.services.ingest import ABORTED, FINISHING, OPEN, spool
from app.services.leases import lease, renew
from app.settings import settings
from app.storage.s3 import get_store


@dataclass(frozen=True, slots=True)
class Slice:
    """What a lease holder works on: the upload as the database has it now.

    `number` is the next part's; `first_stop` is where part 1 ends (0: there is none yet).
    """

    upload_id: UUID
    video_id: UUID
    key: str
    s3_upload_id: str | None
    mime_type: str
    cursor: int
    size: int | None
    number: int
    first_stop: int
    state: str
    epoch: int
    index_state: bytes | None


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
    while True:
        current = load(upload_id)
        if current.state not in (OPEN, FINISHING):
            return parts
        end = spool().end(upload_id, current.cursor)
        part = next_part(current.number, current.cursor, end, settings().part_bytes, final)
        if part is None:
            return parts
        _store(current, part)
        parts += 1
        if not renew(upload_id, owner):
            # Slower than the lease: somebody else goes on from the cursor.
            return parts


def load(upload_id: UUID) -> Slice:
    """The upload as it stands now. Raises VideoFlowError `not_found` where it was purged."""
    found = _find(upload_id)
    if found is None:
        raise not_found("upload")
    return found


def _find(upload_id: UUID) -> Slice | None:
    query = (
        select(Upload, Video.mime_type, _next_number().label("number"), _first_stop().label("first_stop"))
        .join(Video, Video.id == Upload.video_id)
        .where(Upload.id == upload_id)
    )
    with transaction() as session:
        row = session.execute(query).one_or_none()
    if row is None:
        return None
    upload: Upload = row.Upload
    return Slice(
        upload.id,
        upload.video_id,
        upload.s3_key,
        upload.s3_upload_id,
        row.mime_type,
        upload.cursor,
        upload.size,
        row.number,
        row.first_stop,
        upload.state,
        upload.epoch,
        upload.index_state,
    )


def keep_etag(upload_id: UUID, number: int, etag: str) -> None:
    """Remembers what S3 called the part it now has under this number."""
    with transaction() as session:
        _set_etag(session, upload_id, number, etag)


def _set_etag(session: Session, upload_id: UUID, number: int, etag: str) -> None:
    session.execute(
        update(UploadPart).where(UploadPart.upload_id == upload_id, UploadPart.number == number).values(etag=etag)
    )


def _store(current: Slice, wanted: PlannedPart) -> None:
    """Plans the part as a row, sends its bytes, keeps the ETag and moves the cursor."""
    part = _plan(current.upload_id, wanted)
    s3_upload_id = current.s3_upload_id or _open_multipart(current)
    try:
        with spool().reader(current.upload_id, part.start, part.stop) as body:
            index_state = indexing.state_after(current.index_state, body)
            body.seek(0)
            etag = get_store().upload_part(current.key, s3_upload_id, part.number, body, part.size)
    except FileNotFoundError:
        if load(current.upload_id).cursor >= part.stop:
            # A worker that took the lease over has stored this part and released its chunks.
            return
        raise VideoFlowError("lost_bytes", "Part of the recording is not on this server any more.", 500) from None
    if _move_cursor(current.upload_id, part, etag, index_state):
        # A recording that gets a new head at its end needs the bytes of its first part until then.
        first_stop = current.first_stop or part.stop
        held = first_stop if indexing.is_webm(index_state) else 0
        spool().release(current.upload_id, part.stop, held)
        events.publish(events.upload_channel(current.upload_id), {"stored": part.stop})


def _move_cursor(upload_id: UUID, part: PlannedPart, etag: str, index_state: bytes) -> bool:
    """Together with the part's ETag and the index, which has seen exactly the bytes before the cursor.

    False where another worker stored this part meanwhile: its ETag holds, also that of a new head since then.
    """
    with transaction() as session:
        moved = session.execute(
            update(Upload)
            .where(Upload.id == upload_id, Upload.cursor == part.start)
            .values(cursor=part.stop, index_state=index_state, touched_at=func.now())
            .returning(Upload.id)
        ).one_or_none()
        if moved:
            _set_etag(session, upload_id, part.number, etag)
    return moved is not None


def _plan(upload_id: UUID, wanted: PlannedPart) -> PlannedPart:
    """Fixes the part's range; one planned before keeps its range, so that a second sender sends the same bytes."""
    with transaction() as session:
        session.execute(
            insert(UploadPart)
            .values(upload_id=upload_id, number=wanted.number, start=wanted.start, stop=wanted.stop)
            .on_conflict_do_nothing()
        )
        row = session.scalars(
            select(UploadPart).where(UploadPart.upload_id == upload_id, UploadPart.number == wanted.number)
        ).one()
        return PlannedPart(row.number, row.start, row.stop)


def _open_multipart(current: Slice) -> str:
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


def _next_number() -> ScalarSelect[int]:
    return (
        select(func.coalesce(func.max(UploadPart.number), 0) + 1)
        .where(UploadPart.upload_id == Upload.id, UploadPart.stop <= Upload.cursor)
        .correlate(Upload)
        .scalar_subquery()
    )


def _first_stop() -> ScalarSelect[int]:
    first = select(func.coalesce(func.max(UploadPart.stop), 0))
    return first.where(UploadPart.upload_id == Upload.id, UploadPart.number == 1).correlate(Upload).scalar_subquery()


def _has_full_part(upload_id: UUID) -> bool:
    current = _find(upload_id)
    if current is None or current.state not in (OPEN, FINISHING):
        return False
    end = spool().end(upload_id, current.cursor)
    return next_part(current.number, current.cursor, end, settings().part_bytes, final=False) is not None
