"""What beat does for multitrack recordings: asks again for tracks that stall, and removes what is too old."""

from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, and_, delete, func, or_, select

from app import jobs
from app.db.models import Stage, Upload, Video
from app.db.unit_of_work import transaction
from app.domain import times
from app.domain.access import Caller
from app.domain.multitrack import TRACKS
from app.domain.pipeline.states import ENDED, Source, VideoStatus
from app.domain.uploads.states import ACTIVE, UploadState
from app.services.hosts import asks, liveness
from app.services.hosts.asks import Ask
from app.services.uploads.transitions import change_state
from app.services.videos import library
from app.settings import settings
from app.storage.s3 import get_store

log = structlog.get_logger()

# However long ago a recording began: one that is still recorded is not old.
QUIET_FOR = timedelta(hours=1)
_AT_ONCE = 100


def kick_stalled_tracks() -> int:
    """Asks again for the end of tracks that somebody waits for, and for their objects. Returns how many.

    Those of a machine that was lost are adopted first (see takeover), and asked for then.
    """
    made = and_(Upload.state == UploadState.FINISHING, _quiet_for(times.PIPELINE_QUIET))
    # A recorder that is still there has touched its track meanwhile.
    awaited = and_(
        Upload.state == UploadState.OPEN, Video.status == VideoStatus.PROCESSING, _quiet_for(times.RECORDER_GONE)
    )
    age = func.extract("epoch", func.now() - Upload.touched_at)
    with transaction() as work:
        rows = work.execute(
            select(Upload.id, Upload.host, Upload.state, Upload.epoch, Upload.cursor, age.label("age"))
            .join(Video, Video.id == Upload.video_id)
            .where(Upload.track.in_(TRACKS), or_(made, awaited))
            .where(Video.deleted_at.is_(None))
            .order_by(Upload.touched_at)
            .limit(_AT_ONCE)
        ).all()
    alive = liveness.living()
    wanted = {
        Ask(f"track:{row.id}:{row.state}:{row.epoch}:{row.cursor}", row.host, float(row.age)): row
        for row in rows
        if row.host in alive or not alive
    }
    chosen = asks.due(list(wanted), _AT_ONCE)
    for row in (wanted[ask] for ask in chosen):
        job = jobs.end_track if row.state == UploadState.OPEN else jobs.finalize_track
        job(row.id, row.host)
    return len(chosen)


def _quiet_for(seconds: float) -> ColumnElement[bool]:
    return Upload.touched_at < func.now() - timedelta(seconds=seconds)


def remove_old() -> int:
    """Removes recordings older than SESSION_HOURS: what was never compiled as a whole, of the others what was recorded.

    A compiled video is its owner's like any other. Returns how many.

    1. Old ones, of which no track is still being sent and which nobody compiles at the moment.
    2. What was compiled keeps its film and loses its tracks; what was not goes as a whole.
    3. The oldest first, and so many a round: the next round finds those that are left.
    """
    old = Video.created_at < func.now() - timedelta(hours=settings().session_hours)
    touched = (
        select(Upload.id)
        .where(Upload.video_id == Video.id, Upload.touched_at > func.now() - QUIET_FOR)
        .where(Upload.state.in_(ACTIVE))
        .exists()
    )
    busy = select(Stage.id).where(Stage.video_id == Video.id, Stage.name == "compile", Stage.state.not_in(ENDED))
    has_tracks = select(Upload.id).where(Upload.video_id == Video.id).exists()
    with transaction() as work:
        rows = work.execute(
            select(Video.id, Video.owner_id, Video.playable)
            .where(Video.source == Source.SESSION, old, Video.deleted_at.is_(None))
            .where(Video.status != VideoStatus.ABORTED, ~touched, ~busy.exists())
            .where(or_(Video.playable.is_(False), has_tracks))
            .order_by(Video.created_at)
            .limit(_AT_ONCE)
        ).all()
    for row in rows:
        if row.playable:
            _remove_tracks(row.id)
        else:
            library.delete(row.id, Caller(row.owner_id))
    log.info("old recordings removed", count=len(rows)) if rows else None
    return len(rows)


def _remove_tracks(video_id: UUID) -> None:
    """Removes what was recorded of a compiled video. Broken off in between, the next round does it again.

    1. The tracks count as thrown away, so that nobody compiles them any more, unless that was asked for just now.
    2. Their objects go. 3. Their rows go.
    """
    with transaction() as work:
        work.get(Video, video_id, with_for_update=True)
        compiling = select(Stage.id).where(Stage.video_id == video_id, Stage.name == "compile")
        if work.scalar(compiling.where(Stage.state.not_in(ENDED))) is not None:
            return
        tracks = work.execute(
            select(Upload.id, Upload.s3_key, Upload.s3_upload_id, Upload.state).where(
                Upload.video_id == video_id, Upload.track.in_(TRACKS)
            )
        ).all()
        for track in tracks:
            change_state(work, track.id, UploadState.ABORTED, "recorded long ago, and compiled")
    for track in tracks:
        if track.s3_upload_id and track.state != UploadState.COMPLETED:
            get_store().abort_multipart(track.s3_key, track.s3_upload_id)
        get_store().delete(track.s3_key)
    with transaction() as work:
        work.execute(delete(Upload).where(Upload.id.in_([track.id for track in tracks])))
