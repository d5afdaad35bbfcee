"""Room on disk for one task: a directory that is gone when the task is."""

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import DiskFull


@contextmanager
def scratch_folder(root: Path) -> Iterator[Path]:
    """A fresh directory below `root` (made if missing), removed with all it holds, also after a fault.

    Raises DiskFull where the body, or the directory itself, finds no room.
    """
    with said_when_full():
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="task-", dir=root, ignore_cleanup_errors=True) as folder:
            yield Path(folder)


@contextmanager
def said_when_full() -> Iterator[None]:
    """Makes a DiskFull of the system's word for it, which would tell nobody what to do."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise DiskFull from error
