"""What beat does: stalled work goes on, abandoned recordings end, and nothing is left lying about."""

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from redis import Redis
from sqlalchemy import func, update

from app.db.models import Video
from app.db.unit_of_work import transaction
from app.domain import times
from app.domain.pipeline.states import PLANS, Source, StageState
from app.services.hosts import liveness as machines
from app.services.ingest import connections
from app.services.operations import maintenance
from app.services.pipeline import stages
from app.services.uploads import draining, finishing
from app.services.videos import library
from app.storage import keys
from app.storage.s3 import ObjectStore
from app.storage.spool import get_spool
from tests.conftest import Person
from tests.support.recordings import (
    PART,
    at_once,
    content,
    let_time_pass,
    objects_and_multiparts,
    queued,
    record,
    settings_changed,
    spool_folder,
    stages_of,
    story_of,
    upload_of,
    video_of,
)

HOST_QUEUE = "uploads.in-process"
TWO_PARTS = content(2 * PART + 1000)


@pytest.fixture(autouse=True)
def small_parts(app: APIFlask) -> Iterator[None]:
    with settings_changed(app, part_bytes=PART) as settings:
        # What tests before this one left is theirs.
        shutil.rmtree(settings.spool_dir, ignore_errors=True)
        Path(settings.spool_dir).mkdir(parents=True)
        yield


@pytest.fixture
def video(person: Person) -> UUID:
    """A recording under way, two parts of it in S3."""
    video = record(person.id, TWO_PARTS)
    draining.drain(upload_of(video).id)
    return video


def silent_for(video: UUID, interval: str) -> None:
    """Nobody has touched the upload for so long."""
    let_time_pass("uploads", "touched_at", upload_of(video).id, interval)


def forget_messages() -> None:
    """The broker lost everything that waited."""
    Redis.from_url(os.environ["REDIS_URL"]).flushdb()


# ---- stalled -----------------------------------------------------------------------------------------------------


def test_a_quiet_upload_is_drained_again(person: Person) -> None:
    """Invariant 1: a lost message costs seconds."""
    video = record(person.id, TWO_PARTS)
    forget_messages()
    assert maintenance.kick_stalled_uploads() == 0, "nobody lives who could be asked"
    machines.beat()
    assert maintenance.kick_stalled_uploads() == 1
    assert queued(HOST_QUEUE) == [("uploads.drain_stalled", [])]
    assert maintenance.drain_stalled() == 0, "it is not quiet yet"
    silent_for(video, "16 seconds")
    assert maintenance.drain_stalled() == 1
    assert upload_of(video).cursor > 0


def test_an_upload_that_fills_its_next_part_is_left_alone(person: Person) -> None:
    video = record(person.id, content(100_000))
    silent_for(video, "16 seconds")
    assert maintenance.drain_stalled() == 0
    assert upload_of(video).cursor == 0


def test_workers_that_are_behind_are_not_buried(monkeypatch: pytest.MonkeyPatch, person: Person, video: UUID) -> None:
    other = record(person.id, content(1000))
    connections.finish(video, person.caller)
    connections.finish(other, person.caller)
    forget_messages()
    pipeline_quiet_for(video, "61 seconds")
    pipeline_quiet_for(other, "90 seconds")
    monkeypatch.setattr(maintenance, "KICKED_AT_ONCE", 1)
    assert maintenance.kick_stalled_pipelines() == 1
    assert queued(HOST_QUEUE) == [("pipeline.start", [str(other)])]


def test_uploads_that_ended_are_not_drained_again(person: Person, video: UUID) -> None:
    connections.finish(video, person.caller)
    silent_for(video, "1 hour")
    assert maintenance.drain_stalled() == 0


def pipeline_quiet_for(video: UUID, interval: str) -> None:
    """No stage of the video has moved for so long."""
    for row in stages_of(video).values():
        let_time_pass("stages", "updated_at", row.id, interval)


def test_a_pipeline_in_which_nothing_moves_is_started_again(person: Person, video: UUID) -> None:
    """Invariant 1: the message that should have started it was lost."""
    connections.finish(video, person.caller)
    forget_messages()
    assert maintenance.kick_stalled_pipelines() == 0
    pipeline_quiet_for(video, "61 seconds")
    assert maintenance.kick_stalled_pipelines() == 1
    assert queued(HOST_QUEUE) == [("pipeline.start", [str(video)])]


