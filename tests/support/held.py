"""Sees whoever waits for something else while holding a connection to the database.

A connection that is held across a request to S3, a program, a hash, a nap, another thread or another connection is one
that a slow neighbour takes from everybody: twenty who wait like that are a whole pool, and if what they wait for needs
a connection itself, they wait for ever. So the pool is watched for who has one of its connections, and whatever can
take long is watched for being called by them:

1. A checkout by the application notes its thread and place; a second one by the same thread is a fault.
2. Bytes over a socket (S3, Redis, the scanner, a webhook: psycopg2 has sockets of its own, which this does not see),
   starting a program, a password's hash, a nap, and waiting for another thread are faults between checkout and checkin.

A connection that a test holds itself is not looked at: it stands for another process.
"""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import Any

import argon2
from sqlalchemy import event
from sqlalchemy.pool import Pool

ROOT = Path(__file__).parents[2]
OURS = tuple(f"{ROOT / package}/" for package in ("app", "workers", "reader", "tests", "scripts", "benchmarks"))
TESTS = f"{ROOT / 'tests'}/"
# The context manager that everybody opens a transaction by says nothing about who does.
NOBODY = str(ROOT / "app" / "db" / "unit_of_work.py")

# What takes as long as somebody else pleases: (owner, name of the function, what people call it).
SLOW: list[tuple[Any, str, str]] = [
    (socket.socket, "connect", "a socket"),
    (socket.socket, "sendall", "a socket"),
    (socket.socket, "send", "a socket"),
    (socket.socket, "recv", "a socket"),
    (socket.socket, "recv_into", "a socket"),
    (subprocess.Popen, "__init__", "a program"),
    (subprocess.Popen, "wait", "a program"),
    (argon2.PasswordHasher, "hash", "a password's hash"),
    (argon2.PasswordHasher, "verify", "a password's hash"),
    (time, "sleep", "a nap"),
    (threading.Condition, "wait", "another thread"),
    (threading.Thread, "join", "another thread"),
]


@dataclass(slots=True)
class Watch:
    """Who holds what, and the faults so far, each with where the connection is from and what was done meanwhile."""

    faults: list[str] = field(default_factory=list)
    _holding: dict[int, dict[int, str]] = field(default_factory=dict)

    def checked_out(self, record: object) -> None:
        """A thread has got a connection."""
        place = place_of_caller()
        if place is None or place.startswith(TESTS):
            return
        mine = self._holding.setdefault(threading.get_ident(), {})
        if mine:
            self._note(mine, f"another connection at {_short(place)}")
        mine[id(record)] = place

    def checked_in(self, record: object) -> None:
        """A thread has given one back."""
        self._holding.get(threading.get_ident(), {}).pop(id(record), None)

    def waits(self, what: str) -> None:
        """A thread is about to wait for something. Where a test makes it wait, that is the test's doing."""
        mine = self._holding.get(threading.get_ident())
        place = (place_of_caller() or "?") if mine else "?"
        if mine and not place.startswith(TESTS):
            self._note(mine, f"{what} at {_short(place)}")

    def _note(self, held: dict[int, str], what: str) -> None:
        for place in held.values():
            fault = f"the connection of {_short(place)} is held over {what}"
            if fault not in self.faults:
                self.faults.append(fault)


def place_of_caller(watcher: str = __file__) -> str | None:
    """The innermost line of ours that is being run, but for those of the file that watches."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(OURS) and name not in (NOBODY, watcher):
            return f"{name}:{frame.f_lineno}"
        frame = frame.f_back
    return None


def _short(place: str) -> str:
    return place.removeprefix(f"{ROOT}/")


@contextmanager
def watched() -> Iterator[Watch]:
    """Watches every thread of this process until the end of the block."""
    watch = Watch()
    listeners: list[tuple[str, Callable[..., None]]] = [
        ("checkout", lambda dbapi, record, proxy: watch.checked_out(record)),
        ("checkin", lambda dbapi, record: watch.checked_in(record)),
    ]
    for name, listener in listeners:
        event.listen(Pool, name, listener)
    before = [(owner, name, owner.__dict__.get(name)) for owner, name, _ in SLOW]
    for owner, name, what in SLOW:
        setattr(owner, name, _told(watch, getattr(owner, name), what))
    try:
        yield watch
    finally:
        for owner, name, function in before:
            delattr(owner, name) if function is None else setattr(owner, name, function)
        for name, listener in listeners:
            event.remove(Pool, name, listener)


def _told(watch: Watch, function: Callable[..., Any], what: str) -> Callable[..., Any]:
    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        watch.waits(what)
        return function(*args, **kwargs)

    return call
