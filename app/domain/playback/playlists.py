"""HLS playlists: what a player reads to choose a rung and to find its segments. Pure text.

By RFC 8216 and the HLS authoring specification for Apple devices; version 7, since the segments are fragmented MP4.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.domain.languages import language_tag
from app.domain.transcode.sounds import labels

CONTENT_TYPE = "application/vnd.apple.mpegurl"
# Bits per second most people's lines carry without a pause at the start. A screen recording's best rung is often below.
_START_BANDWIDTH = 3_000_000
_SOUND_GROUP = "sound"


@dataclass(frozen=True, slots=True)
class Rung:
    """A picture without its sound. Pixels as shown; bandwidths are bits per second, peak and average."""

    name: str
    width: int
    height: int
    frame_rate: float | None
    codecs: str
    bandwidth: int
    average_bandwidth: int


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound that all rungs share. Bandwidths are bits per second, peak and average.

    `language` and `title` are what the file says of it.
    """

    name: str
    codecs: str
    bandwidth: int
    average_bandwidth: int
    language: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a rung: where it is, and how many seconds it lasts."""

    url: str
    seconds: float


def master(rungs: Sequence[Rung], sounds: Sequence[Sound]) -> str:
    """The master playlist: the rung to start with, then the others from the best down. Sound alone is a rung, too.

    Of several sounds the first is played where nobody chooses.
    """
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    sound = _heaviest(sounds)
    # Sound alone of one kind needs no group: the rung is it.
    is_group = bool(sounds) and (bool(rungs) or len(sounds) > 1)
    if is_group:
        lines += _group(sounds)
    for rung in in_order(rungs, sound):
        lines += [_stream_inf(rung, sound), f"{rung.name}.m3u8"]
    if sound and not rungs:
        group = f',AUDIO="{_SOUND_GROUP}"' if is_group else ""
        lines += [f'#EXT-X-STREAM-INF:{_bandwidths(sound)},CODECS="{sound.codecs}"{group}', f"{sounds[0].name}.m3u8"]
    return _text(lines)


def _group(sounds: Sequence[Sound]) -> list[str]:
    """The sounds to choose from (RFC 8216, 4.3.4.1). One alone needs no name of its own."""
    several = len(sounds) > 1
    names = labels([(each.title, language_tag(each.language)) for each in sounds]) if several else ["Sound"]
    return [
        f'#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="{_SOUND_GROUP}",NAME="{label}"'
        + (f',LANGUAGE="{language_tag(sound.language)}"' if several and sound.language else "")
        + f",DEFAULT={'NO' if number else 'YES'},AUTOSELECT=YES,"
        # It is always made in stereo, and Apple's rules want that said.
        + f'CHANNELS="2",URI="{sound.name}.m3u8"'
        for number, (label, sound) in enumerate(zip(names, sounds, strict=True))
    ]


def _heaviest(sounds: Sequence[Sound]) -> Sound | None:
    """What a rung has to carry beside its picture (RFC 8216, 4.3.4.2: the largest sum of any combination)."""
    return max(sounds, key=lambda each: each.bandwidth, default=None)


def in_order(rungs: Sequence[Rung], sound: Sound | None) -> list[Rung]:
    """The best rung that starts without a pause for most people comes first, as players begin with the first one."""
    best_first = sorted(rungs, key=lambda rung: (rung.height * rung.width, rung.bandwidth), reverse=True)
    with_sound = sound.bandwidth if sound else 0
    start = next((rung for rung in best_first if rung.bandwidth + with_sound <= _START_BANDWIDTH), None)
    start = start or (best_first[-1] if best_first else None)
    return sorted(best_first, key=lambda rung: rung is not start)


def media(init_url: str, segments: Sequence[Segment], target: int) -> str:
    """The playlist of one rung, whole. `target` is the longest segment of any rung in whole seconds."""
    longest = max([target, *(_rounded(segment.seconds) for segment in segments)])
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        f"#EXT-X-TARGETDURATION:{longest}",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        f'#EXT-X-MAP:URI="{init_url}"',
    ]
    for segment in segments:
        lines += [f"#EXTINF:{segment.seconds:.6f},", segment.url]
    return _text([*lines, "#EXT-X-ENDLIST"])


def _stream_inf(rung: Rung, sound: Sound | None) -> str:
    codecs = f"{rung.codecs},{sound.codecs}" if sound else rung.codecs
    attributes = [
        _bandwidths(rung, sound),
        f'CODECS="{codecs}"',
        f"RESOLUTION={rung.width}x{rung.height}",
        *([f"FRAME-RATE={rung.frame_rate:.3f}"] if rung.frame_rate else []),
        *([f'AUDIO="{_SOUND_GROUP}"'] if sound else []),
        "CLOSED-CAPTIONS=NONE",
    ]
    return "#EXT-X-STREAM-INF:" + ",".join(attributes)


def _bandwidths(*streams: Rung | Sound | None) -> str:
    played = [stream for stream in streams if stream]
    peak, average = sum(each.bandwidth for each in played), sum(each.average_bandwidth for each in played)
    return f"BANDWIDTH={peak},AVERAGE-BANDWIDTH={average}"


def _rounded(seconds: float) -> int:
    # RFC 8216, 4.3.3.1: each EXTINF, rounded to the nearest whole second, is at most the target duration. Half a
    # second goes up here, where Python's own round() would go to the even neighbour.
    return int(Decimal(str(seconds)).quantize(Decimal(1), ROUND_HALF_UP))


def _text(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"
