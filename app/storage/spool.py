"""The spool: short-lived files, one a chunk, between a client's socket and a part in S3.

A directory per upload holds chunk files named by the stream offset of their first byte and their size, so the
state is what lies there: a crash leaves whole chunks or nothing. The `lock` file serialises writers and carries
the epoch that may write. The newest chunk file stays until the upload ends, so that the end of the stream can
be read off the directory even when every byte of it is in S3 already.
"""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from uuid import UUID, uuid4

from app.settings import settings
from app.storage.spool_reader import SpoolReader

_SEALED = "sealed"
_LOCK = "lock"
# The disk is full, the account's share of it is, or the process may write no longer files.
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
# Every number that a column of the database may hold, in digits.
_EPOCH_WIDTH = 20


class SpoolError(Exception):
    """A chunk was not accepted."""


class Superseded(SpoolError):
    """A newer connection writes to this upload now."""


class Sealed(SpoolError):
    """The upload was finished or thrown away; nothing can be added."""


class Full(SpoolError):
    """There is no room on the disk for more; what was taken before is untouched."""


class OffsetMismatch(SpoolError):
    """The chunk does not start where the stream ends; `expected` is where it does."""

    def __init__(self, expected: int) -> None:
        super().__init__(f"expected offset {expected}")
        self.expected = expected


@dataclass(frozen=True, slots=True)
class ChunkFile:
    """Bytes [start, start + size) of the stream, in the file at `path`."""

    path: str
    start: int
    size: int

    @property
    def stop(self) -> int:
        """The offset behind the last byte."""
        return self.start + self.size


class Spool:
    """All uploads spooled on this host. Methods are safe across threads and processes of the host.

    With `synced` a chunk is on the disk before it counts, so that also a power cut leaves it; without, a crash of the
    processes does.
    """

    def __init__(self, root: Path, synced: bool = False) -> None:
        self.root = root
        self._synced = synced

    def open(self, upload_id: UUID, epoch: int, floor: int) -> int:
        """Lets `epoch` write, and no older one; returns the stream's end.

        `floor` is what S3 already has: where this host's spool is empty the stream goes on from there.
        Raises Superseded or Full.
        """
        folder = self._folder(upload_id)
        with _needing_room(), self._locked(folder, create=True) as lock:
            current = _read_epoch(lock)
            if current is not None and current > epoch:
                raise Superseded
            _write_epoch(lock, str(epoch))
            if self._synced:
                _sync_folder(self.root)
            return _end(folder, floor)

    def append(self, upload_id: UUID, epoch: int, offset: int, data: bytes | memoryview, floor: int) -> int:
        """Writes a chunk at `offset`; returns the new end. Raises Superseded, Sealed, OffsetMismatch or Full.

        The chunk is whole on this host's file system when this returns: a killed process loses nothing. In a spool
        that is synced it is on the disk, under its name.
        """
        # 1. Under the directory's lock: of a connection and the one that takes over, one writes at a time.
        # 2. The epoch before the offset: who was taken over hears that, and does not try again where the end is now.
        # 3. The end is read off the names each time. Another process of this host may have written last.
        # 4. The chunk is written aside and renamed: only its name makes it count, and then all of it is there.
        folder = self._folder(upload_id)
        with self._locked(folder) as lock:
            current = _read_epoch(lock)
            if current is None:
                raise Sealed
            if current != epoch:
                raise Superseded
            end = _end(folder, floor)
            if offset != end:
                raise OffsetMismatch(end)
            with _needing_room():
                _write_chunk(folder, f"{offset:020d}-{len(data)}", data, self._synced)
            return offset + len(data)

    def seal(self, upload_id: UUID, floor: int) -> int:
        """Ends the stream: no epoch may write any more. Returns its length in bytes."""
        folder = self._folder(upload_id)
        folder.mkdir(parents=True, exist_ok=True)
        with self._locked(folder, create=True) as lock:
            _write_epoch(lock, _SEALED)
            return _end(folder, floor)

    def end(self, upload_id: UUID, floor: int) -> int:
        """Where the stream ends now: everything before it is either spooled here or in S3."""
        return _end(self._folder(upload_id), floor)

    def reader(self, upload_id: UUID, start: int, stop: int) -> SpoolReader:
        """Bytes [start, stop) as a seekable stream. Raises FileNotFoundError where some are not here."""
        files = _chunk_files(self._folder(upload_id))
        needed = [file for file in files if file.stop > start and file.start < stop]
        position = start
        for file in needed:
            if file.start > position:
                break
            position = file.stop
        if position < stop:
            raise FileNotFoundError(f"bytes from {position} are not spooled on this host")
        return SpoolReader([(file.path, file.start, file.size) for file in needed], start, stop)

    def release(self, upload_id: UUID, upto: int, held: int = 0) -> None:
        """Deletes chunks that lie wholly before `upto`, but for the newest one and those with bytes before `held`."""
        for file in _chunk_files(self._folder(upload_id))[:-1]:
            if held <= file.start and file.stop <= upto:
                with suppress(FileNotFoundError):
                    os.unlink(file.path)

    def remove(self, upload_id: UUID) -> None:
        """Deletes the upload's directory; a writer that comes late finds it sealed."""
        folder = self._folder(upload_id)
        try:
            with self._locked(folder) as lock:
                # Before anything is deleted: what a removal that is killed half-way leaves must take no more bytes.
                _write_epoch(lock, _SEALED)
                shutil.rmtree(folder, ignore_errors=True)
        except Sealed:
            # Without its lock: gone, or what a removal that was killed half-way left.
            shutil.rmtree(folder, ignore_errors=True)

    def works(self) -> bool:
        """Whether this host's file system takes a file and gives it back. One that is full works: it gets emptier."""
        probe = self.root / f".probe-{uuid4().hex}"
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            probe.write_bytes(b"1")
            return probe.read_bytes() == b"1"
        except OSError as error:
            return error.errno in _NO_ROOM
        finally:
            with suppress(OSError):
                probe.unlink()

    def uploads(self) -> Iterator[tuple[UUID, float]]:
        """Every upload with a directory here, and when (Unix time) it last changed."""
        if not self.root.is_dir():
            return
        for entry in os.scandir(self.root):
            try:
                upload_id, changed = UUID(entry.name), entry.stat().st_mtime
            except (ValueError, FileNotFoundError):
                # Not an upload's, or removed since it was listed.
                continue
            yield upload_id, changed

    def _folder(self, upload_id: UUID) -> Path:
        return self.root / str(upload_id)

    @contextmanager
    def _locked(self, folder: Path, create: bool = False) -> Iterator[int]:
        """Holds the directory's lock. Nothing in here may yield to another greenlet: flock would not notice."""
        flags = os.O_RDWR | (os.O_CREAT if create else 0)
        while True:
            try:
                handle = os.open(folder / _LOCK, flags, 0o600)
            except FileNotFoundError:
                if not create:
                    raise Sealed from None
                folder.mkdir(parents=True, exist_ok=True)
                continue
            try:
                fcntl.flock(handle, fcntl.LOCK_EX)
                # The directory may have been removed while we waited: the lock we hold is then nobody's.
                if os.fstat(handle).st_nlink:
                    yield handle
                    return
            finally:
                os.close(handle)
            if not create:
                raise Sealed


