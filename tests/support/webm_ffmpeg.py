"""Makes live WebM and Matroska streams with ffmpeg, and asks ffprobe what is in a file."""

import json
import subprocess
from pathlib import Path
from typing import Any

_SECONDS = 4
_PICTURE = ["-f", "lavfi", "-i", f"testsrc2=size=160x120:rate=25:duration={_SECONDS}"]
_SOUND = ["-f", "lavfi", "-i", f"sine=frequency=300:duration={_SECONDS}"]
_OPUS = ["-c:a", "libopus", "-b:a", "24k"]
# Without limits to hit first, ffmpeg starts a cluster at each keyframe, as a recorder does.
_WIDE = ["-cluster_time_limit", "30000", "-cluster_size_limit", "5000000"]
_LIVE = ["-live", "1", *_WIDE]
_VP8 = ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-g", "25"]
_VP9 = ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-g", "25"]
_AV1 = ["-c:v", "libsvtav1", "-preset", "12", "-g", "25"]
_H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-bf", "2"]
# Keeps every seventh frame only, and stands still for 1.5 s in the middle.
_UNEVEN = ["-vf", r"select='not(mod(n\,7))+lt(n\,30)',setpts=PTS+gt(T\,2)*1.5/TB", "-fps_mode", "vfr"]

STREAMS: dict[str, list[str]] = {
    "vp8-opus": [*_PICTURE, *_SOUND, *_VP8, *_OPUS, *_LIVE],
    "vp8": [*_PICTURE, *_VP8, *_LIVE],
    "vp9-opus": [*_PICTURE, *_SOUND, *_VP9, *_OPUS, *_LIVE],
    "vp9": [*_PICTURE, *_VP9, *_LIVE],
    "av1-opus": [*_PICTURE, *_SOUND, *_AV1, *_OPUS, *_LIVE],
    "h264-opus": [*_PICTURE, *_SOUND, *_H264, *_OPUS, *_LIVE, "-f", "matroska"],
    "uneven": [*_PICTURE, *_SOUND, *_UNEVEN, *_VP8, *_OPUS, *_LIVE],
    "opus": [*_SOUND, *_OPUS, "-live", "1"],
    "small clusters": [*_PICTURE, *_VP8, "-live", "1", "-cluster_time_limit", "300"],
    "piped": [*_PICTURE, *_SOUND, *_VP8, *_OPUS, *_WIDE],
}
"""ffmpeg's arguments by kind of stream. All of them go through a pipe, so none gets Duration or Cues."""


def make_stream(kind: str) -> bytes:
    """A live stream of a few seconds."""
    arguments = STREAMS[kind]
    container = [] if "-f" in arguments[-2:] else ["-f", "webm"]
    command = ["ffmpeg", "-v", "error", *arguments, *container, "pipe:1"]
    return subprocess.run(command, check=True, capture_output=True).stdout


def declared_duration(path: Path) -> float | None:
    """The container's duration in seconds, as ffprobe reports it; None when it has none."""
    value = _probe(path, "-show_entries", "format=duration")["format"].get("duration")
    return float(value) if value else None


def packets_end(path: Path) -> float:
    """Where the last packet ends, in seconds: ffprobe reads all of them."""
    packets = _probe(path, "-show_entries", "packet=pts_time,duration_time")["packets"]
    return max(float(packet["pts_time"]) + float(packet.get("duration_time", 0)) for packet in packets)


def block_offsets(path: Path) -> list[tuple[int, bool]]:
    """Where in the file (bytes) the blocks of the first stream are, in that order, and whether each is a keyframe."""
    packets = _probe(path, "-select_streams", "0", "-show_entries", "packet=pos,flags")["packets"]
    return sorted((int(packet["pos"]), "K" in packet["flags"]) for packet in packets)


def complaints(path: Path, *options: str) -> str:
    """What ffmpeg has to say while it decodes everything: nothing, if all is well."""
    # The stream's own clock: at a guessed frame rate, two frames of an uneven recording may fall on one tick.
    command = ["ffmpeg", "-v", "error", *options, "-i", str(path), "-enc_time_base", "-1", "-f", "null", "-"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return done.stderr + (f"status {done.returncode}" if done.returncode else "")


def frames_from(path: Path, seconds: float) -> int:
    """How many packets of the first stream ffmpeg finds from `seconds` on, when it seeks there by the index."""
    command = ["ffmpeg", "-v", "error", "-ss", str(seconds), "-i", str(path), "-map", "0:0", "-c", "copy"]
    command += ["-f", "framecrc", "-"]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return sum(not line.startswith("#") for line in output.splitlines())


def _probe(path: Path, *options: str) -> dict[str, Any]:
    command = ["ffprobe", "-v", "error", *options, "-of", "json", str(path)]
    answer: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return answer
