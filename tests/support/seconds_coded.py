"""Reads what a film of tests/fixtures/field shows and sounds: which second it is, and when it beeps."""

import subprocess
from pathlib import Path

import numpy as np

_SIDE = 16
_RATE = 8000
_WINDOW = 80


def seconds_shown(path: Path, *moments: float) -> list[int]:
    """Which second each picture says it is, by the grey in its middle: 40 for the first, 15 more for each."""
    return [round((_luma(path, at) - 40) / 15) for at in moments]


def beeps(path: Path) -> list[float]:
    """When beeps begin, in seconds."""
    argv = [
        "ffmpeg",
        "-v",
        "error",
        "-i",
        str(path),
        "-map",
        "0:a:0",
        "-ac",
        "1",
        "-ar",
        str(_RATE),
        "-f",
        "f32le",
        "-",
    ]
    sound = np.frombuffer(subprocess.run(argv, check=True, capture_output=True).stdout, np.float32)
    windows = sound[: len(sound) // _WINDOW * _WINDOW].reshape(-1, _WINDOW)
    loud = np.sqrt((windows.astype(float) ** 2).mean(axis=1)) > 0.05
    begins = np.flatnonzero(loud & ~np.concatenate(([False], loud[:-1])))
    return [round(float(begin) * _WINDOW / _RATE, 2) for begin in begins]


def _luma(path: Path, at: float) -> float:
    crop = f"extractplanes=y,crop={_SIDE}:{_SIDE}:(iw-{_SIDE})/2:ih/2+4"
    argv = ["ffmpeg", "-v", "error", "-i", str(path), "-ss", f"{at:.3f}", "-frames:v", "1", "-map", "0:V:0"]
    found = subprocess.run([*argv, "-vf", crop, "-f", "rawvideo", "-"], check=True, capture_output=True).stdout
    assert len(found) == _SIDE * _SIDE
    return float(np.median(np.frombuffer(found, np.uint8)))
