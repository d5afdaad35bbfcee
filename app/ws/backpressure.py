"""Makes a socket's reader wait while its handler is behind.

simple-websocket reads as fast as the client sends and keeps every message in a list without bound. This list
blocks the reader instead: the kernel's buffer fills, and TCP slows the client down.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from simple_websocket import Server

# A pop between the look at the length and the wait is missed; then the reader looks again after this.
_LOOK_AGAIN_SECONDS = 1.0


class BoundedBuffer(list[Any]):
    """A list whose append waits while it holds `limit` messages and the socket is open."""

    def __init__(self, socket: Server, limit: int) -> None:
        super().__init__(socket.input_buffer)
        self._socket = socket
        self._limit = limit
        self._room = threading.Event()
        self._ended = False

    def append(self, message: Any) -> None:
        """Called by the reader."""
        # 1. While the list is full the reader waits in here. It reads nothing then: the kernel's buffer fills up behind
        #    it, and TCP makes the client wait.
        # 2. It stops waiting when the handler took a message, or will take none any more.
        while len(self) >= self._limit and self._socket.connected and not self._ended:
            # The handler is not waiting for the flag that says a message came, so it must not be missed.
            self._socket.event.set()
            self._room.clear()
            self._room.wait(_LOOK_AGAIN_SECONDS)
        # What comes now is read to let the client finish its sentence and hear our close frame, and forgotten.
        if not self._ended:
            super().append(message)

    def pop(self, index: Any = -1) -> Any:
        """Called by the handler."""
        message = super().pop(index)
        self._room.set()
        return message

    def end(self) -> None:
        """Called when the handler is done: the reader waits for nobody any more, and nothing is kept."""
        self._ended = True
        self._room.set()
        self.clear()


@contextmanager
def bounded(socket: Server, limit: int) -> Iterator[None]:
    """Lets at most `limit` messages wait for the handler, which runs inside the block."""
    buffer = BoundedBuffer(socket, limit)
    socket.input_buffer = buffer
    try:
        yield
    finally:
        buffer.end()
