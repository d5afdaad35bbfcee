"""gunicorn's gevent worker, which waits for nobody for ever.

gunicorn leaves slow clients to a proxy before it; `make run` has none, and a proxy passes slow bodies on. So each
connection is read through a socket that knows how long it may take (patience.py), and counts as waiting until its
request is read (waiting.py).
"""

import errno
import socket
import time
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from gunicorn.workers.ggevent import GeventWorker

from app.domain.limits import address_key
from app.serving import unwelcome
from app.serving.opening import NO_TURN, Turns
from app.serving.patience import SEND_SECONDS, Patience, TooSlow
from app.serving.waiting import Bounds, WaitingRoom

_FORWARDED = "X-FORWARDED-FOR"
# Forms and JSON as people send them; chunks of a recording are larger.
_SMALL_BYTES = 64 * 1024
_REFUSED = b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: %d\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class WatchedSocket:
    """A socket that gunicorn reads requests from. What takes the connection over (a WebSocket) uses `recv_into`, which
    is the socket's own: from then on it is watched by whoever took it.
    """

    def __init__(self, sock: Any, room: WaitingRoom) -> None:
        self._sock = sock
        self._room = room
        self._key = id(self)
        self.patience = Patience()
        self.turn = NO_TURN

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)

    def recv(self, size: int, flags: int = 0) -> bytes:
        """Raises TooSlow."""
        begun = time.monotonic()
        allowed = self.patience.allowed(begun)
        if allowed <= 0:
            raise TooSlow
        self._sock.settimeout(allowed)
        try:
            data: bytes = self._sock.recv(size, flags)
        except TimeoutError:
            raise TooSlow from None
        except OSError as problem:
            # What gevent says to a greenlet that waits for a socket while another one hangs it up.
            if problem.errno == errno.EBADF:
                raise TooSlow from None
            raise
        now = time.monotonic()
        self.patience.got(len(data), now - begun, now)
        self._room.heard(self._key)
        return data

    def waits(self, address: str | None) -> bool:
        """Takes a place among those that wait, if there is one; those of a proxy, which brings many people, under no
        address.
        """
        return self._room.enter(self._key, address, self._hang_up)

    def is_read(self) -> None:
        """Gives that place back."""
        self._room.leave(self._key)

    def _hang_up(self) -> None:
        # Whoever reads from it finds the end of it; closing it here would leave them waiting.
        try:
            self._sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


class PatientWorker(GeventWorker):  # type: ignore[misc]  # gunicorn has no types
    """A worker whose places are for those who use them."""

    def init_process(self) -> None:
        """Runs in the worker's own process."""
        most = int(self.cfg.worker_connections)
        self.turns = Turns()
        self.room = WaitingRoom(Bounds(of_address=max(8, most // 20), in_all=max(16, most // 2)))
        super().init_process()

    def handle(self, listener: Any, client: Any, addr: Any) -> None:
        """One connection, from its first byte to its end."""
        watched = WatchedSocket(client, self.room)
        if not watched.waits(self._peer(addr)):
            client.close()
            return
        try:
            super().handle(listener, watched, addr)
        finally:
            watched.is_read()

    def handle_request(self, listener_name: Any, req: Any, sock: Any, addr: Any) -> Any:
        """One request of a connection.

        1. Whoever was refused sockets again and again is refused one more here; anybody else waits for their turn to
           open one.
        2. Where it has a body, it waits on, under the name of whoever sent it.
        3. A small one is read here, so that nothing of the product is asked before all of it is there.
        4. A large one is read by the view, as it comes. Whatever has no body has been read.
        """
        headers = dict(req.headers)
        if "UPGRADE" in headers:
            sender = self._sender(req, addr)
            _require_welcome(sock, sender)
            sock.turn = self.turns.wait()
            # Many of one address wait together, and the first of them are refused.
            _require_welcome(sock, sender)
        sock.patience.body()
        size = _body_size(headers)
        if size != 0 and not sock.waits(self._sender(req, addr)):
            raise StopIteration
        # Whoever waits to be told to go on with it is told so by what gunicorn does next.
        if size is not None and size <= _SMALL_BYTES and not req._expected_100_continue:
            req.body = BytesIO(req.body.read())
            sock.is_read()
        sock.settimeout(SEND_SECONDS)
        try:
            return super().handle_request(listener_name, req, sock, addr)
        finally:
            sock.turn.end()
            sock.patience.head()
            sock.waits(self._peer(addr))

    def _sender(self, req: Any, addr: Any) -> str | None:
        """Who sends a request: who connected, or whom the proxies say that are trusted."""
        trusted = self._proxies
        heard = [part.strip() for name, value in req.headers if name == _FORWARDED for part in value.split(",")]
        return address_key(heard[-trusted]) if 0 < trusted <= len(heard) else self._peer(addr)

    def _peer(self, addr: Any) -> str | None:
        if self._proxies:
            return None
        return address_key(addr[0] if isinstance(addr, tuple) else None)

    @property
    def _proxies(self) -> int:
        return int(self.wsgi.config["VIDEOFLOW"].trusted_proxies)


def _require_welcome(sock: WatchedSocket, sender: str | None) -> None:
    """Answers whoever was refused sockets again and again. Raises StopIteration, which ends the connection."""
    if wait := unwelcome.HERE.seconds(sender):
        sock.turn.end()
        sock.sendall(_REFUSED % wait)
        raise StopIteration


def _body_size(headers: Mapping[str, str]) -> int | None:
    """Bytes; None where it does not say."""
    if "TRANSFER-ENCODING" in headers:
        return None
    size = headers.get("CONTENT-LENGTH", "0").strip()
    return int(size) if size.isdigit() else None
