"""Files whose parts go straight to the object store by signed URLs: nothing of them passes through this server.

The object store is the one that knows which parts there are, so a sender that lost its page, or a web server that was
killed, loses nothing: whoever goes on asks for the parts and sends the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, func, select, update

from app import events, jobs
from app.db import visible
from app.db.models import Upload, Video
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.access import Action, Caller
from app.domain.pipeline.states import VideoStatus
from app.domain.uploads.parts import expected_size, fixed_part_size, part_count
from app.domain.uploads.states import UploadState
from app.errors import StorageError, VideoFlowError, not_found
from app.services.access import videos as access
from app.services.files import form_uploads
from app.services.files.form_uploads import About
from app.services.ingest import connections
from app.services.pipeline.transitions import change_status
from app.services.uploads import cursor, draining
from app.services.uploads.outcome import record
from app.services.uploads.transitions import change_state
from app.settings import settings
from app.storage.s3 import MissingObject, StoredPart, get_store

# What the bytes are is found out when they are all there.
UNKNOWN_TYPE = "application/octet-stream"
# A part takes a slow line minutes; whoever needs longer asks again.
URL_SECONDS = 3600
_MOST_NAMED = 100
_LISTED = 50
# The object store alone knows the parts. A list asks it about those that may be growing, and of the others tells what
# was counted last.
_COUNTED_ANEW = 3
# Of how many a round of beat asks the object store what they hold.
_LOOKED_INTO = 50
# So much may be sent again of any file, however small.
_SPARE_PARTS = 4


@dataclass(frozen=True, slots=True)
class Plan:
    """How a file is cut, and until when the upload waits for its sender."""

    video_id: UUID
    part_size: int
    parts: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class State:
    """An upload as it stands. `stored` is how many bytes the object store had when they were last counted.

    `parts` are those it has, where it was asked now.
    """

    video_id: UUID
    file_name: str | None
    size: int
    part_size: int
    state: str
    created_at: datetime
    stored: int
    parts: list[StoredPart]


@dataclass(frozen=True, slots=True)
class Urls:
    """Where to PUT parts, by number."""

    urls: dict[int, str]
    expires_at: datetime


def start(owner_id: UUID, about: About, size: int) -> Plan:
    """Makes a video that waits for the parts of its file.

    Raises VideoFlowError `recording_too_large` (413), `quota_exceeded` (413), `too_many_uploads` (429),
    `invalid_time_zone` (400), StorageError (503).

    1. The rows first, with the size set aside: two that start at once cannot both take the last of the room.
    2. Then the object store's multipart upload, with no transaction open; where that fails, the rows go again.
    3. The part size is kept with the row: a server that is started with another one goes on with this.
    """
    form_uploads.require_size(size)
    part_size = fixed_part_size(size, settings().part_bytes)
    with transaction() as work:
        upload = Upload(direct=True, declared_size=size, part_size=part_size)
        video_id = form_uploads.create(work, owner_id, about, UNKNOWN_TYPE, upload, size)
        work.flush()
        upload_id = upload.id
    try:
        draining.open_multipart(cursor.load(upload_id))
    except StorageError:
        form_uploads.throw_away(video_id, Caller(owner_id), "the object store was away")
        raise
    events.video_changed(video_id, owner_id)
    waits = timedelta(hours=settings().direct_upload_hours)
    return Plan(video_id, part_size, part_count(size, part_size), datetime.now(UTC) + waits)


def sign_parts(video_id: UUID, caller: Caller, numbers: Sequence[int]) -> Urls:
    """URLs that take these parts, each with exactly the bytes it should have.

    Raises VideoFlowError `not_found` (404), `no_such_part` (400), `already_finished` (409).
    """
    upload = _mine(video_id, caller)
    _require_open(upload)
    size, part_size = _cut(upload)
    most = part_count(size, part_size)
    if any(number > most for number in numbers):
        raise VideoFlowError("no_such_part", f"The file has {most} parts.", details={"parts": most})
    connections.touch(upload.id)
    urls = {
        number: get_store().presign_part(
            upload.s3_key, upload.s3_upload_id or "", number, expected_size(number, size, part_size), URL_SECONDS
        )
        for number in sorted(set(numbers))
    }
    return Urls(urls, datetime.now(UTC) + timedelta(seconds=URL_SECONDS))


def look(video_id: UUID, caller: Caller) -> State:
    """An upload and the parts of it there are. Raises VideoFlowError `not_found` (404)."""
    query = _direct(caller).where(Upload.video_id == video_id)
    with transaction() as work:
        row = work.execute(query).one_or_none()
    if row is None:
        raise not_found("upload")
    connections.touch(row.Upload.id)
    return _state(row.Upload, row.file_name)


def unfinished(caller: Caller) -> list[State]:
    """The caller's own uploads that wait for more parts, the newest first."""
    mine = Upload.state == UploadState.OPEN, visible.owned_by(caller.user_id)
    query = _direct(caller).where(*mine).order_by(Upload.created_at.desc()).limit(_LISTED)
    with transaction() as work:
        rows = work.execute(query).all()
    latest = sorted(rows, key=lambda row: row.Upload.touched_at, reverse=True)[:_COUNTED_ANEW]
    anew = {row.Upload.id for row in latest}
    return [_state(row.Upload, row.file_name, count=row.Upload.id in anew) for row in rows]


