"""What beat does: kicks what stalled, ends what was abandoned, sweeps what nobody owns."""

import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, and_, delete, func, select

from app import jobs
from app.db.models import Stage, Upload, Video
from app.db.unit_of_work import transaction
from app.domain import times
from app.domain.access import Caller
from app.domain.pipeline.states import ENDED, Source, StageState, VideoStatus
from app.domain.uploads.states import ACTIVE, UploadState
from app.services.files import form_uploads
from app.services.hosts import liveness as machines
from app.services.ingest import connections
from app.services.pipeline.stages import is_silent
from app.services.uploads import draining
from app.settings import settings
from app.storage import keys
from app.storage.s3 import get_store
from app.storage.spool import get_spool

log = structlog.get_logger()

# Old enough that no worker can be between opening a multipart upload and writing its id down.
ORPHAN_AGE = timedelta(seconds=times.ORPHAN_AGE)
KICKED_AT_ONCE = 200


def kick_stalled_uploads() -> int:
    """Asks each host to look for full parts of uploads that are quiet. Returns how many hosts were sent a message.

    A message a host and not one an upload: most that are quiet merely fill their next part, and only their host can
    see that. A host without uploads is asked, too, as its answer says that it lives.
    """
    names = machines.ask()
    for name in names:
        jobs.drain_stalled(name)
    return len(names)


def drain_stalled() -> int:
    """Drains this host's quiet uploads that have a full part: their own message was lost. Returns how many."""
    machines.answer()
    here = Upload.host == settings().host_id
    with transaction() as work:
        rows = work.execute(select(Upload.id, Upload.cursor).where(_spooled(), _quiet(), here)).all()
    # No part is smaller, so the others need not be asked about one by one.
    full = [row.id for row in rows if get_spool().end(row.id, row.cursor) - row.cursor >= settings().part_bytes]
    return sum(draining.drain(upload_id) > 0 for upload_id in full)


def _spooled() -> ColumnElement[bool]:
    """Open, and its bytes come by way of a host: not those of which the object store gets every part itself."""
    return and_(Upload.state == UploadState.OPEN, Upload.direct.is_(False))


def _quiet() -> ColumnElement[bool]:
    return Upload.touched_at < func.now() - timedelta(seconds=times.UPLOAD_QUIET)


def kick_stalled_pipelines() -> int:
    """Starts again the pipeline of videos in which nothing moves, those that wait longest first. Returns how many.

    Harmless where a stage merely waits in a queue: whichever message comes second finds it claimed. Not too many at
    once, though: workers that are behind would be kept from their work by what they have to look at in vain.
    """
    now = datetime.now(UTC)
    newest = select(func.max(Stage.updated_at)).where(Stage.video_id == Video.id).correlate(Video).scalar_subquery()
    running = (
        select(Stage.id).where(Stage.video_id == Video.id, Stage.state == StageState.RUNNING, ~is_silent()).exists()
    )
    open_stage = select(Stage.id).where(Stage.video_id == Video.id, Stage.state.not_in(ENDED)).exists()
    # One of them, where a video has several tracks.
    host = select(func.min(Upload.host)).where(Upload.video_id == Video.id).correlate(Video).scalar_subquery()
    alive = machines.living()
    with transaction() as work:
        rows = work.execute(
            select(Video.id, host.label("host"))
            .where(
                Video.status == VideoStatus.PROCESSING,
                open_stage,
                ~running,
                newest < now - timedelta(seconds=times.PIPELINE_QUIET),
            )
            .order_by(newest)
            .limit(KICKED_AT_ONCE)
        ).all()
    for row in rows:
        jobs.start_pipeline(row.id, row.host if row.host in alive or not alive else alive[0])
    return len(rows)


def end_abandoned_recordings() -> int:
    """Asks the host of each upload that nobody touches to end it. Returns how many."""
    silent = Upload.touched_at < func.now() - timedelta(minutes=settings().abandoned_after_minutes)
    with transaction() as work:
        rows = work.execute(select(Upload.id, Upload.host).where(_spooled(), silent)).all()
    for row in rows:
        jobs.end_abandoned(row.id, row.host)
    return len(rows)


