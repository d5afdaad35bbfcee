"""Queue `uploads.<host>`: tasks beside the spool they read."""

from collections.abc import Callable
from uuid import UUID

from celery import Task, shared_task

from app.errors import VideoFlowError
from app.services.ingest import takeover
from app.services.multitrack import tracks
from app.services.operations import abandoned, kicks, sweeping
from app.services.uploads import draining, finishing
from workers import pipeline
from workers.stages import run_stage


@shared_task(name="uploads.drain", throws=(VideoFlowError,))
def drain(upload_id: str) -> None:
    """Stores every part that is full. One that fails is not retried: beat asks again within seconds."""
    draining.drain(UUID(upload_id))


@shared_task(name="uploads.drain_stalled", throws=(VideoFlowError,))
def drain_stalled() -> None:
    """Drains the uploads here whose own message was lost."""
    kicks.drain_stalled()


@shared_task(bind=True, name="uploads.finalize")
def finalize(self: "Task[..., None]", video_id: str) -> None:
    """Stores the rest and makes the object; then the stages begin that look at it."""

    def work(key: UUID, report: Callable[[float], None]) -> None:
        finishing.finalize(key)

    run_stage(self, video_id, "finalize", work)
    pipeline.go_on(UUID(video_id))


@shared_task(name="uploads.finalize_track", throws=(VideoFlowError,))
def finalize_track(upload_id: str) -> None:
    """Makes the object of a session's track. One that fails is not retried: beat asks again."""
    tracks.store(UUID(upload_id))


@shared_task(name="uploads.end_track", throws=(VideoFlowError,))
def end_track(upload_id: str) -> None:
    """Ends a track whose recorder is gone, because somebody waits for its session."""
    tracks.end(UUID(upload_id))


@shared_task(name="uploads.discard")
def discard(upload_id: str) -> None:
    """Leaves nothing of an aborted upload."""
    finishing.discard(UUID(upload_id))


@shared_task(name="uploads.end_abandoned")
def end_abandoned(upload_id: str) -> None:
    """Ends an upload whose recorder went away."""
    abandoned.end_abandoned(UUID(upload_id))


@shared_task(name="uploads.adopt")
def adopt(upload_id: str) -> None:
    """Goes on with an upload whose machine was lost."""
    takeover.adopt(UUID(upload_id))


@shared_task(name="uploads.sweep_spool")
def sweep_spool() -> None:
    """Removes this host's spool directories that nobody writes to."""
    sweeping.sweep_spool()
