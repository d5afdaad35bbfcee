"""What is used of libraries' insides, which they may change without a word: each by name, so that an upgrade says it.

The behaviour that is built on them is tested where it is used: app/ws/backpressure.py, reader.py and handshake.py,
workers/broker.py, app/api/files/forms.py.
"""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from importlib.metadata import version
from inspect import signature
from typing import Any

import numpy as np
import pytest
from kombu.transport import redis as kombu_redis
from simple_websocket import Server
from simple_websocket.ws import Base
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.sansio import multipart
from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, CloseConnection, Ping, Request
from wsproto.utilities import LocalProtocolError

from tests.architecture.sources import ROOT
from workers import broker

INSIDE = {"simple-websocket", "wsproto", "kombu", "werkzeug", "numpy"}
# What app/ws reads and sets of an open socket.
SOCKET_STATE = {
    "sock",
    "ws",
    "connected",
    "event",
    "thread",
    "input_buffer",
    "incoming_message",
    "max_message_size",
    "ping_interval",
}


def unpinned(requirements: str) -> list[str]:
    """Lines that name a package without saying which version exactly."""
    lines = [line.split("#")[0].strip() for line in requirements.splitlines()]
    return [line for line in lines if line and not line.startswith("-r") and not re.search(r"==\d[\w.]*$", line)]


def pinned(requirements: str) -> dict[str, str]:
    """Version by package, extras left out."""
    return dict(re.findall(r"^([\w-]+)(?:\[\w+\])?==(\S+)$", requirements, re.MULTILINE))


def test_every_requirement_has_one_version() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        assert unpinned((ROOT / name).read_text()) == []


def test_a_loose_requirement_is_noticed() -> None:
    assert unpinned("flask==3.1.3\nkombu>=5.7\nnumpy\n# note\ngevent==26.*\n") == [
        "kombu>=5.7",
        "numpy",
        "gevent==26.*",
    ]


@pytest.mark.parametrize("package", sorted(INSIDE))
def test_what_is_used_inside_is_here_in_its_version(package: str) -> None:
    assert pinned((ROOT / "requirements.txt").read_text())[package] == version(package)


def greet(server: WSConnection) -> None:
    """Takes a client's request and accepts it."""
    server.receive_data(WSConnection(ConnectionType.CLIENT).send(Request("localhost", "/")))
    assert [type(event) for event in server.events()] == [Request]
    server.send(AcceptConnection())


class Opened(Base):
    """A socket that was greeted already."""

    def handshake(self) -> None:
        greet(self.ws)
        self.connected = True


@pytest.fixture
def opened() -> Iterator[Any]:
    ours, theirs = socket.socketpair()
    opened = Opened(ours, ConnectionType.SERVER)
    with theirs:
        yield opened
    opened.thread.join()


def parameters(function: Callable[..., Any]) -> list[str]:
    return list(signature(function).parameters)


def test_simple_websocket_keeps_its_state_where_we_look(opened: Any) -> None:
    assert SOCKET_STATE - vars(opened).keys() == set()
    assert isinstance(opened.input_buffer, list)
    assert isinstance(opened.event, threading.Event)
    assert isinstance(opened.ws, WSConnection)
    assert opened.incoming_message is None


def test_simple_websocket_starts_the_thread_class_with_its_method_alone() -> None:
    given: list[dict[str, Any]] = []

    class Noted(threading.Thread):
        def __init__(self, **options: Any) -> None:
            given.append(options)
            super().__init__(target=lambda: None)

    ours, theirs = socket.socketpair()
    with ours, theirs:
        opened = Opened(ours, ConnectionType.SERVER, thread_class=Noted)
    assert [list(each) for each in given] == [["target"]]
    assert given[0]["target"].__self__ is opened
    assert "thread_class" in parameters(Server.__init__)


def test_simple_websocket_handles_what_wsproto_has_understood(opened: Any) -> None:
    assert parameters(opened._handle_events) == []
    opened.ws.receive_data(b"\x81\x82\0\0\0\0ok")
    assert opened._handle_events() is True
    assert opened.input_buffer == ["ok"]


def test_wsproto_sends_close_codes_of_our_own_and_pings() -> None:
    connection = WSConnection(ConnectionType.SERVER)
    greet(connection)
    assert connection.send(Ping()) == b"\x89\0"
    assert connection.send(CloseConnection(4409, "newer"))[2:4] == (4409).to_bytes(2, "big")
    with pytest.raises(LocalProtocolError):
        connection.send(Ping())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ack", ["self", "delivery_tag"]),
        ("reject", ["self", "delivery_tag", "requeue"]),
        ("restore_unacked", ["self", "client"]),
    ],
)
def test_kombu_asks_its_qos_for_these(name: str, expected: list[str]) -> None:
    assert parameters(getattr(kombu_redis.QoS, name)) == expected
    assert parameters(getattr(broker.PatientQoS, name)) == expected


def test_kombu_makes_a_channels_qos_of_its_class_attribute() -> None:
    class Channel(kombu_redis.Channel):
        QoS = broker.PatientQoS

        def __init__(self) -> None:
            self._qos = None

    qos = Channel().qos
    assert type(qos) is broker.PatientQoS
    assert isinstance(qos.channel, Channel)


def test_kombu_makes_a_channels_clients_by_one_method_and_channels_of_its_class_attribute() -> None:
    assert parameters(kombu_redis.Channel._create_client) == ["self", "asynchronous"]
    assert parameters(broker.FrugalChannel._create_client) == ["self", "asynchronous"]
    assert isinstance(kombu_redis.Transport.Channel, type)


def test_werkzeugs_decoder_can_be_bounded() -> None:
    known = parameters(multipart.MultipartDecoder.__init__)
    assert known == ["self", "boundary", "max_form_memory_size", "max_parts"]
    form = b'--cut\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nbytes\r\n--cut--'
    decoder = multipart.MultipartDecoder(b"cut", len(form), max_parts=2)
    with pytest.raises(RequestEntityTooLarge):
        decoder.receive_data(form + b".")
    decoder.receive_data(form)
    decoder.receive_data(None)
    events = [decoder.next_event() for _ in range(4)]
    assert [type(each).__name__ for each in events] == ["Preamble", "File", "Data", "Epilogue"]
    assert isinstance(events[2], multipart.Data)
    assert (events[2].data, events[2].more_data) == (b"bytes", False)


def test_numpys_memory_takes_bytes_as_they_come() -> None:
    payload = np.empty(5, np.uint8)
    payload.data[:] = b"bytes"
    assert (payload.data.contiguous, payload.data.readonly, bytes(payload.data)) == (True, False, b"bytes")
