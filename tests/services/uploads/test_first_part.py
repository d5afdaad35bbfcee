"""The first part and its new head: the recording becomes seekable, and stays the sent bytes behind its head."""

import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import RawIOBase
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask

from app.domain.webm import WebmIndexer, ebml
from app.errors import StorageError
from app.services.ingest import connections
from app.services.uploads import cursor, draining, finishing, only_part
from app.storage.s3 import ObjectStore
from app.storage.spool import get_spool
from tests.conftest import Person
from tests.support import webm_make
from tests.support.recordings import (
    MIB,
    PART,
    check_whole,
    content,
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

MEDIA = Path(__file__).parents[2] / "fixtures" / "media"
CAMERA = (MEDIA / "chromium-camera-vp9-opus.webm").read_bytes()
CAMERA_MP4 = (MEDIA / "chromium-camera-h264-opus.mp4").read_bytes()


@pytest.fixture(autouse=True)
def small_parts(app: APIFlask) -> Iterator[None]:
    with settings_changed(app, part_bytes=PART):
        yield


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


@pytest.mark.parametrize("seconds", [6, 150], ids=["shorter than a part", "several parts"])
def test_a_webm_recording_becomes_seekable_and_stays_the_sent_bytes_behind_its_head(
    person: Person, tmp_path: Path, seconds: int
) -> None:
    """Invariant 2: the stored object is the sent bytes, in order, once, apart from the rewritten header."""
    sent = b"".join(stretch(CAMERA, seconds))
    video = record(person.id, sent, mime_type="video/webm;codecs=vp9,opus")
    draining.drain(upload_of(video).id)
    connections.finish(video, person.caller, len(sent))
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
    upload_id, end = upload_of(video).id, connections.progress(video, person.caller).offset
    for start, stop in [(0, PART), (2 * PART, end)]:
        get_spool().reader(upload_id, start, stop).close()
    with pytest.raises(FileNotFoundError):
        get_spool().reader(upload_id, PART, 2 * PART)


def test_a_recording_whose_first_part_left_the_host_keeps_the_head_it_came_with(person: Person, tmp_path: Path) -> None:
    sent = b"".join(stretch(CAMERA, 150))
    video = record(person.id, sent)
    draining.drain(upload_of(video).id)
    for file in spool_folder(video).iterdir():
        if "-" in file.name and int(file.name.partition("-")[0]) < PART:
            file.unlink()
    connections.finish(video, person.caller)
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
    connections.finish(video, person.caller)
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
    with ThreadPoolExecutor() as pool:
        slow = draining._Drain(upload_of(video).id, "a slow one", False, pool)
        connections.finish(video, person.caller)

        def slow_worker_ends() -> None:
            with_head = parts_of(video)[0].etag
            assert slow.run() == 0
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
    connections.finish(video, person.caller)
    finishing.finalize(video)
    check_same_but_for_the_head(stored_bytes(video, tmp_path), sent)
    assert video_of(video).seekable


class Noting:
    """The real store; `sent` says which parts were uploaded, and `put_whole` how often a whole object was put."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store
        self.sent: list[int] = []
        self.put_whole = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def upload_part(self, key: str, upload_id: str, number: int, body: RawIOBase, size: int) -> str:
        self.sent.append(number)
        return self._store.upload_part(key, upload_id, number, body, size)

    def put(self, key: str, data: bytes, content_type: str) -> str:
        self.put_whole += 1
        return self._store.put(key, data, content_type)


@pytest.fixture
def noting(monkeypatch: pytest.MonkeyPatch, store: ObjectStore) -> Noting:
    noting = Noting(store)
    for module in (finishing, draining, only_part):
        monkeypatch.setattr(module, "get_store", lambda: noting)
    return noting


@pytest.mark.parametrize("data", [CAMERA, content(PART)], ids=["webm", "of no format that we know"])
def test_a_recording_that_fits_in_one_part_is_sent_once(
    person: Person, noting: Noting, tmp_path: Path, data: bytes
) -> None:
    video = record(person.id, data)
    connections.finish(video, person.caller)
    finishing.finalize(video)
    assert (noting.sent, noting.put_whole) == ([], 1)
    assert video_of(video).seekable == (data == CAMERA)
    assert (upload_of(video).cursor, part_ranges(video)) == (len(data), [(1, 0, len(data))])
    assert stored_bytes(video, tmp_path)[-100_000:] == data[-100_000:]


def test_of_a_longer_one_the_rest_and_the_new_head_are_sent(person: Person, noting: Noting) -> None:
    sent = b"".join(stretch(CAMERA, 150))
    video = record(person.id, sent)
    draining.drain(upload_of(video).id)
    noting.sent.clear()
    connections.finish(video, person.caller)
    finishing.finalize(video)
    assert sorted(noting.sent) == [1, 3]
    assert video_of(video).seekable


def test_a_recording_that_was_put_before_its_worker_died_is_made_good(
    monkeypatch: pytest.MonkeyPatch, person: Person, tmp_path: Path, store: ObjectStore
) -> None:
    """Invariant 1: S3 has the object, and no row says so."""
    video = record(person.id, CAMERA, mime_type="video/webm;codecs=vp9,opus")
    connections.finish(video, person.caller)

    def die(*_: object) -> None:
        raise StorageError("the worker was lost here")

    with monkeypatch.context() as patch:
        patch.setattr(cursor, "advance", die)
        with pytest.raises(StorageError, match="lost here"):
            finishing.finalize(video)
    assert store.head(upload_of(video).s3_key)
    assert (upload_of(video).cursor, video_of(video).playable) == (0, False)
    finishing.finalize(video)
    check_same_but_for_the_head(stored_bytes(video, tmp_path), CAMERA)
    assert (video_of(video).seekable, video_of(video).mime_type) == (True, "video/webm;codecs=vp9,opus")
    assert upload_of(video).mime_type == store.head(upload_of(video).s3_key).content_type  # type: ignore[union-attr]


def test_two_that_put_it_at_once_make_one_recording(
    monkeypatch: pytest.MonkeyPatch, person: Person, tmp_path: Path
) -> None:
    """Invariant 5: the slower one lost its lease over it."""
    video = record(person.id, CAMERA)
    connections.finish(video, person.caller)
    put = only_part.put

    def another_comes_first(*args: Any) -> Any:
        advance = cursor.advance

        def too_late(*moved: Any) -> Any:
            monkeypatch.setattr(cursor, "advance", advance)
            assert put(*args)
            return advance(*moved)

        monkeypatch.setattr(cursor, "advance", too_late)
        return put(*args)

    monkeypatch.setattr(only_part, "put", another_comes_first)
    finishing.finalize(video)
    check_same_but_for_the_head(stored_bytes(video, tmp_path), CAMERA)
    assert (video_of(video).playable, video_of(video).seekable) == (True, True)


@pytest.mark.parametrize("seconds", [6, 150], ids=["shorter than a part", "several parts"])
def test_a_finalize_that_died_before_it_could_say_so_is_made_up_for(
    monkeypatch: pytest.MonkeyPatch, person: Person, tmp_path: Path, seconds: int
) -> None:
    """Invariant 1: S3 has made the object and knows of no upload any more, so that no part can be sent again."""
    sent = b"".join(stretch(CAMERA, seconds))
    video = record(person.id, sent)
    connections.finish(video, person.caller)

    def die(*_: object) -> None:
        raise StorageError("the worker was lost here")

    with monkeypatch.context() as patch:
        patch.setattr(finishing, "_mark_playable", die)
        with pytest.raises(StorageError, match="lost here"):
            finishing.finalize(video)
    assert not video_of(video).playable
    finishing.finalize(video)
    stored = stored_bytes(video, tmp_path)
    check_same_but_for_the_head(stored, sent)
    row = video_of(video)
    assert (row.playable, row.seekable, row.size) == (True, True, len(stored))
    assert duration_of(tmp_path / "object") == pytest.approx(row.duration, abs=0.1)


def test_the_size_that_is_said_is_the_size_that_is_stored(person: Person, store: ObjectStore) -> None:
    for seconds in (6, 150):
        video = record(person.id, b"".join(stretch(CAMERA, seconds)))
        connections.finish(video, person.caller)
        finishing.finalize(video)
        head = store.head(video_of(video).s3_key)
        assert head and head.size == video_of(video).size


def test_an_mp4_recording_stays_as_it_was_sent(person: Person, tmp_path: Path) -> None:
    video = record(person.id, CAMERA_MP4, mime_type="video/mp4")
    connections.finish(video, person.caller)
    finishing.finalize(video)
    check_whole(video, tmp_path, CAMERA_MP4)
    assert video_of(video).seekable
