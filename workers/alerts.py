"""Queue `default`: tells other systems what happened."""

from uuid import UUID

import structlog
from celery import Task, shared_task

from app.errors import VideoFlowError
from app.services.pipeline import alerts

log = structlog.get_logger()

# Tried again after 5 and 20 seconds, then minutes; a receiver that is away for half an hour still hears of it.
_BASE_SECONDS, _FACTOR = 5, 4


@shared_task(bind=True, name="alerts.send", max_retries=alerts.MAX_ATTEMPTS - 1, throws=(VideoFlowError,))
def send(self: "Task[..., None]", video_id: str, stage: str, attempt: str) -> None:
    """Posts a failed stage to the webhook."""
    try:
        alerts.send(UUID(video_id), stage, int(attempt))
    except VideoFlowError as error:
        if self.request.retries >= alerts.MAX_ATTEMPTS - 1:
            log.error("alert given up", video_id=video_id, stage=stage, error=error.message)
            raise
        raise self.retry(exc=error, countdown=_BASE_SECONDS * _FACTOR**self.request.retries) from error
