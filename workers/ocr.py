"""Tasks of the `ocr` queue: from frames to text to the document."""

from celery import Task, shared_task

from app.services.documents import frames, ocr, steps
from workers.stages import run_stage


@shared_task(bind=True, name="ocr.frames")
def keep_frames(self: "Task[..., None]", video_id: str) -> None:
    """Keeps the frames worth reading."""
    run_stage(self, video_id, "frames", frames.run)


@shared_task(bind=True, name="ocr.text")
def read_text(self: "Task[..., None]", video_id: str) -> None:
    """Reads the text on the kept frames."""
    run_stage(self, video_id, "text", ocr.run)


@shared_task(bind=True, name="document.build")
def build_document(self: "Task[..., None]", video_id: str) -> None:
    """Writes the steps of the document."""
    run_stage(self, video_id, "document", steps.run)
