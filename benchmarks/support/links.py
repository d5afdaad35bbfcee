"""One connection of a recorder to the server, over a socket or over plain HTTP: the same few calls for both."""

import json
import select
import socket
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress

import requests
import websocket

from scripts.client import JSON, Client, Refused

_TIMEOUT_SECONDS = 8.0
# When a chunk was sent (None: the answer is about none), the server's end of the stream, and how much S3 has.
Answer = tuple[float | None, int, int]


class Closed(RuntimeError):
    """The server says nothing any more, or said something else than it should."""


class SocketLink:
    """The upload protocol's WebSocket: keeps to the window, and never waits longer than it was told."""

    def __init__(self, client: Client, started: JSON) -> None:
        base = client.url.replace("http", "ws", 1)
        target = f"{base}/ws/upload/{started['video_id']}?token={started['upload_token']}"
        self._ws = websocket.create_connection(target, timeout=_TIMEOUT_SECONDS, skip_utf8_validation=True)
        self._sent: deque[float] = deque()
        self._heard = time.monotonic()
        while (ready := self._receive()) is None:
            pass
        self.offset: int = ready["offset"]
        """Where the next chunk starts."""
        self.stored: int = ready["stored"]
        """How many bytes S3 has."""
        self._window: int = ready["window"]

    @property
    def has_room(self) -> bool:
        """Whether the window lets another chunk out."""
        return len(self._sent) < self._window

    def send(self, piece: bytes) -> None:
        """Sends one chunk."""
        self._sent.append(time.monotonic())
        self._ws.send_binary(piece)
        self.offset += len(piece)

    def answers(self, wait: float, silence: float) -> Iterator[Answer]:
        """What came within `wait` seconds. Raises Closed where chunks stay unanswered for `silence` seconds."""
        while self._readable(wait):
            message = self._receive() or {"type": "ping"}
            if message["type"] == "ack":
                yield self._sent.popleft(), message["offset"], self.stored
            elif message["type"] == "stored":
                self.stored = message["offset"]
                yield None, 0, self.stored
            wait = 0.0
        if self._sent and time.monotonic() - max(self._heard, self._sent[0]) > silence:
            raise Closed("silence")

    def finish(self, size: int) -> None:
        """Says that this was all."""
        self._ws.send(json.dumps({"type": "finish", "size": size}))

    def heard_finished(self, wait: float) -> bool:
        """Whether the server says within `wait` seconds that it plays."""
        deadline = time.monotonic() + wait
        while self._readable(max(deadline - time.monotonic(), 0.0)):
            message = self._receive()
            if message and message["type"] == "finished":
                return bool(message["playback_url"])
        return False

    def hang_up(self) -> None:
        """Ends the connection without a word."""
        raw = self._ws.sock
        if raw is not None:
            with suppress(OSError):
                raw.shutdown(socket.SHUT_RDWR)
            with suppress(OSError):
                raw.close()

    def _receive(self) -> JSON | None:
        """The next message. None for a ping, which is answered: what follows it may be long in coming."""
        opcode, data = self._ws.recv_data(control_frame=True)
        self._heard = time.monotonic()
        if opcode in (websocket.ABNF.OPCODE_PING, websocket.ABNF.OPCODE_PONG):
            return None
        if opcode == websocket.ABNF.OPCODE_CLOSE:
            code = int.from_bytes(data[:2], "big") if len(data) >= 2 else 1005
            raise Refused(code, {"code": data[2:].decode() or str(code), "message": "closed"})
        message: JSON = json.loads(data)
        if message["type"] == "error":
            raise Refused(0, message)
        return message

    def _readable(self, wait: float) -> bool:
        raw = self._ws.sock
        if raw is None or raw.fileno() < 0:
            raise Closed("hung up")
        return bool(select.select([raw], [], [], wait)[0])


class HttpLink:
    """The plain HTTP fallback: one request a chunk."""

    def __init__(self, client: Client, started: JSON) -> None:
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {started['upload_token']}"
        self._url, self._video_id = client.url, started["video_id"]
        answer = self._session.head(f"{self._url}/video/chunk/{self._video_id}", timeout=_TIMEOUT_SECONDS)
        _check(answer)
        self.offset = int(answer.headers["Upload-Offset"])
        self.stored = int(answer.headers["Upload-Stored"])
        self._answers: deque[Answer] = deque([(None, self.offset, self.stored)])
        self.has_room = True

    def send(self, piece: bytes) -> None:
        """Sends one chunk and waits for the answer."""
        begun = time.monotonic()
        answer = self._session.post(
            f"{self._url}/video/chunk/{self._video_id}",
            data=piece,
            headers={"Upload-Offset": str(self.offset), "Content-Type": "application/octet-stream"},
            timeout=_TIMEOUT_SECONDS,
        )
        body = _check(answer)
        self.offset, self.stored = body["offset"], body["stored"]
        self._answers.append((begun, self.offset, self.stored))

    def answers(self, wait: float, silence: float) -> Iterator[Answer]:
        """What the requests were answered."""
        if not self._answers:
            time.sleep(wait)
        while self._answers:
            yield self._answers.popleft()

    def finish(self, size: int) -> None:
        """Says that this was all."""
        body = {"video_id": self._video_id, "size": size}
        _check(self._session.post(f"{self._url}/video/complete", json=body, timeout=_TIMEOUT_SECONDS))

    def heard_finished(self, wait: float) -> bool:
        """Never: who has no socket has to look."""
        time.sleep(min(wait, 0.2))
        return False

    def hang_up(self) -> None:
        """Ends the connection."""
        self._session.close()


def _check(answer: requests.Response) -> JSON:
    try:
        body: JSON = answer.json() if answer.content else {}
    except ValueError:
        raise Closed(f"{answer.status_code} without JSON") from None
    if not answer.ok:
        raise Refused(answer.status_code, body)
    return body
