"""Tasks of the `transcode` queue: ffmpeg for as long as a whole recording takes."""

from uuid import UUID

from celery import Task, shared_task

from app import jobs
from app.services.multitrack import compiling, tracks
from app.services.pipeline import turns
from app.services.redaction import covering
from app.services.transcode import stage
from workers.stages import take_turn

_QUEUE = "transcode"
_WORKS = {"compile": compiling.run, "redact": covering.run, "transcode": stage.run}

# A day: a long video takes as long as it lasts and more. Delivered once more meanwhile, a message does nothing.
_LONGEST = 24 * 3600


@shared_task(bind=True, name="transcode.compile", soft_time_limit=_LONGEST, time_limit=_LONGEST + 60)
def compile_recording(self: "Task[..., None]", video_id: str) -> None:
    """Makes one MP4 of a multitrack recording's tracks; once the last of them is stored, this is asked for again."""
    key = UUID(video_id)
    take_turn(self, _QUEUE, (key, "compile") if tracks.all_stored(key) else None, _WORKS)


@shared_task(bind=True, name="transcode.redact", soft_time_limit=_LONGEST, time_limit=_LONGEST + 60)
def redact(self: "Task[..., None]", video_id: str) -> None:
    """Covers secrets in the recording itself, of which everything else is made anew."""
    take_turn(self, _QUEUE, (UUID(video_id), "redact"), _WORKS)


@shared_task(bind=True, name="transcode.run", soft_time_limit=_LONGEST, time_limit=_LONGEST + 60)
def run(self: "Task[..., None]", video_id: str) -> None:
    """Makes the renditions."""
    take_turn(self, _QUEUE, (UUID(video_id), "transcode"), _WORKS)


@shared_task(bind=True, name="transcode.help", soft_time_limit=_LONGEST, time_limit=_LONGEST + 60)
def help_out(self: "Task[..., None]", video_id: str, run_id: str) -> None:
    """Makes pieces of a run that another worker has begun, as long as nobody else has to wait for that."""
    run = UUID(run_id)
    stage.help_out(run, gives_way=lambda: turns.somebody_waits(_QUEUE))
    if stage.needs_help(run) and turns.somebody_waits(_QUEUE):
        # Asked for again first: whatever becomes of what is due, the help is not forgotten.
        jobs.help_transcode(UUID(video_id), run_id, 1)
        take_turn(self, _QUEUE, None, _WORKS)
