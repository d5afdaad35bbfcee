"""Reads a socket's frames, and those that carry a recording in one piece.

simple-websocket hands what it receives to wsproto in whatever pieces the kernel has, and puts a message together from
them: six copies of every byte. A frame says how long it is (RFC 6455, section 5.2), so the bytes of a recording can
come straight to where they stay. All other frames take the usual way.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from simple_websocket import Server
from wsproto.events import Ping
from wsproto.frame_protocol import CloseReason
from wsproto.utilities import LocalProtocolError

# Below this, wsproto's way costs less than a millisecond; it also checks what control frames and texts may hold.
WHOLE_FROM_BYTES = 4096
_PIECE_BYTES = 64 * 1024
_BINARY_AND_LAST = 0x82
_SHORTEST_HEAD = 2


@dataclass(frozen=True, slots=True)
class FrameHead:
    """The start of a frame. `size` is the payload's, in bytes; the key is None where the frame is not masked."""

    first: int
    size: int
    key: bytes | None


def head_length(start: bytes) -> int:
    """How many bytes the head of a frame has that begins with these two."""
    extended = {126: 2, 127: 8}.get(start[1] & 0x7F, 0)
    return _SHORTEST_HEAD + extended + (4 if start[1] & 0x80 else 0)


def parse_head(data: bytes) -> FrameHead:
    """Reads a whole head."""
    size = data[1] & 0x7F
    key = data[-4:] if data[1] & 0x80 else None
    if size >= 126:
        size = int.from_bytes(data[2 : 4 if size == 126 else 10], "big")
    return FrameHead(data[0], size, key)


def unmask(data: "np.ndarray[Any, np.dtype[np.uint8]]", key: bytes) -> None:
    """XORs the payload with its key (RFC 6455, section 5.3), in place."""
    whole = len(data) // 4 * 4
    words = data[:whole].view(np.uint32)
    np.bitwise_xor(words, np.frombuffer(key, np.uint32)[0], out=words)
    for index in range(whole, len(data)):
        data[index] ^= key[index % 4]


class FrameReader:
    """The reader of one socket: runs until the connection ends."""

    def __init__(self, ws: Server) -> None:
        self._ws: Any = ws
        self._silent = 0

    def run(self) -> None:
        """Reads frame after frame; the handler is woken for each message and at the end."""
        ws = self._ws
        # A wait that is this long without a byte asks the client for a sign of life.
        ws.sock.settimeout(ws.ping_interval)
        try:
            while ws.connected:
                self._read_frame()
        except (OSError, LocalProtocolError):
            return
        finally:
            # Whatever ended it: a handler that is not told would wait for this client for ever.
            ws.connected = False
            ws.event.set()
            ws.sock.close()

    def _read_frame(self) -> None:
        start = self._receive(_SHORTEST_HEAD)
        raw = start + self._receive(head_length(start) - _SHORTEST_HEAD)
        head = parse_head(raw)
        if self._comes_whole(head):
            self._deliver(head)
        else:
            self._hand_on(raw, head.size)

    def _comes_whole(self, head: FrameHead) -> bool:
        most = self._ws.max_message_size
        return (
            head.first == _BINARY_AND_LAST
            and head.key is not None
            and head.size >= WHOLE_FROM_BYTES
            and (most is None or head.size <= most)
            and self._ws.incoming_message is None
        )

    def _deliver(self, head: FrameHead) -> None:
        payload = np.empty(head.size, np.uint8)
        self._fill(payload.data)
        unmask(payload, head.key or b"")
        self._ws.input_buffer.append(payload.data)
        self._ws.event.set()

    def _hand_on(self, raw: bytes, left: int) -> None:
        ws = self._ws
        ws.ws.receive_data(raw)
        while left:
            # In pieces, so that a frame above the limit is refused before all of it has come.
            piece = self._receive(min(left, _PIECE_BYTES))
            left -= len(piece)
            ws.ws.receive_data(piece)
            if left and not self._handle():
                return
        self._handle()

    def _handle(self) -> bool:
        self._ws.connected = self._ws._handle_events()
        return bool(self._ws.connected)

    def _receive(self, size: int) -> bytes:
        data = bytearray(size)
        self._fill(memoryview(data))
        return bytes(data)

    def _fill(self, view: memoryview) -> None:
        while view:
            try:
                got = self._ws.sock.recv_into(view)
            except TimeoutError:
                self._ask_for_life()
                continue
            if not got:
                raise OSError("the client hung up")
            # Whatever comes shows that the client lives: its pong may have to wait behind a long frame.
            self._silent = 0
            view = view[got:]

    def _ask_for_life(self) -> None:
        if self._silent:
            self._ws.close(CloseReason.POLICY_VIOLATION, "Ping/Pong timeout")
            raise OSError("the client is silent")
        self._silent += 1
        self._ws.sock.send(self._ws.ws.send(Ping()))


class ReaderThread(threading.Thread):
    """What simple-websocket is given to start: the same thread, with our loop in place of its own."""

    def __init__(self, target: Callable[[], None]) -> None:
        super().__init__(target=FrameReader(cast(Any, target).__self__).run, daemon=True)
