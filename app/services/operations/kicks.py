"""Asks again for what stalled, because its message was lost or its worker was: drains, and stages of the pipeline."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select

from app import jobs
from app.db.models import Stage, Upload, Video
from app.db.unit_of_work import transaction
from app.domain import times
from app.domain.pipeline.states import ENDED, StageState, VideoStatus
from app.domain.uploads.states import UploadState
from app.services.hosts import asks, liveness, queues
from app.services.hosts.asks import Ask
from app.services.pipeline.stages import is_silent
from app.services.uploads import draining
from app.settings import settings
from app.storage.spool import get_spool

KICKED_AT_ONCE = 200
# Those that wait longest; the others have messages of their own, or come to be looked at when these have moved.
LOOKED_AT = 5000


def kick_stalled_uploads() -> int:
    """Asks each host to look for full parts of uploads that are quiet. Returns how many hosts were sent a message.

    A message a host and not one an upload: most that are quiet merely fill their next part, and only their host can
    see that. A host without uploads is asked, too, as its answer says that it lives.
    """
    names = liveness.ask()
    for name in names:
        jobs.drain_stalled(name)
    return len(names)


def drain_stalled() -> int:
    """Drains this host's quiet uploads that have a full part: their own message was lost. Returns how many."""
    liveness.answer()
    quiet = Upload.touched_at < func.now() - timedelta(seconds=times.UPLOAD_QUIET)
    here = Upload.host == settings().host_id
    with transaction() as work:
        rows = work.execute(select(Upload.id, Upload.cursor).where(is_spooled(), quiet, here)).all()
    # No part is smaller, so the others need not be asked about one by one.
    full = [row.id for row in rows if get_spool().end(row.id, row.cursor) - row.cursor >= settings().part_bytes]
    return sum(draining.drain(upload_id) > 0 for upload_id in full)


def is_spooled() -> ColumnElement[bool]:
    """Open, and its bytes come by way of a host: not those of which the object store gets every part itself."""
    return and_(Upload.state == UploadState.OPEN, Upload.direct.is_(False))


def kick_stalled_pipelines() -> int:
    """Starts again the pipeline of videos in which nothing moves, those that wait longest first. Returns how many.

    Harmless where a stage merely waits in a queue: whichever message comes second finds it claimed. Not too many at
    once, though: workers that are behind would be kept from their work by what they have to look at in vain.
    """
    chosen = asks.due(_standing_still(), KICKED_AT_ONCE, queues.SHARED)
    alive = liveness.living()
    for ask in chosen:
        jobs.start_pipeline(_video_of(ask), ask.host if ask.host in alive or not alive else alive[0])
    return len(chosen)


def _video_of(ask: Ask) -> UUID:
    return UUID(ask.name.split(":")[1])


def _standing_still() -> list[Ask]:
    newest = select(func.max(Stage.updated_at)).where(Stage.video_id == Video.id).correlate(Video).scalar_subquery()
    # Rises with everything that happens.
    moves = func.sum(Stage.attempts) + func.count(Stage.ended_at)
    moved = select(moves).where(Stage.video_id == Video.id).correlate(Video).scalar_subquery()
    stages = select(Stage.id).where(Stage.video_id == Video.id)
    running = stages.where(Stage.state == StageState.RUNNING, ~is_silent()).exists()
    is_open = stages.where(Stage.state.not_in(ENDED)).exists()
    # One of them, where a video has several tracks.
    host = select(func.min(Upload.host)).where(Upload.video_id == Video.id).correlate(Video).scalar_subquery()
    age = func.extract("epoch", func.now() - newest)
    quiet = newest < func.now() - timedelta(seconds=times.PIPELINE_QUIET)
    query = (
        select(Video.id, func.coalesce(host, settings().host_id), age, moved)
        .where(Video.status == VideoStatus.PROCESSING, is_open, ~running, quiet)
        .order_by(newest)
        .limit(LOOKED_AT)
    )
    with transaction() as work:
        rows = work.execute(query).all()
    return [Ask(f"pipeline:{video_id}:{moves}", name, float(age)) for video_id, name, age, moves in rows]
