"""Queue `default`: writes to people."""

from collections.abc import Callable
from uuid import UUID

import structlog
from celery import Task, shared_task

from app.errors import VideoFlowError
from app.services.accounts import confirmations, invitations, resets
from app.services.leaving import notices
from app.services.notifications import mails
from app.services.sharing import notices as sharing_notices

log = structlog.get_logger()

# Tried again after 5 and 20 seconds, then minutes; a mail server that is away for half an hour gets it all the same.
_ATTEMPTS, _BASE_SECONDS, _FACTOR = 6, 5, 4


def _send(task: "Task[..., None]", write: Callable[[UUID], None], key: str) -> None:
    """Writes what `key` is about, and tries again later where the mail server does not take it."""
    try:
        write(UUID(key))
    except VideoFlowError as error:
        if not error.retryable or task.request.retries >= _ATTEMPTS - 1:
            log.error("mail given up", task=task.name, about=key, error=error.message)
            raise
        raise task.retry(exc=error, countdown=_BASE_SECONDS * _FACTOR**task.request.retries) from error


@shared_task(bind=True, name="mail.reset", max_retries=_ATTEMPTS - 1, throws=(VideoFlowError,))
def reset(self: "Task[..., None]", reset_id: str) -> None:
    """Sends the link by which somebody chooses a new password."""
    _send(self, resets.send, reset_id)


@shared_task(bind=True, name="mail.invitation", max_retries=_ATTEMPTS - 1, throws=(VideoFlowError,))
def invitation(self: "Task[..., None]", invitation_id: str) -> None:
    """Sends the link by which somebody who was invited makes an account."""
    _send(self, invitations.send, invitation_id)


@shared_task(bind=True, name="mail.confirmation", max_retries=_ATTEMPTS - 1, throws=(VideoFlowError,))
def confirmation(self: "Task[..., None]", user_id: str) -> None:
    """Sends the link that shows whose an address is."""
    _send(self, confirmations.send, user_id)


@shared_task(bind=True, name="mail.named", max_retries=_ATTEMPTS - 1, throws=(VideoFlowError,))
def named(self: "Task[..., None]", named_id: str) -> None:
    """Tells somebody without an account that they were named for a video."""
    _send(self, sharing_notices.send_named, named_id)


@shared_task(name="mail.news", throws=(VideoFlowError,))
def news(user_id: str) -> None:
    """Says what has happened. Where that does not go now, beat asks again."""
    mails.send(UUID(user_id))


@shared_task(bind=True, name="mail.export", max_retries=_ATTEMPTS - 1, throws=(VideoFlowError,))
def export(self: "Task[..., None]", export_id: str) -> None:
    """Says that an export is ready."""
    _send(self, notices.export_ready, export_id)
