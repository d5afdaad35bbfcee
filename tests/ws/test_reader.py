"""Frames are read as RFC 6455 has them, whatever pieces the network makes of them."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simple_websocket import ConnectionClosed, Server
from wsproto.connection import Connection, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Event, Ping, TextMessage
from wsproto.events import Pong as PongEvent

from app.ws.reader import WHOLE_FROM_BYTES, ReaderThread, head_length, parse_head, unmask

LIMIT = 100_000
KEY = "dGhlIHNhbXBsZSBub25jZQ=="


class Pair:
    """A server end with our reader, and a client end that writes whatever bytes a test wants."""

    def __init__(self, ping_interval: float | None = None) -> None:
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
        self.server = Server(environ, ping_interval=ping_interval, max_message_size=LIMIT, thread_class=ReaderThread)
        answer = b""
        while not answer.endswith(b"\r\n\r\n"):
            answer += self.client.recv(1)
        self._protocol = Connection(ConnectionType.CLIENT)

    def frame(self, event: Event) -> bytes:
        """The bytes of a frame from a client."""
        return self._protocol.send(event)

    def heard(self) -> list[Event]:
        """What the server says next, as far as one read brings it; nothing once it hung up."""
        self._protocol.receive_data(self.client.recv(4096) or None)
        return list(self._protocol.events())

    def close(self) -> None:
        """Ends both ends and waits for the reader."""
        with suppress(OSError):
            self.client.shutdown(socket.SHUT_RDWR)
        self.client.close()
        self.server.thread.join()


@pytest.fixture
def make_pair() -> Iterator[Callable[..., Pair]]:
    made: list[Pair] = []

    def make(**options: Any) -> Pair:
        made.append(Pair(**options))
        return made[-1]

    yield make
    for pair in made:
        pair.close()


MESSAGES = st.one_of(
    st.text(max_size=60),
    st.binary(max_size=60),
    st.integers(WHOLE_FROM_BYTES - 2, WHOLE_FROM_BYTES * 3).map(lambda size: bytes(range(256)) * (size // 256) + b"x"),
    st.integers(65_530, 65_540).map(lambda size: b"\x01\x80\xff" * (size // 3)),
)


@given(st.lists(MESSAGES, max_size=6), st.lists(st.integers(1, 9_000), max_size=30), st.data())
@settings(max_examples=60, deadline=None)
def test_messages_arrive_as_they_were_sent_however_the_network_cuts_them(
    messages: list[str | bytes], cuts: list[int], data: st.DataObject
) -> None:
    """Invariant 2."""
    pair = Pair()
    try:
        stream = b"".join(
            pair.frame(TextMessage(each) if isinstance(each, str) else BytesMessage(each)) for each in messages
        )
        sender = threading.Thread(target=send_in_pieces, args=(pair.client, stream, cuts))
        sender.start()
        received = [pair.server.receive(timeout=10) for _ in messages]
        sender.join()
        assert [each if isinstance(each, str) else bytes(each or b"") for each in received] == messages
    finally:
        pair.close()


def send_in_pieces(client: socket.socket, stream: bytes, cuts: list[int]) -> None:
    position = 0
    for cut in cuts:
        client.sendall(stream[position : position + cut])
        position += cut
    client.sendall(stream[position:])


@given(st.binary(max_size=300), st.binary(min_size=4, max_size=4))
def test_unmasking(payload: bytes, key: bytes) -> None:
    data = np.frombuffer(payload, np.uint8).copy()
    unmask(data, key)
    assert data.tobytes() == bytes(byte ^ key[index % 4] for index, byte in enumerate(payload))


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 90_000])
@pytest.mark.parametrize("role", [ConnectionType.CLIENT, ConnectionType.SERVER])
def test_heads_are_read_as_wsproto_writes_them(size: int, role: ConnectionType) -> None:
    frame = Connection(role).send(BytesMessage(b"x" * size))
    length = head_length(frame[:2])
    head = parse_head(frame[:length])
    assert (head.first, head.size, head.key is None) == (0x82, size, role is ConnectionType.SERVER)
    assert len(frame) == length + size


def test_a_chunk_is_not_copied_again(make_pair: Callable[..., Pair]) -> None:
    """The reason for the reader: what the handler gets is where the bytes were received."""
    pair = make_pair()
    pair.client.sendall(pair.frame(BytesMessage(b"c" * WHOLE_FROM_BYTES)))
    assert isinstance(pair.server.receive(timeout=10), memoryview)


def test_a_message_in_several_frames_is_put_together(make_pair: Callable[..., Pair]) -> None:
    pair = make_pair()
    first = BytesMessage(b"a" * 5000, frame_finished=True, message_finished=False)
    last = BytesMessage(b"b" * 5000)
    pair.client.sendall(pair.frame(first) + pair.frame(Ping(b"in between")) + pair.frame(last))
    assert pair.server.receive(timeout=10) == b"a" * 5000 + b"b" * 5000
    assert pair.heard() == [PongEvent(bytearray(b"in between"))]


def test_a_message_above_the_limit_is_refused_before_all_of_it_came(make_pair: Callable[..., Pair]) -> None:
    """Invariant 3."""
    pair = make_pair()
    frame = pair.frame(BytesMessage(b"x" * (4 * LIMIT)))
    pair.client.sendall(frame[: 2 * LIMIT])
    assert [event.code for event in pair.heard() if isinstance(event, CloseConnection)] == [1009]
    assert pair.server.input_buffer == []


@pytest.mark.parametrize(
    "frame", [b"\x82\x05hello", b"\xf2\x80abcd", b"\x83\x80abcd"], ids=["unmasked", "rsv", "opcode"]
)
def test_what_the_protocol_forbids_ends_the_connection(make_pair: Callable[..., Pair], frame: bytes) -> None:
    pair = make_pair()
    pair.client.sendall(frame)
    with pytest.raises(ConnectionClosed):
        pair.server.receive(timeout=10)
    assert pair.server.input_buffer == []


def test_an_unmasked_chunk_is_not_taken(make_pair: Callable[..., Pair]) -> None:
    pair = make_pair()
    pair.client.sendall(Connection(ConnectionType.SERVER).send(BytesMessage(b"x" * 5000)))
    with pytest.raises(ConnectionClosed):
        pair.server.receive(timeout=10)


def test_a_client_that_hangs_up_in_the_middle_of_a_chunk(make_pair: Callable[..., Pair]) -> None:
    pair = make_pair()
    pair.client.sendall(pair.frame(BytesMessage(b"x" * 9000))[:5000])
    pair.client.shutdown(socket.SHUT_WR)
    with pytest.raises(ConnectionClosed):
        pair.server.receive(timeout=10)
    assert pair.server.input_buffer == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_reader_that_breaks_does_not_leave_its_handler_waiting(make_pair: Callable[..., Pair]) -> None:
    pair = make_pair()

    class Broken(list[Any]):
        def append(self, message: object) -> None:
            raise RuntimeError("a fault nobody has thought of")

    pair.server.input_buffer = Broken()
    pair.client.sendall(pair.frame(BytesMessage(b"x" * WHOLE_FROM_BYTES)))
    with pytest.raises(ConnectionClosed):
        pair.server.receive(timeout=20)
    assert pair.client.recv(1) == b""


def test_a_silent_client_is_asked_and_then_given_up(make_pair: Callable[..., Pair]) -> None:
    pair = make_pair(ping_interval=0.1)
    assert [type(event) for event in pair.heard()] == [Ping]
    assert [event.code for event in pair.heard() if isinstance(event, CloseConnection)] == [1008]
    pair.server.thread.join()
    assert not pair.server.connected


def test_a_client_that_answers_stays(make_pair: Callable[..., Pair]) -> None:
    pair = make_pair(ping_interval=0.1)
    for _ in range(4):
        pings = [event for event in pair.heard() if isinstance(event, Ping)]
        assert len(pings) == 1
        pair.client.sendall(pair.frame(pings[0].response()))
    assert pair.server.connected


def test_a_slow_chunk_is_a_sign_of_life(make_pair: Callable[..., Pair]) -> None:
    """On a thin line the pong waits behind the chunk."""
    pair = make_pair(ping_interval=0.2)
    frame = pair.frame(BytesMessage(b"x" * 6000))
    for start in range(0, len(frame), 600):
        pair.client.sendall(frame[start : start + 600])
        time.sleep(0.1)
    assert pair.server.receive(timeout=10) == b"x" * 6000
    assert pair.server.connected
