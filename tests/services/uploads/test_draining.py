"""Drains work from the cursor: twice, late or side by side, they make the same parts of the same bytes."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import update

from app.db.models import Upload
from app.db.unit_of_work import transaction
from app.domain.uploads.parts import MIN_PART_BYTES, PlannedPart
from app.errors import VideoFlowError
from app.services.ingest import connections
from app.services.uploads import cursor, draining, finishing
from app.services.uploads.leases import lease
from app.storage.s3 import ObjectStore
from app.storage.spool import get_spool
from tests.conftest import Person
from tests.support.recordings import (
    MIB,
    PART,
    at_once,
    check_whole,
    content,
    objects_and_multiparts,
    part_ranges,
    parts_in_s3,
    parts_of,
    record,
    settings_changed,
    spool_folder,
    upload_of,
)

THREE_PARTS = content(3 * PART + 12_345)


@pytest.fixture(autouse=True)
def small_parts(app: APIFlask) -> Iterator[None]:
    with settings_changed(app, part_bytes=PART):
        yield


@pytest.fixture
def video(person: Person) -> UUID:
    """A recording of three full parts and a rest, all of it in the spool."""
    return record(person.id, THREE_PARTS)


def test_a_drain_stores_every_full_part_and_keeps_the_rest(video: UUID, store: ObjectStore) -> None:
    """Invariant 2."""
    assert draining.drain(upload_of(video).id) == 3

    assert part_ranges(video) == [(1, 0, PART), (2, PART, 2 * PART), (3, 2 * PART, 3 * PART)]
    assert parts_in_s3(video, store) == [(part.number, PART, part.etag) for part in parts_of(video)]
    assert upload_of(video).cursor == 3 * PART
    assert (upload_of(video).lease_owner, upload_of(video).lease_until) == (None, None)


def test_spooled_bytes_go_once_s3_has_them(video: UUID) -> None:
    draining.drain(upload_of(video).id)
    spooled = sum(file.stat().st_size for file in spool_folder(video).iterdir() if "-" in file.name)
    assert 12_345 <= spooled < 2 * MIB


def test_a_drain_run_again_changes_nothing(video: UUID, store: ObjectStore) -> None:
    """Invariant 5: twice, one after the other."""
    draining.drain(upload_of(video).id)
    before = parts_in_s3(video, store)
    assert [draining.drain(upload_of(video).id) for _ in range(3)] == [0, 0, 0]
    assert parts_in_s3(video, store) == before


def test_drains_at_once_make_each_part_once(app: APIFlask, video: UUID, store: ObjectStore) -> None:
    """Invariant 5: at the same time as itself."""
    done = at_once(app, *[lambda: draining.drain(upload_of(video).id)] * 5)
    assert sum(done) == 3
    assert len(part_ranges(video)) == 3
    assert [part[:2] for part in parts_in_s3(video, store)] == [(1, PART), (2, PART), (3, PART)]
    assert objects_and_multiparts(video, store) == (False, 1)


def test_drains_beside_a_recorder_give_the_recorded_bytes(app: APIFlask, person: Person, tmp_path: Path) -> None:
    """Invariants 2 and 5: chunks arrive while several workers drain, and one of them finishes."""
    video = record(person.id, b"")
    upload_id = upload_of(video).id
    recording = threading.Event()

    def send() -> None:
        connection = connections.connect(video, person.caller)
        for start in range(0, len(THREE_PARTS), 400_000):
            connections.append(connection, THREE_PARTS[start : start + 400_000])
        recording.set()

    def keep_draining() -> int:
        parts = 0
        while not recording.is_set():
            parts += draining.drain(upload_id)
        return parts + draining.drain(upload_id)

    sent, *drained = at_once(app, send, keep_draining, keep_draining)
    assert sent is None
    assert sum(drained) == 3
    connections.finish(video, person.caller)
    finishing.finalize(video)
    check_whole(video, tmp_path, THREE_PARTS)
    assert all(part.stop - part.start >= MIN_PART_BYTES for part in parts_of(video)[:-1])


def test_a_part_that_s3_has_and_the_database_does_not_is_sent_again(
    video: UUID, person: Person, store: ObjectStore, tmp_path: Path
) -> None:
    """Invariant 1: a worker died between S3's answer and its own commit."""
    upload_id = upload_of(video).id
    draining.drain(upload_id)
    with transaction() as work:
        work.execute(update(Upload).where(Upload.id == upload_id).values(cursor=2 * PART))
    connection = connections.connect(video, person.caller)
    with get_spool().reader(upload_id, 3 * PART, len(THREE_PARTS)) as rest:
        assert rest.read() == THREE_PARTS[3 * PART :]
    # The worker died before it released the chunks, so they are still there.
    respool(upload_id, connection.epoch)
    assert draining.drain(upload_id) == 1
    connections.finish(video, person.caller)
    finishing.finalize(video)
    check_whole(video, tmp_path, THREE_PARTS)


