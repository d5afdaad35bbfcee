"""Ends uploads whose sender went away without a word."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select, true

from app import jobs
from app.db.models import Upload, Video
from app.db.unit_of_work import transaction
from app.domain.access import Caller
from app.domain.pipeline.states import Source
from app.services.files import form_uploads
from app.services.hosts import asks, liveness
from app.services.hosts.asks import Ask
from app.services.ingest import connections
from app.services.operations.kicks import is_spooled
from app.settings import settings
from app.storage.spool import get_spool

_AT_ONCE = 1000


def end_abandoned_recordings() -> int:
    """Asks the host of each upload that nobody touches to end it, again ever more rarely. Returns how many."""
    silence = timedelta(minutes=settings().abandoned_after_minutes)
    alive = liveness.living()
    age = func.extract("epoch", func.now() - Upload.touched_at)
    query = (
        select(Upload.id, Upload.host, Upload.epoch, Upload.cursor, age.label("age"))
        .where(is_spooled(), Upload.touched_at < func.now() - silence)
        # Those of a machine that is lost are adopted first (see takeover).
        .where(Upload.host.in_(alive) if alive else true())
        .order_by(Upload.touched_at)
        .limit(_AT_ONCE)
    )
    with transaction() as work:
        rows = work.execute(query).all()
    ids = {Ask(f"end:{row.id}:{row.epoch}:{row.cursor}", row.host, float(row.age)): row.id for row in rows}
    chosen = asks.due(list(ids), _AT_ONCE)
    for ask in chosen:
        jobs.end_abandoned(ids[ask], ask.host)
    return len(chosen)


def end_abandoned(upload_id: UUID) -> None:
    """Aborts a recording, or a session's track, that never sent a byte; finishes one that did, with what arrived.

    Of a file that broke off nothing is kept: its server was killed, or it would have been thrown away already.

    1. Still open and still silent, looked at again: since it was listed its browser may have come back.
    2. What ends it is what its person's own click would have done, with another reason.
    """
    silence = timedelta(minutes=settings().abandoned_after_minutes)
    with transaction() as work:
        row = work.execute(
            select(Upload, Video.owner_id, Video.source)
            .join(Video, Video.id == Upload.video_id)
            .where(Upload.id == upload_id, is_spooled(), Upload.touched_at < func.now() - silence)
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
