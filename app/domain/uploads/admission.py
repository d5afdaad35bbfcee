"""What a file may hold: codecs by name, and how long and how large it may be.

A list of what is allowed, because ffmpeg has hundreds of decoders, and the rare ones are the ones nobody looks after.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.domain.uploads.containers import Container

VIDEO_CODECS = frozenset(
    {
        *("h264", "hevc", "vp8", "vp9", "av1"),  # cameras, phones, browsers
        *("mpeg4", "msmpeg4v3", "h263", "mpeg1video", "mpeg2video", "theora"),  # what older ones wrote
        *("prores", "dnxhd"),  # editors
    }
)
# Still cameras film in JPEGs; elsewhere one is a cover, or a picture dressed up as a video.
_MJPEG_IN = frozenset({Container.AVI, Container.QUICKTIME})
AUDIO_CODECS = frozenset(
    {
        *("aac", "mp3", "mp2", "opus", "vorbis", "ac3", "eac3", "flac", "alac", "amr_nb", "amr_wb"),
        *("pcm_u8", "pcm_alaw", "pcm_mulaw", "pcm_f32le", "pcm_f64le", "pcm_bluray"),
        *(f"pcm_s{bits}{order}" for bits in (16, 24, 32) for order in ("le", "be")),
    }
)


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` is the longest video, `pixels` the longest side."""

    seconds: float
    pixels: int


@dataclass(frozen=True, slots=True)
class Unplayed:
    """A track that cannot be decoded. `codec` is ffprobe's name; `is_damaged` where its kind is one that we read."""

    index: int
    kind: Literal["picture", "sound"]
    codec: str
    is_damaged: bool = False


@dataclass(frozen=True, slots=True)
class Holding:
    """What is in a file. `plays`: there is a picture or a sound that can be decoded; `unplayed` are those that cannot.

    `longest_side` is pixels, as stored or as shown, whichever is more; `duration` seconds.
    """

    plays: bool
    unplayed: Sequence[Unplayed]
    longest_side: int
    duration: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is not taken: a stable code, and words for the person who sent it."""

    code: str
    message: str


def refusal(holding: Holding, limits: Limits) -> Refusal | None:
    """The first reason not to take a file, or None."""
    if not holding.plays and holding.unplayed:
        return _unread(holding.unplayed[0])
    if holding.longest_side > limits.pixels:
        message = f"The picture is {holding.longest_side} pixels long on one side; {limits.pixels} is the most."
        return Refusal("dimensions_too_large", message)
    if holding.duration > limits.seconds:
        return Refusal(
            "too_long", f"The video is {_clock(holding.duration)} long; {_clock(limits.seconds)} is the most."
        )
    return None


def _unread(track: Unplayed) -> Refusal:
    if track.is_damaged:
        return Refusal("no_frames", f"The {track.kind} of this video cannot be decoded: it is damaged.")
    return Refusal("unsupported_codec", f"The {track.kind} is in a format we cannot read: {track.codec}.")


def reads_picture(codec: str, container: Container) -> bool:
    """Whether we decode pictures of this kind; `codec` is ffprobe's name."""
    return codec in VIDEO_CODECS or (codec == "mjpeg" and container in _MJPEG_IN)


def reads_sound(codec: str) -> bool:
    """Whether we decode sound of this kind; `codec` is ffprobe's name."""
    return codec in AUDIO_CODECS


def _clock(seconds: float) -> str:
    """Hours, minutes and seconds as people write them."""
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02d}:{whole % 60:02d}"
