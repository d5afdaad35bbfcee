"""Keeps copying going on this machine: of what is not yet in a part, to the object store, whoever is left to do it.

An uploads worker copies as long as it lives. Where it is down or hangs, the web server goes on, which may still take
chunks: another machine that takes these uploads over finds all but the last seconds of them.
"""

import fcntl
from pathlib import Path
from typing import IO

from app.services.hosts import liveness
from app.services.uploads import spilling
from app.settings import settings

WORKERS, WEB = ".spilling", ".spilling-web"


class TailKeeper:
    """Of several processes of a kind on this machine the first one copies, until it ends; then another does."""

    def __init__(self, kind: str = WORKERS) -> None:
        self._kind = kind
        self._lock: IO[str] | None = None
        self._copier = self._fresh_copier()

    def turn(self) -> None:
        """A round, if it is ours to do."""
        if self._lock or self._take():
            self._copier.round()

    def turn_for_a_worker(self) -> None:
        """A round where this machine's uploads worker does none."""
        if liveness.is_served():
            self.close()
        else:
            self.turn()

    def close(self) -> None:
        """Leaves the copying to others, and forgets what was copied."""
        if self._lock:
            self._lock.close()
            self._lock, self._copier = None, self._fresh_copier()

    def _fresh_copier(self) -> spilling.Copier:
        # A web server's process has no more to do with it than that nothing is lost.
        return spilling.Copier(asks=self._kind == WORKERS)

    def _take(self) -> bool:
        path = Path(settings().spool_dir) / self._kind
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            return False
        self._lock = lock
        return True
