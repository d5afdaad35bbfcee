"""Which tone a file sounds."""

import subprocess
from pathlib import Path

import numpy as np

_RATE = 8000


def tone(path: Path) -> float:
    """The loudest frequency of the first sound, in Hz."""
    argv = ["ffmpeg", "-v", "error", "-i", str(path), "-map", "0:a:0", "-ac", "1", "-ar", str(_RATE)]
    raw = subprocess.run([*argv, "-f", "f32le", "-"], check=True, capture_output=True).stdout
    sound = np.frombuffer(raw, np.float32)
    loud = np.abs(np.fft.rfft(sound))
    return float(np.fft.rfftfreq(sound.size, 1 / _RATE)[int(np.argmax(loud))])
