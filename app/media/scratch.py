"""Room on disk for one task: a directory that is gone when the task is."""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.errors import said_when_full

_PREFIX = "task-"
# A directory is locked a moment after it was made.
_SETTLED_SECONDS = 60.0


@contextmanager
def scratch_folder(root: Path) -> Iterator[Path]:
    """A fresh directory below `root` (made if missing), removed with all it holds, also after a fault.

    Its lock says that the task lives: see `sweep_scratch`. Raises DiskFull where the body, or the directory itself,
    finds no room.
    """
    with said_when_full():
        root.mkdir(parents=True, exist_ok=True)
        made = tempfile.TemporaryDirectory(prefix=_PREFIX, dir=root, ignore_cleanup_errors=True)
        with made as folder, _locked(Path(folder)):
            yield Path(folder)


def sweep_scratch(root: Path) -> int:
    """Removes what tasks have left whose process was killed; returns how many directories."""
    swept = 0
    for folder in root.glob(f"{_PREFIX}*"):
        # Its task lives, or has just ended.
        with suppress(BlockingIOError, FileNotFoundError), _locked(folder):
            if folder.stat().st_mtime < time.time() - _SETTLED_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)
                swept += 1
    return swept


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """The lock of a directory, which ends with the process (flock(2)). Raises BlockingIOError where another has it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)
