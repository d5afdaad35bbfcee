"""Sends tasks by name. Only ids travel; callers send after their commit."""

import structlog
from celery import Celery, group
from kombu.exceptions import OperationalError

log = structlog.get_logger()

celery = Celery("videoflow")
celery.config_from_object("celeryconfig")


def enqueue_group(task: str, count: int, *args: str) -> bool:
    """Sends the same task to as many workers as take it, `count` at most; returns whether the broker took it."""
    signature = celery.signature(task, args=args, immutable=True)
    try:
        group(signature.clone() for _ in range(count)).apply_async(retry=False)
    except (OperationalError, OSError) as error:
        log.warning("tasks not sent", task=task, args=args, error=str(error))
        return False
    return True


def enqueue(task: str, *args: str, host: str | None = None) -> bool:
    """Sends one task; `host` is for tasks that read that host's spool.

    Returns whether the broker took it. A broker that is away is no fault of the caller: what the task would
    do is in the database or the spool, and beat finds it there within a minute.
    """
    queue = f"uploads.{host}" if host else None
    try:
        celery.send_task(task, args=args, queue=queue, retry=False, argsrepr=repr(args))
    except (OperationalError, OSError) as error:
        log.warning("task not sent", task=task, args=args, error=str(error))
        return False
    return True
