"""Addresses that get no socket for a while: remembered by a process, refused before the product is asked."""

import socket
from types import SimpleNamespace

import pytest
from apiflask import APIFlask

from app.serving import unwelcome
from app.serving.unwelcome import Unwelcome
from app.serving.waiting import Bounds, WaitingRoom
from app.serving.worker import PatientWorker, WatchedSocket


def test_one_is_remembered_for_as_long_as_it_has_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(unwelcome.time, "monotonic", lambda: now)
    known = Unwelcome()
    known.note("192.0.2.1", 3.0)
    known.note("192.0.2.2", 3600.0)
    assert (known.seconds("192.0.2.1"), known.seconds("192.0.2.3"), known.seconds(None)) == (4, 0, 0)
    now += 3.0
    assert known.seconds("192.0.2.1") == 0
    # Whoever counts for all is asked again before long.
    assert known.seconds("192.0.2.2") == 8
    now += 7.0
    assert known.seconds("192.0.2.2") == 0


def test_it_forgets_the_oldest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unwelcome, "_MOST", 3)
    known = Unwelcome()
    for number in range(5):
        known.note(str(number), 9.0)
    assert [bool(known.seconds(str(number))) for number in range(5)] == [False, False, True, True, True]


@pytest.mark.parametrize("headers", [[("UPGRADE", "websocket")], [("UPGRADE", "websocket"), ("CONTENT-LENGTH", "9")]])
def test_a_socket_of_theirs_costs_the_product_nothing(
    app: APIFlask, monkeypatch: pytest.MonkeyPatch, headers: list[tuple[str, str]]
) -> None:
    known = Unwelcome()
    known.note("192.0.2.1", 5.0)
    monkeypatch.setattr(unwelcome, "HERE", known)
    worker = PatientWorker.__new__(PatientWorker)
    # Neither its settings nor what it does with a request are looked at.
    worker.wsgi, worker.room = app, WaitingRoom(Bounds(of_address=2, in_all=4))
    ours, theirs = socket.socketpair()
    with ours, theirs:
        with pytest.raises(StopIteration):
            watched = WatchedSocket(ours, worker.room)
            worker.handle_request("here", SimpleNamespace(headers=headers), watched, ("192.0.2.1", 1))
        assert theirs.recv(4096).startswith(b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 5\r\n")
