"""Tasks of the `media` queue: ffmpeg and ffprobe on whole recordings."""

from celery import Task, shared_task

from app.services.inspection import probing, scanning
from app.services.previews import poster, storyboard
from workers.stages import run_stage


@shared_task(bind=True, name="media.scan")
def scan(self: "Task[..., None]", video_id: str) -> None:
    """Asks the virus scanner about a file."""
    run_stage(self, video_id, "scan", scanning.run)


@shared_task(bind=True, name="media.probe")
def probe(self: "Task[..., None]", video_id: str) -> None:
    """Finds out what was recorded."""
    run_stage(self, video_id, "probe", probing.run)


@shared_task(bind=True, name="media.thumbnails")
def make_thumbnails(self: "Task[..., None]", video_id: str) -> None:
    """Makes the poster."""
    run_stage(self, video_id, "thumbnails", poster.run)


@shared_task(bind=True, name="media.storyboard")
def make_storyboard(self: "Task[..., None]", video_id: str) -> None:
    """Makes pictures for scrubbing, and the moving preview."""
    run_stage(self, video_id, "storyboard", storyboard.run)
