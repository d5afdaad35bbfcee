"""A database that is away: waited for by the work of a stage, not by a request, and not for ever."""

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from apiflask import APIFlask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, ProgrammingError, SQLAlchemyError

from app import create_app
from app.config import load
from app.db import patience
from app.db.models import Host
from app.db.unit_of_work import transaction
from app.domain import times
from app.extensions import db
from tests.support.proxy import CuttableProxy


@pytest.fixture
def line(app: APIFlask) -> Iterator[CuttableProxy]:
    """The way to the database of the application that is current in the test."""
    port = urlsplit(os.environ["DATABASE_URL"]).port
    assert port
    with CuttableProxy(port) as line:
        url = os.environ["DATABASE_URL"].replace(f":{port}/", f":{line.port}/")
        with create_app(replace(load(), database_url=url)).app_context():
            yield line
            db.engine.dispose()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(times, "RETRY_FIRST", 0.01)
    monkeypatch.setattr(times, "RETRY_LONGEST", 0.05)
    monkeypatch.setattr(times, "PATIENCE", 20.0)


def add(name: str) -> None:
    with transaction() as work:
        work.add(Host(name=name))


def names() -> set[str]:
    with transaction() as work:
        return set(work.scalars(select(Host.name)))


def test_a_request_fails_at_once(line: CuttableProxy) -> None:
    assert names() == set()
    line.cut()
    with pytest.raises(DBAPIError) as failed:
        names()
    assert patience.is_away(failed.value)


def test_a_stage_waits_until_the_database_is_back(line: CuttableProxy) -> None:
    add("before")
    line.cut()
    threading.Timer(0.3, line.mend).start()
    with patience.patient():
        add("after")
        assert names() == {"before", "after"}
    assert line.refused > 0


def test_what_was_cut_off_in_the_middle_is_done_again_where_it_may_be(line: CuttableProxy) -> None:
    begun = []

    @patience.persistent
    def add_slowly(name: str) -> None:
        with transaction() as work:
            work.add(Host(name=name))
            work.flush()
            if not begun:
                line.cut()
                threading.Timer(0.3, line.mend).start()
            begun.append(name)

    with patience.patient():
        add_slowly("once")
        assert names() == {"once"}
    assert len(begun) == 2


def test_patience_ends(line: CuttableProxy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(times, "PATIENCE", 0.2)
    line.cut()
    with patience.patient(), pytest.raises(DBAPIError):
        names()
    assert line.refused > 1


def test_what_the_database_refuses_is_not_waited_for(line: CuttableProxy) -> None:
    tries = []

    @patience.persistent
    def ask_nonsense() -> None:
        tries.append(1)
        with transaction() as work:
            work.execute(text("SELECT nonsense"))

    with patience.patient(), pytest.raises(ProgrammingError):
        ask_nonsense()
    assert tries == [1]


def test_a_connection_that_an_administrator_ends_counts_as_away(line: CuttableProxy) -> None:
    with pytest.raises(DBAPIError) as failed, transaction() as work:
        work.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert patience.is_away(failed.value)


def test_connections_that_are_all_taken_are_waited_for(app: APIFlask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand who come in the same moment share twenty connections: the last ones wait, and fail at nothing."""
    engine = db.engine
    monkeypatch.setattr(engine.pool, "_timeout", 0.05)
    taken = [engine.connect() for _ in range(engine.pool.size())]
    with pytest.raises(SQLAlchemyError) as failed:
        names()
    assert patience.is_away(failed.value)
    threading.Timer(0.3, lambda: [connection.close() for connection in taken]).start()
    with patience.patient():
        assert names() == set()


def test_what_is_not_worth_waiting_for_is_dropped(line: CuttableProxy) -> None:
    line.cut()
    with patience.patient():
        with patience.not_worth_waiting("a host"):
            add("dropped")
        line.mend()
        assert names() == set()
    with pytest.raises(ProgrammingError), patience.not_worth_waiting("nonsense"), transaction() as work:
        work.execute(text("SELECT nonsense"))


def test_threads_of_a_stage_are_not_patient_by_themselves(line: CuttableProxy) -> None:
    """Their work knows best; a sign of life, say, is tried again by its loop."""
    seen = []
    with patience.patient():
        thread = threading.Thread(target=lambda: seen.append(patience._patient.get()))
        thread.start()
        thread.join()
    assert seen == [False]
