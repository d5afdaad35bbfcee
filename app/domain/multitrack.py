"""Multitrack recordings: how two tracks that were recorded apart become one video. Pure rules."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
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
# Less may as well lack at the end: the way through a recorder takes some of it.
_LACKING_LEAST = 0.125
# More is no late start: the machine slept, or the clock is no clock.
_LACKING_MOST = 15.0
# A busy page sees a picture so much later than its recorder does, at most; it begins to look when it starts that.
_SEEN_LATE_MOST = 5.0
# A recorder is started again when it has been silent for seconds. More is no gap: the machine slept meanwhile.
_GAP_MOST = 60.0
# A connection says what its clock says within this of when we hear it.
_SAME_CLOCK = 5.0
# Where no connection says it: first bytes come within this of their track's start, unless the network was gone.
_FIRST_BYTES = 30.0
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
class RecorderEnd:
    """What a page says of a track's recorder as it ends, in seconds since 1970 by the recorder's clock.

    `stopped_at`: when it was told to stop; `take_starts`: when each start of it was that gave bytes, where there was
    more than one. None and empty where the page does not say.
    """

    stopped_at: float | None = None
    take_starts: tuple[float, ...] = ()


NOTHING_SAID: Final = RecorderEnd()


@dataclass(frozen=True, slots=True)
class Clock:
    """When a track began and ended, in seconds since 1970.

    `recorder` and `stopped`: when its recorder was told to start and to stop, by its own clock, if it said so; that
    clock is `ahead` seconds before ours. `server`: when its first byte came, by ours. `lasts`: how many seconds were
    recorded, if in one go; `takes`: when it was started, each time, if it was more than once and its page said so.
    """

    recorder: float | None
    server: float
    stopped: float | None = None
    ahead: float | None = None
    lasts: float | None = None
    takes: tuple[float, ...] = ()

    @property
    def by_end(self) -> float | None:
        """When it began if its recorder gave all there was, up to the end."""
        return None if self.stopped is None or self.lasts is None else self.stopped - self.lasts

    @property
    def picture_began(self) -> float | None:
        """When its first picture was taken, by its recorder's clock.

        One that stands still ends before its recorder does, so that the end only says how late it began at most.
        """
        if self.by_end is None or self.recorder is None:
            return self.recorder
        return self.by_end if 0 < self.recorder - self.by_end <= _SEEN_LATE_MOST else self.recorder

    @property
    def sound_began(self) -> float | None:
        """When its first sound was taken, by its recorder's clock.

        A recorder may begin late without a word (Firefox's lacks up to two seconds of sound), but all of them end when
        they are told to: what is lacking by then is lacking of the beginning.

        Of a little nobody knows on which side it lacks. The middle is wrong by half of it at most, 62 ms, which nobody
        notices (ITU-R BT.1359: 125 ms of sound that is late, 45 of sound that is early).
        """
        if self.by_end is None or self.recorder is None:
            return self.by_end if self.recorder is None else self.recorder
        lacking = self.by_end - self.recorder
        if 0 < lacking <= _LACKING_LEAST:
            return self.recorder + lacking / 2
        return self.by_end if 0 < lacking <= _LACKING_MOST else self.recorder


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
    """What keeps two tracks in sync that started apart. The clocks of two tracks are never mixed unless they are one.

    1. The recorder's clock counts where both tracks have the same one: ours has the network's delays in it.
    2. Two clocks that say how they go are set by ours.
    3. Otherwise it counts when our server saw each track begin.
    """
    if video is None or audio is None:
        return Delays()
    later = _by_recorders(video, audio)
    if later is None:
        later = video.server - audio.server
    return Delays(video=round(max(later, 0.0), 6), audio=round(max(-later, 0.0), 6))


def _by_recorders(video: Clock, audio: Clock) -> float | None:
    """How much later the picture began than the sound, by clocks that are one or can be made one; None otherwise."""
    picture, sound = video.picture_began, audio.sound_began
    if picture is None or sound is None:
        return None
    later = picture - sound
    if video.ahead is not None and audio.ahead is not None:
        apart = video.ahead - audio.ahead
        return later if abs(apart) <= _SAME_CLOCK else later - apart
    return later if abs(later - (video.server - audio.server)) <= _FIRST_BYTES else None


def take_positions(clock: Clock, track: str, lasting: Sequence[float | None]) -> list[float]:
    """Where the takes of a track begin whose recorder was started again, in seconds after the track does.

    `lasting` is how long each of them is, None for one with nothing in it. What was not recorded between two of them
    stays a gap, so that picture and sound are in step behind it as they are before.

    1. A take begins when its recorder was started, as far as the page says that of all of them.
    2. The last one ends when its recorder was told to stop, as a track in one go does.
    3. Where neither is known it follows the one before it at once, and never begins before that one has ended.
    """
    end, positions = 0.0, []
    for began, lasts in zip(_take_starts(clock, track, lasting), lasting, strict=True):
        gap = 0.0 if began is None or clock.recorder is None else began - clock.recorder - end
        positions.append(round(end + (gap if 0 < gap <= _GAP_MOST else 0.0), 6))
        end = positions[-1] + (lasts or 0.0)
    return positions


def _take_starts(clock: Clock, track: str, lasting: Sequence[float | None]) -> list[float | None]:
    starts: list[float | None] = list(clock.takes) if len(clock.takes) == len(lasting) else [None] * len(lasting)
    if lasting[-1] is not None:
        last = replace(clock, recorder=starts[-1], lasts=lasting[-1])
        starts[-1] = last.picture_began if track == VIDEO else last.sound_began
    return starts


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
