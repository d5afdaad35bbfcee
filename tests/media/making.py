"""Makes small media files with ffmpeg for tests that need a particular kind."""

import atexit
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

MEDIA = Path(__file__).parents[1] / "fixtures" / "media"


def make(target: Path, *arguments: str) -> Path:
    """Runs ffmpeg with these arguments and the target; returns the target. What needs no file is made once a run."""
    if any("/" in argument and Path(argument).exists() for argument in arguments):
        _ffmpeg(target, *arguments)
    else:
        shutil.copyfile(_made(target.suffix, arguments), target)
    return target


def _ffmpeg(target: Path, *arguments: str) -> None:
    subprocess.run(["ffmpeg", "-v", "error", "-y", *arguments, str(target)], check=True)


@cache
def _made(suffix: str, arguments: tuple[str, ...]) -> Path:
    target = _folder() / f"{_made.cache_info().misses}{suffix}"
    _ffmpeg(target, *arguments)
    return target


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="videoflow-made-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def pattern(seconds: float, size: str = "320x180", rate: int = 10) -> list[str]:
    """Input arguments of a moving test picture."""
    return ["-f", "lavfi", "-i", f"testsrc=duration={seconds}:size={size}:rate={rate}"]


VP9 = ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8"]
