"""Beat that keeps its ticks to itself while nobody takes them: the next one does the same work.

A tick that waited too long is thrown away by the worker that takes it, but only then: without a worker they would fill
the broker's memory for as long as it is away.
"""

from typing import Any

import structlog
from celery.beat import PersistentScheduler
from redis.exceptions import RedisError

from app.services.hosts import queues
from workers.celery_app import flask_app

log = structlog.get_logger()

# Ticks of a few minutes: a worker that is merely busy has not seen so many.
MOST_WAITING = 40


class PatientBeat(PersistentScheduler):
    """Sends a tick if the queue for it is not long already."""

    def apply_entry(self, entry: Any, producer: Any = None) -> None:
        """Called when an entry is due."""
        if is_behind():
            log.warning("tick not sent: the workers are behind", entry=entry.name)
        else:
            super().apply_entry(entry, producer=producer)


def is_behind() -> bool:
    """Whether upkeep waits for a worker, or for room among much else."""
    try:
        with flask_app.app_context():
            return queues.lengths(())["default"] >= MOST_WAITING
    except RedisError:
        # Sending will tell what is wrong.
        return False