def complete(video_id: UUID, caller: Caller, sent: Mapping[int, str]) -> VideoStatus:
    """Ends the upload and starts the pipeline; again, it answers as the first time did. `sent` are ETags by number.

    Raises VideoFlowError `not_found` (404), `aborted` (409), and `incomplete` (409) where the object store has not
    every part as it should be: `details` names the first missing ones.
    """
    upload = _mine(video_id, caller)
    if upload.state == UploadState.OPEN:
        _require_whole(upload, sent)
    with transaction() as work:
        video = access.find(work, caller, Action.RECORD, video_id, hold=True, what="upload")
        upload = _mine(video_id, caller, work)
        if upload.state == UploadState.ABORTED:
            raise VideoFlowError("aborted", "This upload was thrown away.", 409)
        if upload.state != UploadState.OPEN:
            return VideoStatus(video.status)
        size, _ = _cut(upload)
        # Nothing of it is on any server's disk: the one that is asked makes the object.
        host, now = settings().host_id, func.now()
        reason = "every part was sent"
        change_state(work, upload.id, UploadState.FINISHING, reason, size=size, cursor=size, host=host, touched_at=now)
        change_status(work, video_id, VideoStatus.PROCESSING, reason)
        record(work, video_id, size=size)
    jobs.finalize(video_id, settings().host_id)
    events.video_changed(video_id, video.owner_id)
    return VideoStatus.PROCESSING


def abort(video_id: UUID, caller: Caller) -> None:
    """Throws an upload away. Raises VideoFlowError `not_found` (404), `already_finished` (409)."""
    upload = _mine(video_id, caller)
    if upload.state in (UploadState.FINISHING, UploadState.COMPLETED):
        raise VideoFlowError("already_finished", "A finished upload is deleted, not aborted.", 409)
    form_uploads.throw_away(video_id, caller, "thrown away by its owner")


def abort_abandoned() -> int:
    """Throws away what nobody sent a part of for DIRECT_UPLOAD_HOURS. Returns how many."""
    silent = Upload.touched_at < func.now() - timedelta(hours=settings().direct_upload_hours)
    query = select(Upload.video_id, Video.owner_id).join(Video, Video.id == Upload.video_id)
    with transaction() as work:
        rows = work.execute(query.where(Upload.direct, Upload.state == UploadState.OPEN, silent).limit(100)).all()
    for row in rows:
        form_uploads.throw_away(row.video_id, Caller(row.owner_id), "abandoned by its sender")
    return len(rows)


