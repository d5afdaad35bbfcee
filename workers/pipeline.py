"""What comes after what: probe → (thumbnails ∥ storyboard ∥ transcode ∥ frames → text → document), once there is
something to see.

That is made by finalize for a recording, which vet scans beside all that; for a file, scan comes between; for a
session, compile makes it.

Finalize is sent by itself, being what somebody waits for; each stage that ends asks for those that waited for it alone.
So a stage has a message from when it could run, and people may take turns by them. Each task says in the database how
it ended, and the last one to end settles the video; a message that is lost is made up for by asking again for what is
still open.
"""

from uuid import UUID

from celery import Signature, group, shared_task
from sqlalchemy import select

from app import jobs
from app.db.models import Upload
from app.db.unit_of_work import transaction
from app.domain.pipeline.states import NEEDS, followers
from app.domain.uploads.states import TrackName
from app.services.pipeline import stages

FIRST = "finalize"


@shared_task(name="pipeline.start")
def start(video_id: str) -> None:
    """Asks for every stage of a video that could run. Safe to repeat: stages are claimed."""
    key = UUID(video_id)
    names = stages.pending(key)
    if FIRST not in names:
        _ask(key, first_of(names))
    elif host := _host(key):
        jobs.finalize(key, host)


def go_on(video_id: UUID) -> None:
    """Asks for what comes after finalize, unless that has not ended: then who runs it goes on."""
    names = stages.pending(video_id)
    if FIRST not in names:
        _ask(video_id, first_of(names))


def go_on_from(video_id: UUID, ended: str) -> None:
    """Asks for what waited for this stage alone."""
    _ask(video_id, [name for name in first_of(stages.pending(video_id)) if ended in NEEDS[name]])


def first_of(pending: list[str]) -> list[str]:
    """Those of a video's open stages that need none of the others."""
    return followers(pending).get(None, [])


def _ask(video_id: UUID, names: list[str]) -> None:
    steps: list[Signature] = [jobs.STAGES[name].step(video_id) for name in names]
    if steps:
        jobs.send(group(*steps) if len(steps) > 1 else steps[0])


def _host(video_id: UUID) -> str | None:
    """The host that spooled the recording or file; None where it was purged."""
    with transaction() as work:
        query = select(Upload.host).where(Upload.video_id == video_id, Upload.track == TrackName.MAIN)
        return work.scalars(query).one_or_none()
