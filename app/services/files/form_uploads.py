"""Takes a file that somebody already has: sniffed before anything is kept, then the way a recording goes.

Its bytes are spooled as they come and put into parts beside that, so that neither memory nor the disk ever holds it
whole. Unlike a recording, of which a part is better than nothing, half a file is thrown away.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from uuid import UUID, uuid4

import structlog
from sqlalchemy import func, update
from sqlalchemy.exc import SQLAlchemyError

from app import events, jobs
from app.db.models import Upload, Video, VideoEvent
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain import times
from app.domain.access import Caller
from app.domain.pipeline.states import Source, VideoStatus
from app.domain.uploads import filenames
from app.domain.uploads.containers import SNIFF_BYTES, Container, sniff
from app.errors import VideoFlowError
from app.services.accounts import defaults, quota
from app.services.ingest import connections
from app.services.pipeline import stages
from app.services.uploads import webm_index
from app.services.uploads.default_titles import NOBODY, Reader, What, default_title
from app.settings import settings
from app.storage import keys

log = structlog.get_logger()

MIB = 1024 * 1024
_CHUNK_BYTES = 4 * MIB
# How far a fast sender may be ahead of the object store, in bytes on this host's disk.
_BACKLOG_BYTES = 64 * MIB
_POLL_SECONDS = 0.1
_PATIENCE_SECONDS = 60.0
_TOUCH_SECONDS = times.TOUCH


@dataclass(frozen=True, slots=True)
class About:
    """What a sender says about a file. `reader` is for a title of ours, where they give none."""

    file_name: str | None
    title: str | None = None
    description: str | None = None
    reader: Reader = NOBODY

    def shown_title(self, work: UnitOfWork, owner_id: UUID) -> str:
        """The title, or else what the file is called. Raises VideoFlowError `invalid_time_zone` (400)."""
        default = default_title(work, owner_id, What.FILE, self.reader)
        return self.title or filenames.title_of(self.file_name) or default


def take(owner_id: UUID, blocks: Iterator[bytes], about: Callable[[], About]) -> UUID:
    """Stores the file that `blocks` are the bytes of, and starts its pipeline; returns the video's id.

    `about` is asked again after the last block: forms may have their fields behind the file. Whatever goes wrong,
    nothing stays behind. Raises VideoFlowError: `unsupported_media` (415), `recording_too_large` (413),
    `quota_exceeded` (413), `too_many_uploads` (429), `spool_full` (507), `invalid_time_zone` (400), and what `blocks`
    and `about` raise.
    """
    head = _head(blocks)
    container = sniff(head)
    if container is None:
        raise unsupported()
    video_id = _begin(owner_id, about(), container)
    try:
        connection = connections.connect(video_id, Caller(owner_id))
        connection.told = True
        size = _spool(connection, chain([head], blocks))
        _describe(video_id, owner_id, about())
        connections.finish(video_id, Caller(owner_id), size, reason="file received")
    except BaseException:
        # Also where the server stops: half a file is worth nothing to anybody.
        throw_away(video_id, Caller(owner_id), "its sender broke off, or it was refused")
        raise
    return video_id


def require_size(size: int) -> None:
    """Raises VideoFlowError `recording_too_large` (413)."""
    most = settings().max_recording_bytes
    if size > most:
        raise VideoFlowError("recording_too_large", f"A file has at most {most} bytes.", 413)


def require_room(owner_id: UUID, size: int) -> None:
    """Raises VideoFlowError `recording_too_large` (413) or `quota_exceeded` (413)."""
    require_size(size)
    with transaction() as work:
        quota.require(work, owner_id, max(size, 1))


def create(work: UnitOfWork, owner_id: UUID, about: About, mime_type: str, upload: Upload, size: int = 1) -> UUID:
    """Adds a video of a file of at least `size` bytes, with `upload` as the way its bytes come; returns its id.

    Raises VideoFlowError `quota_exceeded` (413), `too_many_uploads` (429).
    """
    ahead = quota.admit(work, owner_id, size)
    if not upload.direct:
        upload.set_aside = ahead
    video_id = uuid4()
    key = keys.original(video_id, mime_type)
    work.add(
        Video(
            id=video_id,
            owner_id=owner_id,
            title=about.shown_title(work, owner_id),
            description=about.description,
            source=Source.FILE,
            file_name=about.file_name,
            s3_key=key,
            mime_type=mime_type,
            visibility=defaults.visibility(work, owner_id),
        )
    )
    work.flush()
    upload.video_id, upload.s3_key, upload.host = video_id, key, settings().host_id
    # A file stays as it was sent: players seek in what cameras and editors write.
    upload.index_state = webm_index.as_sent()
    work.add(upload)
    work.add(VideoEvent(video_id=video_id, to_status=VideoStatus.UPLOADING, reason="upload started"))
    stages.create_all(work, video_id, Source.FILE)
    return video_id


def throw_away(video_id: UUID, caller: Caller, reason: str) -> None:
    """Leaves nothing of an upload that will not be finished, not even its row."""
    try:
        connections.abort(video_id, caller, reason)
        with transaction() as work:
            work.execute(update(Video).where(Video.id == video_id).values(deleted_at=func.now()))
    except (VideoFlowError, SQLAlchemyError) as error:
        # Finished or deleted by somebody else, or the database is away: then beat finds it abandoned.
        log.warning("not thrown away", video_id=str(video_id), error=str(error))
        return
    jobs.purge_video(video_id)


def unsupported() -> VideoFlowError:
    """The refusal of everything that does not begin as a video does."""
    return VideoFlowError(
        "unsupported_media", "This is not a video we can read: MP4, MOV, WebM, MKV, AVI or MPEG-TS.", 415
    )


def _head(blocks: Iterator[bytes]) -> bytes:
    head = b""
    while len(head) < SNIFF_BYTES and (block := next(blocks, None)) is not None:
        head += block
    return head


def _begin(owner_id: UUID, about: About, container: Container) -> UUID:
    with transaction() as work:
        video_id = create(work, owner_id, about, container.mime_type, Upload())
    events.video_changed(video_id, owner_id)
    return video_id


def _describe(video_id: UUID, owner_id: UUID, about: About) -> None:
    with transaction() as work:
        title = about.shown_title(work, owner_id)
        work.execute(update(Video).where(Video.id == video_id).values(title=title, description=about.description))


def _spool(connection: connections.Connection, blocks: Iterator[bytes]) -> int:
    """Appends every block, no faster than the object store takes them; returns how many bytes they had."""
    touched = time.monotonic()
    for chunk in _chunks(blocks, min(_CHUNK_BYTES, settings().max_chunk_bytes)):
        if connection.offset - connection.stored > _BACKLOG_BYTES:
            _let_it_drain(connection)
        connections.append(connection, chunk)
        if time.monotonic() - touched > _TOUCH_SECONDS:
            touched = time.monotonic()
            connections.touch(connection.upload_id)
    return connection.offset


def _chunks(blocks: Iterator[bytes], size: int) -> Iterator[memoryview]:
    """The same bytes in pieces of `size`: each becomes a file of the spool."""
    held = bytearray()
    for block in blocks:
        held += block
        while len(held) >= size:
            yield memoryview(held[:size])
            del held[:size]
    if held:
        yield memoryview(held)


def _let_it_drain(connection: connections.Connection) -> None:
    """Waits until the object store has caught up. Raises `spool_full` (507) where it takes nothing any more."""
    begun = time.monotonic()
    while (stored := connections.stored_bytes(connection.upload_id)) <= connection.stored:
        connections.ask_for_drain(connection)
        if time.monotonic() - begun > _PATIENCE_SECONDS:
            raise VideoFlowError("spool_full", "The server has no room for more at the moment.", 507, retryable=True)
        time.sleep(_POLL_SECONDS)
    connection.stored = stored
