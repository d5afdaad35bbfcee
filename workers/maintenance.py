"""Queue `default`: what beat asks for."""

from uuid import UUID

from celery import shared_task

from app import jobs
from app.services.files import direct_uploads
from app.services.ingest import takeover
from app.services.multitrack import upkeep
from app.services.operations import maintenance
from app.services.pipeline import outputs

# The tasks without events are beat's frequent ticks: they would bury the recordings in Flower. What they set going
# shows there.


@shared_task(name="maintenance.kick_stalled_uploads", send_events=False)
def kick_stalled_uploads() -> None:
    """Drains that were lost are asked for again."""
    maintenance.kick_stalled_uploads()


@shared_task(name="maintenance.kick_stalled_pipelines", send_events=False)
def kick_stalled_pipelines() -> None:
    """Pipelines in which nothing moves are started again."""
    maintenance.kick_stalled_pipelines()
    upkeep.kick_stalled_tracks()


@shared_task(name="maintenance.end_abandoned_recordings", send_events=False)
def end_abandoned_recordings() -> None:
    """Recordings and files whose browser vanished come to an end."""
    maintenance.end_abandoned_recordings()
    takeover.adopt_abandoned()
    direct_uploads.abort_abandoned()


@shared_task(name="maintenance.sweep_orphans")
def sweep_orphans() -> None:
    """What aborted uploads and deleted videos left behind, what was replaced long ago, sessions that are too old."""
    upkeep.remove_old()
    maintenance.sweep_aborted()
    maintenance.sweep_multipart_uploads()
    maintenance.sweep_deleted()
    outputs.sweep()
    for host in maintenance.hosts():
        jobs.sweep_spool(host)


@shared_task(name="maintenance.purge_video")
def purge_video(video_id: str) -> None:
    """Removes a deleted video's objects and rows."""
    maintenance.purge(UUID(video_id))
