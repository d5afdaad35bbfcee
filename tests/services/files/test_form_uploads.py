"""A file on its way in: no faster than it can be stored, nothing of it left where it breaks off."""

import os
import shutil
from collections.abc import Iterator
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from app.db.models import Video
from app.db.unit_of_work import transaction
from app.errors import VideoFlowError
from app.services.files import form_uploads
from app.services.files.form_uploads import About
from app.services.ingest import connections
from app.services.operations import abandoned
from app.services.uploads import draining
from app.services.uploads.default_titles import Reader
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.support.forms import NOTHING, left_behind, run_purges
from tests.support.recordings import (
    MIB,
    PART,
    let_time_pass,
    part_ranges,
    queued,
    said,
    settings_changed,
    spool_folder,
    upload_of,
    video_of,
)

HEAD = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2"


@pytest.fixture(autouse=True)
def small_parts(app: APIFlask) -> Iterator[None]:
    with settings_changed(app, part_bytes=PART) as settings:
        # What tests before this one left is theirs.
        shutil.rmtree(settings.spool_dir, ignore_errors=True)
        yield


def blocks(count: int, size: int = MIB) -> Iterator[bytes]:
    yield HEAD
    for _ in range(count):
        yield bytes(size)


def about() -> About:
    return About("film.mp4")


def only_video() -> UUID:
    with transaction() as work:
        return work.scalars(select(Video.id)).one()


def test_a_fast_sender_waits_for_the_object_store(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Invariant 3: neither memory nor the disk ever holds a file whole."""
    monkeypatch.setattr(form_uploads, "_BACKLOG_BYTES", 2 * PART)
    most = 0

    def spooled() -> int:
        return sum(os.path.getsize(path) for path in spool_folder(only_video()).iterdir())

    def worker(upload_id: UUID, host: str) -> None:
        nonlocal most
        most = max(most, spooled())
        draining.drain(upload_id)

    monkeypatch.setattr(connections.jobs, "drain", worker)
    monkeypatch.setattr(connections, "DRAIN_ASK_SECONDS", 0.0)
    video_id = form_uploads.take(person.id, blocks(60), about)
    assert upload_of(video_id).size == len(HEAD) + 60 * MIB
    assert len(part_ranges(video_id)) >= 11
    assert 0 < most <= 2 * PART + 8 * MIB


def test_a_store_that_takes_nothing_ends_it(
    person: Person, store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_uploads, "_BACKLOG_BYTES", PART)
    monkeypatch.setattr(form_uploads, "_PATIENCE_SECONDS", 0.2)
    with pytest.raises(VideoFlowError) as caught:
        form_uploads.take(person.id, blocks(12), about)
    assert caught.value.code == "spool_full"
    run_purges()
    assert left_behind(store) == NOTHING


class Vanished(OSError):
    """The connection broke."""


@pytest.mark.parametrize("fault", [Vanished, KeyboardInterrupt, SystemExit])
def test_a_sender_that_vanishes_leaves_nothing(person: Person, store: ObjectStore, fault: type[BaseException]) -> None:
    """Invariant 8: no row, no spooled bytes, no part."""

    def broken() -> Iterator[bytes]:
        yield from blocks(11)
        draining.drain(upload_of(only_video()).id)
        assert left_behind(store)["multiparts"] == 1
        raise fault

    with pytest.raises(fault):
        form_uploads.take(person.id, broken(), about)
    run_purges()
    assert left_behind(store) == NOTHING


def test_a_server_that_was_killed_leaves_it_to_beat(person: Person, store: ObjectStore) -> None:
    """A recording's bytes would be kept; half a file is worth nothing."""
    video_id = form_uploads._begin(person.id, about(), form_uploads.Container.MP4)
    connection = connections.connect(video_id, person.caller)
    connections.append(connection, HEAD)
    let_time_pass("uploads", "touched_at", upload_of(video_id).id, "11 minutes")
    assert abandoned.end_abandoned_recordings() == 1
    assert ("uploads.end_abandoned", [str(connection.upload_id)]) in queued("uploads.in-process")
    abandoned.end_abandoned(connection.upload_id)
    run_purges()
    assert left_behind(store) == NOTHING


@pytest.mark.parametrize(
    ("name", "title", "shown"),
    [("b.mp4", "Mine", "Mine"), ("b.mp4", None, "b"), (None, None, "Uploaded file of ")],
)
def test_a_title_is_always_there(person: Person, name: str | None, title: str | None, shown: str) -> None:
    video_id = form_uploads.take(person.id, blocks(1), lambda: About(name, title))
    assert video_of(video_id).title.startswith(shown)


def test_a_file_without_a_name_says_when_it_came_by_the_clock_of_its_sender(person: Person) -> None:
    video_id = form_uploads.take(person.id, blocks(1), lambda: About(None, reader=Reader("Pacific/Kiritimati")))
    assert video_of(video_id).title in said("Uploaded file", "Pacific/Kiritimati", video_of(video_id))
