"""Pooled connections: those that were idle are asked whether they stand, the others are looked at."""

import os
from collections.abc import Callable, Iterator

import psycopg2
import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, create_engine, event, text

from app.db import pool
from app.extensions import db


@pytest.fixture
def engine(app: APIFlask) -> Iterator[Engine]:
    engine = create_engine(os.environ["DATABASE_URL"], pool_size=2, max_overflow=0)
    pool.require_standing_ones(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def pings(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    asked: list[object] = []
    ping: Callable[[object], bool] = engine.dialect.do_ping  # type: ignore[assignment]

    def counted(link: object) -> bool:
        asked.append(link)
        return ping(link)

    monkeypatch.setattr(engine.dialect, "do_ping", counted)
    return asked


def backend(engine: Engine) -> int:
    with engine.connect() as link:
        return link.execute(text("SELECT pg_backend_pid()")).scalar_one()


def cut_off(pid: int) -> None:
    other = psycopg2.connect(os.environ["DATABASE_URL"].replace("+psycopg2", ""))
    with other, other.cursor() as end:
        end.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
    other.close()


def test_one_in_use_a_moment_ago_is_not_asked(engine: Engine, pings: list[object]) -> None:
    assert backend(engine) == backend(engine)
    assert pings == []


def test_one_that_was_idle_is_asked_and_kept(
    engine: Engine, pings: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = backend(engine)
    monkeypatch.setattr(pool, "IDLE_SECONDS", 0.0)
    assert backend(engine) == first
    assert len(pings) == 1


@pytest.mark.parametrize("idle", [0.0, 60.0], ids=["asked", "looked at"])
def test_one_that_was_cut_off_is_made_anew(engine: Engine, monkeypatch: pytest.MonkeyPatch, idle: float) -> None:
    monkeypatch.setattr(pool, "IDLE_SECONDS", idle)
    first = backend(engine)
    cut_off(first)
    again = backend(engine)
    assert again != first
    assert backend(engine) == again


def test_the_application_looks_so(app: APIFlask) -> None:
    assert event.contains(db.engine, "checkin", pool._note)
