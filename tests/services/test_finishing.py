"""The end of an upload: one whole object that players can seek in, or nothing at all."""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from sqlalchemy import delete, update

from app.db.models import Upload, Video
from app.db.session import transaction
from app.domain.parts import next_part
from app.domain.webm import WebmIndexer, ebml
from app.errors import StorageError, VideoFlowError
from app.services import cursor, draining, finishing, ingest, leases
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.support import webm_make
from tests.support.recordings import (
    MIB,
    PART,
    at_once,
    check_whole,
    content,
    objects_and_multiparts,
    part_ranges,
    parts_of,
    record,
    settings_changed,
    spool_folder,
    stored_bytes,
    upload_of,
    video_of,
)
from tests.support.webm_stretch import stretch

THREE_PARTS = content(3 * PART + 12_345)
MEDIA = Path(__file__).parents[1] / "fixtures" / "media"
CAMERA = (MEDIA / "chromium-camera-vp9-opus.webm").read_bytes()
CAMERA_MP4 = (MEDIA / "chromium-camera-h264-opus.mp4").read_bytes()


@pytest.fixture(autouse=True)
def small_parts(app: APIFlask) -> Iterator[None]:
    with settings_changed(app, part_bytes=PART):
        yield


@pytest.fixture
def video(person: Person) -> UUID:
    """A recording of three full parts and a rest, all of it in the spool; not of a format that we know."""
    return record(person.id, THREE_PARTS)


def head_length(data: bytes) -> int:
    """Where the first cluster begins."""
    indexer = WebmIndexer()
    indexer.push(data)
    found = indexer.result().head_length
    assert found
    return found


def check_same_but_for_the_head(stored: bytes, sent: bytes) -> None:
    """Behind the head every byte is as it was sent."""
    assert stored[head_length(stored) :] == sent[head_length(sent) :]


def duration_of(path: Path) -> float:
    """The duration ffprobe reads off the header, in seconds."""
    argv = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", str(path)]
    return float(subprocess.run(argv, check=True, capture_output=True, text=True).stdout)


def test_finalize_makes_the_object(video: UUID, person: Person, tmp_path: Path) -> None:
    ingest.finish(video, person.id)
    finishing.finalize(video)
    check_whole(video, tmp_path, THREE_PARTS)
    assert part_ranges(video)[-1] == (4, 3 * PART, len(THREE_PARTS))


@pytest.mark.parametrize("size", [1, PART - 1, PART, PART + 1, 2 * PART])
def test_recordings_of_any_length_come_out_whole(person: Person, tmp_path: Path, size: int) -> None:
    """Invariant 2, around the borders of parts."""
    data = content(size)
    video = record(person.id, data)
    draining.drain(upload_of(video).id)
    ingest.finish(video, person.id)
    finishing.finalize(video)
    check_whole(video, tmp_path, data)


def test_finalize_run_again_and_late_changes_nothing(
    video: UUID, person: Person, store: ObjectStore, tmp_path: Path
) -> None:
    """Invariant 5."""
    ingest.finish(video, person.id)
    finishing.finalize(video)
    etag = store.head(video_of(video).s3_key)
    finishing.finalize(video)
    draining.drain(upload_of(video).id)
    check_whole(video, tmp_path, THREE_PARTS)
    assert store.head(video_of(video).s3_key) == etag


def test_finalizes_at_once_make_one_object(app: APIFlask, video: UUID, person: Person, tmp_path: Path) -> None:
    """Invariant 5."""
    ingest.finish(video, person.id)
    upload_id = upload_of(video).id
    work = [lambda: finishing.finalize(video), lambda: draining.drain(upload_id)] * 2
    done = at_once(app, *work)
    assert not [each for each in done if isinstance(each, Exception)]
    check_whole(video, tmp_path, THREE_PARTS)


