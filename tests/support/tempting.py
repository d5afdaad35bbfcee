"""A listener that a careless reader of playlists would contact."""

import socket
import threading
from types import TracebackType
from typing import Self


class Tempting:
    """Counts connections to `url`; nobody may make one."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.2)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.contacts = 0
        self._ended = False
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended = True
        self._thread.join()
        self._listener.close()

    def _run(self) -> None:
        while not self._ended:
            try:
                link, _ = self._listener.accept()
            except TimeoutError:
                continue
            self.contacts += 1
            link.close()
