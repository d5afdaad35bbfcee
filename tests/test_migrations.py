"""Migrations go up and down, and end where the models are."""

import dataclasses
import json
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from uuid import uuid4

import psycopg2
import pytest
from apiflask import APIFlask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import Connection, inspect, select, text

from app import config, create_app
from app.db import queries
from app.db.base import Base
from app.db.models import Garbage
from app.db.unit_of_work import transaction
from app.domain.access import Player
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


# What a file in parts, a track that is being recorded, one that was lost, and a recording know of themselves.
OPTIONS = {
    "main-1": {"part_size": 8 * 1024 * 1024},
    "video": {"started_at": 1.75, "first_byte_at": 1_800_000_000.125, "live": 3},
    "audio": {"error": "lost_bytes"},
    "main-2": None,
}


USER = """
    INSERT INTO users (id, email, name, password_hash, role)
    VALUES (gen_random_uuid(), 'a@example.org', 'A', 'x', 'member') RETURNING id
"""
UPLOAD = """
    WITH video AS (
        INSERT INTO videos (id, owner_id, title, s3_key, status, visibility, mime_type, playable)
        VALUES (gen_random_uuid(), :owner, 'T', :key, 'uploading', 'private', 'video/webm', false) RETURNING id
    )
    INSERT INTO uploads (id, video_id, track, state, s3_key, host, cursor, epoch, attempts, options)
    SELECT gen_random_uuid(), id, :track, 'open', :key, 'here', 0, 0, 0, CAST(:options AS jsonb) FROM video
"""


def add_uploads() -> None:
    """Uploads as they were when what is known of them lay in one bag."""
    with db.engine.begin() as connection:
        owner = connection.scalar(text(USER))
        for key, options in OPTIONS.items():
            bag = json.dumps(options) if options else None
            connection.execute(text(UPLOAD), {"key": key, "owner": owner, "track": key.split("-")[0], "options": bag})


def test_what_lay_in_an_uploads_options_is_carried_to_columns_and_back(empty: APIFlask) -> None:
    upgrade(revision="0006")
    add_uploads()
    upgrade(revision="0007")
    columns = "part_size, started_at, extract(epoch FROM first_byte_at), live_epoch, error_code"
    with db.engine.connect() as connection:
        found = {row[0]: tuple(row[1:]) for row in connection.execute(text(f"SELECT s3_key, {columns} FROM uploads"))}
    assert found == {
        "main-1": (8 * 1024 * 1024, None, None, None, None),
        "video": (None, 1.75, Decimal("1800000000.125"), 3, None),
        "audio": (None, None, None, None, "lost_bytes"),
        "main-2": (None,) * 5,
    }
    downgrade(revision="0006")
    with db.engine.connect() as connection:
        kept = {row[0]: row[1] for row in connection.execute(text("SELECT s3_key, options FROM uploads"))}
    assert kept == OPTIONS


def test_what_was_delivered_before_runs_had_rows_is_delivered_still(empty: APIFlask) -> None:
    upgrade(revision="0008")
    owner, video = uuid4(), uuid4()
    with db.engine.begin() as connection:
        say = partial(_say, connection, owner=owner, video=video)
        columns = "id, email, name, password_hash, role"
        say(f"INSERT INTO users ({columns}) VALUES (:owner, 'a@b.example', 'A', 'x', 'member')")
        say(
            "INSERT INTO videos (id, owner_id, title, s3_key, status, visibility, mime_type, playable, hls) VALUES"
            " (:video, :owner, 'A', 'k', 'done', 'private', 'video/mp4', true, CAST(:hls AS jsonb))",
            hls=json.dumps({"run": "aaa", "target": 5}),
        )
        for run in ("aaa", "before", "under way"):
            for name in ("720p", "240p"):
                values = f":video, '{run}', '{name}', 'video', 1"
                say(f"INSERT INTO renditions (video_id, run, name, kind, progress) VALUES ({values})")
        columns = "video_id, run, number, start, stop, state, attempts, progress"
        say(f"INSERT INTO transcode_pieces ({columns}) VALUES (:video, 'under way', 0, 0, 9, 'pending', 0, 0)")
    upgrade()
    with transaction() as work:
        found = queries.delivered(work, video, Player(video))
        assert found and (found.prefix, found.target) == (f"videos/{video}/hls/aaa/", 5)
        assert [each.name for each in found.renditions] == ["720p", "240p"]
        assert set(work.scalars(select(Garbage.prefix))) == {
            f"videos/{video}/{name}"
            for name in ("hls/before/", "download-before.mp4", "hls/under way/", "download-under way.mp4")
        }
    downgrade(revision="0008")
    with db.engine.begin() as connection:
        kept = connection.execute(
            text("SELECT hls, run, name FROM videos JOIN renditions ON video_id = videos.id")
        ).all()
    assert sorted(kept, key=str) == [({"run": "aaa", "target": 5}, "aaa", name) for name in ("240p", "720p")]


def _say(connection: Connection, statement: str, **values: object) -> None:
    connection.execute(text(statement), {name: value for name, value in values.items() if f":{name}" in statement})
