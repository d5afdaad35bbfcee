"""Room on disk for one task: a directory that is gone when the task is."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def scratch_folder(root: Path) -> Iterator[Path]:
    """A fresh directory below `root` (made if missing), removed with all it holds, also after a fault."""
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="task-", dir=root, ignore_cleanup_errors=True) as folder:
        yield Path(folder)
