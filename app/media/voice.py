"""Command lines for a voice: how loud it is (ITU-R BS.1770), and what makes it as loud as others. Pure, but `measured`.

One gain for all of it, as speech that is made even word by word sounds pressed; what would be too loud then is limited.
"""

import re
from pathlib import Path

from app.domain.uploads.containers import Container
from app.media import process
from app.media.ffmpeg import input_args

# As podcasts and streaming services have speech, in LUFS; and the highest sample, in dBFS.
LOUDNESS, PEAK = -16.0, -1.5
# Below that there is silence, which is not made loud.
_SILENCE = -60.0
# A quiet microphone in a quiet room has such a distance; more of it would be its noise.
_MOST_GAIN = 30.0
_READING = re.compile(r"lavfi\.r128\.I=(-?[\d.]+)")


def measure_args(path: Path, container: Container, stream: int) -> list[str]:
    """Its loudness on stdout, again and again, that of all of it last."""
    return [
        *("ffmpeg", "-nostdin", "-hide_banner", "-v", "error", "-threads", "2"),
        *input_args(path, container),
        *("-map", f"0:{stream}", "-vn", "-sn", "-dn"),
        *("-af", "ebur128=metadata=1,ametadata=mode=print:key=lavfi.r128.I:file=-", "-f", "null", "-"),
    ]


def measured(path: Path, container: Container, stream: int, limits: process.Limits) -> float | None:
    """Its loudness in LUFS; None for silence. Raises ProcessFailed."""
    last: str | None = None
    for line in process.lines(measure_args(path, container, stream), limits):
        found = _READING.search(line)
        last = found[1] if found else last
    loudness = float(last) if last is not None else _SILENCE
    return loudness if loudness > _SILENCE else None


def even_filters(loudness: float | None) -> str:
    """Filters that make a sound of this loudness as loud as others."""
    gain = 0.0 if loudness is None else min(_MOST_GAIN, LOUDNESS - loudness)
    return f"volume={gain:.2f}dB,alimiter=limit={10 ** (PEAK / 20):.4f}:level=disabled"
