"""A socket ends so that the other side hears why, also where it is still sending."""

import socket
import threading
from collections.abc import Iterator

import pytest
from simple_websocket import ConnectionClosed, Server
from wsproto.connection import Connection, ConnectionType
from wsproto.events import BytesMessage, CloseConnection

from app.ws import backpressure, handshake
from app.ws.reader import ReaderThread

KEY = "dGhlIHNhbXBsZSBub25jZQ=="
PATIENCE_SECONDS = 0.2


class Ends:
    """A server end as the product has it, and a client end that speaks frames."""

    def __init__(self) -> None:
        accepted, self.client = socket.socketpair()
        environ = {
            "werkzeug.socket": accepted,
            "HTTP_HOST": "localhost",
            "HTTP_UPGRADE": "websocket",
            "HTTP_CONNECTION": "upgrade",
            "HTTP_SEC_WEBSOCKET_VERSION": "13",
            "HTTP_SEC_WEBSOCKET_KEY": KEY,
            "PATH_INFO": "/",
        }
        self.server = Server(environ, thread_class=ReaderThread)
        answer = b""
        while not answer.endswith(b"\r\n\r\n"):
            answer += self.client.recv(1)
        self.protocol = Connection(ConnectionType.CLIENT)

    def hear(self) -> CloseConnection:
        """The close frame, which is all that comes."""
        self.protocol.receive_data(self.client.recv(4096))
        (event,) = self.protocol.events()
        assert isinstance(event, CloseConnection)
        return event


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ends]:
    monkeypatch.setattr(handshake, "PATIENCE_SECONDS", PATIENCE_SECONDS)
    ends = Ends()
    yield ends
    ends.client.close()
    ends.server.thread.join()


def test_the_client_hears_the_code_and_the_reason(ends: Ends) -> None:
    closing = threading.Thread(target=handshake.close, args=(ends.server, 4409, "a newer connection took over"))
    closing.start()
    heard = ends.hear()
    ends.client.sendall(ends.protocol.send(heard.response()))
    closing.join()
    assert (int(heard.code), heard.reason) == (4409, "a newer connection took over")
    assert not ends.server.connected


def test_what_a_client_still_sends_is_read_and_kept_nowhere(ends: Ends) -> None:
    under_way = ends.protocol.send(BytesMessage(bytes(100_000))) * 20
    with backpressure.bounded(ends.server, 1):
        closing = threading.Thread(target=handshake.close, args=(ends.server, 1012))
        closing.start()
        heard = ends.hear()
        ends.client.sendall(under_way)
        ends.client.sendall(ends.protocol.send(heard.response()))
        closing.join()
        assert list(ends.server.input_buffer) == []


def test_a_client_that_never_answers_is_not_waited_for_long(ends: Ends) -> None:
    handshake.close(ends.server, 1012)
    assert not ends.server.connected
    assert ends.server.thread.is_alive()


def test_who_is_gone_already_is_told_nothing(ends: Ends) -> None:
    ends.client.close()
    ends.server.thread.join()
    with pytest.raises(ConnectionClosed):
        handshake.close(ends.server, 1012)
