"""What processes do beside their tasks and requests: say that their machine lives, and copy tails to S3.

Threads and no tasks, so that neither Redis nor beat is needed for it; two, so that a machine whose S3 is slow is not
taken for lost.
"""

from collections.abc import Callable

from flask import Flask

from app import loops
from app.domain import times
from app.services.hosts import liveness
from app.services.operations.tail_copies import WEB, TailKeeper
from app.settings import settings


def start(app: Flask) -> None:
    """Starts the threads of an uploads worker; they end with the process."""
    _every(app, times.BEAT, liveness.beat, "beat")
    _every(app, _pause(app), TailKeeper().turn, "spill")


def start_in_web(app: Flask) -> None:
    """Starts the thread of a web server's process, which copies where no worker does."""
    _every(app, _pause(app), TailKeeper(WEB).turn_for_a_worker, "spill-for-a-worker")


def _pause(app: Flask) -> float:
    with app.app_context():
        return settings().spill_seconds


def _every(app: Flask, seconds: float, work: Callable[[], object], name: str) -> None:
    def turn() -> None:
        with app.app_context():
            work()

    loops.start(name, turn, seconds)
