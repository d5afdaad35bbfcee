"""Whether a file plays, and what it holds: streams from its header, the length from its packets."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.domain.uploads.admission import Unplayed
from app.domain.uploads.containers import SNIFF_BYTES, Container, sniff
from app.media import process
from app.media.probe.packets import Packet, packets
from app.media.probe.streams import AudioStream, Streams, VideoStream, parse_streams, read_header, tracks


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
    `sounds` are all that one may choose from, `audio` is the one that is played where nobody does; `unplayed` are the
    tracks it goes without because they cannot be decoded.
    `says_duration`: its header does, too, as players need it to seek in some containers.
    """

    container: Container
    duration: float
    fps: float | None
    video: VideoStream | None
    audio: AudioStream | None
    says_duration: bool = True
    sounds: tuple[AudioStream, ...] = ()
    unplayed: tuple[Unplayed, ...] = ()


@dataclass(slots=True)
class Timing:
    """What packets add up to: how many each stream has, and its first and last moment (seconds)."""

    packets: dict[int, int] = field(default_factory=dict)
    starts: dict[int, float] = field(default_factory=dict)
    ends: dict[int, float] = field(default_factory=dict)

    def add(self, found: Iterable[Packet]) -> None:
        """Counts packets; one without a time counts, and says nothing about the length."""
        for packet in found:
            stream, at = packet.stream, packet.at
            self.packets[stream] = self.packets.get(stream, 0) + 1
            if at is not None:
                self.starts[stream] = min(self.starts.get(stream, at), at)
                self.ends[stream] = max(self.ends.get(stream, 0.0), at + packet.length)

    def seconds(self, container: Container, streams: Sequence[int]) -> float:
        """How long these streams are together, on the timeline that players show."""
        start = min((self.starts[each] for each in streams if each in self.starts), default=0.0)
        end = max((self.ends[each] for each in streams if each in self.ends), default=0.0)
        return max(0.0, round(end - (0.0 if container.starts_at_zero else start), 3))


def examine(path: Path, damaged: Collection[int] = ()) -> MediaFacts:
    """Reads a file's header and packets; nothing is expected of the tracks `damaged`.

    Raises NotMedia; ProcessFailed where ffprobe itself was stopped. A track that the header announces and no packet
    follows is not there.
    """
    container = container_of(path)
    header = _header(path, container)
    announced = [item["index"] for item in tracks(header)]
    if not announced:
        raise NotMedia("The file holds no picture and no sound.")
    timing = Timing()
    timing.add(packets(path, container, announced))
    header["streams"] = [item for item in header["streams"] if item["index"] in timing.packets]
    streams = parse_streams(header, container, damaged)
    if not timing.packets:
        raise NoFrames("The file says what it holds, but there is not a single frame in it.")
    return _facts(container, timing, streams, "duration" in header.get("format", {}))


def _facts(container: Container, timing: Timing, streams: Streams, says_duration: bool) -> MediaFacts:
    video, audio = streams.video, streams.audio
    duration = timing.seconds(container, [stream.index for stream in (video, audio) if stream])
    fps = round(timing.packets[video.index] / duration, 3) if video and duration else None
    return MediaFacts(container, duration, fps, video, audio, says_duration, streams.sounds, streams.unplayed)


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
