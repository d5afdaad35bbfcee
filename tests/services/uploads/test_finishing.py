"""The end of an upload: one whole object that players can seek in, or nothing at all."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg2
import pytest
from apiflask import APIFlask
from sqlalchemy import Connection, Engine, delete, event, func, update

from app.db.models import Upload, Video
from app.db.patience import patient
from app.db.unit_of_work import transaction
from app.domain import times
from app.domain.uploads.parts import PlannedPart
from app.errors import StorageError, VideoFlowError
from app.services.ingest import connections
from app.services.uploads import cursor, draining, finishing, leases, spilling
from app.storage.s3 import ObjectStore
from app.storage.spool import get_spool
from tests.conftest import Person
from tests.support.recordings import (
    PART,
    at_once,
    check_whole,
    content,
    objects_and_multiparts,
    part_ranges,
    record,
    settings_changed,
    spool_folder,
    upload_of,
    video_of,
)

THREE_PARTS = content(3 * PART + 12_345)


@pytest.fixture(autouse=True)
def small_parts(app: APIFlask) -> Iterator[None]:
    with settings_changed(app, part_bytes=PART):
        yield


@pytest.fixture
def video(person: Person) -> UUID:
    """A recording of three full parts and a rest, all of it in the spool; not of a format that we know."""
    return record(person.id, THREE_PARTS)


def test_finalize_makes_the_object(video: UUID, person: Person, tmp_path: Path) -> None:
    connections.finish(video, person.caller)
    finishing.finalize(video)
    check_whole(video, tmp_path, THREE_PARTS)
    assert part_ranges(video)[-1] == (4, 3 * PART, len(THREE_PARTS))


@pytest.mark.parametrize("size", [1, PART - 1, PART, PART + 1, 2 * PART])
def test_recordings_of_any_length_come_out_whole(person: Person, tmp_path: Path, size: int) -> None:
    """Invariant 2, around the borders of parts."""
    data = content(size)
    video = record(person.id, data)
    draining.drain(upload_of(video).id)
    connections.finish(video, person.caller)
    finishing.finalize(video)
    check_whole(video, tmp_path, data)


def test_finalize_run_again_and_late_changes_nothing(
    video: UUID, person: Person, store: ObjectStore, tmp_path: Path
) -> None:
    """Invariant 5."""
    connections.finish(video, person.caller)
    finishing.finalize(video)
    etag = store.head(video_of(video).s3_key)
    finishing.finalize(video)
    draining.drain(upload_of(video).id)
    check_whole(video, tmp_path, THREE_PARTS)
    assert store.head(video_of(video).s3_key) == etag


def test_finalizes_at_once_make_one_object(app: APIFlask, video: UUID, person: Person, tmp_path: Path) -> None:
    """Invariant 5."""
    connections.finish(video, person.caller)
    upload_id = upload_of(video).id
    work = [lambda: finishing.finalize(video), lambda: draining.drain(upload_id)] * 2
    done = at_once(app, *work)
    assert not [each for each in done if isinstance(each, Exception)]
    check_whole(video, tmp_path, THREE_PARTS)


def test_a_finalize_that_died_before_it_could_say_so_is_made_up_for(
    video: UUID, person: Person, store: ObjectStore, tmp_path: Path
) -> None:
    """Invariant 1: S3 has completed the upload, the database does not know, the spool is still there."""
    connections.finish(video, person.caller)
    finishing.finalize(video)
    with transaction() as work:
        work.execute(update(Upload).where(Upload.video_id == video).values(state="finishing"))
        work.execute(update(Video).where(Video.id == video).values(playable=False, size=None))
    finishing.finalize(video)
    check_whole(video, tmp_path, THREE_PARTS)


def test_a_finalize_that_died_before_it_tidied_up_is_made_up_for(
    monkeypatch: pytest.MonkeyPatch, person: Person, store: ObjectStore, tmp_path: Path
) -> None:
    """The object is made and the row says so; the spool and the copies of its tail are still there."""
    video = record(person.id, THREE_PARTS)
    spilling.Copier().round()
    connections.finish(video, person.caller)
    with monkeypatch.context() as patch:
        patch.setattr(spilling, "get_store", lambda: Unreachable())
        with pytest.raises(StorageError, match="away"):
            finishing.finalize(video)
    assert video_of(video).playable
    assert spool_folder(video).exists()

    finishing.finalize(video)
    assert not spool_folder(video).exists()
    assert spilling.copies(video, upload_of(video).id) == []
    check_whole(video, tmp_path, THREE_PARTS)


class Unreachable:
    """A store that is away."""

    def delete_prefix(self, prefix: str) -> int:
        raise StorageError("S3 is away")


def test_finalize_gives_up_retryably_where_another_worker_is_busy(
    monkeypatch: pytest.MonkeyPatch, video: UUID, person: Person
) -> None:
    connections.finish(video, person.caller)
    monkeypatch.setattr(finishing, "LEASE_PATIENCE_SECONDS", 0.1)
    with leases.lease(upload_of(video).id) as owner, pytest.raises(VideoFlowError) as busy:
        assert owner
        finishing.finalize(video)
    assert (busy.value.code, busy.value.retryable) == ("upload_busy", True)
    finishing.finalize(video)
    assert video_of(video).playable


@pytest.mark.parametrize("drained", [False, True])
def test_bytes_that_are_gone_are_said_to_be_gone(video: UUID, person: Person, drained: bool) -> None:
    if drained:
        draining.drain(upload_of(video).id)
    connections.finish(video, person.caller)
    for file in spool_folder(video).iterdir():
        if "-" in file.name:
            file.unlink()
    with pytest.raises(VideoFlowError) as lost:
        finishing.finalize(video)
    assert (lost.value.code, lost.value.retryable) == ("lost_bytes", False)
    assert not video_of(video).playable


def test_finalize_aborts_a_multipart_upload_whose_opener_died(video: UUID, person: Person, store: ObjectStore) -> None:
    """Its id was never written down, so only S3 knows of it."""
    store.create_multipart(upload_of(video).s3_key, "video/webm")
    connections.finish(video, person.caller)
    finishing.finalize(video)
    assert objects_and_multiparts(video, store) == (True, 0)


def test_discard_leaves_nothing_of_an_aborted_recording(video: UUID, person: Person, store: ObjectStore) -> None:
    draining.drain(upload_of(video).id)
    assert objects_and_multiparts(video, store) == (False, 1)
    connections.abort(video, person.caller)
    for _ in range(2):
        finishing.discard(upload_of(video).id)
        assert objects_and_multiparts(video, store) == (False, 0)
        assert not spool_folder(video).exists()


def test_discard_spares_what_was_not_aborted(video: UUID, store: ObjectStore) -> None:
    draining.drain(upload_of(video).id)
    finishing.discard(upload_of(video).id)
    assert objects_and_multiparts(video, store) == (False, 1)
    assert spool_folder(video).exists()


def test_drains_and_abort_and_discard_at_once_leave_nothing(app: APIFlask, person: Person, store: ObjectStore) -> None:
    """Invariant 5."""
    for _ in range(3):
        video = record(person.id, THREE_PARTS[: 2 * PART])
        upload_id = upload_of(video).id

        def throw_away(video: UUID = video, upload_id: UUID = upload_id) -> None:
            connections.abort(video, person.caller)
            finishing.discard(upload_id)

        at_once(app, *[lambda upload_id=upload_id: draining.drain(upload_id)] * 2, throw_away)
        # What a part that was on its way left is swept by the discard that beat asks for.
        finishing.discard(upload_id)
        assert objects_and_multiparts(video, store) == (False, 0)
        assert not spool_folder(video).exists()


def test_tasks_for_an_upload_that_is_gone_do_nothing(person: Person, video: UUID) -> None:
    """Invariant 5: late, after the recording was purged."""
    upload_id, folder = upload_of(video).id, spool_folder(video)
    with transaction() as work:
        work.execute(delete(Video).where(Video.id == video))
    assert draining.drain(upload_id) == 0
    assert draining.drain(uuid4()) == 0
    finishing.discard(upload_id)
    assert not folder.exists()


def test_a_multipart_that_s3_forgot_is_retryable_and_loses_nothing(
    video: UUID, person: Person, store: ObjectStore
) -> None:
    draining.drain(upload_of(video).id)
    upload = upload_of(video)
    store.abort_multipart(upload.s3_key, upload.s3_upload_id or "")
    connections.finish(video, person.caller)
    with pytest.raises(StorageError) as gone:
        finishing.finalize(video)
    assert gone.value.retryable
    assert upload_of(video).lease_owner is None
    assert spool_folder(video).exists()


def test_who_lost_the_lease_does_not_say_that_bytes_are_lost(
    monkeypatch: pytest.MonkeyPatch, video: UUID, person: Person, tmp_path: Path
) -> None:
    """Another worker goes on; the stage would end for good, though every byte is here."""
    connections.finish(video, person.caller)
    advance = cursor.advance

    def too_late(*args: Any) -> cursor.Advance | None:
        let_the_lease_go_to("another worker", video)
        return advance(*args)

    with monkeypatch.context() as patch:
        patch.setattr(cursor, "advance", too_late)
        with pytest.raises(VideoFlowError) as busy:
            finishing.finalize(video)
    assert (busy.value.code, busy.value.retryable) == ("upload_busy", True)
    assert upload_of(video).cursor == PART
    let_the_lease_go_to(None, video)
    finishing.finalize(video)
    check_whole(video, tmp_path, THREE_PARTS)


def test_who_lost_the_lease_to_another_machine_does_not_say_so_either(
    monkeypatch: pytest.MonkeyPatch, video: UUID, person: Person
) -> None:
    """The bytes are there by now, and gone from here."""
    connections.finish(video, person.caller)
    plan = cursor.plan

    def taken_over(*args: Any) -> PlannedPart:
        let_the_lease_go_to("another machine's", video)
        get_spool().remove(upload_of(video).id)
        return plan(*args)

    monkeypatch.setattr(cursor, "plan", taken_over)
    with pytest.raises(VideoFlowError) as busy:
        finishing.finalize(video)
    assert (busy.value.code, busy.value.retryable) == ("upload_busy", True)


def let_the_lease_go_to(owner: str | None, video: UUID) -> None:
    """Its holder was not heard of for too long."""
    until = func.now() + timedelta(minutes=1) if owner else None
    with transaction() as work:
        work.execute(update(Upload).where(Upload.video_id == video).values(lease_owner=owner, lease_until=until))


@pytest.mark.parametrize(
    "statement", ["INSERT INTO upload_parts", "UPDATE uploads SET cursor", "UPDATE uploads SET state"]
)
def test_a_database_that_goes_away_in_the_middle_of_a_statement_costs_no_attempt(
    monkeypatch: pytest.MonkeyPatch, video: UUID, person: Person, tmp_path: Path, statement: str
) -> None:
    """As a stage does it: everything is done once more as far as it needs to, in the same run."""
    monkeypatch.setattr(times, "RETRY_FIRST", 0.01)
    connections.finish(video, person.caller)
    cut = []

    def cut_once(connection: Connection, _: object, sql: str, *__: object) -> None:
        if sql.startswith(statement) and not cut:
            cut.append(sql)
            pid = connection.connection.dbapi_connection.get_backend_pid()  # type: ignore[union-attr]
            other = psycopg2.connect(os.environ["DATABASE_URL"].replace("+psycopg2", ""))
            with other, other.cursor() as end:
                end.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
            other.close()

    event.listen(Engine, "before_cursor_execute", cut_once)
    try:
        with patient():
            finishing.finalize(video)
    finally:
        event.remove(Engine, "before_cursor_execute", cut_once)
    assert cut
    check_whole(video, tmp_path, THREE_PARTS)
