"""What an uploads worker does beside its tasks: says that its machine lives, and copies tails to S3.

Threads and no tasks, so that neither Redis nor beat is needed for it; two, so that a machine whose S3 is slow is not
taken for lost.
"""

import fcntl
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

import structlog
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app.errors import VideoFlowError
from app.services.hosts import liveness
from app.services.uploads import spilling
from app.settings import settings

log = structlog.get_logger()


def start(app: Flask) -> None:
    """Starts the threads; they end with the process."""
    with app.app_context():
        pause = settings().spill_seconds
    _every(app, liveness.HEARTBEAT.total_seconds(), liveness.beat, "beat")
    _every(app, pause, Spiller().turn, "spill")


class Spiller:
    """Of several workers on this machine the first one copies, until it ends; then another does."""

    def __init__(self) -> None:
        self._lock: IO[str] | None = None
        self._copier = spilling.Copier()

    def turn(self) -> None:
        """A round, if it is ours to do."""
        if self._lock or self._take():
            self._copier.round()

    def _take(self) -> bool:
        path = Path(settings().spool_dir) / ".spilling"
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            return False
        self._lock = lock
        return True

    def close(self) -> None:
        """Leaves the copying to others."""
        if self._lock:
            self._lock.close()
            self._lock = None


def _every(app: Flask, seconds: float, work: Callable[[], object], name: str) -> None:
    threading.Thread(target=_repeat, args=(app, seconds, work), name=name, daemon=True).start()


def _repeat(app: Flask, seconds: float, work: Callable[[], object]) -> None:
    due = time.monotonic()
    while True:
        with app.app_context():
            try:
                work()
            except (SQLAlchemyError, VideoFlowError, OSError) as error:
                # Whatever is away comes back; the spool keeps the bytes meanwhile.
                log.warning("watch round failed", error=str(error))
        # A round that takes longer than its time is followed by the next at once, and none is made up for.
        due = max(due + seconds, time.monotonic())
        time.sleep(max(due - time.monotonic(), 0.0))
