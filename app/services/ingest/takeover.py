"""Goes on with uploads whose machine was lost, from what was copied to S3."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, and_, func, or_, select, update

from app import events, jobs
from app.db.models import Upload
from app.db.unit_of_work import transaction
from app.domain import times
from app.domain.uploads.states import ACTIVE, TrackName, UploadState
from app.errors import StageSkipped, VideoFlowError
from app.services.hosts import asks, liveness
from app.services.hosts.asks import Ask
from app.services.uploads import spilling
from app.services.uploads.cursor import Slice, load
from app.services.uploads.leases import lease, renew
from app.services.uploads.outcome import Known, record
from app.services.uploads.row_locks import video_held
from app.settings import settings
from app.storage.spool import SpoolError, get_spool

log = structlog.get_logger()

T = TypeVar("T")

_AT_ONCE = 1000
# Fetching what was copied takes seconds.
PATIENCE_SECONDS = 20.0


def or_adopt(video_id: UUID, work: Callable[[], T], track: str = TrackName.MAIN) -> T:
    """Does `work`; where it fails because the upload belongs to a machine that was lost, adopts it and tries again.

    Raises what `work` raises: `wrong_host` (421) while the other machine lives.
    """
    try:
        return work()
    except VideoFlowError as error:
        if error.code != "wrong_host":
            raise
        with transaction() as unit:
            upload_id = unit.scalars(select(Upload.id).where(Upload.video_id == video_id, Upload.track == track)).one()
        if not adopt(upload_id):
            raise
    return work()


def adopt(upload_id: UUID) -> bool:
    """Takes an upload over from a lost machine; returns whether it is this machine's now.

    1. That machine is lost, and this one may say so.
    2. The lease of the upload lets one adopt it at a time. Whoever comes beside waits, and then finds it done.
    3. Its bytes are here before it is ours: a recorder that came in between would be asked for all of them again. They
       come from the object store, and nothing is held meanwhile but the lease, a row that ends by itself.
    4. One statement makes it ours, if it is the lost machine's still and the lease was not lost over the bytes.
    5. A recording that was finished but not stored comes to its end with what there is.
    """
    host = _host_of(upload_id)
    if host is None or not liveness.is_lost(host):
        return host == settings().host_id
    with lease(upload_id, PATIENCE_SECONDS) as owner:
        taken = _take(upload_id, host, owner) if owner else None
    if taken is None:
        return _host_of(upload_id) == settings().host_id
    current, end = taken
    # Whoever still sends to the other machine comes here: it stores nothing any more.
    events.publish(events.upload_channel(upload_id), {"host": settings().host_id})
    if current.state == UploadState.FINISHING:
        if end is not None:
            with suppress(StageSkipped):
                _end_with(current, end)
        if current.track == TrackName.MAIN:
            jobs.start_pipeline(current.video_id, settings().host_id)
        else:
            jobs.finalize_track(upload_id, settings().host_id)
    return True


def adopt_abandoned() -> int:
    """Gives uploads of lost machines, to which no recorder came back, to one that lives. Returns how many.

    A file whose parts go straight to the object store needs no machine before it is finished.
    """
    alive, adopters = liveness.living(), liveness.adopters()
    if not adopters:
        return 0
    # Who sends may come back to a machine that lives, and take the upload along; one that was finished has nobody.
    silent = and_(Upload.state == UploadState.OPEN, Upload.direct.is_(False), _quiet_for(times.RECORDER_GONE))
    finished = and_(Upload.state == UploadState.FINISHING, _quiet_for(times.HOST_LOST))
    age = func.extract("epoch", func.now() - Upload.touched_at)
    query = (
        select(Upload.id, Upload.host, Upload.epoch, age.label("age"))
        .where(Upload.state.in_(ACTIVE), Upload.host.not_in(alive), or_(silent, finished))
        .order_by(Upload.touched_at)
        .limit(_AT_ONCE)
    )
    with transaction() as work:
        rows = work.execute(query).all()
    ids = {Ask(f"adopt:{row.id}:{row.host}:{row.epoch}", adopters[0], float(row.age)): row.id for row in rows}
    chosen = asks.due(list(ids), _AT_ONCE)
    for ask in chosen:
        jobs.adopt(ids[ask], ask.host)
    return len(chosen)


def _quiet_for(seconds: float) -> ColumnElement[bool]:
    return Upload.touched_at < func.now() - timedelta(seconds=seconds)


def _host_of(upload_id: UUID) -> str | None:
    with transaction() as work:
        return work.scalar(select(Upload.host).where(Upload.id == upload_id))


def _take(upload_id: UUID, lost: str, owner: str) -> tuple[Slice, int | None] | None:
    """What was taken over, and how far its bytes reach where they were fetched; None where it is not ours."""
    if _host_of(upload_id) != lost:
        # Done while we waited. Were it ours by now, its spool must not be filled anew.
        return None
    current = load(upload_id)
    end = None
    if not current.direct:
        try:
            end = spilling.restore(replace(current, epoch=current.epoch + 1), lambda: renew(upload_id, owner))
        except SpoolError as error:
            # No room, or somebody else is at it because our lease ran out: whoever sends comes back.
            log.warning("not taken over", upload_id=str(upload_id), error=repr(error))
            return None
        if end is None:
            return None
    return (current, end) if _claim(current, lost, owner) else None


def _claim(current: Slice, lost: str, owner: str) -> bool:
    """Of two machines that adopt at once, one wins."""
    with transaction() as work:
        row = work.execute(
            update(Upload)
            .where(Upload.id == current.upload_id, Upload.host == lost, Upload.epoch == current.epoch)
            .where(Upload.lease_owner == owner)
            .values(host=settings().host_id, epoch=current.epoch + 1, lease_owner=None, lease_until=None)
            .returning(Upload.id)
        ).one_or_none()
    return row is not None


def _end_with(current: Slice, end: int) -> None:
    get_spool().seal(current.upload_id, end)
    # The tracks of a session are not its size.
    known: Known = {"ended_early": True}
    if current.track == TrackName.MAIN:
        known["size"] = end
    with video_held(current.video_id) as work:
        work.execute(update(Upload).where(Upload.id == current.upload_id).values(size=end))
        if (current.size or 0) > end:
            record(work, current.video_id, **known)
