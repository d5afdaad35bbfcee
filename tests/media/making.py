"""Makes small media files with ffmpeg for tests that need a particular kind."""

import subprocess
from pathlib import Path

MEDIA = Path(__file__).parents[1] / "fixtures" / "media"


def make(target: Path, *arguments: str) -> Path:
    """Runs ffmpeg with these arguments and the target; returns the target."""
    subprocess.run(["ffmpeg", "-v", "error", "-y", *arguments, str(target)], check=True)
    return target


def pattern(seconds: float, size: str = "320x180", rate: int = 10) -> list[str]:
    """Input arguments of a moving test picture."""
    return ["-f", "lavfi", "-i", f"testsrc=duration={seconds}:size={size}:rate={rate}"]


VP9 = ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8"]
