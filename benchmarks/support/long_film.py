"""A long film of a screen as a recorder in a browser sends it: filmed sessions one after the other, again and again."""

import subprocess
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from itertools import cycle
from pathlib import Path

from benchmarks.screencasts.sessions import Session, sessions

SEEDS = range(20)
_SIZE = "1280:720"
# The pictures a second that sessions are filmed with; what shows nothing new is left out but for one a second.
_RATE = 15
_DECIMATED = "mpdecimate=max=15:hi=200:lo=80:frac=0.001"
# As our recorder asks the browser: a keyframe every two seconds, in a stream that nobody can seek in yet.
_CODED = (
    *("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-row-mt", "1", "-b:v", "1500k"),
    *("-force_key_frames", "expr:gte(t,n_forced*2)", "-fps_mode", "vfr"),
    *("-f", "webm", "-live", "1", "-cluster_time_limit", "1000"),
)


def film(seconds: float) -> Path:
    """At least so many seconds of 1280 x 720, made once and kept beside other temporary files."""
    chosen = list(_enough(seconds))
    made_of = " ".join([str(session.film) for session in chosen] + list(_CODED))
    name = f"long-{round(seconds)}-{sha256(made_of.encode()).hexdigest()[:10]}.webm"
    path = Path(tempfile.gettempdir()) / "screencasts" / name
    if not path.exists():
        aside = path.with_suffix(".part")
        subprocess.run([*_argv(chosen), str(aside)], check=True)
        aside.rename(path)
    return path


def _enough(seconds: float) -> Iterable[Session]:
    """Each is filmed when it is needed: a minute needs four of them."""
    length = 0.0
    for seed in cycle(SEEDS):
        if length >= seconds:
            return
        for session in sessions([seed]):
            length += session.truth.duration
            yield session


def _argv(chosen: list[Session]) -> list[str]:
    inputs = [part for session in chosen for part in ("-i", str(session.film))]
    fitted = f"fps={_RATE},scale={_SIZE},setsar=1,format=yuv420p"
    each = [f"[{number}:v]{fitted}[v{number}]" for number in range(len(chosen))]
    joined = "".join(f"[v{number}]" for number in range(len(chosen))) + f"concat=n={len(chosen)}[all]"
    graph = ";".join([*each, joined, f"[all]{_DECIMATED}[out]"])
    return ["ffmpeg", "-y", "-v", "error", *inputs, "-filter_complex", graph, "-map", "[out]", *_CODED]
