"""The spool: what a writer was told it has, it has."""

import fcntl
import os
import resource
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.storage.spool import Full, OffsetMismatch, Sealed, Spool, Superseded


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path)


@pytest.fixture
def upload(spool: Spool) -> UUID:
    """An upload that epoch 1 may write to."""
    upload_id = uuid4()
    assert spool.open(upload_id, epoch=1, floor=0) == 0
    return upload_id


def content(spool: Spool, upload: UUID, start: int = 0, stop: int | None = None) -> bytes:
    """What lies spooled in [start, stop)."""
    with spool.reader(upload, start, spool.end(upload, 0) if stop is None else stop) as reader:
        return reader.read()


def names(spool: Spool, upload: UUID) -> list[str]:
    """The chunk files of an upload."""
    return sorted(name for name in os.listdir(spool.root / str(upload)) if name != "lock")


def wait_until(condition: Callable[[], bool]) -> None:
    """Looks again and again, until the test's own timeout."""
    while not condition():
        time.sleep(0.001)


def somebody_waits_for(inode: int) -> bool:
    """Whether the kernel lists somebody as blocked on that file's lock."""
    return any(
        " -> " in line and line.split()[-3].endswith(f":{inode}")
        for line in Path("/proc/locks").read_text().splitlines()
    )


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """The kernel lets this process write `size` bytes into a file, then refuses: like a disk that fills up."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_chunks_become_one_stream(spool: Spool, upload: UUID) -> None:
    assert spool.append(upload, 1, 0, b"one", 0) == 3
    assert spool.append(upload, 1, 3, memoryview(b"two!"), 0) == 7
    assert spool.end(upload, 0) == 7
    assert content(spool, upload) == b"onetwo!"


def test_an_upload_nobody_opened_takes_nothing(spool: Spool) -> None:
    with pytest.raises(Sealed):
        spool.append(uuid4(), 1, 0, b"x", 0)


def test_an_unknown_upload_ends_where_s3_ends(spool: Spool) -> None:
    assert spool.end(uuid4(), 42) == 42


@pytest.mark.parametrize("offset", [0, 2, 4, 100])
def test_a_chunk_that_does_not_continue_the_stream_is_refused_and_told_where_it_does(
    spool: Spool, upload: UUID, offset: int
) -> None:
    spool.append(upload, 1, 0, b"one", 0)
    with pytest.raises(OffsetMismatch) as refused:
        spool.append(upload, 1, offset, b"two", 0)
    assert refused.value.expected == 3
    assert content(spool, upload) == b"one"


def test_a_newer_epoch_takes_over_and_the_older_writes_nothing_more(spool: Spool, upload: UUID) -> None:
    """Invariant 2: two connections never mix their bytes."""
    spool.append(upload, 1, 0, b"one", 0)
    assert spool.open(upload, epoch=2, floor=0) == 3

    with pytest.raises(Superseded):
        spool.append(upload, 1, 3, b"old", 0)
    assert spool.append(upload, 2, 3, b"new", 0) == 6
    assert content(spool, upload) == b"onenew"


def test_an_older_epoch_cannot_take_back(spool: Spool, upload: UUID) -> None:
    spool.open(upload, epoch=3, floor=0)
    with pytest.raises(Superseded):
        spool.open(upload, epoch=2, floor=0)


def test_the_same_epoch_may_open_again(spool: Spool, upload: UUID) -> None:
    spool.append(upload, 1, 0, b"one", 0)
    assert spool.open(upload, epoch=1, floor=0) == 3
    assert spool.append(upload, 1, 3, b"two", 0) == 6


def test_a_sealed_stream_keeps_its_bytes_and_takes_no_more(spool: Spool, upload: UUID) -> None:
    spool.append(upload, 1, 0, b"one", 0)
    assert spool.seal(upload, 0) == 3
    assert spool.seal(upload, 0) == 3
    with pytest.raises(Sealed):
        spool.append(upload, 1, 3, b"two", 0)
    assert content(spool, upload) == b"one"


def test_sealing_an_upload_that_never_came_here_ends_it_at_the_floor(spool: Spool) -> None:
    upload = uuid4()
    assert spool.seal(upload, 9) == 9
    with pytest.raises(Sealed):
        spool.append(upload, 0, 9, b"x", 9)


def test_an_empty_spool_goes_on_where_s3_ends(spool: Spool) -> None:
    upload = uuid4()
    assert spool.open(upload, epoch=4, floor=1000) == 1000
    assert spool.append(upload, 4, 1000, b"next", 1000) == 1004
    assert content(spool, upload, 1000) == b"next"


def test_released_chunks_go_but_the_newest_stays_to_mark_the_end(spool: Spool, upload: UUID) -> None:
    for index in range(4):
        spool.append(upload, 1, index * 3, b"abc", 0)
    spool.release(upload, 7)
    assert names(spool, upload) == [f"{6:020d}-3", f"{9:020d}-3"]
    spool.release(upload, 12)
    assert names(spool, upload) == [f"{9:020d}-3"]
    assert spool.end(upload, 0) == 12
    assert spool.append(upload, 1, 12, b"d", 12) == 13


def test_a_range_that_is_not_all_here_is_refused(spool: Spool, upload: UUID) -> None:
    for index in range(4):
        spool.append(upload, 1, index * 3, b"abc", 0)
    spool.release(upload, 6)
    for start, stop in [(0, 12), (5, 8), (6, 13), (0, 1), (12, 13)]:
        with pytest.raises(FileNotFoundError):
            spool.reader(upload, start, stop)
    assert content(spool, upload, 6, 12) == b"abcabc"


def test_a_missing_chunk_in_the_middle_is_not_papered_over(spool: Spool, upload: UUID) -> None:
    for index in range(3):
        spool.append(upload, 1, index * 3, b"abc", 0)
    (spool.root / str(upload) / f"{3:020d}-3").unlink()
    with pytest.raises(FileNotFoundError, match="from 3 "):
        spool.reader(upload, 0, 9)


def test_a_file_that_a_crash_left_aside_is_no_chunk(spool: Spool, upload: UUID) -> None:
    """Invariant 1: a crash leaves whole chunks or nothing."""
    spool.append(upload, 1, 0, b"one", 0)
    (spool.root / str(upload) / f".{uuid4().hex}").write_bytes(b"half a chu")
    assert spool.end(upload, 0) == 3
    assert spool.append(upload, 1, 3, b"two", 0) == 6
    assert content(spool, upload) == b"onetwo"


def test_a_full_disk_takes_nothing_and_keeps_what_it_has(spool: Spool, upload: UUID) -> None:
    spool.append(upload, 1, 0, b"before", 0)
    with room_for(1000), pytest.raises(Full):
        spool.append(upload, 1, 6, bytes(5000), 0)
    assert names(spool, upload) == [f"{0:020d}-6"], "half a chunk would keep the disk full"
    assert spool.append(upload, 1, 6, b"after", 0) == 11
    assert content(spool, upload) == b"beforeafter"


def test_a_full_disk_leaves_the_epoch_that_may_write(spool: Spool, upload: UUID) -> None:
    with room_for(0), pytest.raises(Full):
        spool.open(upload, epoch=2, floor=0)
    assert spool.append(upload, 1, 0, b"one", 0) == 3


def test_removing_leaves_nothing_and_late_writers_find_it_sealed(spool: Spool, upload: UUID) -> None:
    spool.append(upload, 1, 0, b"one", 0)
    (spool.root / str(upload) / f".{uuid4().hex}").write_bytes(b"aside")
    spool.remove(upload)
    assert list(spool.root.iterdir()) == []
    with pytest.raises(Sealed):
        spool.append(upload, 1, 3, b"two", 0)
    spool.remove(upload)
    assert list(spool.root.iterdir()) == []


def test_a_writer_that_waited_for_the_lock_of_a_removed_upload_finds_it_sealed(spool: Spool, upload: UUID) -> None:
    folder = spool.root / str(upload)
    held = os.open(folder / "lock", os.O_RDWR)
    fcntl.flock(held, fcntl.LOCK_EX)
    with ThreadPoolExecutor(1) as pool:
        late = pool.submit(spool.append, upload, 1, 0, b"late", 0)
        wait_until(lambda: somebody_waits_for(os.fstat(held).st_ino))
        shutil.rmtree(folder)
        os.close(held)
        with pytest.raises(Sealed):
            late.result()
    assert list(spool.root.iterdir()) == []


def test_every_upload_with_a_directory_is_listed(spool: Spool, upload: UUID) -> None:
    other = uuid4()
    spool.open(other, 1, 0)
    (spool.root / "not-an-upload").mkdir()
    os.utime(spool.root / str(other), (1000, 1000))
    listed = dict(spool.uploads())
    assert set(listed) == {upload, other}
    assert listed[other] == 1000
    assert listed[upload] > 1000


def test_a_spool_that_does_not_exist_lists_nothing(tmp_path: Path) -> None:
    assert list(Spool(tmp_path / "never-made").uploads()) == []


def test_no_file_descriptor_is_left_open(spool: Spool, upload: UUID) -> None:
    before = len(os.listdir("/proc/self/fd"))
    offset = 0
    for _ in range(50):
        offset = spool.append(upload, 1, offset, b"abc", 0)
        with pytest.raises(OffsetMismatch):
            spool.append(upload, 1, 0, b"abc", 0)
        content(spool, upload)
    assert len(os.listdir("/proc/self/fd")) == before


# ---- on the disk -------------------------------------------------------------------------------------------------


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was synced, by the name it had then."""
    seen: list[str] = []
    really = os.fsync

    def watched(handle: int) -> None:
        seen.append(os.readlink(f"/proc/self/fd/{handle}"))
        really(handle)

    monkeypatch.setattr(os, "fsync", watched)
    return seen


def test_a_synced_chunk_is_on_the_disk_under_its_name_before_it_counts(tmp_path: Path, synced: list[str]) -> None:
    spool, upload = Spool(tmp_path, synced=True), uuid4()
    spool.open(upload, 1, 0)
    assert synced == [str(tmp_path)], "a directory that is new must be found after a power cut, too"
    spool.append(upload, 1, 0, b"abc", 0)
    chunk, folder = synced[1:]
    assert Path(chunk).parent == Path(folder) == tmp_path / str(upload)
    assert Path(chunk).name.startswith("."), "its bytes come first, then its name"


def test_otherwise_nobody_waits_for_the_disk(spool: Spool, upload: UUID, synced: list[str]) -> None:
    spool.append(upload, 1, 0, b"abc", 0)
    assert synced == []