@contextmanager
def _needing_room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise Full from error
        raise


def _write_chunk(folder: Path, name: str, data: bytes | memoryview, synced: bool) -> None:
    # Plain system calls: a thousand recorders make hundreds of chunks a second, and pathlib would cost as much as
    # the writing.
    aside = f"{folder}/.{uuid4().hex}"
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        _write_all(handle, data)
        if synced:
            os.fsync(handle)
    except OSError:
        # Half a chunk on a full disk would keep the next one from fitting.
        os.unlink(aside)
        raise
    finally:
        os.close(handle)
    os.rename(aside, f"{folder}/{name}")
    if synced:
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    """Puts the names in a directory on the disk; a file's own fsync does not (fsync(2))."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_all(handle: int, data: bytes | memoryview) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]


def _read_epoch(lock: int) -> int | None:
    """The epoch that may write, 0 for a new spool, None for a sealed one."""
    text = os.pread(lock, _EPOCH_WIDTH, 0).decode().strip()
    if text == _SEALED:
        return None
    return int(text) if text else 0


def _write_epoch(lock: int, text: str) -> None:
    # Written over in one go and never cut first: a full disk or a crash leaves the old epoch or the new one.
    os.pwrite(lock, text.ljust(_EPOCH_WIDTH).encode(), 0)


def _chunk_files(folder: Path) -> list[ChunkFile]:
    """The chunks in stream order."""
    files: list[ChunkFile] = []
    for name in sorted(_chunk_names(folder)):
        start, _, size = name.partition("-")
        files.append(ChunkFile(f"{folder}/{name}", int(start), int(size)))
    return files


def _end(folder: Path, floor: int) -> int:
    # The newest name says it all: chunks follow one another without a gap, so nothing has to be added up.
    newest = max(_chunk_names(folder), default=None)
    if newest is None:
        return floor
    start, _, size = newest.partition("-")
    return max(floor, int(start) + int(size))


def _chunk_names(folder: Path) -> list[str]:
    """Names sort as offsets do. Files written aside and never renamed are not chunks."""
    try:
        return [name for name in os.listdir(folder) if "-" in name and name[0] != "."]
    except FileNotFoundError:
        return []


@lru_cache(maxsize=4)
def _spool(root: str, synced: bool) -> Spool:
    Path(root).mkdir(parents=True, exist_ok=True)
    return Spool(Path(root), synced)


def get_spool() -> Spool:
    """This host's spool."""
    return _spool(settings().spool_dir, settings().spool_fsync == "chunk")


def spool_works() -> bool:
    """Whether this machine's spool does; see Spool.works."""
    try:
        return get_spool().works()
    except OSError:
        return False
