"""What a file may hold: codecs by name, and how long and how large it may be.

A list of what is allowed, because ffmpeg has hundreds of decoders, and the rare ones are the ones nobody looks after.
"""

from dataclasses import dataclass

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
class Holding:
    """What is in a file. `longest_side` is pixels, as stored or as shown, whichever is more; `duration` seconds."""

    container: Container
    video_codec: str | None
    audio_codec: str | None
    longest_side: int
    duration: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is not taken: a stable code, and words for the person who sent it."""

    code: str
    message: str


def refusal(holding: Holding, limits: Limits) -> Refusal | None:
    """The first reason not to take a file, or None."""
    if holding.video_codec is not None and not reads_picture(holding.video_codec, holding.container):
        return Refusal("unsupported_codec", f"The picture is in a format we cannot read: {holding.video_codec}.")
    if holding.audio_codec is not None and not reads_sound(holding.audio_codec):
        return Refusal("unsupported_codec", f"The sound is in a format we cannot read: {holding.audio_codec}.")
    if holding.longest_side > limits.pixels:
        message = f"The picture is {holding.longest_side} pixels long on one side; {limits.pixels} is the most."
        return Refusal("dimensions_too_large", message)
    if holding.duration > limits.seconds:
        return Refusal(
            "too_long", f"The video is {_clock(holding.duration)} long; {_clock(limits.seconds)} is the most."
        )
    return None


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
