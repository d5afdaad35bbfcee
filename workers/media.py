"""Tasks of the `media` queue: ffmpeg and ffprobe on whole recordings."""

from uuid import UUID

from celery import Task, shared_task

from app.services.annotations import voicing
from app.services.documents import retouching
from app.services.inspection import probing, scanning
from app.services.previews import poster, storyboard
from app.services.redaction import reopening
from workers.stages import take_turn

_WORKS = {
    "scan": scanning.run,
    "probe": probing.run,
    "vet": scanning.run,
    "thumbnails": poster.run,
    "storyboard": storyboard.run,
    "reopen": reopening.run,
}


def _turn(task: "Task[..., None]", video_id: str, name: str) -> None:
    take_turn(task, "media", (UUID(video_id), name), _WORKS)


@shared_task(bind=True, name="media.scan")
def scan(self: "Task[..., None]", video_id: str) -> None:
    """Asks the virus scanner about a file, or does what is due."""
    _turn(self, video_id, "scan")


@shared_task(bind=True, name="media.probe")
def probe(self: "Task[..., None]", video_id: str) -> None:
    """Finds out what was recorded, or does what is due."""
    _turn(self, video_id, "probe")


@shared_task(bind=True, name="media.vet")
def vet(self: "Task[..., None]", video_id: str) -> None:
    """Asks the virus scanner about a recording that plays already, or does what is due."""
    _turn(self, video_id, "vet")


@shared_task(bind=True, name="media.thumbnails")
def make_thumbnails(self: "Task[..., None]", video_id: str) -> None:
    """Makes the poster, or does what is due."""
    _turn(self, video_id, "thumbnails")


@shared_task(bind=True, name="media.storyboard")
def make_storyboard(self: "Task[..., None]", video_id: str) -> None:
    """Makes pictures for scrubbing and the moving preview, or does what is due."""
    _turn(self, video_id, "storyboard")


@shared_task(name="media.retouch_guide")
def retouch_guide(video_id: str) -> None:
    """Makes the pictures that somebody's edits of a guide need."""
    retouching.run(UUID(video_id))


@shared_task(name="media.voice")
def make_voice(annotation_id: str) -> None:
    """Makes of a voice-over what is heard."""
    voicing.run(int(annotation_id))


@shared_task(name="media.sheet")
def make_sheet(row_id: str) -> None:
    """Makes a sheet of what was said about a video."""
    # What writes PDF takes 27 MB, which few workers ever need.
    from app.services.annotations import sheet_making

    sheet_making.run(UUID(row_id))


@shared_task(bind=True, name="media.reopen")
def reopen(self: "Task[..., None]", video_id: str) -> None:
    """Removes what was there before something was covered, and lets others see the video again; or does what is due."""
    _turn(self, video_id, "reopen")