def test_a_finalize_that_died_before_it_could_say_so_is_made_up_for(
    video: UUID, person: Person, store: ObjectStore, tmp_path: Path
) -> None:
    """Invariant 1: S3 has completed the upload, the database does not know, the spool is still there."""
    ingest.finish(video, person.id)
    finishing.finalize(video)
    with transaction() as session:
        session.execute(update(Upload).where(Upload.video_id == video).values(state="finishing"))
        session.execute(update(Video).where(Video.id == video).values(playable=False, size=None))
    finishing.finalize(video)
    check_whole(video, tmp_path, THREE_PARTS)


def test_finalize_gives_up_retryably_where_another_worker_is_busy(
    monkeypatch: pytest.MonkeyPatch, video: UUID, person: Person
) -> None:
    ingest.finish(video, person.id)
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
    ingest.finish(video, person.id)
    for file in spool_folder(video).iterdir():
        if "-" in file.name:
            file.unlink()
    with pytest.raises(VideoFlowError) as lost:
        finishing.finalize(video)
    assert (lost.value.code, lost.value.retryable) == ("lost_bytes", False)
    assert not video_of(video).playable


def test_discard_leaves_nothing_of_an_aborted_recording(video: UUID, person: Person, store: ObjectStore) -> None:
    draining.drain(upload_of(video).id)
    assert objects_and_multiparts(video, store) == (False, 1)
    ingest.abort(video, person.id)
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
            ingest.abort(video, person.id)
            finishing.discard(upload_id)

        at_once(app, *[lambda upload_id=upload_id: draining.drain(upload_id)] * 2, throw_away)
        # What a part that was on its way left is swept by the discard that beat asks for.
        finishing.discard(upload_id)
        assert objects_and_multiparts(video, store) == (False, 0)
        assert not spool_folder(video).exists()


def test_tasks_for_an_upload_that_is_gone_do_nothing(person: Person, video: UUID) -> None:
    """Invariant 5: late, after the recording was purged."""
    upload_id, folder = upload_of(video).id, spool_folder(video)
    with transaction() as session:
        session.execute(delete(Video).where(Video.id == video))
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
    ingest.finish(video, person.id)
    with pytest.raises(StorageError) as gone:
        finishing.finalize(video)
    assert gone.value.retryable
    assert upload_of(video).lease_owner is None
    assert spool_folder(video).exists()


@pytest.mark.parametrize("seconds", [6, 150], ids=["shorter than a part", "several parts"])
def test_a_webm_recording_becomes_seekable_and_stays_the_sent_bytes_behind_its_head(
    person: Person, tmp_path: Path, seconds: int
) -> None:
    """Invariant 2: the stored object is the sent bytes, in order, once, apart from the rewritten header."""
    sent = b"".join(stretch(CAMERA, seconds))
    video = record(person.id, sent, mime_type="video/webm;codecs=vp9,opus")
    draining.drain(upload_of(video).id)
    ingest.finish(video, person.id, len(sent))
    finishing.finalize(video)

    stored = stored_bytes(video, tmp_path)
    check_same_but_for_the_head(stored, sent)
    row = video_of(video)
    assert (row.playable, row.seekable, row.size) == (True, True, len(stored))
    assert row.duration == pytest.approx(seconds, abs=6.2)
    assert duration_of(tmp_path / "object") == pytest.approx(row.duration, abs=0.1)
    assert (upload_of(video).state, upload_of(video).index_state) == ("completed", None)
    assert not spool_folder(video).exists()


def test_the_bytes_of_the_first_part_stay_spooled_until_its_head_is_written(person: Person) -> None:
    video = record(person.id, b"".join(stretch(CAMERA, 150)))
    draining.drain(upload_of(video).id)
    assert upload_of(video).cursor == 2 * PART
    upload_id, end = upload_of(video).id, ingest.progress(video, person.id).offset
    for start, stop in [(0, PART), (2 * PART, end)]:
        ingest.spool().reader(upload_id, start, stop).close()
    with pytest.raises(FileNotFoundError):
        ingest.spool().reader(upload_id, PART, 2 * PART)


