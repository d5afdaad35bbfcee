"""The packets of a file, in its order: ffprobe reads it once and decodes nothing."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from app.domain.uploads.containers import Container
from app.media import process
from app.media.ffmpeg import input_args

# An hour of screen recording takes seconds, 20 GiB a few minutes.
_LIMITS = process.Limits(seconds=900, memory=2 * process.GIB)
_ENTRIES = "packet=stream_index,pts_time,dts_time,duration_time,size,flags"
_COLUMNS = 6


class Packet(NamedTuple):
    """A packet of a stream: when it is shown and for how long (seconds; None where the file does not say), its bytes.

    `is_shown` is False for what is decoded only because what follows needs it.
    """

    stream: int
    at: float | None
    length: float
    size: int
    is_key: bool
    is_shown: bool


def packets(path: Path, container: Container, wanted: Collection[int]) -> Iterator[Packet]:
    """Packets of the wanted streams. A file that breaks off ends there; ProcessFailed where ffprobe was stopped."""
    argv = ["ffprobe", "-v", "error", "-of", "csv=p=0", "-show_entries", _ENTRIES, *input_args(path, container)]
    try:
        for row in process.lines(argv, _LIMITS):
            packet = parse(row)
            if packet is not None and packet.stream in wanted:
                yield packet
    except process.ProcessFailed as error:
        # ffprobe complains at the end of a file that breaks off; what came before it counts.
        if not error.blames_input:
            raise


def parse(row: str) -> Packet | None:
    """A row of `stream,pts,dts,duration,size,flags`, in which any but the first may be N/A; None for anything else."""
    cells = row.split(",")
    if len(cells) < _COLUMNS or not cells[0].isdecimal():
        return None
    presented, flags = _number(cells[1]), cells[5]
    at = presented if presented is not None else _number(cells[2])
    length, size = _number(cells[3]) or 0.0, int(_number(cells[4]) or 0)
    return Packet(int(cells[0]), at, length, size, flags.startswith("K"), flags[1:2] != "D")


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
