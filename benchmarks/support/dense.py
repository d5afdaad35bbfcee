"""A live recording at the rate of a good camera, which no short recording among the fixtures has."""

import subprocess
from pathlib import Path

SECONDS = 6
_PICTURE = f"testsrc2=s=640x360:r=30:d={SECONDS}"
_SOUND = f"sine=r=48000:d={SECONDS}"
_RATE = "2400k"
_VP8 = ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-g", "60"]
_VP8 += ["-b:v", _RATE, "-minrate", _RATE, "-maxrate", _RATE, "-bufsize", "500k"]


def make(target: Path) -> Path:
    """Writes six seconds of WebM of 2.5 Mbit/s as a live encoder sends it: no Duration, no Cues. Returns its path.

    Noise in the picture makes the encoder use all of its rate.
    """
    argv = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", _PICTURE, "-f", "lavfi", "-i", _SOUND]
    argv += ["-vf", "noise=alls=30:allf=t", *_VP8, "-c:a", "libopus", "-b:a", "64k"]
    argv += ["-f", "webm", "-live", "1", "-cluster_time_limit", "1000", "pipe:1"]
    with target.open("wb") as file:
        subprocess.run(argv, check=True, stdout=file)
    return target
