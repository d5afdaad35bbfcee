"""Pictures that people give of themselves or of their workspace, made anew: what leaves is pixels and nothing else.

The file is a stranger's: it is named by its first bytes, opened by that one demuxer behind the walls of process.run,
and of what is in it beside the picture (places, names, other files) nothing is taken along.
"""

import tempfile
from pathlib import Path

from app.errors import VideoFlowError
from app.media import process

LARGEST = 1024 * 1024
TYPE = "image/png"
# A telephone's camera has as many pixels; a bomb has more.
_MOST_PIXELS = 50_000_000
_LIMITS = process.Limits(seconds=10, memory=process.GIB, file=16 * LARGEST)
_LONGEST_OUTPUT = 4 * LARGEST
# By the first bytes, as each format's specification has them.
_PNG, _JPEG, _RIFF, _WEBP = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF", b"WEBP"


def remade(data: bytes, longest: int) -> bytes:
    """The picture as a PNG, its longer side at most `longest` pixels; of PNG, JPEG and WebP.

    Raises VideoFlowError `too_large` (413) above LARGEST bytes, `not_a_picture` (415) for anything else, SVG included.
    """
    if len(data) > LARGEST:
        raise VideoFlowError("too_large", "A picture has one mebibyte at most.", 413)
    demuxer = _demuxer(data[:12])
    if demuxer is None:
        raise _not_a_picture()
    with tempfile.TemporaryDirectory(prefix="picture-") as folder:
        path = Path(folder) / "picture"
        path.write_bytes(data)
        try:
            return process.run(_argv(path, demuxer, longest), _LIMITS, _LONGEST_OUTPUT)
        except process.ProcessFailed as error:
            raise _not_a_picture() from error


def _demuxer(head: bytes) -> str | None:
    if head.startswith(_PNG):
        return "png_pipe"
    if head.startswith(_JPEG):
        return "jpeg_pipe"
    return "webp_pipe" if head[:4] == _RIFF and head[8:12] == _WEBP else None


def _argv(path: Path, demuxer: str, longest: int) -> list[str]:
    size = f"scale='min({longest},iw)':'min({longest},ih)':force_original_aspect_ratio=decrease"
    return [
        *("ffmpeg", "-nostdin", "-hide_banner", "-v", "error", "-xerror", "-threads", "1"),
        *("-max_pixels", str(_MOST_PIXELS), "-protocol_whitelist", "file", "-f", demuxer, "-i", f"file:{path}"),
        *(
            "-map_metadata",
            "-1",
            "-frames:v",
            "1",
            "-vf",
            size,
            "-pix_fmt",
            "rgba",
            "-c:v",
            "png",
            "-f",
            "image2pipe",
            "-",
        ),
    ]


def _not_a_picture() -> VideoFlowError:
    return VideoFlowError("not_a_picture", "This is no picture that can be shown: PNG, JPEG or WebP.", 415)
