"""Reads a byte range that lies across several chunk files as one seekable stream."""

import io
from bisect import bisect_right
from typing import BinaryIO

Piece = tuple[str, int, int]


class SpoolReader(io.RawIOBase):
    """Bytes [start, stop) of a stream whose pieces are (path, offset in the stream, size), in order.

    Positions are relative to `start`. One file is open at a time, and a read holds what it returns, no more.
    """

    def __init__(self, pieces: list[Piece], start: int, stop: int) -> None:
        super().__init__()
        self._pieces = pieces
        self._starts = [piece[1] for piece in pieces]
        self._start, self._stop = start, stop
        self._position = start
        self._open: tuple[int, BinaryIO] | None = None

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always: an S3 client rewinds to try again."""
        return True

    def __len__(self) -> int:
        return self._stop - self._start

    def tell(self) -> int:
        """The position, from 0."""
        self._require_open()
        return self._position - self._start

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Moves as io.IOBase.seek does, within the range."""
        self._require_open()
        base = {io.SEEK_SET: self._start, io.SEEK_CUR: self._position, io.SEEK_END: self._stop}[whence]
        self._position = min(max(base + offset, self._start), self._stop)
        return self.tell()

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """Fills `buffer` from the current position; returns how many bytes were there."""
        self._require_open()
        view = memoryview(buffer).cast("B")
        filled = 0
        while filled < len(view) and self._position < self._stop:
            got = self._read_piece(view[filled:])
            if not got:
                raise OSError("a spooled chunk is shorter than its name says")
            filled += got
        return filled

    def close(self) -> None:
        """Closes the file that is open."""
        if self._open:
            self._open[1].close()
            self._open = None
        super().close()

    def _require_open(self) -> None:
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def _read_piece(self, view: memoryview) -> int:
        index = bisect_right(self._starts, self._position) - 1
        _, offset, size = self._pieces[index]
        file = self._file(index)
        within = self._position - offset
        file.seek(within)
        wanted = min(len(view), size - within, self._stop - self._position)
        got = file.readinto(view[:wanted])  # type: ignore[attr-defined]
        self._position += got
        return int(got)

    def _file(self, index: int) -> BinaryIO:
        if self._open is None or self._open[0] != index:
            if self._open:
                self._open[1].close()
            self._open = (index, open(self._pieces[index][0], "rb", buffering=0))  # noqa: SIM115
        return self._open[1]
