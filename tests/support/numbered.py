"""Videos whose frames carry their number as black and white bars, so that a test sees which source frame is shown."""

import json
import subprocess
from pathlib import Path

from tests.media.making import make

BITS = 12
WIDTH, HEIGHT = 240, 136
BARS = f"geq=lum='if(mod(floor(N/pow(2,floor(X*{BITS}/W))),2),235,16)':cb=128:cr=128"


def numbered(target: Path, rate: str, seconds: float, *options: str, filters: str = "") -> Path:
    """A video of this rate; `filters` come behind the numbering."""
    source = f"color=size={WIDTH}x{HEIGHT}:rate={rate}:duration={seconds},{BARS}{filters}"
    return make(target, "-f", "lavfi", "-i", source, "-fps_mode", "passthrough", *options)


def shown(path: Path) -> list[tuple[float, int]]:
    """Time (seconds) and number of every frame, in order."""
    times = _run(
        "ffprobe", "-v", "error", "-of", "json", "-select_streams", "v", "-show_entries", "frame=pts_time", path
    )
    small = f"format=gray,scale={BITS}:1:flags=area"
    argv = ("-v", "error", "-i", path, "-an", "-vf", small, "-fps_mode", "passthrough", "-f", "rawvideo", "-")
    data = _run("ffmpeg", *argv)
    numbers = [
        sum((value > 128) << bit for bit, value in enumerate(data[at : at + BITS])) for at in range(0, len(data), BITS)
    ]
    stamps = [float(frame["pts_time"]) for frame in json.loads(times)["frames"]]
    assert len(stamps) == len(numbers)
    return list(zip(stamps, numbers, strict=True))


def _run(*argv: object) -> bytes:
    return subprocess.run([str(each) for each in argv], check=True, capture_output=True).stdout
