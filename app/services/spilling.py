"""Copies what is not yet a part to S3 every few seconds, so that losing a machine loses no more than that.

A copy is a small object named by its offset. It goes once a part holds its bytes; the copy of the first part stays
until the end, because the new head needs those bytes.
"""

from uuid import UUID

import structlog
from sqlalchemy import select

from app import events
from app.db.models import Upload
from app.db.session import transaction
from app.errors import StorageError
from app.services import indexing
from app.services.cursor import Slice, load
from app.services.ingest import OPEN, spool
from app.settings import settings
from app.storage import keys
from app.storage.s3 import get_store

log = structlog.get_logger()

_MAX_COPY_BYTES = 16 * 1024 * 1024


def spill_all() -> int:
    """Copies the tail of every open upload spooled on this machine; returns how many had something new."""
    copied = 0
    for upload_id in _open_here():
        try:
            copied += spill(upload_id)
        except StorageError as error:
            # The next round is seconds away, and the bytes are still in the spool.
            log.warning("not spilled", upload_id=str(upload_id), error=error.message)
    return copied


def spill(upload_id: UUID) -> bool:
    """Copies what is new in one upload's spool and drops copies that parts have made needless."""
    current = load(upload_id)
    if current.state != OPEN:
        return False
    kept = {copy.start: copy for copy in copies(current.video_id, upload_id)}
    _keep_first_part(current, kept)
    for copy in kept.values():
        if copy.stop <= current.cursor and not (copy.start == 0 and copy.stop == current.first_stop):
            get_store().delete(copy.key)
    start = max(current.cursor, max((copy.stop for copy in kept.values()), default=0))
    end = spool().end(upload_id, current.cursor)
    for position in range(start, end, _MAX_COPY_BYTES):
        _copy(current, position, min(position + _MAX_COPY_BYTES, end))
    if end > start:
        events.publish(events.upload_channel(upload_id), {"copied": end})
    return end > start


def restore(current: Slice) -> int:
    """Fills this machine's spool from the copies; returns how far they reach without a gap."""
    position = current.cursor
    spool().open(current.upload_id, current.epoch, position)
    for copy in copies(current.video_id, current.upload_id):
        if copy.start <= position < copy.stop:
            data = get_store().get(copy.key)[position - copy.start :]
            position = spool().append(current.upload_id, current.epoch, position, data, position)
    return position


def first_part(current: Slice) -> bytes | None:
    """The bytes of part 1 as they were sent, where a copy was made of them."""
    for copy in copies(current.video_id, current.upload_id):
        if copy.start == 0 and copy.stop == current.first_stop:
            return get_store().get(copy.key)
    return None


def forget(video_id: UUID, upload_id: UUID) -> None:
    """Removes every copy."""
    get_store().delete_prefix(keys.spill_prefix(video_id, upload_id))


def copies(video_id: UUID, upload_id: UUID) -> list[keys.Spilled]:
    """The copies there are, in stream order."""
    return [keys.read_spilled(key) for key in get_store().list_keys(keys.spill_prefix(video_id, upload_id))]


def _keep_first_part(current: Slice, kept: dict[int, keys.Spilled]) -> None:
    first = kept.get(0)
    if not current.first_stop or current.cursor < current.first_stop or not indexing.is_webm(current.index_state):
        return
    if first is None or first.stop != current.first_stop:
        _copy(current, 0, current.first_stop)
        if first:
            get_store().delete(first.key)
        kept[0] = keys.Spilled(
            keys.spilled(current.video_id, current.upload_id, 0, current.first_stop), 0, current.first_stop
        )


def _copy(current: Slice, start: int, stop: int) -> None:
    with spool().reader(current.upload_id, start, stop) as body:
        data = body.read()
    get_store().put(keys.spilled(current.video_id, current.upload_id, start, stop), data, "application/octet-stream")


def _open_here() -> list[UUID]:
    with transaction() as session:
        query = select(Upload.id).where(Upload.state == OPEN, Upload.host == settings().host_id)
        return list(session.scalars(query))
