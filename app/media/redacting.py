"""Command lines that make a recording anew with parts of its picture painted over. Pure.

What is painted is one colour, so that nothing of what was there is in the file: a blur can be undone where one knows
what letters look like.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from pathlib import Path

from app.domain.redaction.covers import Cover
from app.media import hls, look
from app.media.ffmpeg import input_args
from app.media.hls import Source

COLOUR = "0x3f3f46"
# Near to what was recorded: renditions are made of it, or it is the largest of them as it is.
_CRF = "20"
_SOUND_BITS = 192_000


@dataclass(frozen=True, slots=True)
class Redacted:
    """What is made: of a source, with `sounds` (streams), `size` (pixels), `frames` at a `rate`, for so many `seconds`.

    A keyframe stands at every `segment` seconds.
    """

    source: Source
    sounds: tuple[int, ...]
    size: tuple[int, int]
    rate: Fraction
    frames: int
    seconds: float
    segment: float


def even(width: int, height: int) -> tuple[int, int]:
    """The picture's own size, in even pixels."""
    return look.contained(width, height, max(width, height))


def graph(made: Redacted, covers: Sequence[Cover]) -> str:
    """The filters, as a file: an argument has no room for many covers.

    Frames come at a constant rate from the video's zero, so that a time means the same as everywhere else.
    """
    source = made.source
    chosen = hls.frames_from_zero(source.origin, made.rate, 0, made.frames)
    picture = look.picture(source.look, *made.size, frames=chosen)
    painted = ",".join([picture, *(_box(cover, made.size) for cover in covers)])
    return ";\n".join([f"[0:{source.video}]{painted}[v]", *(_sound(made, n) for n in range(len(made.sounds)))])


def args(made: Redacted, script: Path, target: Path) -> list[str]:
    """An MP4 whose index is in front. Its progress comes on stdout."""
    sounds = [argument for number in range(len(made.sounds)) for argument in ("-map", f"[a{number}]")]
    return [
        *hls.head(0),
        *("-copyts", "-reinit_filter", "0"),
        *input_args(made.source.path, made.source.container),
        *("-filter_complex_script", str(script), "-map", "[v]", *sounds),
        *("-c:v", "libx264", "-preset", "veryfast", "-crf", _CRF, "-profile:v", "high", "-bf", "0"),
        *("-g", "1000000", "-keyint_min", "1", "-sc_threshold", "0"),
        *("-force_key_frames", f"expr:gte(t,n_forced*{made.segment:.6f}-{float(1 / (4 * made.rate)):.6f})"),
        *("-fps_mode", "passthrough", "-video_track_timescale", str(hls.timescale(made.rate))),
        *("-c:a", "aac", "-b:a", str(_SOUND_BITS)),
        *("-map_metadata", "-1", "-map_chapters", "-1", "-movflags", "+faststart", "-f", "mp4", f"file:{target}"),
    ]


def _box(cover: Cover, size: tuple[int, int]) -> str:
    """Whole pixels outwards, and even ones: colours are coded for two by two."""
    width, height = size
    left, top = floor(cover.box.left * width / 2) * 2, floor(cover.box.top * height / 2) * 2
    right, bottom = ceil(cover.box.right * width / 2) * 2, ceil(cover.box.bottom * height / 2) * 2
    place = f"x={left}:y={top}:w={max(2, min(width, right) - left)}:h={max(2, min(height, bottom) - top)}"
    return rf"drawbox={place}:color={COLOUR}:t=fill:enable='between(t\,{cover.start:.3f}\,{cover.end:.3f})'"


def _sound(made: Redacted, number: int) -> str:
    return f"[0:{made.sounds[number]}]{hls.sound_from_zero(made.source.origin, made.seconds)}[a{number}]"