def abort_overfull() -> int:
    """Throws away what holds far more than it said it has, because parts of it were sent again and again. Returns how
    many. A part that is sent once more, because nobody heard that it came, costs nobody anything.
    """
    since = Upload.touched_at > func.now() - timedelta(seconds=2 * URL_SECONDS)
    query = select(Upload, Video.owner_id).join(Video, Video.id == Upload.video_id)
    with transaction() as work:
        # Not those alone that come first: whoever looks again finds others.
        some = query.where(Upload.direct, Upload.state == UploadState.OPEN, since).order_by(func.random())
        rows = work.execute(some.limit(_LOOKED_INTO)).all()
    overfull = [row for row in rows if _is_overfull(row.Upload)]
    for row in overfull:
        form_uploads.throw_away(row.Upload.video_id, Caller(row.owner_id), "its parts were sent again and again")
    return len(overfull)


def _is_overfull(upload: Upload) -> bool:
    size, part_size = _cut(upload)
    try:
        held = get_store().bytes_in_parts(upload.s3_key, upload.s3_upload_id or "")
    except MissingObject:
        return False
    return held > size + max(size, _SPARE_PARTS * part_size)


def _direct(caller: Caller) -> Select[Upload, str | None]:
    return (
        select(Upload, Video.file_name)
        .join(Video, Video.id == Upload.video_id)
        .where(Upload.direct, visible.may(caller, Action.RECORD))
    )


def _mine(video_id: UUID, caller: Caller, held: UnitOfWork | None = None) -> Upload:
    """The upload; in the transaction `held` nobody else changes it until that ends."""
    query = _direct(caller).with_only_columns(Upload).where(Upload.video_id == video_id)
    if held is not None:
        found = held.scalars(query.with_for_update(of=Upload)).one_or_none()
    else:
        with transaction() as work:
            found = work.scalars(query).one_or_none()
    if found is None:
        raise not_found("upload")
    return found


def _require_open(upload: Upload) -> None:
    if upload.state != UploadState.OPEN:
        raise VideoFlowError("already_finished", "This upload takes no more parts.", 409)


def _cut(upload: Upload) -> tuple[int, int]:
    """The file's size, and that of its parts: as its sender was told, whatever the setting is by now."""
    size = upload.declared_size or 0
    return size, upload.part_size or fixed_part_size(size, settings().part_bytes)


def _state(upload: Upload, file_name: str | None, count: bool = True) -> State:
    size, part_size = _cut(upload)
    stored, parts = upload.cursor, list[StoredPart]()
    if count and upload.state == UploadState.OPEN:
        parts = _parts(upload)
        stored = sum(part.size for part in parts)
        _remember(upload, stored)
    return State(upload.video_id, file_name, size, part_size, upload.state, upload.created_at, stored, parts)


def _remember(upload: Upload, stored: int) -> None:
    """Keeps what was counted, unless the upload has been completed meanwhile."""
    if stored == upload.cursor:
        return
    with transaction() as work:
        work.execute(
            update(Upload).where(Upload.id == upload.id, Upload.state == UploadState.OPEN).values(cursor=stored)
        )


def _parts(upload: Upload) -> list[StoredPart]:
    try:
        return get_store().list_parts(upload.s3_key, upload.s3_upload_id or "")
    except MissingObject:
        # Being aborted at this moment.
        return []


def _require_whole(upload: Upload, sent: Mapping[int, str]) -> None:
    """Every part has its bytes in the object store, and is the one that the sender means."""
    size, part_size = _cut(upload)
    there = {part.number: part for part in _parts(upload)}
    missing = [
        number
        for number in range(1, part_count(size, part_size) + 1)
        if number not in there
        or there[number].size != expected_size(number, size, part_size)
        or sent.get(number, "").strip('"') != there[number].etag
    ]
    extra = there.keys() - set(range(1, part_count(size, part_size) + 1))
    if missing or extra:
        raise VideoFlowError(
            "incomplete",
            "Not every part of the file is here as it should be.",
            409,
            details={"missing": missing[:_MOST_NAMED]},
        )