def respool(upload_id: UUID, epoch: int) -> None:
    """Puts the whole recording back into the spool, as it was before anything was released."""
    get_spool().remove(upload_id)
    get_spool().open(upload_id, epoch, 0)
    for start in range(0, len(THREE_PARTS), MIB):
        get_spool().append(upload_id, epoch, start, THREE_PARTS[start : start + MIB], 0)


def test_a_worker_slower_than_its_lease_moves_nothing_twice(
    video: UUID, person: Person, store: ObjectStore, tmp_path: Path
) -> None:
    """Invariant 5: the slow one's part is the same part, and the cursor moves once."""
    upload_id = upload_of(video).id
    with ThreadPoolExecutor() as pool:
        slow = draining._Drain(upload_id, "a slow one", False, pool)
        slow._send_more()
        assert draining.drain(upload_id) == 3
        assert slow.run() == 0
    assert upload_of(video).cursor == 3 * PART
    assert {part[:2] for part in parts_in_s3(video, store)} == {(1, PART), (2, PART), (3, PART)}
    connections.finish(video, person.caller)
    finishing.finalize(video)
    check_whole(video, tmp_path, THREE_PARTS)


def test_a_worker_that_comes_to_chunks_another_one_has_stored_goes_on_from_the_cursor(
    video: UUID, person: Person, tmp_path: Path
) -> None:
    """Invariant 5: late, with the bytes it wants in S3 and off the disk."""
    upload_id = upload_of(video).id
    with lease(upload_id) as owner, ThreadPoolExecutor() as pool:
        assert owner
        late = draining._Drain(upload_id, owner, True, pool)
        assert draining.drain_held(upload_id, owner, final=False) == 3
        connections.finish(video, person.caller)
        assert late.run() == 1
    finishing.finalize(video)
    check_whole(video, tmp_path, THREE_PARTS)


def test_the_next_parts_are_on_their_way_while_s3_takes_the_one_before(
    video: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So many at once, and never more: each holds a connection."""
    at_once, most = 0, 0
    lock = threading.Lock()
    upload = draining._upload

    def watched(*arguments: Any) -> str:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        try:
            return upload(*arguments)
        finally:
            with lock:
                at_once -= 1

    monkeypatch.setattr(draining, "_upload", watched)
    assert draining.drain(upload_of(video).id) == 3
    assert most == draining.PARTS_AT_ONCE


def test_a_part_planned_before_keeps_its_range_under_other_settings(
    app: APIFlask, video: UUID, person: Person, tmp_path: Path
) -> None:
    """Invariant 5: a restart with another PART_BYTES sends the same bytes for the part that was under way."""
    upload_id = upload_of(video).id
    cursor.plan(upload_id, PlannedPart(1, 0, PART))
    with settings_changed(app, part_bytes=6 * MIB):
        assert draining.drain(upload_id) == 2
        assert part_ranges(video)[:2] == [(1, 0, PART), (2, PART, PART + 6 * MIB)]
        connections.finish(video, person.caller)
        finishing.finalize(video)
    check_whole(video, tmp_path, THREE_PARTS)


def test_a_drain_after_the_abort_does_nothing_and_ends(video: UUID, person: Person, store: ObjectStore) -> None:
    """Invariant 5: late, while full parts still lie in the spool."""
    connections.abort(video, person.caller)
    assert draining.drain(upload_of(video).id) == 0
    assert objects_and_multiparts(video, store) == (False, 0)


def test_an_abort_while_a_drain_opens_the_multipart_leaves_none(
    video: UUID, person: Person, store: ObjectStore
) -> None:
    before = cursor.load(upload_of(video).id)
    connections.abort(video, person.caller)
    with pytest.raises(VideoFlowError) as stopped:
        draining.open_multipart(before)
    assert stopped.value.code == "aborted"
    assert objects_and_multiparts(video, store) == (False, 0)
