"""Tells one client of a room what happens in it, at the client's own pace.

1. Whoever hands out batches puts them into the backlog and goes on; a thread of the client's own sends them.
2. A client that is slower than the room gets all that waits as one batch, without what is worthless by now.
3. One that falls too far behind is overrun: it is told nothing more, and closed so that it comes back and asks.
4. Frames go out whole: the reader's signs of life wait until a frame that was begun has ended.
"""

import socket
import threading
import time
from contextlib import suppress
from typing import Any, cast

from simple_websocket import Server

from app.domain.rooms.backlog import Backlog, Batch, Line
from app.ws import handshake
from app.ws.frames import framed

# A client that takes nothing at all hears no reason either.
_CLOSE_SECONDS = 2.0


class WholeSends:
    """A socket that sends all of what it is given, and nothing else meanwhile."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self.lock = threading.Lock()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)

    def send(self, data: bytes) -> int:
        """All of it. Raises OSError."""
        with self.lock:
            self._sock.sendall(data)
        return len(data)


class Teller:
    """What one client of a room was not told yet, and the thread that tells it."""

    def __init__(self, ws: Server) -> None:
        self._ws = ws
        self._sock = WholeSends(cast(socket.socket, ws.sock))
        # Also what the library itself sends goes out through it.
        ws.sock = cast(Any, self._sock)
        self._backlog = Backlog()
        self._there = threading.Condition()
        self._ended = False
        self.is_overrun = False
        threading.Thread(target=self._run, name="room-teller", daemon=True).start()

    def take(self, batch: Batch) -> None:
        """One more batch to tell; never waits for the client."""
        with self._there:
            if self._ended:
                return
            now = time.monotonic()
            self._backlog.add(batch, now)
            if self._backlog.is_overrun(now):
                self.is_overrun = self._ended = True
                # The handler looks at once.
                self._ws.event.set()
            self._there.notify()

    def tell(self, line: Line) -> None:
        """Something for this client alone."""
        self.take(Batch([line]))

    def end(self) -> None:
        """Nothing more is told."""
        with self._there:
            self._ended = True
            self._there.notify()

    def close(self, code: int, last: Line) -> None:
        """Ends the socket with a last line, after the frame that is on its way; at once where that does not end.

        Raises ConnectionClosed or OSError where the client is gone.
        """
        self.end()
        if self._sock.lock.acquire(timeout=_CLOSE_SECONDS):
            self._sock.lock.release()
            self._sock.send(framed(Batch([last])))
            handshake.close(self._ws, code)
        else:
            with suppress(OSError):
                self._sock.shutdown(socket.SHUT_RDWR)

    def _run(self) -> None:
        while (batch := self._next()) is not None:
            try:
                self._sock.send(framed(batch))
            except OSError:
                self.end()

    def _next(self) -> Batch | None:
        with self._there:
            while not self._ended:
                if batch := self._backlog.take():
                    return batch
                self._there.wait()
        return None
