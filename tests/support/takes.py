"""Recordings of a recorder that was started more than once, from sending to the probe; and what they show."""

import subprocess
from pathlib import Path
from uuid import UUID

from app.domain.access import Caller
from app.services.ingest import connections
from app.services.inspection import probing
from app.services.uploads import draining, finishing
from tests.services.recorded import quiet
from tests.support.recordings import record, upload_of

FIXTURES = Path(__file__).parents[1] / "fixtures"
SIZE = (160, 90)
"""Pixels at which pictures are compared."""


def recorder_wrote(name: str) -> bytes:
    """What one start of a recorder wrote: a file below tests/fixtures."""
    return (FIXTURES / name).read_bytes()


def finished(owner_id: UUID, *sessions: bytes, mime_type: str = "video/webm") -> UUID:
    """A recording of these sessions, finished: one object, not looked at yet."""
    data = b"".join(sessions)
    video_id = record(owner_id, data, mime_type=mime_type)
    draining.drain(upload_of(video_id).id)
    connections.finish(video_id, Caller(owner_id), len(data))
    finishing.finalize(video_id)
    return video_id


def probed(owner_id: UUID, *sessions: bytes, mime_type: str = "video/webm") -> UUID:
    """The same, and joined."""
    video_id = finished(owner_id, *sessions, mime_type=mime_type)
    probing.run(video_id, quiet)
    return video_id


def packets(path: Path, stream: str) -> int:
    """How many packets the first stream of a kind (v, a) has."""
    command = ["ffprobe", "-v", "error", "-select_streams", f"{stream}:0", "-count_packets"]
    command += ["-show_entries", "stream=nb_read_packets", "-of", "csv=p=0", str(path)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout or 0)


def times(path: Path, stream: str) -> list[float]:
    """When the packets of the first stream of a kind begin, in seconds, in file order."""
    command = ["ffprobe", "-v", "error", "-select_streams", f"{stream}:0"]
    command += ["-show_entries", "packet=pts_time", "-of", "csv=p=0", str(path)]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [float(line.rstrip(",")) for line in found.split()]


def picture(path: Path, at: float, fit: tuple[int, int] | None = None) -> bytes:
    """The picture on screen at `at` seconds, grey, as SIZE; `fit` puts it onto black of that size first."""
    box = "" if fit is None else _box(*fit)
    filters = f"{box}scale={SIZE[0]}:{SIZE[1]}:flags=area,format=gray"
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-ss", f"{at:.3f}", "-frames:v", "1", "-map", "0:v:0"]
    command += ["-vf", filters, "-f", "rawvideo", "-"]
    found = subprocess.run(command, check=True, capture_output=True).stdout
    assert len(found) == SIZE[0] * SIZE[1]
    return found


def difference(one: bytes, other: bytes) -> float:
    """How far two pictures are apart on average, in grey levels of 256."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)


def _box(width: int, height: int) -> str:
    scaled = f"scale={width}:{height}:force_original_aspect_ratio=decrease"
    return f"{scaled},pad={width}:{height}:(ow-iw)/2:(oh-ih)/2,"
