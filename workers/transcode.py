"""Tasks of the `transcode` queue: ffmpeg for as long as a whole recording takes."""

from uuid import UUID

from celery import Task, shared_task

from app.services.multitrack import compiling, tracks
from app.services.transcode import stage
from workers.stages import run_stage

# A day: a long video takes as long as it lasts and more. Delivered once more meanwhile, a message does nothing.
_LONGEST = 24 * 3600


@shared_task(bind=True, name="transcode.compile", soft_time_limit=_LONGEST, time_limit=_LONGEST + 60)
def compile_recording(self: "Task[..., None]", video_id: str) -> None:
    """Makes one MP4 of a multitrack recording's tracks; once the last of them is stored, this is asked for again."""
    if tracks.all_stored(UUID(video_id)):
        run_stage(self, video_id, "compile", compiling.run)


@shared_task(bind=True, name="transcode.run", soft_time_limit=_LONGEST, time_limit=_LONGEST + 60)
def run(self: "Task[..., None]", video_id: str) -> None:
    """Makes the renditions."""
    run_stage(self, video_id, "transcode", stage.run)


@shared_task(name="transcode.help", soft_time_limit=_LONGEST, time_limit=_LONGEST + 60)
def help_out(video_id: str, run_id: str) -> None:
    """Makes pieces of a run that another worker has begun."""
    stage.help_out(UUID(run_id))
