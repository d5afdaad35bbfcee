"""Moves spooled bytes into S3 parts, in order.

The order comes from the upload's cursor, never from the queue: a drain that runs twice, late or beside another
one plans the same parts from the same bytes, and only one of them moves the cursor.
"""

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select, update

from app import events
from app.db.models import Upload
from app.db.unit_of_work import transaction
from app.domain.uploads.openings import OPENING_BYTES, content_type
from app.domain.uploads.parts import PlannedPart, next_part
from app.domain.uploads.states import ACTIVE, UploadState
from app.errors import VideoFlowError
from app.services.uploads import cursor, spilling, webm_index
from app.services.uploads.cursor import Advance, Slice
from app.services.uploads.leases import lease, renew
from app.settings import settings
from app.storage.s3 import ObjectStore, get_store
from app.storage.spool import get_spool
from app.storage.spool_reader import SpoolReader

# S3 is busy with some while the next is read, and the database is written between them. A fourth fetches nothing more
# (docs/benchmarks.md), and each holds a connection.
PARTS_AT_ONCE = 3
# What a recorder writes before the first frame of an MP4 is 1 to 2 kB.
HEAD_BYTES = 8 * 1024


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
    # Leaving the pool waits: once the lease is let go, no part is on its way any more that could come after another's.
    with ThreadPoolExecutor(PARTS_AT_ONCE, "part") as pool:
        return _Drain(upload_id, owner, final, pool).run()


@dataclass(frozen=True, slots=True)
class _Sending:
    """A part on its way to S3; `index_state` is the index once it has seen this part, too."""

    part: PlannedPart
    index_state: bytes | None
    etag: Future[str]


class _Drain:
    """Sends parts, the next one while S3 still takes the one before, and moves the cursor in their order."""

    def __init__(self, upload_id: UUID, owner: str, final: bool, pool: ThreadPoolExecutor) -> None:
        self._upload_id, self._owner, self._final, self._pool = upload_id, owner, final, pool
        self._current = cursor.load(upload_id)
        self._ahead: deque[_Sending] = deque()
        self._store = get_store()

    def run(self) -> int:
        """Returns how many parts moved the cursor."""
        parts = 0
        self._send_more()
        while self._ahead:
            advance = self._settle(self._ahead.popleft())
            if advance is None:
                # Stored by somebody whose lease ran out over it.
                wait(each.etag for each in self._ahead)
                self._ahead.clear()
                if not self._look_again():
                    return parts
            else:
                parts += 1
                self._current = advance.now
                spilling.bridge(advance.now)
                _forget_chunks(advance.now)
                if not advance.held or not self._is_active():
                    # Slower than the lease: somebody else goes on from the cursor.
                    return parts
                if advance.following:
                    self._send(advance.following)
            self._send_more()
        return parts

    def _send_more(self) -> None:
        """Plans and sends what follows, as long as there are bytes for it."""
        while len(self._ahead) < PARTS_AT_ONCE and self._is_active():
            wanted = self._following()
            if wanted is None:
                return
            if not self._send(cursor.plan(self._upload_id, wanted)) and (self._ahead or not self._look_again()):
                return

    def _is_active(self) -> bool:
        return self._current.state in ACTIVE

    def _look_again(self) -> bool:
        """Sees where the cursor is now, if the lease is still ours."""
        if not renew(self._upload_id, self._owner):
            return False
        self._current = cursor.load(self._upload_id)
        return True

    def _following(self) -> PlannedPart | None:
        """The part behind all that were sent, where there are bytes for it."""
        number, start = self._current.number, self._current.cursor
        if self._ahead:
            number, start = self._ahead[-1].part.number + 1, self._ahead[-1].part.stop
        return self._next(number, start)

    def _next(self, number: int, start: int) -> PlannedPart | None:
        end = get_spool().end(self._upload_id, start)
        return next_part(number, start, end, settings().part_bytes, self._final)

    def _send(self, part: PlannedPart) -> bool:
        """Begins to send a planned part; returns whether its bytes are here. Raises `lost_bytes`."""
        if self._current.s3_upload_id is None:
            self._current = open_multipart(self._current)
        before = self._ahead[-1].index_state if self._ahead else self._current.index_state
        try:
            body = get_spool().reader(self._upload_id, part.start, part.stop)
            index_state = webm_index.go_on(self._current, before, body, part.start)
        except FileNotFoundError:
            if not self._ahead:
                self._require_stored(part)
            return False
        body.seek(0)
        key, s3_upload_id = self._current.key, self._current.s3_upload_id or ""
        etag = self._pool.submit(_upload, self._store, key, s3_upload_id, part, body)
        self._ahead.append(_Sending(part, index_state, etag))
        return True

    def _settle(self, sent: _Sending) -> Advance | None:
        """Keeps the ETag and moves the cursor, once S3 has the part; None where another worker did so."""
        try:
            etag = sent.etag.result()
        except FileNotFoundError:
            self._require_stored(sent.part)
            return None
        last = self._ahead[-1].part if self._ahead else sent.part
        following = self._next(last.number + 1, last.stop)
        return cursor.advance(self._current, sent.part, etag, sent.index_state, self._owner, following)

    def _require_stored(self, part: PlannedPart) -> None:
        """Its chunks are gone: another worker has stored this part and released them, or `bytes_missing` says what."""
        if cursor.load(self._upload_id).cursor < part.stop:
            raise bytes_missing(self._upload_id, self._owner)


