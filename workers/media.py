"""Tasks of the `media` queue: ffmpeg and ffprobe on whole recordings."""

from celery import Task, shared_task

from app.services import probing, scanning, storyboards, thumbnails
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
    run_stage(self, video_id, "thumbnails", thumbnails.run)


@shared_task(bind=True, name="media.storyboard")
def make_storyboard(self: "Task[..., None]", video_id: str) -> None:
    """Makes pictures for scrubbing, and the moving preview."""
    run_stage(self, video_id, "storyboard", storyboards.run)
