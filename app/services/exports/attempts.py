"""One attempt at an export, whatever is in it: claimed, made while a pulse beats, published or given up."""

from collections.abc import Callable
from uuid import UUID

import structlog

from app import pulse
from app.db.patience import patient
from app.errors import StageSkipped, StorageError
from app.services.exports.rows import Claim, Queue, Row
from app.storage.s3 import get_store

log = structlog.get_logger()

# Stores it, and returns how many bytes it has.
Make = Callable[[Claim, pulse.Pulse], int]


def run(queue: Queue[Row], export_id: UUID, make: Make, then: Callable[[], None] = lambda: None) -> None:
    """Makes it, unless somebody does, and asks for the next one. Safe to run twice, late, or beside itself.

    `make` raises StorageError for what may go well later, StageSkipped where the export is nobody's any more. Raises
    what else it raises.
    """
    mine = queue.claim(export_id)
    if mine is None:
        return
    try:
        with pulse.beside("export", lambda progress: queue.touch(mine, progress)) as sign, patient():
            _attempt(queue, mine, lambda: make(mine, sign), then)
    finally:
        queue.ask_for_waiting(at_once=True)


def _attempt(queue: Queue[Row], mine: Claim, make: Callable[[], int], then: Callable[[], None]) -> None:
    try:
        size = make()
    except StageSkipped:
        # Another worker took this one for lost, or whose it was is gone.
        return
    except StorageError as error:
        log.warning("not exported", export_id=str(mine.id), error=str(error))
        queue.give_up(mine, retryable=True)
        return
    except Exception:
        queue.give_up(mine, retryable=False)
        raise
    if not queue.publish(mine, size, then):
        get_store().delete(mine.key)
