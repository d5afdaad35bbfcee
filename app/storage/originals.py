"""Recordings on this machine's disk: fetched once, read by all its processes, never more than so many bytes.

A file is one inode from its first byte on, and the lock of that inode (flock(2), which ends with its process) says who
does what with it:

1. Whoever wants an object asks for its size and ETag, which are part of the file's name: other bytes, another file.
2. As `<name>.part` it is locked by the one who fetches it. All others wait for that lock, and then find it whole; or
   find that the process was lost, and one of them begins anew.
3. Whole, it is `<name>`, and everybody who reads it shares its lock.
4. Room is made by removing what nobody has read for longest. What is locked is being read, or fetched, and stays.
5. Where there is no room even so, nothing is kept: whoever wants the object fetches it apart.
"""

import fcntl
import hashlib
import os
import random
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from app.errors import DiskFull, said_when_full
from app.settings import settings
from app.storage.s3 import MissingObject, ObjectHead, ObjectStore, get_store

# The stages of a recording follow each other within minutes; what was deleted should not lie here for days.
UNREAD_SECONDS = 3600.0
# How often another may come first, or be lost, before the object is fetched apart.
_ROUNDS = 10
_PAUSE_SECONDS = 0.1
_PART = ".part"
_ROOM = "room.lock"


class _NoRoom(Exception):
    """All that is kept is being read, and there is no room for one more."""


class Originals:
    """A directory of whole objects, at most `capacity` bytes together. Safe across threads and processes."""

    def __init__(self, root: Path, capacity: int) -> None:
        self.root = root
        self._capacity = capacity

    @contextmanager
    def shared(self, store: ObjectStore, key: str) -> Iterator[Path | None]:
        """The object's file, there for as long as the body runs and not to be changed; None where there is no room.

        Raises MissingObject, StorageError, DiskFull.
        """
        head = store.head(key)
        if head is None:
            raise MissingObject(f"head {key}")
        path = self._path(key, head)
        file = self._read(store, key, head.size, path)
        if file is None:
            yield None
            return
        with file:
            yield path

    def tidy(self) -> int:
        """Removes what nobody has read for UNREAD_SECONDS, and what lost processes have left; returns how many."""
        if not self.root.is_dir():
            return 0
        old = time.time() - UNREAD_SECONDS
        with self._room():
            due = [path for path, facts in self._files() if path.suffix == _PART or facts.st_mtime < old]
            return sum(_is_removed(path) for path in due)

    def _path(self, key: str, head: ObjectHead) -> Path:
        name = f"{key}\n{head.etag}\n{head.size}"
        return self.root / hashlib.sha256(name.encode()).hexdigest()[:40]

    def _read(self, store: ObjectStore, key: str, size: int, path: Path) -> BinaryIO | None:
        """The whole file, open and locked against removal; None where it cannot be kept."""
        self.root.mkdir(parents=True, exist_ok=True)
        with suppress(_NoRoom):
            for _ in range(_ROUNDS):
                with ExitStack() as stack:
                    file = stack.enter_context(_opened(path))
                    if _is_ours_to_fetch(file, path):
                        with said_when_full():
                            self._fetch(store, key, size, file, path)
                    # Whoever else fetches it is waited for here; of those who were lost, the name stays a part's.
                    fcntl.flock(file, fcntl.LOCK_SH)
                    if _is_at(file, path):
                        os.utime(path)
                        stack.pop_all()
                        return file
                # Several who waited for one that was lost would keep the lock from each other.
                time.sleep(random.uniform(0, _PAUSE_SECONDS))
        return None

    def _fetch(self, store: ObjectStore, key: str, size: int, part: BinaryIO, path: Path) -> None:
        """Makes the locked part the whole file. After a fault there is neither. Raises _NoRoom."""
        try:
            self._reserve(part, size)
            self._download(store, key, part)
            os.fchmod(part.fileno(), 0o444)
            # Whoever counts while a name changes may see both, or neither.
            with self._room():
                _part_of(path).rename(path)
        except BaseException:
            _part_of(path).unlink()
            raise

    def _download(self, store: ObjectStore, key: str, part: BinaryIO) -> None:
        try:
            with said_when_full():
                store.download_into(key, part)
        except DiskFull:
            # The disk has less room than may be taken of it.
            if not self._remove_unread():
                raise
            store.download_into(key, part)

    def _reserve(self, part: BinaryIO, size: int) -> None:
        """Gives the part its size at once, so that others count it; removes what was read longest ago for it."""
        if size > self._capacity:
            raise _NoRoom
        with self._room():
            part.truncate(0)
            files = sorted(self._files(), key=lambda entry: entry[1].st_mtime)
            used = sum(facts.st_size for _, facts in files)
            for path, facts in files:
                if used + size <= self._capacity:
                    break
                used -= facts.st_size if _is_removed(path) else 0
            if used + size > self._capacity:
                raise _NoRoom
            part.truncate(size)

    def _remove_unread(self) -> int:
        with self._room():
            return sum(_is_removed(path) for path, _ in self._files())

    def _files(self) -> list[tuple[Path, os.stat_result]]:
        found = []
        for path in self.root.iterdir():
            with suppress(FileNotFoundError):
                if path.name != _ROOM:
                    found.append((path, path.stat()))
        return found

    @contextmanager
    def _room(self) -> Iterator[None]:
        """One process at a time counts and removes; it does nothing else meanwhile."""
        with (self.root / _ROOM).open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def _part_of(path: Path) -> Path:
    return path.with_name(path.name + _PART)


def _opened(path: Path) -> BinaryIO:
    """The whole file or, where there is none, its part."""
    try:
        return path.open("rb")
    except FileNotFoundError:
        return os.fdopen(os.open(_part_of(path), os.O_RDWR | os.O_CREAT, 0o600), "r+b")


def _is_ours_to_fetch(file: BinaryIO, path: Path) -> bool:
    """Whether the file is a part that nobody fetches; it is locked then."""
    if not _is_alone(file) or not _is_at(file, _part_of(path)):
        return False
    if path.exists():
        # It became whole just before this part was begun.
        _part_of(path).unlink()
        return False
    return True


def _is_removed(path: Path) -> bool:
    """Removes a file, unless somebody reads or fetches it."""
    try:
        with path.open("rb") as file:
            if not _is_alone(file):
                return False
            path.unlink()
    except FileNotFoundError:
        pass
    return True


def _is_alone(file: BinaryIO) -> bool:
    """Whether nobody else has locked the file; we have, then."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_at(file: BinaryIO, path: Path) -> bool:
    """Whether the open file is still the one that has this name."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def of_this_machine() -> Originals:
    """What the settings say: where they lie, and how much room they may take."""
    return Originals(Path(settings().scratch_dir) / "originals", settings().originals_cache_bytes)


@contextmanager
def shared(key: str) -> Iterator[Path | None]:
    """An object of the bucket, as Originals.shared gives it."""
    with of_this_machine().shared(get_store(), key) as path:
        yield path
