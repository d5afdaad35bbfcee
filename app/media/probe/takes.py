"""Where the takes of an MP4 begin whose recorder was started more than once: each has a file type of its own."""

import struct
from collections.abc import Iterator
from pathlib import Path

# Size and kind; a size of 1 says that eight bytes of size follow, 0 that the box is the last (ISO/IEC 14496-12, 4.2).
_HEADER = struct.Struct(">I4s")
_LONG = struct.Struct(">Q")
# More of them are no recording.
MOST_TAKES = 64


def mp4_takes(path: Path) -> list[tuple[int, int]]:
    """Bytes [start, stop) of each take; a single one for most files, and for those that are no MP4.

    Bytes that are no box end the search: what is there belongs to the take before. Those of takes beyond MOST_TAKES do,
    too.
    """
    size = path.stat().st_size
    starts = [start for start in _file_types(path, size) if start > 0][: MOST_TAKES - 1]
    return list(zip([0, *starts], [*starts, size], strict=True))


def _file_types(path: Path, size: int) -> Iterator[int]:
    """Where `ftyp` boxes are among the outermost ones."""
    with path.open("rb") as file:
        at = 0
        while at + _HEADER.size <= size:
            file.seek(at)
            length, kind = _HEADER.unpack(file.read(_HEADER.size))
            if length == 1:
                more = file.read(_LONG.size)
                length = _LONG.unpack(more)[0] if len(more) == _LONG.size else 0
            if kind == b"ftyp":
                yield at
            if length < _HEADER.size:
                return
            at += length
