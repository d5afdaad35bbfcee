"""The canvas: finalize → probe → (thumbnails ∥ frames → text → document).

Each task says in the database how it ended, and the last one to end settles the video; so the canvas needs no
chord, and a message that is lost is made up for by starting the canvas again from what is still open.
"""

from uuid import UUID

from celery import Signature, chain, group, shared_task
from sqlalchemy import select

from app.db.models import Upload
from app.db.session import transaction
from app.services import stages

TASKS = {
    "finalize": "uploads.finalize",
    "probe": "media.probe",
    "thumbnails": "media.thumbnails",
    "frames": "ocr.frames",
    "text": "ocr.text",
    "document": "document.build",
}
TRUNK = ("finalize", "probe")
BRANCHES = (("thumbnails",), ("frames", "text", "document"))


@shared_task(name="pipeline.start")
def start(video_id: str) -> None:
    """Runs every stage of a video that has not ended. Safe to repeat: stages are claimed."""
    host = _host(video_id)
    canvas = build(video_id, stages.pending(UUID(video_id)), host) if host else None
    if canvas is not None:
        canvas.apply_async()


def build(video_id: str, pending: list[str], host: str) -> Signature | None:
    """The canvas for these stages, or None where there is none."""
    trunk = [_task(name, video_id, host) for name in TRUNK if name in pending]
    branches = [
        chain(*(_task(name, video_id, host) for name in branch if name in pending))
        for branch in BRANCHES
        if any(name in pending for name in branch)
    ]
    if branches:
        trunk.append(group(*branches))
    return chain(*trunk) if trunk else None


def _task(name: str, video_id: str, host: str) -> Signature:
    options = {"queue": f"uploads.{host}"} if name == "finalize" else {}
    return Signature(TASKS[name], args=(video_id,), immutable=True, options=options)


def _host(video_id: str) -> str | None:
    """The host that spooled the recording; None where it was purged."""
    with transaction() as session:
        query = select(Upload.host).where(Upload.video_id == UUID(video_id), Upload.track == "main")
        return session.scalars(query).one_or_none()
