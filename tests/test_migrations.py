"""Migrations go up and down, and end where the models are."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
from apiflask import APIFlask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import inspect, text

from app import config, create_app
from app.db.base import Base
from app.extensions import db
from scripts.stack import Stack

VERSIONS = Path(__file__).parents[1] / "migrations" / "versions"
NAME = "videoflow_migrations"
CATALOGUE = (
    "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns"
    " WHERE table_schema = 'public' AND table_name <> 'alembic_version' ORDER BY 1, 2",
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version' ORDER BY 1",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace AND conrelid <> 'alembic_version'::regclass ORDER BY 1, 2",
)


@pytest.fixture
def empty(services: Stack) -> Iterator[APIFlask]:
    """The application over a database that has nothing in it."""
    base, _, _ = services.env["DATABASE_URL"].rpartition("/")
    server = psycopg2.connect(f"{base}/postgres".replace("+psycopg2", ""))
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {NAME}")
    app = create_app(dataclasses.replace(config.load(), database_url=f"{base}/{NAME}"))
    with app.app_context():
        yield app
        db.engine.dispose()
    with server.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {NAME} WITH (FORCE)")
    server.close()


def tables() -> set[str]:
    """The tables there are, but for the one that counts migrations."""
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def shape() -> list[tuple[object, ...]]:
    """Everything PostgreSQL knows of our columns, indexes and constraints."""
    with db.engine.connect() as connection:
        return [tuple(row) for query in CATALOGUE for row in connection.execute(text(query))]


def test_up_and_down_and_up_again(empty: APIFlask) -> None:
    upgrade()
    first = shape()
    assert tables() == set(Base.metadata.tables)
    downgrade(revision="base")
    assert tables() == set()
    upgrade()
    assert shape() == first


def test_every_step_can_be_taken_back(empty: APIFlask) -> None:
    numbers = sorted(path.name.partition("_")[0] for path in VERSIONS.glob("*.py"))
    before: list[object] = []
    for number in numbers:
        upgrade(revision=number)
        before.append(shape())
    for number in reversed(numbers):
        assert shape() == before.pop()
        downgrade(revision="-1" if number != numbers[0] else "base")
    assert tables() == set()


def test_the_models_are_what_the_migrations_make(empty: APIFlask) -> None:
    upgrade()
    check()


def test_migrations_are_numbered_one_after_the_other() -> None:
    numbers = sorted(path.name.partition("_")[0] for path in VERSIONS.glob("*.py"))
    assert numbers == [f"{number:04d}" for number in range(1, len(numbers) + 1)]


def test_a_database_that_is_up_to_date_stays_as_it_is(empty: APIFlask) -> None:
    upgrade()
    with db.engine.begin() as connection:
        connection.execute(text("INSERT INTO hosts (name) VALUES ('kept')"))
    upgrade()
    with db.engine.begin() as connection:
        assert connection.scalar(text("SELECT name FROM hosts")) == "kept"
