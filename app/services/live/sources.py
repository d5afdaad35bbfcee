"""The recordings that are watched in this process: each is read once, however many watch it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context
from uuid import UUID

from app.services.live.entrance import Watched
from app.services.live.source import Source


class Sources:
    """Those of a process. Safe across threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_upload: dict[UUID, Source] = {}

    @contextmanager
    def of(self, watched: Watched) -> Iterator[Source]:
        """The source of a stream, which reads as long as the block lasts at least, unless the stream ends."""
        with self._lock:
            source = self._by_upload.get(watched.upload_id)
            if source is None or not source.hold():
                source = self._by_upload[watched.upload_id] = Source(watched)
                source.hold()
                # It needs the application, as whoever came first does, and outlives them.
                run = copy_context().run
                threading.Thread(target=run, args=(self._run, source), name="live-source", daemon=True).start()
        try:
            yield source
        finally:
            source.let_go()

    def count(self) -> int:
        """How many there are."""
        with self._lock:
            return len(self._by_upload)

    def _run(self, source: Source) -> None:
        try:
            source.run()
        finally:
            with self._lock:
                if self._by_upload.get(source.watched.upload_id) is source:
                    del self._by_upload[source.watched.upload_id]


_here = Sources()


def here() -> Sources:
    """This process's. Its threads begin with the first viewer, behind the fork."""
    return _here