def test_a_pipeline_whose_worker_beats_is_left_alone_and_one_whose_worker_died_is_not(
    person: Person, video: UUID
) -> None:
    connections.finish(video, person.caller)
    pipeline_quiet_for(video, "10 minutes")
    assert stages.claim(video, "finalize")
    assert maintenance.kick_stalled_pipelines() == 0
    let_time_pass("stages", "updated_at", stages_of(video)["finalize"].id, f"{times.SILENT + 1} seconds")
    assert maintenance.kick_stalled_pipelines() == 0
    pipeline_quiet_for(video, "61 seconds")
    assert maintenance.kick_stalled_pipelines() == 1


@pytest.mark.parametrize("state", [StageState.DONE, StageState.FAILED])
def test_a_video_that_is_over_is_not_started_again(person: Person, video: UUID, state: StageState) -> None:
    connections.finish(video, person.caller)
    for name in PLANS[Source.RECORDING]:
        if claim := stages.claim(video, name):
            stages.finish(video, name, state, claim.attempt)
    pipeline_quiet_for(video, "1 day")
    assert maintenance.kick_stalled_pipelines() == 0


# ---- abandoned ---------------------------------------------------------------------------------------------------


def test_an_abandoned_recording_that_never_sent_a_byte_is_thrown_away(person: Person, store: ObjectStore) -> None:
    video = library.start(person.id, None, None)
    connections.connect(video, person.caller)
    silent_for(video, "11 minutes")
    assert maintenance.end_abandoned_recordings() == 1
    assert queued(HOST_QUEUE) == [("uploads.end_abandoned", [str(upload_of(video).id)])]

    maintenance.end_abandoned(upload_of(video).id)
    assert story_of(video) == [(None, "uploading"), ("uploading", "aborted")]
    assert queued(HOST_QUEUE)[-1] == ("uploads.discard", [str(upload_of(video).id)])
    finishing.discard(upload_of(video).id)
    assert objects_and_multiparts(video, store) == (False, 0)
    assert not spool_folder(video).exists()


def test_an_abandoned_recording_with_bytes_is_finished_with_what_arrived(video: UUID) -> None:
    """Invariant 1: the browser vanished, its acknowledged bytes did not."""
    silent_for(video, "11 minutes")
    maintenance.end_abandoned(upload_of(video).id)
    assert story_of(video)[-1] == ("uploading", "processing")
    assert upload_of(video).size == len(TWO_PARTS)
    assert queued(HOST_QUEUE)[-1] == ("uploads.finalize", [str(video)])


def test_one_whose_bytes_are_all_in_s3_is_not_taken_for_an_empty_one(person: Person) -> None:
    video = record(person.id, TWO_PARTS[: 2 * PART])
    draining.drain(upload_of(video).id)
    silent_for(video, "11 minutes")
    maintenance.end_abandoned(upload_of(video).id)
    assert (upload_of(video).state, upload_of(video).size) == ("finishing", 2 * PART)


def test_a_recorder_that_pauses_is_not_abandoned(video: UUID) -> None:
    silent_for(video, "11 minutes")
    connections.touch(upload_of(video).id)
    assert maintenance.end_abandoned_recordings() == 0
    maintenance.end_abandoned(upload_of(video).id)
    assert video_of(video).status == "uploading"


def test_abandonment_is_seen_once_however_often_it_is_looked_for(app: APIFlask, video: UUID) -> None:
    """Invariant 5."""
    silent_for(video, "11 minutes")
    upload_id = upload_of(video).id
    done = at_once(app, *[lambda: maintenance.end_abandoned(upload_id)] * 4)
    assert done == [None] * 4
    assert story_of(video) == [(None, "uploading"), ("uploading", "processing")]


def test_how_long_silence_may_last_is_a_setting(app: APIFlask, video: UUID) -> None:
    silent_for(video, "3 minutes")
    assert maintenance.end_abandoned_recordings() == 0
    with settings_changed(app, abandoned_after_minutes=2):
        assert maintenance.end_abandoned_recordings() == 1


# ---- swept -------------------------------------------------------------------------------------------------------


