"""What a media file holds, by ffprobe: streams from its header, the length from its packets."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from app.domain.uploads.containers import SNIFF_BYTES, Container, sniff
from app.media import process
from app.media.ffmpeg import input_args

_HEADER_LIMITS = process.Limits(seconds=60, memory=2 * process.GIB)
# Reads the file once, without decoding: an hour of screen recording takes seconds, 20 GiB a few minutes.
_PACKET_LIMITS = process.Limits(seconds=900, memory=2 * process.GIB)
_STREAM_ENTRIES = (
    "stream=index,codec_type,codec_name,profile,level,width,height,sample_aspect_ratio,pix_fmt,has_b_frames"
    ",avg_frame_rate,color_range,color_space,color_transfer,color_primaries,field_order"
    ",channels,channel_layout,sample_rate"
    ":stream_disposition=attached_pic:stream_side_data=rotation:format=duration"
)
_VIDEO_DETAILS = (
    *("profile", "level", "pix_fmt", "has_b_frames", "avg_frame_rate", "field_order"),
    *("color_range", "color_space", "color_transfer", "color_primaries"),
)
_AUDIO_DETAILS = ("profile", "channels", "channel_layout", "sample_rate")
_PACKET_ENTRIES = "packet=stream_index,pts_time,dts_time,duration_time"


# How many packets are decoded in search of a picture: as a rule the first one has it, and a file that was cut out of a
# broadcast may have none for some seconds.
_TRIES = (30, 900)
_DECODE_LIMITS = process.Limits(seconds=120)
_HDR_TRANSFERS = frozenset({"smpte2084", "arib-std-b67"})


class NotMedia(Exception):
    """The file holds nothing that plays; the message says why, for the person who sent it."""

    code = "not_a_video"


class NoFrames(NotMedia):
    """The file announces a picture, or sound, and has none."""

    code = "no_frames"


@dataclass(frozen=True, slots=True)
class AudioStream:
    """A sound track."""

    index: int
    codec: str
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class VideoStream:
    """A picture track. Pixels are as shown: rotation (degrees clockwise) and pixel shape are applied.

    `longest_side` is the most of them on any side, also as stored. `details` are what ffprobe calls them.
    """

    index: int
    codec: str
    width: int
    height: int
    rotation: int
    longest_side: int = 0
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def is_hdr(self) -> bool:
        """Whether its brightness is coded for more than ordinary screens show (ITU-R BT.2100)."""
        return self.details.get("color_transfer") in _HDR_TRANSFERS


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

    def add(self, rows: Iterable[str], wanted: Collection[int]) -> None:
        """Counts rows of `stream,pts,dts,duration` (seconds or N/A) that belong to the wanted streams."""
        for row in rows:
            cells = [_number(cell) for cell in row.split(",")]
            if len(cells) < 4 or cells[0] is None or int(cells[0]) not in wanted:
                continue
            self._count(int(cells[0]), cells[1] if cells[1] is not None else cells[2], cells[3])

    def _count(self, index: int, start: float | None, length: float | None) -> None:
        self.packets[index] = self.packets.get(index, 0) + 1
        if start is None:
            return
        self.start = start if self.start is None else min(self.start, start)
        self.end = max(self.end, start + (length or 0.0))


def examine(path: Path) -> MediaFacts:
    """Reads a file's header and packets. Raises NotMedia; ProcessFailed where ffprobe itself was stopped."""
    container = container_of(path)
    header = _header(path, container)
    video, audio = parse_streams(header)
    if not video and not audio:
        raise NotMedia("The file holds no picture and no sound.")
    timing = _timing(path, container, [stream.index for stream in (video, audio) if stream])
    # A stream that the header announces and no packet follows is not there.
    video = video if video and video.index in timing.packets else None
    audio = audio if audio and audio.index in timing.packets else None
    if not video and not audio:
        raise NoFrames("The file says what it holds, but there is not a single frame in it.")
    origin = 0.0 if container.starts_at_zero else timing.start or 0.0
    duration = max(0.0, round(timing.end - origin, 3))
    fps = round(timing.packets[video.index] / duration, 3) if video and duration else None
    return MediaFacts(container, duration, fps, video, audio, "duration" in header.get("format", {}))


