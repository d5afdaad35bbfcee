"""The instrument that sees who holds a connection to the database while waiting: it sees what it is there for."""

import subprocess
import threading
import time
from collections.abc import Callable

import pytest
from apiflask import APIFlask
from argon2 import PasswordHasher
from sqlalchemy import text

from app import events
from app.db.unit_of_work import transaction
from app.extensions import db
from app.storage.s3 import get_store
from tests.support import held
from tests.support.held import Watch

HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def wait_for_a_thread() -> None:
    thread = threading.Thread(target=time.sleep, args=(0.01,))
    thread.start()
    thread.join()


def open_another() -> None:
    with transaction() as work:
        work.execute(text("SELECT 1"))


WAITS: dict[str, Callable[[], object]] = {
    "a socket": lambda: get_store().head("nothing"),
    "another connection": open_another,
    "a program": lambda: subprocess.run(["true"], check=True),
    "a password's hash": lambda: HASHER.hash("secret"),
    "a nap": lambda: time.sleep(0.001),
    "another thread": wait_for_a_thread,
}


@pytest.fixture
def watch(app: APIFlask, _watch: Watch, monkeypatch: pytest.MonkeyPatch) -> Watch:
    """The one that watches all tests, which here takes this file for a part of the application."""
    monkeypatch.setattr(held, "TESTS", "nowhere/")
    return _watch


@pytest.fixture
def faults(watch: Watch) -> list[str]:
    """What it has seen, to be taken away by those who meant it to be seen."""
    return watch.faults


@pytest.mark.parametrize("what", WAITS)
def test_a_connection_held_over_it_is_seen(faults: list[str], what: str) -> None:
    with transaction() as work:
        work.execute(text("SELECT 1"))
        WAITS[what]()
    seen = "\n".join(faults)
    faults.clear()
    assert f"is held over {what} at tests/test_held.py" in seen or f"is held over {what} at app/storage/s3.py" in seen
    assert "the connection of tests/test_held.py" in seen


@pytest.mark.parametrize("what", WAITS)
def test_waiting_without_one_is_nobodys_concern(faults: list[str], what: str) -> None:
    with transaction() as work:
        work.execute(text("SELECT 1"))
    WAITS[what]()
    assert faults == []


def test_a_thread_answers_for_what_it_holds_itself(app: APIFlask, faults: list[str]) -> None:
    taken, done = threading.Event(), threading.Event()

    def hold() -> None:
        with app.app_context(), db.engine.connect():
            taken.set()
            while not done.is_set():
                pass

    thread = threading.Thread(target=hold)
    thread.start()
    while not taken.is_set():
        pass
    get_store().head("nothing")
    done.set()
    thread.join()
    assert faults == []


def test_what_a_test_holds_stands_for_another_process(_watch: Watch, app: APIFlask) -> None:
    with transaction() as work:
        work.execute(text("SELECT 1"))
        get_store().head("nothing")
        open_another()
    assert _watch.faults == []


def test_events_are_sent_without_one(faults: list[str], app: APIFlask) -> None:
    with transaction() as work:
        work.execute(text("SELECT 1"))
        events.publish("somewhere", {})
    assert faults == []
