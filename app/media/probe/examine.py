"""Whether a file plays, and what it holds: streams from its header, the length from its packets."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.domain.uploads.containers import SNIFF_BYTES, Container, sniff
from app.media import process
from app.media.ffmpeg import input_args
from app.media.probe.packets import Packet, packets
from app.media.probe.streams import AudioStream, VideoStream, parse_streams, read_header

# How many packets are decoded in search of a picture: as a rule the first one has it, and a file that was cut out of a
# broadcast may have none for some seconds.
_TRIES = (30, 900)
_DECODE_LIMITS = process.Limits(seconds=120)


class NotMedia(Exception):
    """The file holds nothing that plays; the message says why, for the person who sent it."""

    code = "not_a_video"


class NoFrames(NotMedia):
    """The file announces a picture, or sound, and has none."""

    code = "no_frames"


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """A file that plays. `duration` is seconds and `fps` pictures a second, both measured on the packets.

    A screen recorder writes a picture when something changes, so its real rate is far below the nominal one.
    `says_duration`: its header does, too, as players need it to seek in some containers.
    """

    container: Container
    duration: float
    fps: float | None
    video: VideoStream | None
    audio: AudioStream | None
    says_duration: bool = True


@dataclass(slots=True)
class Timing:
    """What packets add up to: first and last moment (seconds), and how many packets each stream has."""

    start: float | None = None
    end: float = 0.0
    packets: dict[int, int] = field(default_factory=dict)

    def add(self, found: Iterable[Packet]) -> None:
        """Counts packets; one without a time counts, and says nothing about the length."""
        for packet in found:
            self.packets[packet.stream] = self.packets.get(packet.stream, 0) + 1
            if packet.at is not None:
                self.start = packet.at if self.start is None else min(self.start, packet.at)
                self.end = max(self.end, packet.at + packet.length)

    def seconds(self, container: Container) -> float:
        """How long the file is, on the timeline that players show."""
        origin = 0.0 if container.starts_at_zero else self.start or 0.0
        return max(0.0, round(self.end - origin, 3))


def examine(path: Path) -> MediaFacts:
    """Reads a file's header and packets. Raises NotMedia; ProcessFailed where ffprobe itself was stopped."""
    container = container_of(path)
    header = _header(path, container)
    video, audio = parse_streams(header, container)
    if not video and not audio:
        raise NotMedia("The file holds no picture and no sound.")
    timing = Timing()
    timing.add(packets(path, container, [stream.index for stream in (video, audio) if stream]))
    if not timing.packets:
        raise NoFrames("The file says what it holds, but there is not a single frame in it.")
    return _facts(container, timing, video, audio, "duration" in header.get("format", {}))


def _facts(
    container: Container, timing: Timing, video: VideoStream | None, audio: AudioStream | None, says_duration: bool
) -> MediaFacts:
    """A stream that the header announces and no packet follows is not there."""
    video = video if video and video.index in timing.packets else None
    audio = audio if audio and audio.index in timing.packets else None
    duration = timing.seconds(container)
    fps = round(timing.packets[video.index] / duration, 3) if video and duration else None
    return MediaFacts(container, duration, fps, video, audio, says_duration)


def require_frame(path: Path, container: Container, video: VideoStream) -> None:
    """Decodes until a picture comes out. Raises NoFrames where none does; ProcessFailed where ffprobe was stopped."""
    for tried in _TRIES:
        argv = ["ffprobe", "-v", "quiet", "-threads", "1", "-select_streams", str(video.index)]
        argv += ["-read_intervals", f"%+#{tried}", "-show_entries", "frame=pict_type", "-of", "csv=p=0"]
        try:
            if process.run([*argv, *input_args(path, container)], _DECODE_LIMITS).strip():
                return
        except process.ProcessFailed as error:
            if not error.blames_input:
                raise
    raise NoFrames("Not a single picture of this video can be shown: it is damaged.")


def container_of(path: Path) -> Container:
    """The container, by the file's first bytes. Raises NotMedia."""
    with path.open("rb") as file:
        head = file.read(SNIFF_BYTES)
    if not head:
        raise NotMedia("The recording is empty.")
    container = sniff(head)
    if container is None:
        raise NotMedia("This is not a video file.")
    return container


def _header(path: Path, container: Container) -> dict[str, Any]:
    try:
        return read_header(path, container)
    except process.ProcessFailed as error:
        if not error.blames_input:
            raise
        raise NotMedia("The file is damaged: no recording can be read from it.") from error
