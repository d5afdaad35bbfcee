"""A recording is fetched once a machine, whoever asks, however often; and never more lies there than may."""

import multiprocessing
import os
import random
import resource
import signal
import stat
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

import pytest
from apiflask import APIFlask

from app.config import load
from app.errors import DiskFull, StorageError
from app.storage import originals
from app.storage.originals import Originals
from app.storage.s3 import MissingObject, ObjectStore
from tests.support.recordings import content

SIZE = 300_000
ROOMY = 10 * SIZE
_CONTEXT = multiprocessing.get_context("fork")


class Counting(ObjectStore):
    """The real store; counts what is fetched, and can be slow or break down at it."""

    def __init__(self) -> None:
        super().__init__(load(os.environ))
        self.fetched: list[str] = []
        self.faults: list[BaseException] = []
        self.entered, self.may_go_on = threading.Event(), threading.Event()
        self.may_go_on.set()

    def download_into(self, key: str, file: BinaryIO) -> None:
        self.fetched.append(key)
        self.entered.set()
        file.write(b"torn" if not key.endswith("odd") else b"")
        self.may_go_on.wait(30)
        if self.faults:
            raise self.faults.pop()
        file.seek(0)
        super().download_into(key, file)


@pytest.fixture
def counting(app: APIFlask) -> Counting:
    return Counting()


@pytest.fixture
def keys(store: ObjectStore) -> list[str]:
    """The names of six objects of SIZE bytes."""
    names = [f"videos/{number}/original.webm" for number in range(6)]
    for number, name in enumerate(names):
        store.put(name, content(SIZE, number), "video/webm")
    return names


def read(cache: Originals, store: ObjectStore, key: str) -> bytes | None:
    with cache.shared(store, key) as path:
        return path.read_bytes() if path else None


def kept(cache: Originals) -> list[Path]:
    """The files there are, beside the one that is locked for counting."""
    return [path for path in cache.root.iterdir() if path.name != "room.lock"]


def used(cache: Originals) -> int:
    return sum(path.stat().st_size for path in kept(cache))


@pytest.mark.parametrize("size", [0, 1, 100, 262_144 + 5])
def test_to_its_last_byte(counting: Counting, store: ObjectStore, tmp_path: Path, size: int) -> None:
    """Also for whoever reads it while the one who fetched it has it open still."""
    store.put("videos/odd", content(size), "video/webm")
    cache = Originals(tmp_path, ROOMY)
    with cache.shared(counting, "videos/odd"):
        assert read(cache, counting, "videos/odd") == content(size)


def test_it_is_fetched_once(counting: Counting, keys: list[str], tmp_path: Path) -> None:
    cache = Originals(tmp_path / "deep" / "originals", ROOMY)
    for _ in range(3):
        assert read(cache, counting, keys[0]) == content(SIZE, 0)
    assert counting.fetched == [keys[0]]


def test_readers_at_once_wait_for_one_who_fetches(counting: Counting, keys: list[str], tmp_path: Path) -> None:
    cache = Originals(tmp_path, ROOMY)
    counting.may_go_on.clear()
    with ThreadPoolExecutor(8) as pool:
        found = [pool.submit(read, cache, counting, keys[0]) for _ in range(8)]
        assert counting.entered.wait(30)
        counting.may_go_on.set()
        assert {future.result() for future in found} == {content(SIZE, 0)}
    assert counting.fetched == [keys[0]]


def _read_elsewhere(root: Path, key: str, log: Path, begin: "multiprocessing.synchronize.Barrier") -> None:
    store = Counting()
    begin.wait()
    assert read(Originals(root, ROOMY), store, key) == content(SIZE, 0)
    with log.open("a") as file:
        file.writelines(f"{name}\n" for name in store.fetched)


def test_processes_share_it(keys: list[str], tmp_path: Path) -> None:
    log, begin = tmp_path / "log", _CONTEXT.Barrier(4)
    arguments = (tmp_path / "originals", keys[0], log, begin)
    others = [_CONTEXT.Process(target=_read_elsewhere, args=arguments) for _ in range(4)]
    for other in others:
        other.start()
    for other in others:
        other.join()
    assert [other.exitcode for other in others] == [0] * 4
    assert log.read_text().splitlines() == [keys[0]]


