"""The reader behaves as the streams an S3 client expects."""

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.storage.spool_reader import Piece, SpoolReader

STREAM = bytes(range(256)) * 4
# Where the pieces of STREAM begin, as uneven as chunks are.
CUTS = (0, 1, 2, 100, 355, 356, 700)

moves = st.one_of(
    st.tuples(st.just("read"), st.integers(-1, 400)),
    st.tuples(st.just("seek_set"), st.integers(0, 1100)),
    st.tuples(st.just("seek_cur"), st.integers(-500, 500)),
    st.tuples(st.just("seek_end"), st.integers(-1100, 0)),
)


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> list[Piece]:
    folder = tmp_path_factory.mktemp("pieces")
    found: list[Piece] = []
    for start, stop in zip(CUTS, (*CUTS[1:], len(STREAM)), strict=True):
        path = folder / str(start)
        path.write_bytes(STREAM[start:stop])
        found.append((path, start, stop - start))
    return found


def reader_of(pieces: list[Piece], start: int, stop: int) -> SpoolReader:
    """A reader that gets, as from the spool, only the pieces that touch the range."""
    return SpoolReader([piece for piece in pieces if piece[1] + piece[2] > start and piece[1] < stop], start, stop)


@settings(max_examples=100, deadline=None)
@given(bounds=st.tuples(st.integers(0, 1024), st.integers(0, 1024)).map(sorted), steps=st.lists(moves, max_size=12))
def test_it_reads_and_seeks_as_a_bytes_stream_does(
    pieces: list[Piece], bounds: list[int], steps: list[tuple[str, int]]
) -> None:
    start, stop = bounds
    expected = io.BytesIO(STREAM[start:stop])
    length = stop - start
    with reader_of(pieces, start, stop) as reader:
        assert len(reader) == length
        for action, amount in steps:
            if action == "read":
                assert reader.read(amount) == expected.read(amount)
            else:
                base = {"seek_set": 0, "seek_cur": expected.tell(), "seek_end": length}[action]
                # Positions are kept within the range, where BytesIO lets them run out of it.
                target = min(max(base + amount, 0), length)
                expected.seek(target)
                whence = {"seek_set": io.SEEK_SET, "seek_cur": io.SEEK_CUR, "seek_end": io.SEEK_END}[action]
                assert reader.seek(amount, whence) == target
            assert reader.tell() == expected.tell()


def test_one_read_crosses_pieces(pieces: list[Piece]) -> None:
    with reader_of(pieces, 0, 1024) as reader:
        assert reader.read(1024) == STREAM


def test_it_fills_any_kind_of_buffer(pieces: list[Piece]) -> None:
    with reader_of(pieces, 50, 1000) as reader:
        buffer = bytearray(300)
        assert reader.readinto(buffer) == 300
        assert buffer == STREAM[50:350]
        assert reader.readinto(memoryview(buffer)[:0]) == 0


def test_it_can_be_wrapped_and_copied(pieces: list[Piece]) -> None:
    with io.BufferedReader(reader_of(pieces, 3, 900), 64) as buffered:
        assert b"".join(iter(lambda: buffered.read(37), b"")) == STREAM[3:900]


def test_it_says_what_it_can_do(pieces: list[Piece]) -> None:
    reader = reader_of(pieces, 0, 10)
    assert reader.readable()
    assert reader.seekable()
    assert not reader.writable()
    reader.close()


def test_an_empty_range_is_at_its_end(pieces: list[Piece]) -> None:
    with reader_of(pieces, 100, 100) as reader:
        assert reader.read() == b""
        assert reader.seek(0, io.SEEK_END) == 0


def test_a_chunk_shorter_than_its_name_is_an_error_not_a_shorter_stream(tmp_path: Path) -> None:
    (tmp_path / "chunk").write_bytes(b"12345")
    with SpoolReader([(tmp_path / "chunk", 0, 8)], 0, 8) as reader, pytest.raises(OSError, match="shorter"):
        reader.read()


def test_one_file_is_open_at_a_time_and_none_after_closing(pieces: list[Piece]) -> None:
    open_files = Path("/proc/self/fd")
    before = len(list(open_files.iterdir()))
    reader = reader_of(pieces, 0, 1024)
    assert len(list(open_files.iterdir())) == before
    for _ in range(100):
        reader.read(11)
        assert len(list(open_files.iterdir())) <= before + 1
    reader.close()
    reader.close()
    assert reader.closed
    assert len(list(open_files.iterdir())) == before


def test_a_closed_reader_reads_nothing_and_opens_nothing(pieces: list[Piece]) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    reader = reader_of(pieces, 0, 1024)
    reader.close()
    for use in (reader.read, reader.tell, lambda: reader.seek(0), lambda: reader.readinto(bytearray(1))):
        with pytest.raises(ValueError, match="closed"):
            use()
    assert len(list(Path("/proc/self/fd").iterdir())) == before
