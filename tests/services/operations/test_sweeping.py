"""Nothing is left lying about that nobody owns."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask

from app.services.ingest import connections
from app.services.operations import sweeping
from app.services.uploads import draining, finishing
from app.storage import keys
from app.storage.s3 import ObjectStore
from app.storage.spool import get_spool
from tests.conftest import Person
from tests.services.operations import upkept
from tests.services.operations.upkept import HOST_QUEUE, TWO_PARTS, forget_messages, silent_for
from tests.support.recordings import (
    queued,
    record,
    spool_folder,
    upload_of,
    video_of,
)


@pytest.fixture(autouse=True)
def small_parts(app: APIFlask) -> Iterator[None]:
    with upkept.small_parts(app):
        yield


@pytest.fixture
def video(person: Person) -> UUID:
    return upkept.under_way(person)


@pytest.fixture
def everything_is_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there now counts as older than an orphan has to be."""
    for name in ("ORPHAN_AGE", "MULTIPART_AGE"):
        monkeypatch.setattr(sweeping, name, timedelta(seconds=-60))


@pytest.mark.usefixtures("everything_is_old")
def test_multipart_uploads_that_nobody_owns_are_aborted(person: Person, video: UUID, store: ObjectStore) -> None:
    """Also those the database never knew; those of recordings under way or being finished are spared."""
    unknown = keys.original(uuid4(), "video/webm")
    store.create_multipart(unknown, "video/webm")
    second = video_of(video).s3_key
    store.create_multipart(second, "video/webm")
    finishing_one = record(person.id, TWO_PARTS)
    draining.drain(upload_of(finishing_one).id)
    connections.finish(finishing_one, person.caller)
    aborted = record(person.id, TWO_PARTS)
    draining.drain(upload_of(aborted).id)
    connections.abort(aborted, person.caller)

    assert sweeping.sweep_multipart_uploads() == 3
    left = {found.upload_id for found in store.open_multiparts(keys.ROOT)}
    assert left == {upload_of(video).s3_upload_id, upload_of(finishing_one).s3_upload_id}
    assert sweeping.sweep_multipart_uploads() == 0


def test_young_ones_may_be_somebodys(video: UUID, store: ObjectStore) -> None:
    """A worker may be between opening one and writing its id down."""
    store.create_multipart(keys.original(uuid4(), "video/webm"), "video/webm")
    assert sweeping.sweep_multipart_uploads() == 0


@pytest.mark.usefixtures("everything_is_old")
def test_what_is_not_ours_in_the_bucket_is_not_touched(app: APIFlask, store: ObjectStore) -> None:
    store.create_multipart("backups/elsewhere", "application/octet-stream")
    assert sweeping.sweep_multipart_uploads() == 0


def make_old(folder: Path) -> None:
    """Nothing has changed in it for two hours."""
    long_ago = folder.stat().st_mtime - 7200
    os.utime(folder, (long_ago, long_ago))


def test_spool_folders_that_nobody_writes_to_are_removed(app: APIFlask, person: Person, video: UUID) -> None:
    root = get_spool().root
    unknown, young = root / str(uuid4()), root / str(uuid4())
    for folder in (unknown, young):
        folder.mkdir()
        (folder / "lock").touch()
    aborted = record(person.id, b"12345")
    connections.abort(aborted, person.caller)
    for folder in (unknown, spool_folder(video), spool_folder(aborted)):
        make_old(folder)
    assert sweeping.sweep_spool() == 2
    assert {Path(folder.path).name for folder in os.scandir(root)} == {young.name, spool_folder(video).name}
    assert sweeping.sweep_spool() == 0


def test_a_folder_without_a_lock_is_removed_too(app: APIFlask) -> None:
    """What a sweep that was killed in the middle left."""
    torn = get_spool().root / str(uuid4())
    torn.mkdir()
    (torn / f"{0:020d}-5").write_bytes(b"12345")
    make_old(torn)
    sweeping.sweep_spool()
    assert not torn.exists()


def test_aborted_recordings_are_discarded_again_until_nothing_is_left_of_them(person: Person, video: UUID) -> None:
    connections.abort(video, person.caller)
    forget_messages()
    assert sweeping.sweep_aborted() == 0, "its own message has had no time"
    silent_for(video, "2 minutes")
    assert sweeping.sweep_aborted() == 1
    assert queued(HOST_QUEUE) == [("uploads.discard", [str(upload_of(video).id)])]
    finishing.discard(upload_of(video).id)
    forget_messages()
    silent_for(video, "1 day")
    assert sweeping.sweep_aborted() == 0


@pytest.mark.usefixtures("everything_is_old")
def test_objects_of_videos_that_are_no_more_are_removed(video: UUID, store: ObjectStore) -> None:
    """A worker was killed between storing them and saying so, and the video was purged meanwhile."""
    nobody = uuid4()
    strays = [keys.poster(nobody, "a-run"), keys.quarantine(nobody)]
    kept = [keys.poster(video, "a-run"), "videos/not-ours/file", "backups/elsewhere"]
    for key in strays + kept:
        store.put(key, b"x", "image/jpeg")
    other = "0" if str(nobody)[0] != "0" else "1"
    assert sweeping.sweep_objects(other) == 0
    assert sweeping.sweep_objects(str(nobody)[0]) == 2
    assert set(store.list_keys("")) >= set(kept)
    assert not set(store.list_keys("")) & set(strays)


def test_young_objects_may_be_somebodys(store: ObjectStore) -> None:
    nobody = uuid4()
    store.put(keys.poster(nobody, "a-run"), b"x", "image/jpeg")
    assert sweeping.sweep_objects(str(nobody)[0]) == 0
