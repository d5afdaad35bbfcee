"""A client that sends faster than its handler reads is stopped by TCP, not kept in memory."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from simple_websocket import Client, ConnectionClosed, Server
from wsproto.events import BytesMessage
from wsproto.utilities import LocalProtocolError

from app.ws import backpressure

FRAME = 64 * 1024
FRAMES = 1_000
LIMIT = 6
# The kernel's buffers are kept small, so that what fits into them does not hide what the server holds.
SOCKET_BUFFER = 16 * 1024


def wait_until(condition: Callable[[], bool]) -> None:
    """Looks again and again, until the run's own timeout."""
    while not condition():
        time.sleep(0.005)


class Pair:
    """A real server end and a real client end over a local TCP connection."""

    def __init__(self) -> None:
        listener = socket.create_server(("127.0.0.1", 0))
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SOCKET_BUFFER)
        port = listener.getsockname()[1]
        connecting = threading.Thread(target=self._connect, args=(port,))
        connecting.start()
        accepted, _ = listener.accept()
        listener.close()
        environ = {
            "werkzeug.socket": accepted,
            "HTTP_HOST": "localhost",
            "HTTP_UPGRADE": "websocket",
            "HTTP_CONNECTION": "upgrade",
            "HTTP_SEC_WEBSOCKET_VERSION": "13",
            "HTTP_SEC_WEBSOCKET_KEY": self._key_of(accepted),
            "PATH_INFO": "/",
        }
        self.server = Server(environ, receive_bytes=16 * 1024)
        connecting.join()
        self.sent = 0
        self._flood: threading.Thread | None = None

    def _connect(self, port: int) -> None:
        self.client = Client(f"ws://127.0.0.1:{port}/")
        self.client.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SOCKET_BUFFER)

    @staticmethod
    def _key_of(accepted: socket.socket) -> str:
        request = b""
        while b"\r\n\r\n" not in request:
            request += accepted.recv(4096)
        lines = request.decode().split("\r\n")
        return next(line.split(": ")[1] for line in lines if line.lower().startswith("sec-websocket-key"))

    def flood(self) -> None:
        """Lets the client send numbered frames as fast as it can."""

        def send() -> None:
            try:
                for number in range(FRAMES):
                    # sendall: a blocking socket's own send may take a part of the frame only.
                    self.client.sock.sendall(self.client.ws.send(_message(number)))
                    self.sent += 1
            except (OSError, LocalProtocolError):
                # The server closed.
                return

        self._flood = threading.Thread(target=send)
        self._flood.start()

    def wait_for_the_end_of_the_flood(self) -> None:
        """Until all is sent, or the server closed."""
        assert self._flood
        self._flood.join()

    def close(self) -> None:
        """Ends both ends and waits for their threads."""
        for end in (self.client, self.server):
            with suppress(OSError):
                end.sock.shutdown(socket.SHUT_RDWR)
        for thread in (self.server.thread, self.client.thread, self._flood):
            if thread:
                thread.join()


def _message(number: int) -> BytesMessage:
    return BytesMessage(data=number.to_bytes(4, "big") * (FRAME // 4))


@pytest.fixture
def pair() -> Iterator[Pair]:
    pair = Pair()
    yield pair
    pair.close()


def settled(pair: Pair) -> int:
    """How many frames the client got rid of, once it gets rid of no more."""
    before, quiet = -1, 0
    while quiet < 20:
        time.sleep(0.01)
        quiet = quiet + 1 if pair.sent == before else 0
        before = pair.sent
    return before


def test_a_flooding_client_is_stopped(pair: Pair) -> None:
    """Invariant 3: memory is bounded by chunks, however fast the client sends and however slow the handler is."""
    with backpressure.bounded(pair.server, LIMIT):
        pair.flood()
        wait_until(lambda: len(pair.server.input_buffer) == LIMIT)

        assert settled(pair) < FRAMES // 10
        assert len(pair.server.input_buffer) == LIMIT


def test_every_frame_of_a_stopped_client_arrives_in_order(pair: Pair) -> None:
    """Invariant 2."""
    most = 0
    with backpressure.bounded(pair.server, LIMIT):
        pair.flood()
        settled(pair)
        for number in range(FRAMES):
            message = pair.server.receive()
            most = max(most, len(pair.server.input_buffer))
            assert message[:4] == number.to_bytes(4, "big")
            assert len(message) == FRAME
    assert most <= LIMIT
    wait_until(lambda: pair.sent == FRAMES)


def test_without_it_everything_would_be_kept(pair: Pair) -> None:
    """The reason for the buffer: should the library one day stop the client by itself, this file can go."""
    pair.flood()
    wait_until(lambda: len(pair.server.input_buffer) > FRAMES // 2)


def test_messages_that_came_before_it_are_kept(pair: Pair) -> None:
    pair.client.send("early")
    wait_until(lambda: bool(pair.server.input_buffer))
    with backpressure.bounded(pair.server, LIMIT):
        pair.client.send("late")
        assert [pair.server.receive(), pair.server.receive()] == ["early", "late"]


@pytest.mark.parametrize("closes", [True, False])
def test_nothing_waits_and_nothing_is_kept_once_the_handler_is_done(pair: Pair, closes: bool) -> None:
    """Invariant 3: a client that was refused and goes on sending costs no memory."""
    with backpressure.bounded(pair.server, LIMIT):
        pair.flood()
        wait_until(lambda: len(pair.server.input_buffer) == LIMIT)
        if closes:
            pair.server.close()
    pair.wait_for_the_end_of_the_flood()
    assert pair.server.input_buffer == []


def test_a_handler_that_waits_hears_that_the_client_left(pair: Pair) -> None:
    with backpressure.bounded(pair.server, LIMIT):
        pair.client.send("last words")
        pair.client.close()
        assert pair.server.receive() == "last words"
        with pytest.raises(ConnectionClosed):
            pair.server.receive()
