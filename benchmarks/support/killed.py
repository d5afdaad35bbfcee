"""Workers that are killed in the middle of something: processes of their own, forked from one that has all imported."""

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from celery import Celery

from app.media.scratch import scratch_folder

_FORKED = multiprocessing.get_context("forkserver")
_BEGIN_SECONDS = 60.0


def in_its_scratch_folder(root: str) -> None:
    """A worker has half a video in a folder of its own below `root`, and is killed."""
    _kill(_hold, root)


def over_a_message(queue: str) -> None:
    """A worker has taken a message from this queue, and is killed before it has done anything."""
    _kill(_take, queue)


def _kill(work: Callable[[str, Connection], None], argument: str) -> None:
    _FORKED.set_forkserver_preload([__name__])
    here, there = _FORKED.Pipe(duplex=False)
    worker = _FORKED.Process(target=work, args=(argument, there), daemon=True)
    worker.start()
    began = here.poll(_BEGIN_SECONDS)
    worker.kill()
    worker.join()
    if not began:
        raise TimeoutError("the worker that was to be killed did not begin")


def _hold(root: str, begun: Connection) -> None:
    with scratch_folder(Path(root)) as folder:
        (folder / "half a video").write_bytes(bytes(100_000))
        begun.send(True)
        time.sleep(3600)


def _take(queue: str, begun: Connection) -> None:
    app = Celery()
    app.config_from_object("celeryconfig")
    with app.connection() as connection:
        connection.SimpleQueue(queue).get(timeout=_BEGIN_SECONDS)
        begun.send(True)
        time.sleep(3600)
