"""What transcoding must know of a file beyond what is kept of it: how it is coded, and when each picture is shown."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.domain.uploads.containers import Container
from app.media.look import Look, look
from app.media.probe.packets import Packet, packets
from app.media.probe.streams import parse_streams, read_header


@dataclass(slots=True)
class Survey:
    """A file's streams and times. Times are seconds of the video's own timeline; `size` is bytes of picture packets.

    `header` is ffprobe's object for the picture, empty where there is none.
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
    heard: bool = False

    def add(self, found: Iterable[Packet], video: int | None) -> None:
        """Packets without a time, and those that are not for showing, are passed over."""
        for packet in found:
            if packet.at is None or not packet.is_shown:
                continue
            end = packet.at + packet.length
            self.first = packet.at if self.first is None else min(self.first, packet.at)
            self.end = max(self.end, end)
            if packet.stream != video:
                self.heard = True
                continue
            self.shown.append((packet.at, packet.is_key))
            self.size += packet.size
            self.picture_end = max(self.picture_end, end)


def survey(path: Path, container: Container) -> Survey:
    """Reads a file's header and packets, decoding nothing. Raises ProcessFailed where ffprobe was stopped."""
    header = read_header(path, container)
    video, audio = parse_streams(header, container)
    found = Survey(video.index if video else None, audio.index if audio else None)
    if video:
        found.rotation, found.width, found.height = video.rotation, video.width, video.height
        found.header = next(item for item in header["streams"] if item["index"] == video.index)
    seen = _Seen()
    wanted = [index for index in (found.video, found.audio) if index is not None]
    seen.add(packets(path, container, wanted), found.video)
    _settle(found, seen, container)
    return found


def _settle(found: Survey, seen: _Seen, container: Container) -> None:
    """A stream that the header announces and no packet follows is not there."""
    found.video = found.video if seen.shown else None
    found.audio = found.audio if seen.heard else None
    seen.shown.sort()
    found.times = array("d", (at for at, _ in seen.shown))
    found.keyframes = [at for at, is_key in seen.shown if is_key]
    found.size = seen.size
    found.origin = 0.0 if container.starts_at_zero else seen.first or 0.0
    found.duration = max(0.0, seen.end - found.origin)
    found.picture_end = max(0.0, seen.picture_end - found.origin)
