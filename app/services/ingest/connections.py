"""Takes a recording's bytes: connections, chunks, finish and abort.

Nothing here writes to the database per chunk, but for the first one: bytes go to the spool, and a drain is asked for
when there is enough for a part.
"""

import math
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, func, or_, select, update

from app import events, jobs
from app.db import visible
from app.db.models import Stage, Upload, User, Video
from app.db.patience import not_worth_waiting
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain import times
from app.domain.access import Action, Caller
from app.domain.multitrack import NOTHING_SAID, RecorderEnd
from app.domain.pipeline.states import StageState, VideoStatus
from app.domain.uploads.parts import part_size
from app.domain.uploads.states import TrackName, UploadState
from app.errors import VideoFlowError, not_found
from app.services.access import videos as access
from app.services.accounts import quota
from app.services.ingest import first_bytes
from app.services.ingest.throwing_away import throw_away
from app.services.pipeline.stages import is_silent
from app.services.pipeline.transitions import change_status
from app.services.uploads.outcome import record
from app.services.uploads.transitions import change_state
from app.settings import settings
from app.storage.spool import Full, OffsetMismatch, Sealed, Superseded, get_spool

DRAIN_ASK_SECONDS = 1.0


@dataclass(slots=True)
class Connection:
    """One writer's place in an upload. `offset` and `stored` are bytes from the start of the stream.

    `begun`: its row says when its first byte came. `told`: what came first is what recorders write.
    """

    upload_id: UUID
    video_id: UUID
    epoch: int
    offset: int
    stored: int
    part: int
    drain_asked_at: int = 0
    drain_asked_when: float = -math.inf
    room: quota.Room | None = None
    begun: bool = False
    told: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How many bytes were taken, and how many of them S3 has in parts."""

    offset: int
    stored: int


def connect(video_id: UUID, caller: Caller, track: str = TrackName.MAIN) -> Connection:
    """Takes an upload over: whoever wrote to it before can write no more.

    A client that comes back to a finished one learns that everything is here; it can add nothing.
    Raises VideoFlowError: `not_found` (404), `aborted` (409), `wrong_host` (421), `spool_full` (507).
    """
    with transaction() as work:
        upload, owner_id, own_quota = _recorded(work, video_id, caller, track, lock=True)
        if upload.state in (UploadState.FINISHING, UploadState.COMPLETED):
            return Connection(upload.id, video_id, upload.epoch, upload.size or 0, upload.cursor, 1)
        _require_writable(upload)
        upload.epoch += 1
        upload.touched_at = func.now()
        connection = Connection(
            upload.id, video_id, upload.epoch, _open_spool(upload), upload.cursor, _next_part(upload)
        )
        connection.room = quota.room(owner_id, own_quota, upload)
        connection.begun = upload.first_byte_at is not None
    return connection


def append(connection: Connection, data: bytes | memoryview, offset: int | None = None) -> int:
    """Takes one chunk, and does at once what follows from it; returns the new offset. Raises as `take` does."""
    end = take(connection, data, offset)
    follow(connection)
    return end


def follow(connection: Connection) -> None:
    """What follows from bytes that were taken, and that nobody waits for: the sender is told of them before."""
    if not connection.begun:
        _note_first_byte(connection)
    ask_for_drain(connection)


def take(connection: Connection, data: bytes | memoryview, offset: int | None = None) -> int:
    """Spools one chunk at the connection's offset; returns the new offset. No crash of ours loses it from then on.

    Raises VideoFlowError: `empty_chunk`, `chunk_too_large`, `recording_too_large`, `quota_exceeded`, `not_a_recording`,
    `offset_mismatch`, `superseded`, `already_finished`, `spool_full`.

    The spool compares offset and epoch under its lock: what comes twice, or from a replaced connection, is not taken.
    """
    start = connection.offset if offset is None else offset
    _check_size(len(data), start)
    if connection.room is not None:
        connection.room.require(start + len(data))
    if not connection.told:
        place = connection.upload_id, connection.video_id, connection.epoch
        connection.told = first_bytes.require_recording(*place, start, data)
    try:
        connection.offset = get_spool().append(connection.upload_id, connection.epoch, start, data, connection.stored)
    except OffsetMismatch as error:
        raise VideoFlowError(
            "offset_mismatch",
            "The chunk does not start where the recording ends.",
            409,
            details={"offset": error.expected},
        ) from error
    except Superseded:
        raise VideoFlowError("superseded", "A newer connection sends this recording now.", 409) from None
    except Sealed:
        raise VideoFlowError("already_finished", "This recording was finished.", 409) from None
    except Full:
        raise _no_room() from None
    return connection.offset


def append_once(video_id: UUID, caller: Caller, data: bytes, offset: int | None) -> Progress:
    """The same for one request of the REST fallback; without an offset the chunk goes to the end.

    A request writes under the epoch that is current: its offset keeps it from repeating what a socket sent.
    """
    _check_size(len(data), offset or 0)
    with transaction() as work:
        upload, owner_id, own_quota = _recorded(work, video_id, caller, lock=True)
        _require_writable(upload)
        end = _open_spool(upload)
        _touch(work, upload.id)
        room = quota.room(owner_id, own_quota, upload)
        place = (upload.id, video_id, upload.epoch, end, upload.cursor, _next_part(upload))
    connection = Connection(*place, room=room, begun=upload.first_byte_at is not None)
    # Whether this chunk fills another part is read off the offsets, as no request knows of the one before it.
    size = part_size(connection.part, settings().part_bytes)
    connection.drain_asked_at = connection.stored + (connection.offset - connection.stored) // size * size
    append(connection, data, offset)
    return Progress(connection.offset, connection.stored)


def touch(upload_id: UUID) -> None:
    """Says that a recorder is still there, also while it is paused: the next time, if the database is away.

    Raises VideoFlowError `wrong_host` (421) where another machine has taken the upload over: this one was cut off from
    the database for so long that it counted as lost, and what it would still take in nobody would store.
    """
    with not_worth_waiting("touch of an upload"), transaction() as work:
        host = work.scalar(select(Upload.host).where(Upload.id == upload_id, Upload.direct.is_(False)))
        if host not in (None, settings().host_id):
            raise _wrong_host()
        _touch(work, upload_id)


def _touch(work: UnitOfWork, upload_id: UUID) -> None:
    stale = Upload.touched_at < func.now() - timedelta(seconds=times.TOUCH_WORTH)
    work.execute(update(Upload).where(Upload.id == upload_id, stale).values(touched_at=func.now()))


def _note_first_byte(connection: Connection) -> None:
    """Remembers when the stream began by our clock: by it a recording is listed, and tracks are laid over each other.

    Tried once for a connection: the chunk is taken whether the database is there or not.
    """
    connection.begun = True
    now, unknown = datetime.now(UTC), Upload.first_byte_at.is_(None)
    with not_worth_waiting("first byte of an upload"), transaction() as work:
        work.execute(update(Upload).where(Upload.id == connection.upload_id, unknown).values(first_byte_at=now))


def progress(video_id: UUID, caller: Caller) -> Progress:
    """Where an upload stands. Raises `not_found` (404), and `wrong_host` (421) where only another machine can tell."""
    with transaction() as work:
        upload, *_ = _recorded(work, video_id, caller)
    if upload.state == UploadState.OPEN:
        _require_this_host(upload)
    return Progress(get_spool().end(upload.id, upload.cursor), upload.cursor)


def stored_bytes(upload_id: UUID) -> int:
    """How many bytes S3 has in parts."""
    with transaction() as work:
        return work.scalar(select(Upload.cursor).where(Upload.id == upload_id)) or 0


def finish(
    video_id: UUID,
    caller: Caller,
    size: int | None = None,
    epoch: int | None = None,
    reason: str = "recording finished",
    early: bool = False,
    track: str = TrackName.MAIN,
    end: RecorderEnd = NOTHING_SAID,
) -> VideoStatus:
    """Ends the stream and starts the pipeline; again, it answers as the first time did.

    1. Here: every byte is on this machine, the spool takes no more, and the rows say so, in one transaction.
    2. After its commit `jobs.finalize` tells the worker that reads this spool. A message that is lost is made up for by
       whoever waits (`ask_again`), and by beat.
    3. There `workers.uploads.finalize` claims the stage, and `uploads.finishing` holds the upload's lease meanwhile.
    4. `draining` sends the rest as the last part. Beside it `first_part` sends part 1 once more, with the head that
       `webm_index` has made of what passed: the recording can be seeked in as soon as it is an object.
    5. The object store makes one object of the parts. The video is playable, and the waiting socket hears of it.
    6. The end of this stage lets those begin that need it (`pipeline.stages`): probe, scan, and what they need.

    The pipeline of a multitrack recording waits until somebody asks for it: its tracks only get their objects.

    Raises VideoFlowError: `not_found` (404), `aborted` (409), `incomplete` (409) when fewer or more bytes arrived
    than the client says it sent, `empty_recording` (409), `superseded` (409), `wrong_host` (421).
    """
    with transaction() as work:
        video = access.find(work, caller, Action.RECORD, video_id, hold=True, what="upload")
        upload, owner_id, _ = _recorded(work, video_id, caller, track, lock=True)
        if upload.state == UploadState.ABORTED:
            raise VideoFlowError("aborted", "This recording was thrown away.", 409)
        if upload.state != UploadState.OPEN:
            return VideoStatus(video.status)
        if epoch is not None and epoch != upload.epoch:
            raise VideoFlowError("superseded", "A newer connection sends this recording now.", 409)
        _require_spooled(upload)
        _require_this_host(upload)
        _require_whole(upload, size)
        sealed = get_spool().seal(upload.id, upload.cursor)
        upload.stopped_at, upload.take_starts = end.stopped_at, list(end.take_starts) or None
        change_state(work, upload.id, UploadState.FINISHING, reason, size=sealed, touched_at=func.now())
        if track == TrackName.MAIN:
            change_status(work, video_id, VideoStatus.PROCESSING, reason)
            record(work, video_id, size=sealed, ended_early=early)
        elif early:
            record(work, video_id, ended_early=True)
        status, host = VideoStatus(video.status), upload.host
    if track == TrackName.MAIN:
        jobs.finalize(video_id, host)
    else:
        jobs.finalize_track(upload.id, host)
    events.video_changed(video_id, owner_id)
    return status


def _require_whole(upload: Upload, size: int | None) -> None:
    """There must be something, and as much as its sender says; who says nothing means what is here."""
    end = get_spool().end(upload.id, upload.cursor)
    if size is not None and size != end:
        raise VideoFlowError("incomplete", "Not every byte of the recording is here yet.", 409, details={"offset": end})
    if end == 0:
        raise VideoFlowError("empty_recording", "Nothing was recorded.", 409)


def ask_again(video_id: UUID) -> bool:
    """Starts the pipeline of a finished recording once more if nobody makes the object; returns whether so.

    For somebody who waits: the first message may have been lost with broker or worker. Harmless where it queues.
    """
    unbegun = and_(Stage.state == StageState.PENDING, Stage.attempts == 0)
    query = (
        select(Upload.host)
        .join(Stage, Stage.video_id == Upload.video_id)
        .where(Upload.video_id == video_id, Upload.state == UploadState.FINISHING)
        .where(Stage.name == "finalize", or_(unbegun, is_silent()))
    )
    with transaction() as work:
        host = work.scalar(query)
    if host is not None:
        jobs.finalize(video_id, host)
    return host is not None


def abort(
    video_id: UUID, caller: Caller, reason: str = "thrown away by its owner", track: str = TrackName.MAIN
) -> VideoStatus:
    """Throws an upload away; again, it answers as the first time did. Raises `already_finished` (409).

    A session goes with the last of its tracks.
    """
    with transaction() as work:
        # Of two tracks that are thrown away at once, the second one sees the first.
        access.find(work, caller, Action.RECORD, video_id, hold=True, what="upload")
        upload, owner_id, _ = _recorded(work, video_id, caller, track, lock=True)
        if upload.state in (UploadState.FINISHING, UploadState.COMPLETED):
            raise VideoFlowError("already_finished", "A finished recording is deleted, not aborted.", 409)
        gone = throw_away(work, upload, reason)
        upload_id, host = upload.id, upload.host
    # Beat sweeps what this cannot reach.
    jobs.discard(upload_id, host)
    events.video_changed(video_id, owner_id, gone=gone)
    return VideoStatus.ABORTED


def _check_size(size: int, start: int) -> None:
    limits = settings()
    if size == 0:
        raise VideoFlowError("empty_chunk", "A chunk has at least one byte.", 400)
    if size > limits.max_chunk_bytes:
        raise VideoFlowError(
            "chunk_too_large",
            f"A chunk has at most {limits.max_chunk_bytes} bytes.",
            413,
            details={"max_chunk": limits.max_chunk_bytes},
        )
    if start + size > limits.max_recording_bytes:
        raise VideoFlowError("recording_too_large", f"A recording has at most {limits.max_recording_bytes} bytes.", 413)


def ask_for_drain(connection: Connection) -> None:
    """Enqueues a drain when another part's worth of bytes lies in the spool, at most every second.

    A drain takes all it finds, so that a fast sender needs no more of them. The connection's loop asks again where
    bytes came while this held back.
    """
    since = max(connection.drain_asked_at, connection.stored)
    if connection.offset - since < part_size(connection.part, settings().part_bytes):
        return
    now = time.monotonic()
    if now - connection.drain_asked_when >= DRAIN_ASK_SECONDS:
        connection.drain_asked_at, connection.drain_asked_when = connection.offset, now
        jobs.drain(connection.upload_id, settings().host_id)


def _next_part(upload: Upload) -> int:
    """A guess at the number of the next part, good enough to know how much is worth a drain."""
    return min(1 + upload.cursor // settings().part_bytes, 10_000)


def _recorded(
    work: UnitOfWork, video_id: UUID, caller: Caller, track: str = TrackName.MAIN, lock: bool = False
) -> tuple[Upload, UUID, int | None]:
    """The upload, for somebody who may record it, whose video it is, and what quota is set for them alone."""
    query = (
        select(Upload, Video.owner_id, User.quota_bytes)
        .join(Video, Video.id == Upload.video_id)
        .join(User, visible.belongs_to(User.id))
        .where(Upload.video_id == video_id, Upload.track == track)
        .where(visible.may(caller, Action.RECORD))
    )
    if lock:
        query = query.with_for_update(of=Upload)
    row = work.execute(query).one_or_none()
    if row is None:
        raise not_found("upload")
    return row.Upload, row.owner_id, row.quota_bytes


def _require_writable(upload: Upload) -> None:
    if upload.state == UploadState.ABORTED:
        raise VideoFlowError("aborted", "This recording was thrown away.", 409)
    if upload.state != UploadState.OPEN:
        raise VideoFlowError("already_finished", "This recording was finished.", 409)
    _require_spooled(upload)
    _require_this_host(upload)


def _require_spooled(upload: Upload) -> None:
    if upload.direct:
        raise VideoFlowError("direct_upload", "The parts of this file go to the object store.", 409)


def _require_this_host(upload: Upload) -> None:
    if upload.host != settings().host_id:
        raise _wrong_host()


def _wrong_host() -> VideoFlowError:
    return VideoFlowError("wrong_host", "This recording goes to another server.", 421)


def _open_spool(upload: Upload) -> int:
    """Lets the upload's epoch write; returns the stream's end.

    Called under the row's lock, under which a finish seals the spool, too: opened in between, the spool would take
    bytes that the finished recording does not have.
    """
    try:
        return get_spool().open(upload.id, upload.epoch, upload.cursor)
    except Superseded:
        # The spool knows an epoch whose connection could not write it down; the next connection will.
        raise VideoFlowError("superseded", "A newer connection sends this recording now.", 409) from None
    except Full:
        raise _no_room() from None


def _no_room() -> VideoFlowError:
    """The room comes back as parts go to S3, so a recorder tries again; what it has been told is safe stays so."""
    return VideoFlowError("spool_full", "The server has no room for more at the moment.", 507, retryable=True)
