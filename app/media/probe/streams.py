"""What a file's header says of its streams: ffprobe's JSON, and which of its pictures and sounds are played."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

from app.domain.labels import readable
from app.domain.uploads import track_choice
from app.domain.uploads.admission import Unplayed
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
    ":stream_tags=language,title"
    ":stream_side_data=rotation:format=duration"
)
_VIDEO_DETAILS = (
    *("codec_name", "width", "height", "sample_aspect_ratio"),
    *("profile", "level", "pix_fmt", "has_b_frames", "avg_frame_rate", "field_order"),
    *("color_range", "color_space", "color_transfer", "color_primaries"),
)
_AUDIO_DETAILS = ("profile", "channels", "channel_layout", "sample_rate")
# ISO 639's, and what may follow (RFC 5646). It goes into playlists.
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
# What people write about a track may be as long as they like.
_LONGEST_TITLE = 100
# Dispositions of what goes with another track: covers, pictures of chapters, commentaries, descriptions.
_ASIDE = ("attached_pic", "timed_thumbnails", "comment", "visual_impaired")


@dataclass(frozen=True, slots=True)
class AudioStream:
    """A sound track. `language` is a code as the file has it, `title` what it calls the track; empty where it does not.

    `is_aside` says that it goes with another one: a commentary, a description of the picture.
    """

    index: int
    codec: str
    details: dict[str, Any] = field(default_factory=dict)
    language: str = ""
    title: str = ""
    is_aside: bool = False


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


@dataclass(frozen=True, slots=True)
class Played:
    """The indexes of what is played: a picture, a sound, and the `further` sounds that one may choose instead."""

    video: int | None
    audio: int | None
    further: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Streams:
    """What is played: a picture, a sound, and all `sounds` that one may choose from. `unplayed` cannot be decoded."""

    video: VideoStream | None
    audio: AudioStream | None
    sounds: tuple[AudioStream, ...] = ()
    unplayed: tuple[Unplayed, ...] = ()

    @property
    def indexes(self) -> list[int]:
        """Of the picture and all sounds, in the file's order."""
        picture = [self.video.index] if self.video else []
        return sorted([*picture, *(sound.index for sound in self.sounds)])

    @property
    def played(self) -> Played:
        """The same by their indexes."""
        chosen = self.audio.index if self.audio else None
        further = tuple(sound.index for sound in self.sounds if sound.index != chosen)
        return Played(self.video.index if self.video else None, chosen, further)


def tracks(header: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Those of ffprobe's objects that are pictures or sounds with a codec it knows."""
    named = [item for item in header.get("streams", []) if item.get("codec_name")]
    return [item for item in named if _is_picture(item) or item["codec_type"] == "audio"]


def parse_streams(header: Mapping[str, Any], container: Container, damaged: Collection[int] = ()) -> Streams:
    """What is played of all that ffprobe's JSON has: see `track_choice`. Nothing comes out of those `damaged`."""
    found = {item["index"]: item for item in tracks(header)}
    pictures = [_candidate(item, damaged) for item in found.values() if _is_picture(item)]
    sounds = [_candidate(item, damaged) for item in found.values() if item["codec_type"] == "audio"]
    chosen = track_choice.choose(pictures, sounds, container)
    return Streams(
        None if chosen.picture is None else as_picture(found[chosen.picture]),
        None if chosen.sound is None else as_sound(found[chosen.sound]),
        tuple(as_sound(found[index]) for index in chosen.sounds),
        tuple(_unplayed(found[index], damaged) for index in chosen.unplayed),
    )


def _candidate(item: dict[str, Any], damaged: Collection[int]) -> Candidate:
    said = item.get("disposition", {})
    extent = item["width"] * item["height"] if item["codec_type"] == "video" else item.get("channels", 0)
    is_default, is_damaged = bool(said.get("default")), item["index"] in damaged
    return Candidate(item["index"], item["codec_name"], extent, is_default, _is_aside(item), is_damaged)


def _is_aside(item: Mapping[str, Any]) -> bool:
    said = item.get("disposition", {})
    return any(said.get(name) for name in _ASIDE)


def _unplayed(item: dict[str, Any], damaged: Collection[int]) -> Unplayed:
    kind: Literal["picture", "sound"] = "picture" if _is_picture(item) else "sound"
    return Unplayed(item["index"], kind, item["codec_name"], item["index"] in damaged)


def _is_picture(item: dict[str, Any]) -> bool:
    return item["codec_type"] == "video" and bool(item.get("width") and item.get("height"))


def as_sound(item: Mapping[str, Any]) -> AudioStream:
    """A sound as ffprobe's object describes it."""
    said = item.get("tags", {})
    language = str(said.get("language", "")).lower()
    language = language if _LANGUAGE.fullmatch(language) and language != "und" else ""
    title = (readable(str(said.get("title", ""))) or "")[:_LONGEST_TITLE]
    return AudioStream(
        item["index"], item["codec_name"], _details(item, _AUDIO_DETAILS), language, title, _is_aside(item)
    )


def as_picture(item: Mapping[str, Any]) -> VideoStream:
    """A picture as ffprobe's object describes it."""
    rotation = _rotation(item)
    width, height = int(item["width"]), int(item["height"])
    stored = max(width, height)
    width = max(1, round(width * _pixel_shape(item.get("sample_aspect_ratio", ""))))
    if rotation in (90, 270):
        width, height = height, width
    longest, details = max(stored, width, height), _details(item, _VIDEO_DETAILS)
    return VideoStream(item["index"], item["codec_name"], width, height, rotation, longest, details)


def _details(item: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    known = {name: item[name] for name in names if item.get(name) not in (None, "unknown", "0/0")}
    # Some of its numbers are texts.
    return {name: int(value) if str(value).isdecimal() else value for name, value in known.items()}


def _rotation(item: Mapping[str, Any]) -> int:
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
