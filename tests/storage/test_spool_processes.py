"""Several processes at one spool, and processes that are killed."""

import multiprocessing
import os
import resource
import signal
from multiprocessing.connection import Connection, wait
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.storage.spool import Full, OffsetMismatch, Sealed, Spool, Superseded

# Forked children see this module as it is imported here, whatever the test runner calls it.
fork = multiprocessing.get_context("fork")
WRITERS = 4
CHUNKS_EACH = 60
TOLD = 7


def pattern(offset: int, size: int) -> bytes:
    """The only right bytes for this place of the stream."""
    return b"".join(b"%07d " % (position // 8) for position in range(offset, offset + size, 8))


def write_my_chunks(root: Path, upload: UUID, writer: int, acknowledged: Connection) -> None:
    """Appends marked chunks wherever the stream ends, and reports each one that was taken."""
    spool = Spool(root)
    guess = 0
    for index in range(CHUNKS_EACH):
        data = f"<{writer}:{index}>".encode()
        while True:
            try:
                guess = spool.append(upload, 1, guess, data, 0)
                break
            except OffsetMismatch as mismatch:
                guess = mismatch.expected
        acknowledged.send((guess - len(data), data))
    acknowledged.close()


def write_until_killed(root: Path, upload: UUID, epoch: int, acknowledged: Connection) -> None:
    """Appends the pattern for ever, reporting each end that was acknowledged."""
    spool = Spool(root)
    offset = spool.open(upload, epoch, 0)
    while True:
        offset = spool.append(upload, epoch, offset, pattern(offset, 4096), 0)
        acknowledged.send(offset)


def write_until_sealed(root: Path, upload: UUID, outcome: Connection) -> None:
    """Appends until the spool refuses; reports how."""
    spool = Spool(root)
    offset = 0
    while True:
        try:
            offset = spool.append(upload, 1, offset, b"x" * 100, 0)
        except (Sealed, Superseded, OSError) as error:
            outcome.send(type(error).__name__)
            return
        outcome.send(offset)


def write_more_than_fits(root: Path, upload: UUID) -> None:
    """A limit on the size of files stands for the full disk; the exit code says that the writer was told so."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))
    try:
        Spool(root).append(upload, 1, 3, b"x" * 65, 0)
    except Full:
        os._exit(TOLD)
    os._exit(0)


def test_processes_that_append_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    """Invariant 2: the stream is exactly the chunks that were acknowledged, each once, at its place."""
    upload = uuid4()
    spool = Spool(tmp_path)
    spool.open(upload, 1, 0)
    pipes = [fork.Pipe(duplex=False) for _ in range(WRITERS)]
    writers = [
        fork.Process(target=write_my_chunks, args=(tmp_path, upload, index, pipe[1]))
        for index, pipe in enumerate(pipes)
    ]
    for writer in writers:
        writer.start()
    taken: dict[int, bytes] = {}
    for receiving, _ in pipes:
        for _ in range(CHUNKS_EACH):
            offset, data = receiving.recv()
            assert offset not in taken
            taken[offset] = data
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0

    expected = b"".join(taken[offset] for offset in sorted(taken))
    with spool.reader(upload, 0, spool.end(upload, 0)) as reader:
        assert reader.read() == expected
    assert len(taken) == len(set(taken.values())) == WRITERS * CHUNKS_EACH


@pytest.mark.parametrize("acks", [1, 7, 40])
def test_a_killed_writer_loses_no_acknowledged_byte_and_its_successor_goes_on(tmp_path: Path, acks: int) -> None:
    """Invariant 1: an acknowledged byte is never lost by a crash of the web process."""
    upload = uuid4()
    spool = Spool(tmp_path)
    acknowledged = 0
    for epoch in (1, 2, 3):
        receiving, sending = fork.Pipe(duplex=False)
        writer = fork.Process(target=write_until_killed, args=(tmp_path, upload, epoch, sending))
        writer.start()
        for _ in range(acks):
            acknowledged = receiving.recv()
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        end = spool.end(upload, 0)
        assert end >= acknowledged
        assert end % 4096 == 0
        with spool.reader(upload, 0, end) as reader:
            assert reader.read() == pattern(0, end)


def test_a_chunk_that_the_disk_refuses_is_not_in_the_stream(tmp_path: Path) -> None:
    upload = uuid4()
    spool = Spool(tmp_path)
    spool.open(upload, 1, 0)
    spool.append(upload, 1, 0, b"one", 0)
    writer = fork.Process(target=write_more_than_fits, args=(tmp_path, upload))
    writer.start()
    writer.join()

    assert writer.exitcode == TOLD
    assert spool.end(upload, 0) == 3
    assert spool.append(upload, 1, 3, b"two", 0) == 6
    with spool.reader(upload, 0, 6) as reader:
        assert reader.read() == b"onetwo"


def test_two_takeovers_at_once_leave_one_writer(tmp_path: Path) -> None:
    upload = uuid4()
    spool = Spool(tmp_path)
    spool.open(upload, 1, 0)
    pipes = [fork.Pipe(duplex=False) for _ in range(2)]
    writers = [
        fork.Process(target=write_until_killed, args=(tmp_path, upload, epoch, pipe[1]))
        for epoch, pipe in zip((2, 3), pipes, strict=True)
    ]
    for writer in writers:
        writer.start()
    # Once epoch 3 writes, epoch 2 was refused at its opening or is at its next chunk, and ends by that.
    while writers[0].is_alive():
        for receiving in wait([pipe[0] for pipe in pipes], timeout=0.05):
            receiving.recv()
    for _ in range(5):
        pipes[1][0].recv()
    assert writers[0].exitcode == 1
    os.kill(writers[1].pid, signal.SIGKILL)
    writers[1].join()
    end = spool.end(upload, 0)
    with spool.reader(upload, 0, end) as reader:
        assert reader.read() == pattern(0, end)


def test_an_upload_removed_under_its_writer_stays_removed(tmp_path: Path) -> None:
    upload = uuid4()
    spool = Spool(tmp_path)
    spool.open(upload, 1, 0)
    receiving, sending = fork.Pipe(duplex=False)
    writer = fork.Process(target=write_until_sealed, args=(tmp_path, upload, sending))
    writer.start()
    for _ in range(10):
        assert isinstance(receiving.recv(), int)
    spool.remove(upload)
    while isinstance(outcome := receiving.recv(), int):
        pass
    writer.join()
    assert outcome == "Sealed"
    assert list(tmp_path.iterdir()) == []
