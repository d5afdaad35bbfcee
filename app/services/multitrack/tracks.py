"""The tracks of a recording on their way in: who joins, when each began, and the object that is made of it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import structlog
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from app import events, jobs
from app.db.models import Stage, Upload, Video, VideoEvent
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain import times
from app.domain.access import Action, Caller
from app.domain.pipeline.states import Source, StageState, VideoStatus
from app.domain.uploads.states import ACTIVE, UploadState
from app.errors import StageSkipped, VideoFlowError, not_found
from app.services.access import videos as access
from app.services.accounts import defaults, quota
from app.services.ingest import connections
from app.services.uploads import cursor, finishing
from app.services.uploads.default_titles import NOBODY, Reader, What, default_title
from app.services.uploads.transitions import change_state
from app.settings import settings
from app.storage import keys
from app.storage.spool import get_spool

log = structlog.get_logger()

DEFAULT_MIME_TYPES = {"video": "video/webm", "audio": "audio/webm"}
# One that says nothing for longer has gone with its server.
LIVE_FOR = timedelta(seconds=times.RECORDER_GONE)


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody who connects says of the track they send.

    `started_at`: seconds of the recorder's clock; `sent_at`: that clock, now; `reader`: for a title of ours.
    """

    track: str
    mime_type: str | None = None
    started_at: float | None = None
    sent_at: float | None = None
    reader: Reader = NOBODY


def join(caller: Caller, recording_id: UUID | None, offer: Offer) -> UUID:
    """Adds the track to a recording, or to a new one; returns the recording's id. Again, it changes nothing.

    Raises VideoFlowError: `not_found` (404), `aborted` (409), `already_finished` (409) where compiling was asked for,
    `quota_exceeded` (413), `too_many_uploads` (429), `invalid_time_zone` (400).

    1. The recording's row is locked by asking whether it is open: nobody asks for its compilation in between.
    2. A track has one row for each recording; who joins with it again, after a cut, finds that row as it is.
    3. How far the browser's clock is ahead of ours is known at this moment alone, and lays the tracks side by side.
    """
    with transaction() as work:
        video_id = recording_id or _create(work, caller.user_id, offer.reader)
        owner_id = _require_open(work, caller, video_id, offer.track)
        mime_type = offer.mime_type or DEFAULT_MIME_TYPES[offer.track]
        track = insert(Upload).values(
            id=uuid4(),
            video_id=video_id,
            track=offer.track,
            s3_key=keys.track(video_id, offer.track, mime_type),
            host=settings().host_id,
            mime_type=mime_type,
            started_at=offer.started_at,
            clock_ahead=None if offer.sent_at is None else offer.sent_at - time.time(),
        )
        work.execute(track.on_conflict_do_nothing())
    events.video_changed(video_id, owner_id)
    return video_id


@contextmanager
def connected(connection: connections.Connection) -> Iterator[None]:
    """Says as long as the body runs that the track's recorder is there, unless a newer connection takes over."""
    here = Upload.id == connection.upload_id, Upload.epoch == connection.epoch
    with transaction() as work:
        work.execute(update(Upload).where(*here, Upload.state == UploadState.OPEN).values(live_epoch=connection.epoch))
    try:
        yield
    finally:
        with transaction() as work:
            work.execute(update(Upload).where(*here).values(live_epoch=None))


def is_live(upload: Upload) -> bool:
    """Whether somebody is connected who may still send."""
    live = upload.live_epoch == upload.epoch
    return upload.state == UploadState.OPEN and live and upload.touched_at > datetime.now(UTC) - LIVE_FOR


def outcome(upload_id: UUID) -> str | None:
    """What became of a finished track, `recorded` or `failed`; None while its object is being made."""
    with transaction() as work:
        state = work.scalar(select(Upload.state).where(Upload.id == upload_id))
    known: dict[str | None, str] = {UploadState.COMPLETED: "recorded", UploadState.ABORTED: "failed", None: "failed"}
    return known.get(state)


def ask_again(upload_id: UUID) -> bool:
    """Asks for a track's object once more, for somebody who waits; returns whether there was something to ask for.

    Harmless where it is being made: the second worker finds the lease taken.
    """
    with transaction() as work:
        host = work.scalar(select(Upload.host).where(Upload.id == upload_id, Upload.state == UploadState.FINISHING))
    if host is not None:
        jobs.finalize_track(upload_id, host)
    return host is not None