def require_frame(path: Path, container: Container, video: VideoStream) -> None:
    """Decodes until a picture comes out. Raises NoFrames where none does; ProcessFailed where ffprobe was stopped."""
    for packets in _TRIES:
        argv = ["ffprobe", "-v", "quiet", "-threads", "1", "-select_streams", str(video.index)]
        argv += ["-read_intervals", f"%+#{packets}", "-show_entries", "frame=pict_type", "-of", "csv=p=0"]
        try:
            if process.run([*argv, *input_args(path, container)], _DECODE_LIMITS).strip():
                return
        except process.ProcessFailed as error:
            if error.status < 0:
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


def parse_streams(header: dict[str, Any]) -> tuple[VideoStream | None, AudioStream | None]:
    """The first video stream (cover pictures aside) and the first audio stream of ffprobe's JSON."""
    video: VideoStream | None = None
    audio: AudioStream | None = None
    for item in header.get("streams", []):
        codec, cover = item.get("codec_name"), item.get("disposition", {}).get("attached_pic")
        if codec is None or cover:
            continue
        if item["codec_type"] == "video" and item.get("width") and item.get("height"):
            video = video or _video(item)
        elif item["codec_type"] == "audio":
            audio = audio or AudioStream(item["index"], codec, _details(item, _AUDIO_DETAILS))
    return video, audio


def _header(path: Path, container: Container) -> dict[str, Any]:
    argv = ["ffprobe", "-v", "error", "-of", "json", "-show_entries", _STREAM_ENTRIES]
    try:
        answer = process.run([*argv, *input_args(path, container)], _HEADER_LIMITS)
    except process.ProcessFailed as error:
        if error.status < 0:
            raise
        raise NotMedia("The file is damaged: no recording can be read from it.") from error
    parsed: dict[str, Any] = json.loads(answer)
    return parsed


def _timing(path: Path, container: Container, wanted: Collection[int]) -> Timing:
    argv = ["ffprobe", "-v", "error", "-of", "csv=p=0", "-show_entries", _PACKET_ENTRIES]
    timing = Timing()
    try:
        timing.add(process.lines([*argv, *input_args(path, container)], _PACKET_LIMITS), wanted)
    except process.ProcessFailed as error:
        # A file that breaks off makes ffprobe complain at its end; what came before it counts.
        if error.status < 0:
            raise
    return timing


def _video(item: dict[str, Any]) -> VideoStream:
    rotation = _rotation(item)
    width, height = int(item["width"]), int(item["height"])
    stored = max(width, height)
    width = max(1, round(width * _pixel_shape(item.get("sample_aspect_ratio", ""))))
    if rotation in (90, 270):
        width, height = height, width
    longest, details = max(stored, width, height), _details(item, _VIDEO_DETAILS)
    return VideoStream(item["index"], item["codec_name"], width, height, rotation, longest, details)


def _details(item: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    known = {name: item[name] for name in names if item.get(name) not in (None, "unknown", "0/0")}
    # Some of its numbers are texts.
    return {name: int(value) if str(value).isdecimal() else value for name, value in known.items()}


def _rotation(item: dict[str, Any]) -> int:
    """Degrees clockwise that show it upright; ffprobe counts the other way round."""
    turns = (side["rotation"] for side in item.get("side_data_list", []) if "rotation" in side)
    return round(-float(next(turns, 0))) % 360


def _pixel_shape(text: str) -> Fraction:
    """Width by height of one pixel from `n:m`; 1 where the file does not say (N/A, 0:1)."""
    above, _, below = text.partition(":")
    if not above.isdigit() or not below.isdigit() or int(above) == 0 or int(below) == 0:
        return Fraction(1)
    return Fraction(int(above), int(below))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
