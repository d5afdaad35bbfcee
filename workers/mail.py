"""Queue `default`: writes to people."""

from collections.abc import Callable
from uuid import UUID

import structlog
from celery import Task, shared_task

from app.errors import VideoFlowError
from app.services.accounts import invitations, resets

log = structlog.get_logger()

# Tried again after 5 and 20 seconds, then minutes; a mail server that is away for half an hour gets it all the same.
_ATTEMPTS, _BASE_SECONDS, _FACTOR = 6, 5, 4


@shared_task(bind=True, name="mail.reset", max_retries=_ATTEMPTS - 1, throws=(VideoFlowError,))
def reset(self: "Task[..., None]", reset_id: str) -> None:
    """Sends the link by which somebody chooses a new password."""
    _send(self, resets.send, UUID(reset_id))


@shared_task(bind=True, name="mail.invitation", max_retries=_ATTEMPTS - 1, throws=(VideoFlowError,))
def invitation(self: "Task[..., None]", invitation_id: str) -> None:
    """Sends the link by which somebody who was invited makes an account."""
    _send(self, invitations.send, UUID(invitation_id))


def _send(task: "Task[..., None]", letter: Callable[[UUID], None], about: UUID) -> None:
    try:
        letter(about)
    except VideoFlowError as error:
        if not error.retryable or task.request.retries >= _ATTEMPTS - 1:
            log.error("mail given up", task=task.name, about=str(about), error=error.message)
            raise
        raise task.retry(exc=error, countdown=_BASE_SECONDS * _FACTOR**task.request.retries) from error
