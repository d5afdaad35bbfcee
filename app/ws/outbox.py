"""Sends one viewer of a running recording what they are handed, at their own pace (app/domain/live/backlog).

1. Whoever hands out a piece puts it into the backlog and goes on; a thread of the viewer's own sends it.
2. A piece is made a frame once, for all. Frames go out whole: the reader's signs of life wait for their ends.
3. A viewer who takes nothing at all for STUCK seconds is closed.
"""

import socket
import threading
import time
from typing import Any, cast

from simple_websocket import Server

from app.domain.live import Piece
from app.domain.live.backlog import Backlog, Item, Start
from app.ws import live_protocol
from app.ws.frames import binary_frame, text_frame
from app.ws.teller import WholeSends

STUCK = 20.0


class Outbox:
    """What one viewer was not sent yet, and the thread that sends it."""

    def __init__(self, ws: Server) -> None:
        self._ws = ws
        self._sock = WholeSends(cast(socket.socket, ws.sock))
        # Also what the library itself sends goes out through it.
        ws.sock = cast(Any, self._sock)
        self._backlog = Backlog()
        self._there = threading.Condition()
        self._over = False
        self._sending: float | None = None
        self.request = 0
        self.reason: str | None = None
        """Why there is nothing more to come."""
        threading.Thread(target=self._run, name="live-outbox", daemon=True).start()

    def take(self, piece: Piece) -> None:
        """One more piece to send; never waits for the viewer."""
        with self._there:
            if not self._over:
                self._backlog.add(piece)
                self._there.notify()

    def tell(self, text: str) -> None:
        """A message, behind what waits."""
        with self._there:
            if not self._over:
                self._backlog.tell(text)
                self._there.notify()

    def end(self, reason: str) -> None:
        """The recording has ended; what waits is still sent."""
        with self._there:
            if not self._over and self.reason is None:
                self.reason = reason
                self._backlog.tell(live_protocol.ended(reason))
                self._there.notify()

    def begin(self, request: int) -> None:
        """The viewer wants something else: what waits is worthless."""
        with self._there:
            self._backlog.clear()
            self.request = request

    @property
    def bytes(self) -> int:
        """Bytes of frames that wait."""
        with self._there:
            return self._backlog.bytes

    @property
    def skipped(self) -> int:
        """How often the viewer was so slow that they lost something."""
        with self._there:
            return self._backlog.skipped

    def is_stuck(self) -> bool:
        """Whether the viewer takes nothing."""
        with self._there:
            return self._sending is not None and time.monotonic() - self._sending > STUCK

    def drain(self, seconds: float) -> None:
        """Waits until all was sent, so long at most, and sends nothing more."""
        deadline = time.monotonic() + seconds
        with self._there:
            while not self._over and (self._backlog.waits or self._sending) and time.monotonic() < deadline:
                self._there.wait(0.1)
        self.stop()

    def stop(self) -> None:
        """Nothing more is sent; where a frame does not end, the connection does."""
        with self._there:
            self._over = True
            self._there.notify_all()
            is_in_a_frame = self._sending is not None
        if is_in_a_frame and not self._sock.lock.acquire(timeout=1.0):
            self._sock.shutdown(socket.SHUT_RDWR)
        elif is_in_a_frame:
            self._sock.lock.release()

    def _run(self) -> None:
        while (found := self._next()) is not None:
            item, request = found
            try:
                for frame in _frames(item, request):
                    self._sock.send(frame)
            except OSError:
                with self._there:
                    self._over = True
            with self._there:
                self._sending = None
                self._there.notify_all()

    def _next(self) -> tuple[Item, int] | None:
        with self._there:
            while not self._over:
                if item := self._backlog.take():
                    self._sending = time.monotonic()
                    return item, self.request
                self._there.wait()
        return None


def _frames(item: Item, request: int) -> tuple[bytes, ...]:
    if isinstance(item, Piece):
        if item.framed is None:
            item.framed = binary_frame(item.data)
        return (item.framed,)
    if isinstance(item, Start):
        return text_frame(live_protocol.start(item, request)), binary_frame(item.take.data)
    return (text_frame(item.text),)
