"""Room on disk for one task: a directory that is gone when the task is, also when its worker was killed."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.errors import said_when_full

_PREFIX, _GONE = "task-", ".gone-"


@contextmanager
def scratch_folder(root: Path) -> Iterator[Path]:
    """A fresh directory below `root` (made if missing), removed with all it holds, also after a fault.

    Held by a lock that ends with its process: what a killed one left is removed by the next one that comes here. Raises
    DiskFull where the body, or the directory itself, finds no room.
    """
    with said_when_full():
        root.mkdir(parents=True, exist_ok=True)
        sweep_scratch(root)
        with _fresh(root) as folder:
            yield folder


@contextmanager
def _fresh(root: Path) -> Iterator[Path]:
    with _locked(root):
        # Nobody looks for what was left while this one is not held yet.
        temporary = tempfile.TemporaryDirectory(prefix=_PREFIX, dir=root, ignore_cleanup_errors=True)
        handle = _lock(Path(temporary.name), wait=True)
    try:
        with temporary as folder:
            yield Path(folder)
    finally:
        os.close(handle)


def sweep_scratch(root: Path) -> None:
    """Removes the directories that no process holds any more."""
    if not root.is_dir():
        return
    with _locked(root):
        for folder in root.glob(f"{_PREFIX}*"):
            with suppress(OSError):
                os.close(_lock(folder, wait=False))
                folder.rename(folder.with_name(_GONE + folder.name))
    for folder in root.glob(f"{_GONE}*"):
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    handle = _lock(folder, wait=True)
    try:
        yield
    finally:
        os.close(handle)


def _lock(folder: Path, wait: bool) -> int:
    """Locks a directory; returns the handle that holds the lock. Raises BlockingIOError where somebody else does."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(handle)
        raise
    return handle
