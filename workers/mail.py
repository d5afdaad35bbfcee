"""Queue `default`: writes to people."""

from uuid import UUID

import structlog
from celery import Task, shared_task

from app.errors import VideoFlowError
from app.services.accounts import resets

log = structlog.get_logger()

# Tried again after 5 and 20 seconds, then minutes; a mail server that is away for half an hour gets it all the same.
_ATTEMPTS, _BASE_SECONDS, _FACTOR = 6, 5, 4


@shared_task(bind=True, name="mail.reset", max_retries=_ATTEMPTS - 1, throws=(VideoFlowError,))
def reset(self: "Task[..., None]", reset_id: str) -> None:
    """Sends the link by which somebody chooses a new password."""
    try:
        resets.send(UUID(reset_id))
    except VideoFlowError as error:
        if not error.retryable or self.request.retries >= _ATTEMPTS - 1:
            log.error("mail given up", reset_id=reset_id, error=error.message)
            raise
        raise self.retry(exc=error, countdown=_BASE_SECONDS * _FACTOR**self.request.retries) from error
