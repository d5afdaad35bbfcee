"""What an uploads worker does beside its tasks: says that its machine lives, and copies tails to S3.

A thread and no task, so that neither Redis nor beat is needed for it.
"""

import fcntl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app.errors import VideoFlowError
from app.services import hosts, spilling
from app.settings import settings

log = structlog.get_logger()


def start(app: Flask) -> None:
    """Starts the thread; it ends with the process."""
    threading.Thread(target=_watch, args=(app,), name="watch", daemon=True).start()


def _watch(app: Flask) -> None:
    spilled = time.monotonic()
    while True:
        with app.app_context():
            try:
                hosts.beat()
                if time.monotonic() - spilled >= settings().spill_seconds:
                    spilled = time.monotonic()
                    _spill()
            except (SQLAlchemyError, VideoFlowError, OSError) as error:
                # Whatever is away comes back; the spool keeps the bytes meanwhile.
                log.warning("watch round failed", error=str(error))
            pause = min(hosts.HEARTBEAT.total_seconds(), settings().spill_seconds)
        time.sleep(pause)


def _spill() -> None:
    with _only_one() as chosen:
        if chosen:
            spilling.spill_all()


@contextmanager
def _only_one() -> Iterator[bool]:
    """Of several workers on this machine one copies."""
    path = Path(settings().spool_dir) / ".spilling"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
