"""What transcoding must know of a file beyond what the probe keeps: how it is coded, and when each picture is shown."""

import json
from array import array
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.domain.uploads.containers import Container
from app.media import process
from app.media.ffmpeg import input_args
from app.media.probe.examine import parse_streams

_LIMITS = process.Limits(seconds=900, memory=2 * process.GIB)
_HEADER = (
    "stream=index,codec_type,codec_name,profile,level,width,height,pix_fmt,field_order,sample_aspect_ratio,has_b_frames"
    ",color_transfer:stream_disposition=attached_pic:stream_side_data=rotation"
)
_PACKETS = "packet=stream_index,pts_time,dts_time,duration_time,size,flags"
# Perceptual quantiser and hybrid log-gamma (ITU-R BT.2100): what HDR is coded in.
_HDR = ("smpte2084", "arib-std-b67")


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
    def transfer(self) -> str | None:
        """How an HDR picture is coded; None for any other."""
        found = self.header.get("color_transfer")
        return found if found in _HDR else None

    @property
    def is_interlaced(self) -> bool:
        """Whether the header says that pictures come as two fields."""
        return self.header.get("field_order", "unknown") in ("tt", "bb", "tb", "bt")

    @property
    def is_square(self) -> bool:
        """Whether pixels are as wide as high."""
        return self.header.get("sample_aspect_ratio", "1:1") in ("1:1", "0:1", "N/A")

    @property
    def is_plain(self) -> bool:
        """Whether a decoder's pictures are shown as they come: upright, progressive, not reordered, no HDR."""
        moved = self.rotation or self.is_interlaced or self.transfer or self.header.get("has_b_frames", 0)
        return self.is_square and not moved


def survey(path: Path, container: Container) -> Survey:
    """Reads a file's header and packets, decoding nothing. Raises ProcessFailed where ffprobe was stopped."""
    streams = _header(path, container)
    video, audio = parse_streams({"streams": streams})
    found = Survey(video.index if video else None, audio.index if audio else None)
    if video:
        found.rotation, found.width, found.height = video.rotation, video.width, video.height
        found.header = next(item for item in streams if item["index"] == video.index)
    _read_packets(found, path, container)
    return found


def _header(path: Path, container: Container) -> list[dict[str, Any]]:
    argv = ["ffprobe", "-v", "error", "-of", "json", "-show_entries", _HEADER, *input_args(path, container)]
    answer: dict[str, Any] = json.loads(process.run(argv, _LIMITS))
    streams: list[dict[str, Any]] = answer.get("streams", [])
    return streams


def _read_packets(found: Survey, path: Path, container: Container) -> None:
    argv = ["ffprobe", "-v", "error", "-of", "csv=p=0", "-show_entries", _PACKETS, *input_args(path, container)]
    first, end, heard = None, 0.0, False
    shown: list[tuple[float, bool]] = []
    try:
        for line in process.lines(argv, _LIMITS):
            packet = _packet(line)
            if packet is None or packet.stream not in (found.video, found.audio):
                continue
            first = packet.at if first is None else min(first, packet.at)
            end = max(end, packet.at + packet.length)
            if packet.stream == found.video:
                shown.append((packet.at, packet.is_key))
                found.size += packet.size
                found.picture_end = max(found.picture_end, packet.at + packet.length)
            else:
                heard = True
    except process.ProcessFailed as error:
        # A file that breaks off makes ffprobe complain at its end; what came before it counts.
        if error.status < 0:
            raise
    _settle(found, shown, heard)
    found.origin = 0.0 if container.starts_at_zero else first or 0.0
    _shift(found, end)


def _settle(found: Survey, shown: list[tuple[float, bool]], heard: bool) -> None:
    """A stream that the header announces and no packet follows is not there."""
    found.video = found.video if shown else None
    found.audio = found.audio if heard else None
    shown.sort()
    found.times = array("d", (at for at, _ in shown))
    found.keyframes = [at for at, is_key in shown if is_key]


def _shift(found: Survey, end: float) -> None:
    found.duration = max(0.0, end - found.origin)
    found.picture_end = max(0.0, found.picture_end - found.origin)


@dataclass(frozen=True, slots=True)
class _Packet:
    stream: int
    at: float
    length: float
    size: int
    is_key: bool


def _packet(line: str) -> _Packet | None:
    """A row of `stream,pts,dts,duration,size,flags`; None for one without a time, or that is not for showing."""
    cells = line.split(",")
    if len(cells) < 6 or cells[5][1:2] == "D":
        return None
    at = _number(cells[1])
    at = at if at is not None else _number(cells[2])
    if at is None or not cells[0].isdigit():
        return None
    return _Packet(int(cells[0]), at, _number(cells[3]) or 0.0, int(_number(cells[4]) or 0), cells[5].startswith("K"))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
