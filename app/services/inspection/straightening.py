"""Makes a file whose times are positions in the video of one whose times are not.

A transport stream's clock starts anywhere, jumps, wraps around after a day and starts again in the middle; Ogg's starts
again with each recording that follows; what was cut out of something longer has the times it had there. Everything
downstream may then take a time for a position.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.uploads.containers import Container
from app.media import process
from app.media.ffmpeg import straight_args
from app.media.probe.streams import Streams, parse_streams, read_header

# What ffmpeg writes into MP4, and players take from it, or pass over. Matroska has everything else.
_IN_MP4 = frozenset({"h264", "hevc", "av1", "aac", "mp3", "ac3", "eac3", "dts"})
# What WebM is for.
_IN_WEBM = frozenset({"vp8", "vp9", "av1", "opus", "vorbis"})
# Their clocks start anywhere, and again where another begins.
_STREAMS = (Container.MPEG_TS, Container.OGG)
_MIME_TYPES = {"mp4": "video/mp4", "matroska": "video/x-matroska", "webm": "video/webm"}
# Copying 20 GiB takes minutes.
_LIMITS = process.Limits(seconds=1800)


@dataclass(frozen=True, slots=True)
class Straight:
    """The file with the new times, and what it is."""

    path: Path
    mime_type: str


def straighten(path: Path, container: Container, latest: float) -> Straight | None:
    """The file with times that start at zero; None where they do, or where nothing can be read.

    A file whose first picture or sound comes by `latest` seconds is as it should be. Raises ProcessFailed where a
    program was stopped.
    """
    try:
        header = read_header(path, container)
        streams = parse_streams(header, container)
        if not _plays(streams) or (container not in _STREAMS and _start(header, streams) <= latest):
            return None
        # What cannot be played goes along, too, so that the probe can say so.
        kept = {*streams.indexes, *(track.index for track in streams.unplayed)}
        form = _form(container, {item["codec_name"] for item in header["streams"] if item["index"] in kept})
        target = path.with_name("straight")
        process.run(straight_args(path, container, sorted(kept), form, target), _LIMITS)
    except process.ProcessFailed as error:
        # Whatever is wrong with it, the probe says so.
        if not error.blames_input:
            raise
        return None
    return Straight(target, _MIME_TYPES[form])


def _plays(streams: Streams) -> bool:
    return streams.video is not None or streams.audio is not None


def _start(header: dict[str, Any], streams: Streams) -> float:
    """When the first of what is played begins, in seconds; 0 where the header does not say."""
    wanted = (streams.played.video, streams.played.audio)
    said = [item.get("start_time") for item in header["streams"] if item["index"] in wanted]
    return min((float(start) for start in said if start is not None), default=0.0)


def _form(container: Container, codecs: set[str]) -> str:
    if container is Container.WEBM or (container is Container.OGG and codecs <= _IN_WEBM):
        return "webm"
    return "mp4" if codecs <= _IN_MP4 else "matroska"
