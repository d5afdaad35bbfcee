"""What transcoding must know of a file beyond what is kept of it: how it is coded, and when each picture is shown."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.domain.uploads.containers import Container
from app.media.look import Look, look
from app.media.probe.packets import Packet, packets
from app.media.probe.streams import AudioStream, Played, as_picture, as_sound, parse_streams, read_header


@dataclass(slots=True)
class Survey:
    """A file's streams and times. Times are seconds of the video's own timeline; `size` is bytes of picture packets.

    `audio` is the sound that is played where nobody chooses, `sounds` are all, that one first. `header` is ffprobe's
    object for the picture, empty where there is none.
    """

    video: int | None
    audio: int | None
    rotation: int = 0
    width: int = 0
    height: int = 0
    header: dict[str, Any] = field(default_factory=dict)
    origin: float = 0.0
    duration: float = 0.0
    picture_end: float = 0.0
    size: int = 0
    times: "array[float]" = field(default_factory=lambda: array("d"))
    keyframes: list[float] = field(default_factory=list)
    sounds: tuple[AudioStream, ...] = ()

    @property
    def gaps(self) -> list[float]:
        """Seconds from each picture to the next."""
        return [later - earlier for earlier, later in zip(self.times, self.times[1:], strict=False) if later > earlier]

    @property
    def look(self) -> Look:
        """How the picture is coded, as far as showing it right needs it."""
        return look(self.header)

    @property
    def is_plain(self) -> bool:
        """Whether a decoder's pictures are shown as they come: upright, progressive, not reordered, no HDR."""
        coded = self.look
        moved = self.rotation or coded.interlaced or coded.transfer or self.header.get("has_b_frames", 0)
        return coded.square and not moved


@dataclass(slots=True)
class _Seen:
    """What packets add up to, in the file's own times."""

    first: float | None = None
    end: float = 0.0
    picture_end: float = 0.0
    size: int = 0
    shown: list[tuple[float, bool]] = field(default_factory=list)
    heard: set[int] = field(default_factory=set)

    def add(self, found: Iterable[Packet], video: int | None, audio: int | None) -> None:
        """Packets without a time, and those that are not for showing, are passed over.

        The picture and the sound that are played say how long it is; other sounds are cut to that.
        """
        for packet in found:
            if packet.at is None or not packet.is_shown:
                continue
            if packet.stream != video:
                self.heard.add(packet.stream)
            if packet.stream not in (video, audio):
                continue
            end = packet.at + packet.length
            self.first = packet.at if self.first is None else min(self.first, packet.at)
            self.end = max(self.end, end)
            if packet.stream != video:
                continue
            self.shown.append((packet.at, packet.is_key))
            self.size += packet.size
            self.picture_end = max(self.picture_end, end)


def survey(path: Path, container: Container, played: Played | None = None) -> Survey:
    """Reads a file's header and packets, decoding nothing; `played` is what the probe decided, where it has been.

    Raises ProcessFailed where ffprobe was stopped.

    1. The header says which tracks there are; which of them count was decided by the probe, or is by its rule.
    2. The packets of these say when frames are shown, which of them are keyframes, and where the tracks end.
    3. From both: the rate, the first moment and the length, which headers of recorders leave out or guess.
    """
    header = read_header(path, container)
    streams = parse_streams(header, container)
    played = played or streams.played
    items = {item["index"]: item for item in header["streams"]}
    heard = [index for index in (played.audio, *played.further) if index is not None]
    found = Survey(played.video, played.audio, sounds=tuple(as_sound(items[index]) for index in heard))
    picture = None if played.video is None else items[played.video]
    if picture:
        video = as_picture(picture)
        found.rotation, found.width, found.height = video.rotation, video.width, video.height
        found.header = picture
    seen = _Seen()
    wanted = heard if found.video is None else [found.video, *heard]
    seen.add(packets(path, container, wanted), found.video, found.audio)
    _settle(found, seen, container)
    return found


def _settle(found: Survey, seen: _Seen, container: Container) -> None:
    """A stream that the header announces and no packet follows is not there."""
    found.video = found.video if seen.shown else None
    found.audio = found.audio if found.audio in seen.heard else None
    found.sounds = tuple(sound for sound in found.sounds if sound.index in seen.heard)
    seen.shown.sort()
    found.times = array("d", (at for at, _ in seen.shown))
    found.keyframes = [at for at, is_key in seen.shown if is_key]
    found.size = seen.size
    found.origin = 0.0 if container.starts_at_zero else seen.first or 0.0
    found.duration = max(0.0, seen.end - found.origin)
    found.picture_end = max(0.0, seen.picture_end - found.origin)
