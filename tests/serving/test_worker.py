"""Connections that say little, on real sockets. What they do to the running server: python -m benchmarks.attacks."""

import socket
import time
from collections.abc import Iterator

import gevent
import gevent.socket
import pytest

from app.serving import patience
from app.serving.patience import TooSlow
from app.serving.waiting import Bounds, WaitingRoom
from app.serving.worker import WatchedSocket

Ends = tuple[WatchedSocket, socket.socket, WaitingRoom]


@pytest.fixture
def ends() -> Iterator[Ends]:
    """Our end, watched, and the other one."""
    ours, theirs = socket.socketpair()
    room = WaitingRoom(Bounds(of_address=2, in_all=4))
    yield WatchedSocket(ours, room), theirs, room
    ours.close()
    theirs.close()


def test_nothing_comes(ends: Ends, monkeypatch: pytest.MonkeyPatch) -> None:
    watched, _, _ = ends
    monkeypatch.setattr(patience, "IDLE_SECONDS", 0.05)
    with pytest.raises(TooSlow):
        watched.recv(10)


def test_a_head_comes_byte_by_byte(ends: Ends, monkeypatch: pytest.MonkeyPatch) -> None:
    watched, theirs, _ = ends
    monkeypatch.setattr(patience, "HEAD_SECONDS", 0.2)
    with pytest.raises(TooSlow):
        for _ in range(1000):
            theirs.send(b"x")
            assert watched.recv(1) == b"x"
            time.sleep(0.01)


def test_a_body_comes_byte_by_byte(ends: Ends, monkeypatch: pytest.MonkeyPatch) -> None:
    watched, theirs, _ = ends
    monkeypatch.setattr(patience, "START_SECONDS", 0.0)
    monkeypatch.setattr(patience, "LEAST_RATE", 10_000_000.0)
    watched.patience.body()
    with pytest.raises(TooSlow):
        for _ in range(1000):
            theirs.send(b"x")
            assert watched.recv(1) == b"x"


def test_one_that_is_turned_out_finds_the_end(ends: Ends) -> None:
    watched, theirs, room = ends
    assert watched.waits("a")
    others = [WatchedSocket(None, room) for _ in range(4)]
    assert [other.waits(address) for other, address in zip(others, "abcd", strict=True)] == [True] * 4
    assert watched.recv(10) == b""
    assert theirs.recv(10) == b""


def test_what_takes_the_connection_over_is_not_hurried(ends: Ends, monkeypatch: pytest.MonkeyPatch) -> None:
    watched, theirs, _ = ends
    monkeypatch.setattr(patience, "HEAD_SECONDS", 0.0)
    theirs.send(b"frame")
    data = bytearray(5)
    watched.settimeout(5)
    assert (watched.recv_into(data), bytes(data)) == (5, b"frame")


def test_one_that_is_turned_out_while_it_is_waited_for_is_no_news() -> None:
    """gevent ends the wait of another greenlet by an error of its own, which gunicorn would log at length."""
    ours, theirs = gevent.socket.socketpair()
    room = WaitingRoom(Bounds(of_address=2, in_all=2))
    watched = WatchedSocket(ours, room)
    reader = gevent.spawn(watched.recv, 10)
    gevent.sleep(0.01)
    watched._hang_up()
    with pytest.raises(TooSlow):
        reader.get(timeout=5)
    ours.close()
    theirs.close()
