"""Loops that no error ends: what a turn raises is logged and waited out, and the next turn comes.

Every thread of ours that is to run for as long as its process, or as the work beside it, runs in here.
"""

import threading
import time
from collections.abc import Callable

import structlog

from app.domain import times

log = structlog.get_logger()


def run(name: str, turn: Callable[[], object], every: float = 0.0, stop: threading.Event | None = None) -> None:
    """Calls `turn` every so many seconds until `stop` is set; without it, for ever.

    A turn that takes longer than its time is followed by the next at once, and none is made up for. After one that
    failed the next comes sooner or later than that: pauses grow from RETRY_FIRST to RETRY_LONGEST, so that whatever was
    away is found again within RETRY_LONGEST of its return.
    """
    stop = stop or threading.Event()
    due, failures = time.monotonic(), 0
    while not stop.wait(max(due - time.monotonic(), 0.0)):
        try:
            turn()
        except Exception as error:
            # The edge of the thread: whatever it was, nobody else would hear of it, and the next turn may go well.
            log.warning("loop goes on", loop=name, error=f"{type(error).__name__}: {error}", exc_info=not failures)
            due, failures = time.monotonic() + pause(failures), failures + 1
        else:
            due, failures = max(due + every, time.monotonic()), 0


def start(name: str, turn: Callable[[], object], every: float = 0.0) -> threading.Thread:
    """The same in a thread of its own that ends with the process."""
    thread = threading.Thread(target=run, args=(name, turn, every), name=name, daemon=True)
    thread.start()
    return thread


def pause(failures: int) -> float:
    """Seconds to wait after one more failure, `failures` before it."""
    return min(times.RETRY_FIRST * 2.0 ** min(failures, 10), times.RETRY_LONGEST)
