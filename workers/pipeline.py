"""The canvas: probe → (thumbnails ∥ storyboard ∥ transcode ∥ frames → text → document), once there is
something to see.

That is made by finalize for a recording; for a file, scan comes between; for a session, compile makes it.

Finalize is sent by itself, being what somebody waits for, and starts the canvas when the object is there. Each task
says in the database how it ended, and the last one to end settles the video; so the canvas needs no chord, and a
message that is lost is made up for by starting again from what is still open.
"""

from uuid import UUID

from celery import Signature, chain, group, shared_task
from sqlalchemy import select

from app import jobs
from app.db.models import Upload
from app.db.unit_of_work import transaction
from app.domain.pipeline.states import followers
from app.domain.uploads.states import TrackName
from app.services.pipeline import stages

FIRST = "finalize"


@shared_task(name="pipeline.start")
def start(video_id: str) -> None:
    """Runs every stage of a video that has not ended. Safe to repeat: stages are claimed."""
    key = UUID(video_id)
    names = stages.pending(key)
    if FIRST not in names:
        _run(key, names)
    elif host := _host(key):
        jobs.finalize(key, host)


def go_on(video_id: UUID) -> None:
    """Runs what comes after finalize, unless that has not ended: then who runs it goes on."""
    names = stages.pending(video_id)
    if FIRST not in names:
        _run(video_id, names)


def _run(video_id: UUID, names: list[str]) -> None:
    canvas = build(video_id, names)
    if canvas is not None:
        jobs.send(canvas)


def build(video_id: UUID, pending: list[str]) -> Signature | None:
    """The canvas for these stages, or None where there is none."""
    after = followers(pending)

    def side_by_side(names: list[str]) -> Signature:
        ways = [way(name) for name in names]
        return ways[0] if len(ways) == 1 else group(*ways)

    def way(name: str) -> Signature:
        step = jobs.STAGES[name].step(video_id)
        return chain(step, side_by_side(after[name])) if name in after else step

    return side_by_side(after[None]) if after else None


def _host(video_id: UUID) -> str | None:
    """The host that spooled the recording or file; None where it was purged."""
    with transaction() as work:
        query = select(Upload.host).where(Upload.video_id == video_id, Upload.track == TrackName.MAIN)
        return work.scalars(query).one_or_none()