def _hang(root: Path, key: str) -> None:
    store = Counting()
    store.may_go_on.clear()
    with Originals(root, ROOMY).shared(store, key):
        pass


def hanging(root: Path, key: str) -> "multiprocessing.process.BaseProcess":
    """A process in the middle of fetching."""
    process = _CONTEXT.Process(target=_hang, args=(root, key))
    process.start()
    while not any(path.stat().st_size == SIZE for path in root.glob("*.part")):
        time.sleep(0.01)
    return process


def kill(process: "multiprocessing.process.BaseProcess") -> None:
    assert process.pid
    os.kill(process.pid, signal.SIGKILL)
    process.join()


def test_who_waits_for_a_process_that_is_lost_fetches_it(counting: Counting, keys: list[str], tmp_path: Path) -> None:
    cache = Originals(tmp_path, ROOMY)
    lost = hanging(tmp_path, keys[0])
    with ThreadPoolExecutor(3) as pool:
        found = [pool.submit(read, cache, counting, keys[0]) for _ in range(3)]
        kill(lost)
        assert {future.result() for future in found} == {content(SIZE, 0)}
    assert counting.fetched == [keys[0]]
    assert used(cache) == SIZE


def test_what_a_lost_process_has_left_makes_room(counting: Counting, keys: list[str], tmp_path: Path) -> None:
    kill(hanging(tmp_path, keys[0]))
    cache = Originals(tmp_path, SIZE)
    assert used(cache) == SIZE
    assert read(cache, counting, keys[1]) == content(SIZE, 1)
    assert used(cache) == SIZE


def test_what_is_being_fetched_is_not_tidied_away(counting: Counting, keys: list[str], tmp_path: Path) -> None:
    cache = Originals(tmp_path, ROOMY)
    living = hanging(tmp_path, keys[0])
    assert cache.tidy() == 0
    kill(living)
    assert cache.tidy() == 1
    assert kept(cache) == []


def test_what_was_read_longest_ago_makes_room(counting: Counting, keys: list[str], tmp_path: Path) -> None:
    cache = Originals(tmp_path, 3 * SIZE)
    for number in (0, 1, 2, 0):
        assert read(cache, counting, keys[number]) == content(SIZE, number)
        time.sleep(0.02)
    read(cache, counting, keys[3])
    assert used(cache) == 3 * SIZE
    read(cache, counting, keys[0])
    read(cache, counting, keys[1])
    assert counting.fetched == [keys[number] for number in (0, 1, 2, 3, 1)]


def test_what_is_being_read_stays_and_the_next_is_not_kept(counting: Counting, keys: list[str], tmp_path: Path) -> None:
    cache = Originals(tmp_path, 2 * SIZE)
    with cache.shared(counting, keys[0]) as one, cache.shared(counting, keys[1]) as other:
        assert one and other
        assert read(cache, counting, keys[2]) is None
        assert (one.read_bytes(), other.read_bytes()) == (content(SIZE, 0), content(SIZE, 1))
        assert used(cache) == 2 * SIZE
    assert read(cache, counting, keys[2]) == content(SIZE, 2)


@pytest.mark.parametrize("capacity", [0, SIZE - 1])
def test_what_is_larger_than_all_that_may_be_kept_takes_nothings_place(
    counting: Counting, keys: list[str], store: ObjectStore, tmp_path: Path, capacity: int
) -> None:
    store.put("videos/small", b"small", "video/webm")
    cache = Originals(tmp_path, capacity)
    small = read(cache, counting, "videos/small")
    assert read(cache, counting, keys[0]) is None
    assert [path.read_bytes() for path in kept(cache)] == ([b"small"] if small else [])