@pytest.fixture
def everything_is_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there now counts as older than an orphan has to be."""
    monkeypatch.setattr(maintenance, "ORPHAN_AGE", timedelta(seconds=-60))


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

    assert maintenance.sweep_multipart_uploads() == 3
    left = {found.upload_id for found in store.open_multiparts(keys.ROOT)}
    assert left == {upload_of(video).s3_upload_id, upload_of(finishing_one).s3_upload_id}
    assert maintenance.sweep_multipart_uploads() == 0


def test_young_ones_may_be_somebodys(video: UUID, store: ObjectStore) -> None:
    """A worker may be between opening one and writing its id down."""
    store.create_multipart(keys.original(uuid4(), "video/webm"), "video/webm")
    assert maintenance.sweep_multipart_uploads() == 0


@pytest.mark.usefixtures("everything_is_old")
def test_what_is_not_ours_in_the_bucket_is_not_touched(app: APIFlask, store: ObjectStore) -> None:
    store.create_multipart("backups/elsewhere", "application/octet-stream")
    assert maintenance.sweep_multipart_uploads() == 0


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
    assert maintenance.sweep_spool() == 2
    assert {Path(folder.path).name for folder in os.scandir(root)} == {young.name, spool_folder(video).name}
    assert maintenance.sweep_spool() == 0


def test_a_folder_without_a_lock_is_removed_too(app: APIFlask) -> None:
    """What a sweep that was killed in the middle left."""
    torn = get_spool().root / str(uuid4())
    torn.mkdir()
    (torn / f"{0:020d}-5").write_bytes(b"12345")
    make_old(torn)
    maintenance.sweep_spool()
    assert not torn.exists()


def test_aborted_recordings_are_discarded_again(person: Person, video: UUID) -> None:
    connections.abort(video, person.caller)
    forget_messages()
    assert maintenance.sweep_aborted() == 1
    assert queued(HOST_QUEUE) == [("uploads.discard", [str(upload_of(video).id)])]
    silent_for(video, "3 days")
    assert maintenance.sweep_aborted() == 0


# ---- deleted -----------------------------------------------------------------------------------------------------


def finished(person: Person) -> UUID:
    """A recording whose object is in S3."""
    video = record(person.id, TWO_PARTS)
    connections.finish(video, person.caller)
    finishing.finalize(video)
    return video


def run_discards() -> None:
    """Does what the host's worker would do with the discards that wait."""
    for name, arguments in queued(HOST_QUEUE):
        if name == "uploads.discard":
            finishing.discard(UUID(arguments[0]))


def gone(video: UUID) -> bool:
    """Whether no row of the video is left."""
    with transaction() as work:
        return work.get(Video, video) is None


def test_a_deleted_video_leaves_nothing(person: Person, store: ObjectStore) -> None:
    video, other = finished(person), finished(person)
    key, kept = video_of(video).s3_key, video_of(other).s3_key
    store.put(keys.poster(video), b"jpeg", "image/jpeg")
    library.delete(video, person.caller)
    assert queued("default") == [("maintenance.purge_video", [str(video)])]

    for _ in range(2):
        maintenance.purge(video)
        assert gone(video)
    assert [store.head(name) for name in (key, keys.poster(video))] == [None, None]
    assert store.head(kept)


@pytest.mark.parametrize("state", ["recording", "finishing"])
def test_a_video_deleted_before_it_was_whole_leaves_nothing(person: Person, store: ObjectStore, state: str) -> None:
    video = record(person.id, TWO_PARTS)
    draining.drain(upload_of(video).id)
    if state == "finishing":
        connections.finish(video, person.caller)
    folder, key = spool_folder(video), video_of(video).s3_key
    library.delete(video, person.caller)
    maintenance.purge(video)
    run_discards()
    assert gone(video)
    assert not folder.exists()
    assert store.head(key) is None
    assert list(store.open_multiparts(key)) == []


def test_purge_spares_what_was_not_deleted(person: Person, store: ObjectStore) -> None:
    video = finished(person)
    maintenance.purge(video)
    maintenance.purge(uuid4())
    assert store.head(video_of(video).s3_key)


def test_a_purge_that_was_lost_is_made_up_for(person: Person) -> None:
    video, kept = finished(person), finished(person)
    library.delete(video, person.caller)
    forget_messages()
    assert maintenance.sweep_deleted() == 0
    with transaction() as work:
        long_ago = func.now() - timedelta(minutes=6)
        work.execute(update(Video).where(Video.id == video).values(deleted_at=long_ago))
    assert maintenance.sweep_deleted() == 1
    assert gone(video)
    assert not gone(kept)


def test_hosts_are_those_that_spooled_something_lately(app: APIFlask, person: Person, video: UUID) -> None:
    with settings_changed(app, host_id="elsewhere"):
        other = library.start(person.id, None, None)
    assert sorted(maintenance.hosts()) == ["elsewhere", "in-process"]
    silent_for(other, "8 days")
    assert maintenance.hosts() == ["in-process"]
