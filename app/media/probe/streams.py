"""What a file's header says of its streams: ffprobe's JSON, and the one picture and the one sound that count."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from app.domain.uploads import track_choice
from app.domain.uploads.containers import Container
from app.domain.uploads.track_choice import Candidate
from app.media import process
from app.media.ffmpeg import input_args
from app.media.look import HDR_TRANSFERS

_LIMITS = process.Limits(seconds=60, memory=2 * process.GIB)
_ENTRIES = (
    "stream=index,start_time,codec_type,codec_name,profile,level,width,height,sample_aspect_ratio,pix_fmt,has_b_frames"
    ",avg_frame_rate,color_range,color_space,color_transfer,color_primaries,field_order"
    ",channels,channel_layout,sample_rate"
    ":stream_disposition=attached_pic,timed_thumbnails,default,comment,visual_impaired"
    ":stream_side_data=rotation:format=duration"
)
_VIDEO_DETAILS = (
    *("codec_name", "width", "height", "sample_aspect_ratio"),
    *("profile", "level", "pix_fmt", "has_b_frames", "avg_frame_rate", "field_order"),
    *("color_range", "color_space", "color_transfer", "color_primaries"),
)
_AUDIO_DETAILS = ("profile", "channels", "channel_layout", "sample_rate")
# Dispositions of what goes with another track: covers, pictures of chapters, commentaries, descriptions.
_ASIDE = ("attached_pic", "timed_thumbnails", "comment", "visual_impaired")


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
        return self.details.get("color_transfer") in HDR_TRANSFERS


def read_header(path: Path, container: Container) -> dict[str, Any]:
    """ffprobe's JSON for a file. Raises ProcessFailed."""
    argv = ["ffprobe", "-v", "error", "-of", "json", "-show_entries", _ENTRIES, *input_args(path, container)]
    answer: dict[str, Any] = json.loads(process.run(argv, _LIMITS))
    return answer


def parse_streams(header: dict[str, Any], container: Container) -> tuple[VideoStream | None, AudioStream | None]:
    """The picture and the sound that are played, of all that ffprobe's JSON has: see `track_choice`."""
    readable = {item["index"]: item for item in header.get("streams", []) if item.get("codec_name")}
    pictures = [_candidate(item) for item in readable.values() if _is_picture(item)]
    sounds = [_candidate(item) for item in readable.values() if item["codec_type"] == "audio"]
    chosen = track_choice.choose(pictures, sounds, container)
    return (
        None if chosen.picture is None else _video(readable[chosen.picture]),
        None if chosen.sound is None else _audio(readable[chosen.sound]),
    )


def _candidate(item: dict[str, Any]) -> Candidate:
    said = item.get("disposition", {})
    extent = item["width"] * item["height"] if item["codec_type"] == "video" else item.get("channels", 0)
    is_aside = any(said.get(name) for name in _ASIDE)
    return Candidate(item["index"], item["codec_name"], extent, bool(said.get("default")), is_aside)


def _is_picture(item: dict[str, Any]) -> bool:
    return item["codec_type"] == "video" and bool(item.get("width") and item.get("height"))


def _audio(item: dict[str, Any]) -> AudioStream:
    return AudioStream(item["index"], item["codec_name"], _details(item, _AUDIO_DETAILS))


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
    if not above.isdigit() or not below.isdigit():
        return Fraction(1)
    shape = (int(above), int(below))
    return Fraction(*shape) if all(shape) else Fraction(1)
