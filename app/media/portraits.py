"""Pictures of people as all pages show them: square, small, made anew by a confined program."""

from pathlib import Path

from app.domain.accounts.pictures import Kind
from app.media import process
from app.media.process import Limits

PIXELS = 256
_LIMITS = Limits(seconds=15, memory=2 * 1024**3, file=16 * 1024**2)
# Always named, never guessed: what is dressed up as a picture is then a picture that cannot be read.
_DEMUXERS = {Kind.PNG: "png_pipe", Kind.JPEG: "jpeg_pipe", Kind.WEBP: "webp_pipe"}
_SQUARE = f"crop='min(iw,ih)':'min(iw,ih)',scale={PIXELS}:{PIXELS}:flags=area,format=yuva420p"


def portrait_args(path: Path, kind: Kind) -> list[str]:
    """One WebP on stdout: the middle of the picture, PIXELS wide and high."""
    return [
        *("ffmpeg", "-nostdin", "-hide_banner", "-v", "error", "-threads", "1"),
        *("-protocol_whitelist", "file", "-f", _DEMUXERS[kind], "-i", f"file:{path}"),
        *("-map_metadata", "-1", "-frames:v", "1", "-vf", _SQUARE),
        *("-c:v", "libwebp", "-quality", "84", "-f", "image2pipe", "-"),
    ]


def portrait(path: Path, kind: Kind) -> bytes:
    """Raises ProcessFailed, also for what cannot be decoded, and DiskFull."""
    return process.run(portrait_args(path, kind), _LIMITS, max_output=1024 * 1024)