def bytes_missing(upload_id: UUID, owner: str) -> VideoFlowError:
    """What to say of bytes that are not here: `lost_bytes`, or `upload_busy` (retryable) for who lost the lease.

    By then another worker stores them, or another machine has taken the upload over with all that was copied.
    """
    if not renew(upload_id, owner):
        return upload_busy()
    return VideoFlowError("lost_bytes", "Part of the recording is not on this server any more.", 500)


def upload_busy() -> VideoFlowError:
    """Another worker has the lease."""
    return VideoFlowError("upload_busy", "Another worker is still storing parts.", 503, retryable=True)


def _upload(store: ObjectStore, key: str, s3_upload_id: str, part: PlannedPart, body: SpoolReader) -> str:
    with body:
        return store.upload_part(key, s3_upload_id, part.number, body, part.size)


def _forget_chunks(now: Slice) -> None:
    # A recording that gets a new head at its end needs the bytes of its first part until then, and whoever begins to
    # watch another one its first bytes.
    held = now.first_stop if webm_index.is_webm(now.index_state) else HEAD_BYTES if now.recorded else 0
    get_spool().release(now.upload_id, now.cursor, held)
    events.publish(events.upload_channel(now.upload_id), {"stored": now.cursor})


def open_multipart(current: Slice) -> Slice:
    """Opens the multipart upload and keeps its id; of two openers one wins and the other's is aborted.

    The object's type is what a recording's first bytes say, and nobody else.
    """
    kind = object_type(current, _begins(current) if current.recorded else b"")
    opened = get_store().create_multipart(current.key, kind)
    with transaction() as work:
        work.execute(
            update(Upload)
            .where(Upload.id == current.upload_id, Upload.s3_upload_id.is_(None), Upload.state != UploadState.ABORTED)
            .values(s3_upload_id=opened, mime_type=kind if current.recorded else Upload.mime_type)
        )
        kept = work.scalar(select(Upload.s3_upload_id).where(Upload.id == current.upload_id))
    if kept != opened:
        get_store().abort_multipart(current.key, opened)
    if kept is None:
        raise VideoFlowError("aborted", "This recording was thrown away.", 409)
    return replace(current, s3_upload_id=kept, mime_type=kind)


def object_type(current: Slice, begins: bytes) -> str:
    """The object's content type, by what the stream begins with.

    Files were sniffed before, and those that go straight to the object store are once they are there.
    """
    return content_type(begins, current.mime_type) if current.recorded else current.mime_type


def _begins(current: Slice) -> bytes:
    """The stream's first bytes, or none where they are not here."""
    spool = get_spool()
    try:
        with spool.reader(current.upload_id, 0, min(OPENING_BYTES, spool.end(current.upload_id, 0))) as body:
            return body.read()
    except FileNotFoundError:
        return b""


def _has_full_part(upload_id: UUID) -> bool:
    current = cursor.find(upload_id)
    if current is None or current.state not in ACTIVE:
        return False
    end = get_spool().end(upload_id, current.cursor)
    return next_part(current.number, current.cursor, end, settings().part_bytes, final=False) is not None
