"""A small API client: signs up, sends recordings over either transport, reads them back. For tests and benchmarks."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Self
from uuid import uuid4

import requests
import websocket

JSON = dict[str, Any]
# What MediaRecorder makes of 2.5 Mbit/s in three seconds.
THREE_SECONDS = 937_500
# What begins like this is a recording, as far as anybody can tell from first bytes: the head of a fragmented MP4.
OPENING = b"\0\0\0\x1cftypisom\0\0\2\0isomiso6mp41\0\0\0\x08moov"


class Refused(RuntimeError):
    """The server answered with its error format, or closed the socket; `code` is its stable code."""

    def __init__(self, status: int, body: JSON) -> None:
        error = body.get("error", body)
        super().__init__(f"{status} {error.get('code')}: {error.get('message')}")
        self.status, self.code, self.details = status, error.get("code"), error.get("details") or {}


@dataclass(frozen=True, slots=True)
class Client:
    """A signed-in person. `url` is where the web server listens."""

    url: str
    token: str
    user: JSON

    @classmethod
    def register(cls, url: str, email: str | None = None, password: str = "correct horse battery") -> Self:
        """A new account, by default under an address nobody has."""
        email = email or f"{uuid4().hex}@example.org"
        body = {"email": email, "password": password, "name": email.split("@")[0][:20]}
        answer = _checked(requests.post(f"{url}/auth/register", json=body, timeout=30))
        return cls(url, answer["access_token"], answer["user"])

    def call(self, method: str, path: str, **kwargs: Any) -> JSON:
        """One request with the access token. Raises Refused."""
        headers = {"Authorization": f"Bearer {self.token}"} | kwargs.pop("headers", {})
        return _checked(requests.request(method, self.url + path, headers=headers, timeout=60, **kwargs))

    def start(self, mime_type: str = "video/webm", title: str | None = None) -> JSON:
        """Begins a recording."""
        return self.call("POST", "/video/start", json={"mime_type": mime_type, "title": title})

    def video(self, video_id: str) -> JSON:
        """A video as the API shows it."""
        return self.call("GET", f"/video/{video_id}")

    def wait_for(self, video_id: str, is_it: Callable[[JSON], bool], seconds: float = 60.0) -> JSON:
        """Looks until `is_it(video)`. Raises TimeoutError."""
        deadline = time.monotonic() + seconds
        while not is_it(video := self.video(video_id)):
            if time.monotonic() > deadline:
                raise TimeoutError(f"after {seconds} s the video is {json.dumps(video)}")
            time.sleep(0.1)
        return video

    def download(self, video_id: str) -> Iterator[bytes]:
        """The stored object by its playback URL, a MiB at a time."""
        url = self.video(video_id)["playback"]["url"]
        with requests.get(url, stream=True, timeout=60) as answer:
            answer.raise_for_status()
            yield from answer.iter_content(1024 * 1024)

    def send_by_rest(self, started: JSON, pieces: Iterator[bytes]) -> int:
        """Sends a recording chunk by chunk over plain HTTP; returns its size in bytes."""
        offset = 0
        headers = {"Authorization": f"Bearer {started['upload_token']}"}
        with requests.Session() as session:
            for piece in pieces:
                answer = session.post(
                    f"{self.url}/video/chunk/{started['video_id']}",
                    data=piece,
                    headers=headers | {"Upload-Offset": str(offset), "Content-Type": "application/octet-stream"},
                    timeout=60,
                )
                offset = _checked(answer)["offset"]
        return offset

    def finish_by_rest(self, started: JSON, size: int) -> JSON:
        """Ends a recording over plain HTTP."""
        return self.call("POST", "/video/complete", json={"video_id": started["video_id"], "size": size})


class UploadSocket:
    """One connection of the upload protocol. Keeps to the window; remembers what was acknowledged and stored."""

    def __init__(self, url: str, started: JSON) -> None:
        base = url.replace("http", "ws", 1)
        target = f"{base}/ws/upload/{started['video_id']}?token={started['upload_token']}"
        self._ws = websocket.create_connection(target, timeout=60, skip_utf8_validation=True)
        self._in_flight = 0
        self.acknowledged = self.stored = 0
        ready = self.receive()
        self.offset: int = ready["offset"]
        self.window: int = ready["window"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ws.close()
        # close() leaves a connection that the server has closed already to the garbage collector.
        self._ws.shutdown()  # type: ignore[no-untyped-call]  # websocket-client leaves it without types

    def send(self, piece: bytes) -> None:
        """Sends one frame, waiting while the window is full. Raises Refused."""
        while self._in_flight >= self.window:
            self.receive()
        self._write(piece)
        self._in_flight += 1
        self.offset += len(piece)

    def _write(self, piece: bytes) -> None:
        self._ws.send_binary(piece)

    def settle(self) -> None:
        """Waits until everything sent is acknowledged."""
        while self._in_flight:
            self.receive()

    def command(self, **message: Any) -> None:
        """Sends a text message."""
        self._ws.send(json.dumps(message))

    def finish(self) -> JSON:
        """Ends the recording and waits until it can be played. Raises Refused."""
        self.command(type="finish", size=self.offset)
        while (message := self.receive())["type"] != "finished":
            pass
        return message

    def receive(self) -> JSON:
        """The next message. Raises Refused for an error or a close frame that comes instead."""
        opcode, data = self._ws.recv_data()
        if opcode == websocket.ABNF.OPCODE_CLOSE:
            code = int.from_bytes(data[:2], "big") if len(data) >= 2 else 1005
            raise Refused(code, {"code": data[2:].decode() or None, "message": "closed"})
        message: JSON = json.loads(data)
        match message["type"]:
            case "ack":
                self._in_flight -= 1
                self.acknowledged = message["offset"]
            case "stored":
                self.stored = message["offset"]
            case "error":
                raise Refused(0, message)
        return message


def _checked(answer: requests.Response) -> JSON:
    body: JSON = answer.json() if answer.content else {}
    if not answer.ok:
        raise Refused(answer.status_code, body)
    return body
