"""Somebody who watches a running recording over /ws/live, message by message."""

import json
from contextlib import suppress
from typing import Any, Self
from urllib.parse import urlencode
from uuid import UUID

import websocket

Message = dict[str, Any]


class Watching:
    """One connection. What came is put together: of each `start` its head, and the bytes behind it."""

    def __init__(self, url: str, video: UUID, headers: dict[str, str] | None = None, **query: object) -> None:
        given = dict(headers or {})
        origin = given.pop("Origin", None)
        target = f"{url.replace('http', 'ws', 1)}/ws/live/{video}?{urlencode(query)}"
        self._ws = websocket.create_connection(target, timeout=12, header=given, origin=origin)
        self.starts: list[Message] = []
        self.heads: list[bytes] = []
        self.films: list[bytes] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.vanish()

    def vanish(self) -> None:
        """The network is gone."""
        with suppress(OSError):
            self._ws.shutdown()

    def ask(self, kind: str, text: str | None = None, **fields: Any) -> None:
        """One request, or any text."""
        self._ws.send(json.dumps({"type": kind, **fields}) if text is None else text)

    def hear(self) -> Message:
        """The next message; a frame of bytes as {"type": "bytes", "size": …}."""
        opcode, data = self._ws.recv_data()
        if opcode == websocket.ABNF.OPCODE_CLOSE:
            return {"type": "close", "code": int.from_bytes(data[:2], "big") if len(data) >= 2 else 1005}
        if opcode == websocket.ABNF.OPCODE_BINARY:
            self._got(data)
            return {"type": "bytes", "size": len(data)}
        message: Message = json.loads(data)
        if message["type"] == "start":
            self.starts.append(message)
        return message

    def hear_until(self, kind: str) -> Message:
        """The next message of that type."""
        while (message := self.hear())["type"] != kind:
            assert message["type"] != "close", message
        return message

    def hear_bytes(self, size: int) -> bytes:
        """The film since the last start, once it has so many bytes."""
        while not self.films or len(self.films[-1]) < size:
            message = self.hear()
            assert message["type"] not in ("close", "ended"), message
        return self.films[-1]

    def _got(self, data: bytes) -> None:
        if len(self.heads) < len(self.starts):
            self.heads.append(data)
            self.films.append(b"")
        else:
            self.films[-1] += data
