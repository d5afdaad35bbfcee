"""Pictures that people give of themselves or of their workspace, made anew: what leaves is pixels and nothing else.

1. What is no picture, or would take too much to decode, is refused by its head.
2. A confined program makes it anew by the one demuxer that its head asks for, one at a time in a process. Of what is in
   it beside the picture (places, names, other files) nothing is taken along.
"""

import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from app.domain.accounts import pictures
from app.errors import VideoFlowError, said_when_full
from app.media import process

_LIMITS = process.Limits(seconds=15, memory=2 * process.GIB, file=16 * 1024**2)
_LONGEST_OUTPUT = 4 * 1024**2
_AT_ONCE = threading.BoundedSemaphore(1)
_LEFT_SECONDS = 3600
# Always named, never guessed: what is dressed up as a picture is then a picture that cannot be read.
_DEMUXERS = {pictures.Kind.PNG: "png_pipe", pictures.Kind.JPEG: "jpeg_pipe", pictures.Kind.WEBP: "webp_pipe"}


@dataclass(frozen=True, slots=True)
class Form:
    """What is made of a picture: by which filters and encoder, and what type that has."""

    filters: str
    encoder: tuple[str, ...]
    type: str


PORTRAIT_PIXELS, LOGO_PIXELS = 256, 512
# The middle of it, square, as all pages show people.
PORTRAIT = Form(
    f"crop='min(iw,ih)':'min(iw,ih)',scale={PORTRAIT_PIXELS}:{PORTRAIT_PIXELS}:flags=area,format=yuva420p",
    ("-c:v", "libwebp", "-quality", "84"),
    "image/webp",
)
# The whole of it, no larger than it came, without loss: a logo has edges.
LOGO = Form(
    f"scale='min({LOGO_PIXELS},iw)':'min({LOGO_PIXELS},ih)':force_original_aspect_ratio=decrease,format=rgba",
    ("-c:v", "png"),
    "image/png",
)


def remade(data: bytes, form: Form, room: Path) -> bytes:
    """The picture in that form, made in a directory below `room`; of PNG, JPEG and WebP.

    Raises VideoFlowError: `picture_too_large` (413), `unsupported_picture` (415), SVG included, `busy` (503); DiskFull.
    """
    kind = _required(data).kind
    with _place(), said_when_full(), _folder(room) as folder:
        path = folder / "picture"
        path.write_bytes(data)
        try:
            return process.run(_argv(path, kind, form), _LIMITS, _LONGEST_OUTPUT)
        except process.ProcessFailed as error:
            raise _unsupported() from error


def _required(data: bytes) -> pictures.Claim:
    if len(data) > pictures.LARGEST_BYTES:
        raise VideoFlowError("picture_too_large", "A picture has 5 MiB at most.", 413)
    claim = pictures.claim(data)
    if claim is None:
        raise _unsupported()
    if not claim.is_bearable:
        raise VideoFlowError("picture_too_large", "The picture has too many pixels, or none.", 413)
    return claim


def _argv(path: Path, kind: pictures.Kind, form: Form) -> list[str]:
    return [
        *("ffmpeg", "-nostdin", "-hide_banner", "-v", "error", "-xerror", "-threads", "1"),
        *("-max_pixels", str(pictures.MOST_PIXELS), "-protocol_whitelist", "file"),
        *("-f", _DEMUXERS[kind], "-i", f"file:{path}", "-map_metadata", "-1", "-frames:v", "1"),
        *("-vf", form.filters, *form.encoder, "-f", "image2pipe", "-"),
    ]


@contextmanager
def _folder(room: Path) -> Iterator[Path]:
    """Space on disk for one picture. What a killed process left there goes with a later one: the locks by which workers
    tell what is left of theirs would keep everybody waiting whom this server serves.
    """
    room.mkdir(parents=True, exist_ok=True)
    for each in room.iterdir():
        with suppress(OSError):
            if each.stat().st_mtime < time.time() - _LEFT_SECONDS:
                shutil.rmtree(each, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=room, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@contextmanager
def _place() -> Iterator[None]:
    if not _AT_ONCE.acquire(blocking=False):
        raise VideoFlowError("busy", "Somebody else's picture is being made. Try again in a few seconds.", 503, True)
    try:
        yield
    finally:
        _AT_ONCE.release()


def _unsupported() -> VideoFlowError:
    return VideoFlowError("unsupported_picture", "This is no picture we can read: PNG, JPEG or WebP.", 415)