def store(upload_id: UUID) -> None:
    """Makes the object of a finished track, and goes on with a recording that waited for it. Safe to repeat.

    Raises VideoFlowError, retryable: beat asks again, until the recording is too old. A track whose bytes are gone for
    good counts as one that was not recorded.

    1. Every byte from the spool to the object store, as for any other upload.
    2. The last track to get there starts what waits for all of them; two last ones at once both do, and the stage's
       claim lets one of them run.
    """
    current = cursor.find(upload_id)
    if current is None or current.state not in (UploadState.FINISHING, UploadState.COMPLETED):
        return
    try:
        finishing.finalize_upload(upload_id)
    except StageSkipped:
        return
    except VideoFlowError as error:
        if error.retryable:
            raise
        _give_up(current, error)
    with transaction() as work:
        owner_id = work.scalar(select(Video.owner_id).where(Video.id == current.video_id))
    if owner_id:
        events.video_changed(current.video_id, owner_id)
    if waits_to_compile(current.video_id) and all_stored(current.video_id):
        jobs.start_pipeline(current.video_id, settings().host_id)


def end(upload_id: UUID) -> None:
    """Ends a track whose recorder is gone, with what arrived. Raises VideoFlowError `wrong_host`."""
    with transaction() as work:
        row = work.execute(
            select(Upload, Video.owner_id)
            .join(Video, Video.id == Upload.video_id)
            .where(Upload.id == upload_id, Upload.state == UploadState.OPEN, Video.deleted_at.is_(None))
        ).one_or_none()
    if row is None:
        return
    upload: Upload = row.Upload
    if get_spool().end(upload.id, upload.cursor) == 0 and upload.host == settings().host_id:
        connections.abort(upload.video_id, Caller(row.owner_id), "nothing was recorded", upload.track)
    else:
        reason = "its recorder went away"
        connections.finish(upload.video_id, Caller(row.owner_id), reason=reason, early=True, track=upload.track)


def all_stored(video_id: UUID) -> bool:
    """Whether no track is still on its way."""
    with transaction() as work:
        under_way = select(Upload.id).where(Upload.video_id == video_id)
        return work.scalar(under_way.where(Upload.state.in_(ACTIVE)).limit(1)) is None


def waits_to_compile(video_id: UUID) -> bool:
    """Whether somebody asked for the recording to be compiled, and nobody has begun."""
    query = select(Stage.id).where(Stage.video_id == video_id, Stage.name == "compile")
    with transaction() as work:
        return work.scalar(query.where(Stage.state == StageState.PENDING)) is not None


def _create(work: UnitOfWork, user_id: UUID, reader: Reader) -> UUID:
    video_id = uuid4()
    title = default_title(work, user_id, What.RECORDING, reader)
    quota.admit(work, user_id)
    work.add(
        Video(
            id=video_id,
            owner_id=user_id,
            title=title,
            title_is_ours=True,
            source=Source.SESSION,
            # Nothing is there before the first run of the compiling, which gives it a name of its own.
            s3_key=keys.compiled(video_id, uuid4().hex),
            mime_type="video/mp4",
            visibility=defaults.visibility(work, user_id),
        )
    )
    work.flush()
    work.add(VideoEvent(video_id=video_id, to_status=VideoStatus.UPLOADING, reason="multitrack recording started"))
    return video_id


def _require_open(work: UnitOfWork, caller: Caller, video_id: UUID, track: str) -> UUID:
    """Returns the owner's id."""
    video = access.find(work, caller, Action.RECORD, video_id, hold=True, what="recording")
    if video.source != Source.SESSION:
        raise not_found("recording")
    if video.status == VideoStatus.ABORTED:
        raise VideoFlowError("aborted", "This recording was thrown away.", 409)
    state = work.scalar(select(Upload.state).where(Upload.video_id == video_id, Upload.track == track))
    # Who comes back to a track that ended may still ask what became of it.
    if video.status != VideoStatus.UPLOADING and state in (None, UploadState.OPEN):
        raise VideoFlowError("already_finished", "This recording is being compiled, or was.", 409)
    return video.owner_id


def _give_up(current: cursor.Slice, error: VideoFlowError) -> None:
    log.error("track lost", upload_id=str(current.upload_id), code=error.code)
    with transaction() as work:
        change_state(work, current.upload_id, UploadState.ABORTED, error.message, error_code=error.code)
    jobs.discard(current.upload_id, settings().host_id)
    events.publish(events.upload_channel(current.upload_id), {"finished": True})
