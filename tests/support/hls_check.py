"""Checks renditions as delivered: segments of a video, fetched and looked at with ffprobe, against Apple's rules.

    checked(renditions, fetch, folder, source=(1280, 720))

returns complaints in words, none if all is well. The rules are those of "HTTP Live Streaming (HLS) authoring
specification for Apple devices" and RFC 8216, as far as ffprobe can tell; each names its number where it has one.
"""

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# Frames and sound packets are compared by the clock of their track; ffprobe prints microseconds.
CLOSE = 2e-6
SOUND_PACKET = 1024 / 48_000
# 1.13: at most level 5.2 (1.9 asks for 5.2 or below in HD devices), 1.5: profile High or below.
PROFILES = {"High", "Main", "Constrained Baseline", "Baseline"}
HIGHEST_LEVEL = 52


@dataclass(slots=True)
class Segment:
    """A segment as measured: presentation times (seconds) in order, whether the first packet is a keyframe."""

    start: float
    end: float
    frames: int
    begins_with_key: bool
    size: int


@dataclass(slots=True)
class Looked:
    """One rendition, fetched."""

    name: str
    stream: dict[str, Any]
    segments: list[Segment] = field(default_factory=list)
    listed: list[float] = field(default_factory=list)


def probe(path: Path, *options: str) -> dict[str, Any]:
    """ffprobe's JSON."""
    argv = ["ffprobe", "-v", "error", "-of", "json", *options, str(path)]
    return json.loads(subprocess.run(argv, check=True, capture_output=True).stdout)


def look(rendition: Any, fetch: Callable[[str], bytes], folder: Path) -> Looked:
    """Fetches a rendition's segments, and measures each of them by itself, as a player that seeks would meet it."""
    init = fetch(rendition.segments["init"])
    path = folder / f"{rendition.name}.mp4"
    looked: Looked | None = None
    for key, seconds in rendition.segments["items"]:
        data = fetch(key)
        path.write_bytes(init + data)
        found = probe(path, "-show_streams", "-show_packets")
        looked = looked or Looked(rendition.name, found["streams"][0])
        looked.listed.append(seconds)
        looked.segments.append(_segment(found["packets"], len(data)))
    assert looked is not None, "no segments"
    return looked


def whole(rendition: Any, fetch: Callable[[str], bytes], path: Path) -> Path:
    """All of a rendition in one file, as a player that does not seek reads it."""
    with path.open("wb") as file:
        for key in (rendition.segments["init"], *(key for key, _ in rendition.segments["items"])):
            file.write(fetch(key))
    return path


def checked(
    renditions: Sequence[Any], fetch: Callable[[str], bytes], folder: Path, source: tuple[int, int], target: float
) -> list[str]:
    """Complaints about a video's renditions; `source` is its size in pixels, `target` EXT-X-TARGETDURATION."""
    looked = {each.name: look(each, fetch, folder) for each in renditions}
    rungs = [looked[each.name] for each in renditions if each.kind == "video"]
    found = [*_alignment(rungs)]
    for each in renditions:
        found += _times(looked[each.name], target)
        found += _bandwidth(each, looked[each.name])
        found += _picture(each, looked[each.name], source) if each.kind == "video" else _sound(looked[each.name])
    return found


def _segment(packets: list[dict[str, Any]], size: int) -> Segment:
    times = [float(packet["pts_time"]) for packet in packets]
    # ffprobe does not know how long a last packet of sound is: no longer than all others.
    ends = [at + float(packet.get("duration_time", SOUND_PACKET)) for at, packet in zip(times, packets, strict=True)]
    return Segment(min(times), max(ends), len(packets), packets[0]["flags"].startswith("K"), size)


def _alignment(rungs: list[Looked]) -> Iterator[str]:
    """2.x: all rungs change at the same moments."""
    starts = {tuple(round(segment.start, 3) for segment in rung.segments) for rung in rungs}
    if len(starts) > 1:
        yield f"segments begin at different times: {starts}"


def _times(looked: Looked, target: float) -> Iterator[str]:
    """What is listed is what is there; one segment begins where the one before it ends; none exceeds the target."""
    if abs(looked.segments[0].start) > CLOSE:
        yield f"{looked.name} begins at {looked.segments[0].start}"
    for number, (segment, seconds) in enumerate(zip(looked.segments, looked.listed, strict=True)):
        is_last_sound = looked.stream["codec_type"] == "audio" and segment is looked.segments[-1]
        if abs(segment.end - segment.start - seconds) > (SOUND_PACKET if is_last_sound else 2 * CLOSE):
            yield f"{looked.name} {number} is listed with {seconds} s, lasts {segment.end - segment.start:.6f} s"
        if round(seconds) > target:
            yield f"{looked.name} {number} is longer than the target {target}"
    for number, (before, after) in enumerate(zip(looked.segments, looked.segments[1:], strict=False)):
        if abs(after.start - before.end) > 2 * CLOSE:
            yield f"{looked.name}: between {number} and {number + 1} lie {after.start - before.end:.6f} s"


def _bandwidth(rendition: Any, looked: Looked) -> Iterator[str]:
    """9.x: BANDWIDTH is at least the measured peak."""
    peak = max(8 * segment.size / seconds for segment, seconds in zip(looked.segments, looked.listed, strict=True))
    if rendition.bandwidth < int(peak):
        yield f"{rendition.name}: BANDWIDTH {rendition.bandwidth} below the peak {peak:.0f}"
    if not 0 < rendition.average_bandwidth <= rendition.bandwidth:
        yield f"{rendition.name}: AVERAGE-BANDWIDTH {rendition.average_bandwidth} of {rendition.bandwidth}"


def _picture(rendition: Any, looked: Looked, source: tuple[int, int]) -> Iterator[str]:
    stream, name = looked.stream, looked.name
    if (stream["codec_name"], stream["pix_fmt"]) != ("h264", "yuv420p"):
        yield f"{name} is {stream['codec_name']} {stream['pix_fmt']}"
    if stream["profile"] not in PROFILES or stream["level"] > HIGHEST_LEVEL:
        yield f"{name} has profile {stream['profile']}, level {stream['level']}"
    if rendition.codecs[-2:] != f"{stream['level']:02x}":
        yield f"{name} is listed as {rendition.codecs}, has level {stream['level']}"
    if (stream["width"], stream["height"]) != (rendition.width, rendition.height):
        yield f"{name} is {stream['width']}x{stream['height']}, listed with {rendition.width}x{rendition.height}"
    if stream["width"] > max(2, source[0]) or stream["height"] > max(2, source[1]):
        yield f"{name} is larger than the source"
    if stream.get("sample_aspect_ratio", "1:1") not in ("1:1", "0:1"):
        yield f"{name} has pixels of {stream['sample_aspect_ratio']}"
    yield from _beginnings(looked)


def _beginnings(looked: Looked) -> Iterator[str]:
    for number, segment in enumerate(looked.segments):
        if not segment.begins_with_key:
            yield f"{looked.name} {number} does not begin with a keyframe"


def _sound(looked: Looked) -> Iterator[str]:
    """2.x: AAC-LC, two channels at most, no other rate than the decoder is set up for."""
    stream = looked.stream
    if (stream["codec_name"], stream["profile"]) != ("aac", "LC"):
        yield f"sound is {stream['codec_name']} {stream['profile']}"
    if (stream["sample_rate"], stream["channels"]) != ("48000", 2):
        yield f"sound has {stream['sample_rate']} Hz, {stream['channels']} channels"
