"""Tasks of the `ocr` queue: from frames to text to the document."""

from collections.abc import Callable
from uuid import UUID

from celery import Task, shared_task

from app.errors import VideoFlowError
from app.services.documents import along, frames, ocr, steps
from app.services.pipeline import turns
from app.services.redaction import finding
from workers.stages import take_turn

_QUEUE = "ocr"


def _read(video_id: UUID, report: Callable[[float], None]) -> None:
    ocr.run(video_id, report, gives_way=lambda: turns.somebody_waits(_QUEUE))


def _write(video_id: UUID, report: Callable[[float], None]) -> None:
    """What the document is made of is looked through for secrets with it."""
    finding.run(video_id)
    steps.run(video_id, report)


_WORKS = {"frames": frames.run, "text": _read, "document": _write}


def _turn(task: "Task[..., None]", video_id: str, name: str) -> None:
    take_turn(task, _QUEUE, (UUID(video_id), name), _WORKS)


@shared_task(bind=True, name="ocr.frames")
def keep_frames(self: "Task[..., None]", video_id: str) -> None:
    """Keeps the frames worth reading, or does what is due."""
    _turn(self, video_id, "frames")


@shared_task(name="ocr.along", throws=(VideoFlowError,))
def read_along(video_id: str) -> None:
    """Reads a recording on that is still being made. A turn that fails is made up for by the next one."""
    along.run(UUID(video_id), somebody_waits=lambda: turns.is_anything_due(_QUEUE))


@shared_task(bind=True, name="ocr.text")
def read_text(self: "Task[..., None]", video_id: str) -> None:
    """Reads the text on the kept frames, or does what is due."""
    _turn(self, video_id, "text")


@shared_task(bind=True, name="document.build")
def build_document(self: "Task[..., None]", video_id: str) -> None:
    """Writes the steps of the document, or does what is due."""
    _turn(self, video_id, "document")
