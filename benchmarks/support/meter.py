"""A proxy before the object store that counts what is read of which object, and can be as slow as a network."""

import http.client
import re
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from scripts.ports import HOST

_BLOCK = 256 * 1024
# Of one connection, and not of whoever is behind it (RFC 9110, 7.6.1).
_NOT_FORWARDED = {"connection", "keep-alive", "transfer-encoding", "expect"}
_ORIGINAL = re.compile(r"/videos/[^/]+/original\.")


class Meter:
    """Listens on a free port and forwards to `target`; `bytes_per_second` is what all readers have together."""

    def __init__(self, target: int, bytes_per_second: float = float("inf")) -> None:
        self.read: Counter[str] = Counter()
        self._speed = bytes_per_second
        self._lock = threading.Lock()
        self._free_at = 0.0
        self._server = _Server(self, target)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, name="meter", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{HOST}:{self._server.server_port}"

    def pass_on(self, kind: str, size: int) -> None:
        """Counts bytes on their way to a reader, and holds them back for as long as the network takes."""
        with self._lock:
            self.read[kind] += size
            now = time.monotonic()
            self._free_at = max(self._free_at, now) + size / self._speed
            wait = self._free_at - now
        time.sleep(max(wait, 0.0))


class _Server(ThreadingHTTPServer):
    """Serves each connection in a thread of its own, for a meter."""

    daemon_threads = True

    def __init__(self, meter: Meter, target: int) -> None:
        super().__init__((HOST, 0), _Handler)
        self.meter, self.target = meter, target


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def forward(self) -> None:
        """One request and its answer."""
        link = http.client.HTTPConnection(HOST, self.server.target, timeout=120)
        link.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            if name.lower() not in _NOT_FORWARDED:
                link.putheader(name, value)
        link.endheaders()
        left = int(self.headers.get("Content-Length", 0))
        while left and (block := self.rfile.read(min(_BLOCK, left))):
            link.send(block)
            left -= len(block)
        self._answer(link.getresponse())
        link.close()

    do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = forward

    def _answer(self, answer: http.client.HTTPResponse) -> None:
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _NOT_FORWARDED:
                self.send_header(name, value)
        if answer.getheader("Content-Length") is None and answer.status != 204:
            self.send_header("Connection", "close")
        self.end_headers()
        kind = "original" if _ORIGINAL.search(self.path) else "other"
        while block := answer.read(_BLOCK):
            self.server.meter.pass_on(kind, len(block))
            self.wfile.write(block)

    def log_message(self, *_: Any) -> None:
        """Nothing: what counts is counted."""
