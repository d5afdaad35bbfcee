"""The application behind a real server in this process, and a plain client for its upload socket."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Self
from urllib.parse import urlencode
from uuid import UUID

import websocket
from apiflask import APIFlask
from werkzeug.serving import WSGIRequestHandler, make_server

Message = dict[str, Any]
CLOSE = websocket.ABNF.OPCODE_CLOSE


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Nothing: tests say themselves what went wrong."""


@contextmanager
def serving(app: APIFlask) -> Iterator[str]:
    """Yields the address of a threaded server of the application, as it is set up at each request."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Socket:
    """One connection to an upload socket, message by message."""

    def __init__(self, url: str, video: UUID, token: str | None = None, **headers: str) -> None:
        target = f"{url.replace('http', 'ws', 1)}/ws/upload/{video}" + (f"?token={token}" if token else "")
        self._open(target, **headers)

    @classmethod
    def of_track(cls, url: str, track: str, headers: dict[str, str], **query: object) -> Self:
        """One connection to /ws/video or /ws/audio."""
        socket = cls.__new__(cls)
        given = urlencode({name: value for name, value in query.items() if value is not None})
        socket._open(f"{url.replace('http', 'ws', 1)}/ws/{track}?{given}", **headers)
        return socket

    @classmethod
    def of_room(cls, url: str, video: UUID, headers: dict[str, str] | None = None, **query: object) -> Self:
        """One connection to /ws/annotations/…, of which `hear` gives message after message."""
        socket = cls.__new__(cls)
        socket._open(f"{url.replace('http', 'ws', 1)}/ws/annotations/{video}?{urlencode(query)}", **(headers or {}))
        return socket

    def _open(self, target: str, **headers: str) -> None:
        origin = headers.pop("Origin", None)
        self._ws = websocket.create_connection(
            target, timeout=30, header=headers, origin=origin, skip_utf8_validation=True
        )
        # A room tells several at once.
        self._more: list[Message] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.vanish()

    def send(self, data: bytes) -> None:
        """One binary frame."""
        self._ws.send_binary(data)

    def say(self, text: str | None = None, **message: Any) -> None:
        """One text frame: the text, or the message as JSON."""
        self._ws.send(json.dumps(message) if text is None else text)

    def hear(self) -> Message:
        """The next message; a close frame as {"type": "close", "code": …, "reason": …}."""
        if self._more:
            return self._more.pop(0)
        opcode, data = self._ws.recv_data()
        if opcode == CLOSE:
            code = int.from_bytes(data[:2], "big") if len(data) >= 2 else 1005
            return {"type": "close", "code": code, "reason": data[2:].decode()}
        found: Message | list[Message] = json.loads(data)
        self._more = found if isinstance(found, list) else [found]
        return self._more.pop(0)

    def hear_all(self) -> list[Message]:
        """Every message until the connection is closed; the close frame is the last."""
        messages = [self.hear()]
        while messages[-1]["type"] != "close":
            messages.append(self.hear())
        return messages

    def hear_until(self, kind: str) -> Message:
        """The next message of that type; others before it are passed over."""
        while (message := self.hear())["type"] != kind:
            assert message["type"] != "close", message
        return message

    def vanish(self) -> None:
        """The network is gone: no close frame, nothing."""
        with suppress(OSError):
            self._ws.shutdown()