def end_abandoned(upload_id: UUID) -> None:
    """Aborts a recording, or a session's track, that never sent a byte; finishes one that did, with what arrived.

    Of a file that broke off nothing is kept: its server was killed, or it would have been thrown away already.
    """
    silence = timedelta(minutes=settings().abandoned_after_minutes)
    with transaction() as work:
        row = work.execute(
            select(Upload, Video.owner_id, Video.source)
            .join(Video, Video.id == Upload.video_id)
            .where(Upload.id == upload_id, _spooled(), Upload.touched_at < func.now() - silence)
        ).one_or_none()
    if row is None:
        return
    upload: Upload = row.Upload
    if row.source == Source.FILE:
        form_uploads.throw_away(upload.video_id, Caller(row.owner_id), "its sender went away")
    elif get_spool().end(upload.id, upload.cursor) == 0:
        reason = "abandoned before its first byte"
        connections.abort(upload.video_id, Caller(row.owner_id), reason, upload.track)
    else:
        reason = "its recorder went away"
        connections.finish(upload.video_id, Caller(row.owner_id), reason=reason, early=True, track=upload.track)


def sweep_multipart_uploads() -> int:
    """Aborts multipart uploads that no active upload owns, also those the database never knew."""
    with transaction() as work:
        active = set(work.scalars(select(Upload.s3_upload_id).where(Upload.state.in_(ACTIVE))))
    before = datetime.now(UTC) - ORPHAN_AGE
    swept = 0
    for found in get_store().open_multiparts(keys.ROOT):
        if found.upload_id not in active and found.initiated < before:
            get_store().abort_multipart(found.key, found.upload_id)
            swept += 1
    return swept


def sweep_spool() -> int:
    """Removes this host's spool directories that no active upload writes to."""
    old = time.time() - ORPHAN_AGE.total_seconds()
    ids = [upload_id for upload_id, changed in get_spool().uploads() if changed < old]
    if not ids:
        return 0
    with transaction() as work:
        active = set(work.scalars(select(Upload.id).where(Upload.id.in_(ids), Upload.state.in_(ACTIVE))))
    orphans = [upload_id for upload_id in ids if upload_id not in active]
    for upload_id in orphans:
        get_spool().remove(upload_id)
    return len(orphans)


def sweep_aborted() -> int:
    """Discards once more what was aborted while its worker or S3 was away."""
    recent = Upload.touched_at > func.now() - timedelta(days=2)
    alive = machines.living()
    with transaction() as work:
        rows = work.execute(select(Upload.id, Upload.host).where(Upload.state == UploadState.ABORTED, recent)).all()
    for row in rows:
        jobs.discard(row.id, row.host if row.host in alive or not alive else alive[0])
    return len(rows)


def sweep_deleted() -> int:
    """Purges deleted videos whose own task was lost."""
    with transaction() as work:
        ids = work.scalars(
            select(Video.id).where(Video.deleted_at < func.now() - timedelta(minutes=5)).limit(100)
        ).all()
    for video_id in ids:
        purge(video_id)
    return len(ids)


def purge(video_id: UUID) -> None:
    """Removes a deleted video for good: multipart uploads, objects, rows, spooled bytes. Safe to repeat."""
    with transaction() as work:
        video = work.get(Video, video_id)
        uploads = list(work.scalars(select(Upload).where(Upload.video_id == video_id)))
    if video is None or video.deleted_at is None:
        return
    for upload in uploads:
        if upload.s3_upload_id and upload.state != UploadState.COMPLETED:
            get_store().abort_multipart(upload.s3_key, upload.s3_upload_id)
    get_store().delete_prefix(keys.video_prefix(video_id))
    get_store().delete(keys.quarantine(video_id))
    with transaction() as work:
        work.execute(delete(Video).where(Video.id == video_id))
    for upload in uploads:
        if upload.state != UploadState.COMPLETED:
            jobs.discard(upload.id, upload.host)


def hosts() -> list[str]:
    """Every host that spooled something in the last week."""
    recent = Upload.touched_at > func.now() - timedelta(days=7)
    with transaction() as work:
        return list(work.scalars(select(Upload.host).where(recent).distinct()))