def test_readers_of_many_never_keep_more_than_may_be(counting: Counting, keys: list[str], tmp_path: Path) -> None:
    """Whoever asks when, what is kept has its bytes, and together they are within the bound."""
    cache = Originals(tmp_path, 2 * SIZE + 1)
    most: list[int] = []

    def ask(seed: int) -> None:
        rng = random.Random(seed)
        for _ in range(12):
            number = rng.randrange(len(keys))
            with cache.shared(counting, keys[number]) as path:
                most.append(used_now(cache))
                assert path is None or path.read_bytes() == content(SIZE, number)

    with ThreadPoolExecutor(5) as pool:
        for future in [pool.submit(ask, seed) for seed in range(5)]:
            future.result()
    assert max(most) <= 2 * SIZE + 1
    assert len(counting.fetched) > len(keys)


def used_now(cache: Originals) -> int:
    """As `used`, while others work."""
    with cache._room():
        return sum(facts.st_size for _, facts in cache._files())


def test_other_bytes_under_the_same_name_are_another_file(
    counting: Counting, keys: list[str], store: ObjectStore, tmp_path: Path
) -> None:
    cache = Originals(tmp_path, ROOMY)
    read(cache, counting, keys[0])
    store.put(keys[0], content(SIZE, 77), "video/webm")
    assert read(cache, counting, keys[0]) == content(SIZE, 77)


def test_it_is_not_to_be_written_to(counting: Counting, keys: list[str], tmp_path: Path) -> None:
    with Originals(tmp_path, ROOMY).shared(counting, keys[0]) as path:
        assert path
        assert stat.S_IMODE(path.stat().st_mode) == 0o444


def test_what_is_not_there_leaves_nothing(counting: Counting, keys: list[str], tmp_path: Path) -> None:
    cache = Originals(tmp_path, ROOMY)
    with pytest.raises(MissingObject):
        read(cache, counting, "videos/none")
    counting.faults = [StorageError("away")]
    with pytest.raises(StorageError):
        read(cache, counting, keys[0])
    assert kept(cache) == []
    assert read(cache, counting, keys[0]) == content(SIZE, 0)


def test_on_a_full_disk_what_nobody_reads_goes(counting: Counting, keys: list[str], tmp_path: Path) -> None:
    cache = Originals(tmp_path, ROOMY)
    read(cache, counting, keys[0])
    with cache.shared(counting, keys[1]) as held:
        counting.faults = [OSError(28, "No space left on device")]
        assert read(cache, counting, keys[2]) == content(SIZE, 2)
        assert held and held.exists()
        assert used(cache) == 2 * SIZE


def _write_little(root: Path, key: str, said: "multiprocessing.queues.SimpleQueue[str]") -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (SIZE, SIZE))
    try:
        read(Originals(root, ROOMY * 10), Counting(), key)
    except DiskFull as error:
        said.put(f"{error.code} {len(list(root.glob('*')))}")


def test_a_disk_that_stays_full_is_said_to_be(store: ObjectStore, tmp_path: Path) -> None:
    """A process that may write no longer files meets what a full disk is: a fault of the system, here at once."""
    store.put("videos/long", content(3 * SIZE), "video/webm")
    said = _CONTEXT.SimpleQueue()
    process = _CONTEXT.Process(target=_write_little, args=(tmp_path, "videos/long", said))
    process.start()
    process.join()
    assert not said.empty()
    # Only the lock file is left.
    assert said.get() == "disk_full 1"


def test_what_nobody_has_read_for_long_is_tidied_away(counting: Counting, keys: list[str], tmp_path: Path) -> None:
    cache = Originals(tmp_path, ROOMY)
    for key in keys[:3]:
        read(cache, counting, key)
    old = time.time() - originals.UNREAD_SECONDS - 1
    with ExitStack() as stack:
        held = stack.enter_context(cache.shared(counting, keys[0]))
        assert held
        for path in kept(cache)[:]:
            os.utime(path, (old, old))
        read(cache, counting, keys[1])
        assert cache.tidy() == 1
        assert len(kept(cache)) == 2
    assert cache.tidy() == 1