def test_a_recording_whose_first_part_left_the_host_keeps_the_head_it_came_with(person: Person, tmp_path: Path) -> None:
    sent = b"".join(stretch(CAMERA, 150))
    video = record(person.id, sent)
    draining.drain(upload_of(video).id)
    for file in spool_folder(video).iterdir():
        if "-" in file.name and int(file.name.partition("-")[0]) < PART:
            file.unlink()
    ingest.finish(video, person.id)
    finishing.finalize(video)
    check_whole(video, tmp_path, sent)
    assert not video_of(video).seekable


class DiesBeforeCompleting:
    """The real store until the object is to be made: there the worker is lost, with `meanwhile` before it."""

    def __init__(self, store: ObjectStore, meanwhile: Callable[[], None] = lambda: None) -> None:
        self._store = store
        self._meanwhile = meanwhile

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def complete_multipart(self, *_: object) -> None:
        self._meanwhile()
        raise StorageError("the worker was lost here")


def finalize_until_the_object(monkeypatch: pytest.MonkeyPatch, video: UUID, store: DiesBeforeCompleting) -> None:
    """Runs finalize until it has replaced part 1 and would complete the upload."""
    with monkeypatch.context() as patch:
        patch.setattr(finishing, "get_store", lambda: store)
        with pytest.raises(StorageError, match="lost here"):
            finishing.finalize(video)


def test_a_finalize_that_died_after_the_new_head_is_made_up_for(
    monkeypatch: pytest.MonkeyPatch, person: Person, tmp_path: Path, store: ObjectStore
) -> None:
    """Invariant 1: part 1 was replaced, and S3 had not yet made the object."""
    sent = b"".join(stretch(CAMERA, 150))
    video = record(person.id, sent)
    ingest.finish(video, person.id)
    finalize_until_the_object(monkeypatch, video, DiesBeforeCompleting(store))
    assert not video_of(video).playable
    finishing.finalize(video)
    check_same_but_for_the_head(stored_bytes(video, tmp_path), sent)
    assert video_of(video).seekable


def test_a_slow_worker_does_not_bring_the_old_head_back(
    monkeypatch: pytest.MonkeyPatch, person: Person, tmp_path: Path, store: ObjectStore
) -> None:
    """Invariant 5: it began part 1 before its lease ran out and ends after the new head was written."""
    sent = b"".join(stretch(CAMERA, 150))
    video = record(person.id, sent)
    slow = cursor.load(upload_of(video).id)
    wanted = next_part(1, 0, len(sent), PART, False)
    assert wanted
    ingest.finish(video, person.id)

    def slow_worker_ends() -> None:
        with_head = parts_of(video)[0].etag
        resent = replace(slow, s3_upload_id=upload_of(video).s3_upload_id)
        draining._store(resent, wanted, "a slow one", final=False)
        assert parts_of(video)[0].etag == with_head

    finalize_until_the_object(monkeypatch, video, DiesBeforeCompleting(store, slow_worker_ends))
    finishing.finalize(video)
    stored = stored_bytes(video, tmp_path)
    check_same_but_for_the_head(stored, sent)
    assert video_of(video).size == len(stored)
    assert duration_of(tmp_path / "object") > 100


def test_a_head_much_longer_than_what_replaces_it_leaves_no_part_too_small(person: Person, tmp_path: Path) -> None:
    """S3 refuses parts under 5 MiB, so the first one must not shrink with its head."""
    clusters = [webm_make.cluster(n * 1000, webm_make.block(1, 0, True, payload=bytes(MIB))) for n in range(12)]
    head = (webm_make.info(), ebml.void(2 * MIB), webm_make.tracks(webm_make.VIDEO))
    sent = webm_make.document(*clusters, head=head)
    video = record(person.id, sent)
    ingest.finish(video, person.id)
    finishing.finalize(video)
    check_same_but_for_the_head(stored_bytes(video, tmp_path), sent)
    assert video_of(video).seekable


def test_an_mp4_recording_stays_as_it_was_sent(person: Person, tmp_path: Path) -> None:
    video = record(person.id, CAMERA_MP4, mime_type="video/mp4")
    ingest.finish(video, person.id)
    finishing.finalize(video)
    check_whole(video, tmp_path, CAMERA_MP4)
    assert video_of(video).seekable
