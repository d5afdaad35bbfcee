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

from app.db.models import Upload
from app.db.unit_of_work import transaction
from app.domain.uploads.states import TrackName
from app.services.pipeline import stages

TASKS = {
    "finalize": "uploads.finalize",
    "scan": "media.scan",
    "compile": "transcode.compile",
    "probe": "media.probe",
    "thumbnails": "media.thumbnails",
    "storyboard": "media.storyboard",
    "transcode": "transcode.run",
    "frames": "ocr.frames",
    "text": "ocr.text",
    "document": "document.build",
}
FIRST = "finalize"
TRUNK = ("scan", "compile", "probe")
BRANCHES = (("thumbnails",), ("storyboard",), ("transcode",), ("frames", "text", "document"))


@shared_task(name="pipeline.start")
def start(video_id: str) -> None:
    """Runs every stage of a video that has not ended. Safe to repeat: stages are claimed."""
    names = stages.pending(UUID(video_id))
    host = _host(video_id) if FIRST in names else None
    if host:
        Signature(TASKS[FIRST], args=(video_id,), immutable=True).apply_async(queue=f"uploads.{host}")
    else:
        _run(video_id, names)


def go_on(video_id: str) -> None:
    """Runs what comes after finalize, unless that has not ended: then who runs it goes on."""
    names = stages.pending(UUID(video_id))
    if FIRST not in names:
        _run(video_id, names)


def _run(video_id: str, names: list[str]) -> None:
    canvas = build(video_id, names)
    if canvas is not None:
        canvas.apply_async()


def build(video_id: str, pending: list[str]) -> Signature | None:
    """The canvas for these stages, or None where there is none."""
    trunk = [_task(name, video_id) for name in TRUNK if name in pending]
    branches = [
        chain(*(_task(name, video_id) for name in branch if name in pending))
        for branch in BRANCHES
        if any(name in pending for name in branch)
    ]
    if branches:
        trunk.append(group(*branches))
    return chain(*trunk) if trunk else None


def _task(name: str, video_id: str) -> Signature:
    return Signature(TASKS[name], args=(video_id,), immutable=True)


def _host(video_id: str) -> str | None:
    """The host that spooled the recording or file; None where it was purged."""
    with transaction() as work:
        query = select(Upload.host).where(Upload.video_id == UUID(video_id), Upload.track == TrackName.MAIN)
        return work.scalars(query).one_or_none()
