"""What an uploads worker does beside its tasks: says that its machine lives, and copies tails to S3.

Threads and no tasks, so that neither Redis nor beat is needed for it; two, so that a machine whose S3 is slow is not
taken for lost.
"""

import fcntl
from collections.abc import Callable
from pathlib import Path
from typing import IO

from flask import Flask

from app import loops
from app.domain import times
from app.services.hosts import liveness
from app.services.uploads import spilling
from app.settings import settings


def start(app: Flask) -> None:
    """Starts the threads; they end with the process."""
    with app.app_context():
        pause = settings().spill_seconds
    _every(app, times.BEAT, liveness.beat, "beat")
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
    def turn() -> None:
        with app.app_context():
            work()

    loops.start(name, turn, seconds)
