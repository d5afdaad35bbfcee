"""The client's half of a WebSocket as an asyncio protocol that costs next to nothing, so that a thousand fit beside
the server they load: frames are masked by numpy, and nothing is copied that need not be (RFC 6455).
"""

import asyncio
import json
import os
import struct
from collections.abc import Callable
from typing import Any

import numpy

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
_FINAL = 0x80
_MASKED = 0x80


class Upgraded(asyncio.Protocol):
    """One socket. `on_message` gets the server's JSON messages, `on_close` the close code (1006 without one), once."""

    def __init__(
        self, host: str, path: str, on_message: Callable[[dict[str, Any]], None], on_close: Callable[[int], None]
    ) -> None:
        self._request = (
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        ).encode()
        self._on_message, self._on_close = on_message, on_close
        self._transport: asyncio.Transport | None = None
        self._input = bytearray()
        self._open = False
        self._code = 1006

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Asks for the upgrade."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """Reads the answer to the upgrade, then whole frames."""
        self._input += data
        if not self._open and not self._upgrade():
            return
        while (frame := _take_frame(self._input)) is not None:
            self._handle(*frame)

    def connection_lost(self, exc: Exception | None) -> None:
        """Passes the close code on."""
        self._on_close(self._code)

    def send(self, payload: bytes | bytearray, opcode: int = BINARY) -> None:
        """Sends one masked frame, or forgets it where the connection is gone."""
        if self._transport and not self._transport.is_closing():
            self._transport.write(masked_frame(opcode, payload))

    def say(self, **message: Any) -> None:
        """Sends a JSON message."""
        self.send(json.dumps(message).encode(), TEXT)

    def hang_up(self) -> None:
        """Closes the connection once everything written is on its way."""
        if self._transport:
            self._transport.close()

    def _upgrade(self) -> bool:
        end = self._input.find(b"\r\n\r\n")
        if end < 0:
            return False
        if not self._input.startswith(b"HTTP/1.1 101"):
            self._code = int(self._input[9:12] or 0)
            self.hang_up()
            return False
        del self._input[: end + 4]
        self._open = True
        return True

    def _handle(self, opcode: int, payload: bytes) -> None:
        match opcode:
            case _ if opcode == TEXT:
                self._on_message(json.loads(payload))
            case _ if opcode == PING:
                self.send(payload, PONG)
            case _ if opcode == CLOSE:
                self._code = int.from_bytes(payload[:2], "big") if len(payload) >= 2 else 1005
                self.send(payload[:2], CLOSE)
                self.hang_up()


def masked_frame(opcode: int, payload: bytes | bytearray) -> bytes:
    """A whole client's frame."""
    size = len(payload)
    if size < 126:
        head = struct.pack("!BB", _FINAL | opcode, _MASKED | size)
    elif size < 1 << 16:
        head = struct.pack("!BBH", _FINAL | opcode, _MASKED | 126, size)
    else:
        head = struct.pack("!BBQ", _FINAL | opcode, _MASKED | 127, size)
    key = os.urandom(4)
    whole = size // 4 * 4
    words = numpy.frombuffer(payload, numpy.uint32, whole // 4) ^ numpy.frombuffer(key, numpy.uint32)[0]
    rest = bytes(each ^ key[index] for index, each in enumerate(payload[whole:]))
    return b"".join((head, key, words.tobytes(), rest))


def _take_frame(data: bytearray) -> tuple[int, bytes] | None:
    """Cuts the first whole frame off; a server's frames are not masked and, here, never fragmented."""
    if len(data) < 2:
        return None
    size, start = data[1] & 0x7F, 2
    if size >= 126:
        start = 4 if size == 126 else 10
        if len(data) < start:
            return None
        size = int.from_bytes(data[2:start], "big")
    if len(data) < start + size:
        return None
    frame = data[0] & 0x0F, bytes(data[start : start + size])
    del data[: start + size]
    return frame
