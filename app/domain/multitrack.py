"""Multitrack recordings: how two tracks that were recorded apart become one video. Pure rules."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final

from app.domain.uploads.states import TrackName

VIDEO: Final = TrackName.VIDEO
AUDIO: Final = TrackName.AUDIO
TRACKS = (VIDEO, AUDIO)

# By the shorter side in pixels, which is what people call them by.
RESOLUTIONS: Mapping[str, int | None] = {"source": None, "1080p": 1080, "720p": 720, "480p": 480, "360p": 360}
DEFAULT_CRF = 23

# What recorders and cameras aim at.
_RATES = (24, 25, 30, 48, 50, 60)
# A recorder that drops a frame now and then has the rate it aims at all the same.
_RATE_TOLERANCE = 0.03
# Screen recorders write a frame when something changes; this is what they are sampled at.
_SCREEN_RATE = 30


class RecordingStatus(StrEnum):
    """What a multitrack recording is, to its owner."""

    RECORDING = "recording"
    RECORDED = "recorded"
    COMPILING = "compiling"
    COMPILED = "compiled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class CompileOptions:
    """How to compile a recording: x264's quality (0 is lossless, 51 the worst) and preset, and a size at most."""

    crf: int = DEFAULT_CRF
    preset: str = "veryfast"
    resolution: str = "source"

    def as_json(self) -> dict[str, Any]:
        """As it is kept with the video."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Clock:
    """When a track began, in seconds since 1970: by its recorder's clock, if it said so, and by ours."""

    recorder: float | None
    server: float


@dataclass(frozen=True, slots=True)
class Delays:
    """How many seconds after the beginning of the compiled video each track begins; one of them is zero."""

    video: float = 0.0
    audio: float = 0.0

    @property
    def apart(self) -> float:
        """How far apart the tracks began."""
        return max(self.video, self.audio)


def delays(video: Clock | None, audio: Clock | None) -> Delays:
    """What keeps two tracks in sync that started apart.

    The recorder's clock counts where both tracks have it: ours has the network's delays in it. The two are never mixed.
    """
    if video is None or audio is None:
        return Delays()
    if video.recorder is not None and audio.recorder is not None:
        later = video.recorder - audio.recorder
    else:
        later = video.server - audio.server
    return Delays(video=round(max(later, 0.0), 6), audio=round(max(-later, 0.0), 6))


def fit(width: int, height: int, resolution: str) -> tuple[int, int]:
    """The size of the compiled picture: the source's shape, never larger than it, and even for H.264."""
    most = RESOLUTIONS[resolution]
    shorter = min(width, height)
    factor = 1.0 if most is None or shorter <= most else most / shorter
    return _even(width * factor), _even(height * factor)


def steady_rate(measured: float | None) -> int:
    """Frames a second of the compiled picture, from how many the source has on average."""
    if not measured:
        return _SCREEN_RATE
    for rate in _RATES:
        if abs(measured - rate) <= rate * _RATE_TOLERANCE:
            return rate
    return _SCREEN_RATE if measured < _SCREEN_RATE else _RATES[-1]


def status_of(video_status: str, compile_state: str | None, live_tracks: Collection[str]) -> RecordingStatus:
    """What a recording is: `compile_state` is its stage's, None where nobody has asked yet."""
    if compile_state is None or video_status == "uploading":
        return RecordingStatus.RECORDING if live_tracks else RecordingStatus.RECORDED
    by_state = {"done": RecordingStatus.COMPILED, "failed": RecordingStatus.FAILED, "skipped": RecordingStatus.FAILED}
    return by_state.get(compile_state, RecordingStatus.COMPILING)


def _even(pixels: float) -> int:
    return max(2, int(pixels + 0.5) // 2 * 2)
