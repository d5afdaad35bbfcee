"""Command lines that make renditions: fragmented MP4 whose segments begin at the same frames in all sizes.

Pure: they are run by app.media.process. A fragment is a segment, since encoders set a keyframe where a segment begins
and nowhere else. Its decode time is where it lies in the whole video, so that the pieces which several workers made
play one after the other as if they were one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from app.domain.transcode.ladder import Rung
from app.domain.transcode.pieces import Piece
from app.domain.transcode.sounds import Sound
from app.domain.uploads.containers import Container
from app.media import look
from app.media.ffmpeg import input_args
from app.media.look import Look

SOUND_RATE = 48_000
SOUND_BITS = 128_000
# Transparent for faces, and small text on screens stays readable.
_CRF = "23"
# Every common rate and every clock of a container is a whole number of these, so that rounding is the same everywhere.
_TICKS = 90_000

_FRAGMENTS = [
    *("-f", "mp4", "-movflags", "+frag_keyframe+empty_moov+default_base_moof+frag_discont"),
    # Times are what they are: no edit lists, nothing shifted to make the first one zero.
    *("-use_editlist", "0", "-avoid_negative_ts", "disabled"),
    *("-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"),
]


@dataclass(frozen=True, slots=True)
class Source:
    """What renditions are made of. `video` and `audio` are streams; `origin` is the time that counts as zero."""

    path: Path
    container: Container
    video: int | None
    audio: int | None
    origin: float
    look: Look = field(default_factory=Look)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How pictures are encoded. `threads` of 0 leaves it to ffmpeg."""

    rate: Fraction
    preset: str
    threads: int = 0


def timescale(rate: Fraction) -> int:
    """Ticks a second of a rendition: a frame lasts a whole number of them."""
    return rate.numerator if rate.numerator >= 10_000 else rate.numerator * 1000


def piece_args(source: Source, piece: Piece, rungs: Sequence[Rung], how: Encoding, folder: Path) -> list[str]:
    """One command for all rungs of a piece, each into `<name>.mp4` in `folder`. Its progress comes on stdout."""
    seek = [] if piece.seek is None else ["-noaccurate_seek", "-seek_timestamp", "1", "-ss", f"{piece.seek:.6f}"]
    outputs = [each for number, rung in enumerate(rungs) for each in _rung(number, rung, piece, how, folder)]
    return [
        *head(how.threads),
        # A window that changed its size must not make ffmpeg build the filters anew, which would count from zero.
        *(*seek, "-copyts", "-reinit_filter", "0"),
        *input_args(source.path, source.container),
        *("-filter_complex", _graph(source, piece, rungs, how.rate)),
        *outputs,
    ]


def copy_args(source: Source, rung: Rung, rate: Fraction, folder: Path) -> list[str]:
    """The picture of a source that is fit to be a rendition as it is, into `<name>.mp4`: a fragment a keyframe."""
    return [
        *head(0),
        "-copyts",
        *input_args(source.path, source.container),
        *("-map", f"0:{source.video}", "-an", "-sn", "-dn", "-c:v", "copy", "-tag:v", "avc1"),
        *_said(look.tags(source.look)),
        *("-video_track_timescale", str(timescale(rate)), *_FRAGMENTS, f"file:{folder / rung.name}.mp4"),
    ]


def sound_args(source: Source, seconds: float, segment_seconds: float, folder: Path, louder: str = "") -> list[str]:
    """The sound of the whole video in segments, `sound.m3u8`, `sound-init.mp4` and `sound-<n>.m4s`. It is as long as
    the video and starts with it, whatever the source's does. `louder` are filters that come before all else."""
    # The encoder's first packet only warms it up, before zero; players would take it for sound and be late by it.
    prime = r"noise=amount=0:drop=lt(pts\,0)"
    filters = ",".join(filter(None, (louder, sound_from_zero(source.origin, seconds))))
    return [
        *head(0),
        "-copyts",
        *input_args(source.path, source.container),
        *("-map", f"0:{source.audio}", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1"),
        *("-af", filters, "-c:a", "aac", "-profile:a", "aac_low", "-b:a", str(SOUND_BITS), "-bsf:a", prime),
        *("-fflags", "+bitexact", "-avoid_negative_ts", "disabled", "-f", "hls", "-hls_time", f"{segment_seconds:.6f}"),
        *("-hls_segment_type", "fmp4", "-hls_playlist_type", "vod", "-hls_list_size", "0"),
        *("-hls_fmp4_init_filename", "sound-init.mp4", "-hls_segment_filename", f"file:{folder}/sound-%d.m4s"),
        f"file:{folder}/sound.m3u8",
    ]


def sound_segments(folder: Path) -> list[tuple[float, Path]]:
    """What `sound_args` has made in that folder: seconds and file of each segment."""
    listed = re.findall(r"#EXTINF:([\d.]+),.*\n(.+)", (folder / "sound.m3u8").read_text())
    return [(float(seconds), folder / name) for seconds, name in listed]


def download_args(picture: Path | None, sounds: Sequence[tuple[Path, Sound]], target: Path) -> list[str]:
    """One MP4 of the top rung and the sounds, as they are, with the index in front. Of several the first is default."""
    inputs = [*([picture] if picture else []), *(path for path, _ in sounds)]
    opened = [argument for path in inputs for argument in input_args(path, Container.MP4)]
    maps = [argument for number in range(len(inputs)) for argument in ("-map", str(number))]
    several = enumerate(sounds) if len(sounds) > 1 else ()
    said = [argument for number, (_, sound) in several for argument in _named(number, sound)]
    return [
        *head(0),
        *opened,
        *maps,
        *("-c", "copy", "-map_metadata", "-1", *said, "-movflags", "+faststart", "-f", "mp4", f"file:{target}"),
    ]


def _named(number: int, sound: Sound) -> list[str]:
    """What a player shows of one sound of several, and whether it begins with it."""
    language = [f"-metadata:s:a:{number}", f"language={sound.language}"] if sound.language else []
    title = [f"-metadata:s:a:{number}", f"title={sound.title}"] if sound.title else []
    return [*language, *title, f"-disposition:a:{number}", "0" if number else "default"]


def sound_from_zero(origin: float, seconds: float) -> str:
    """Filters that make a sound as long as the video, on its timeline."""
    return (
        f"asetpts=PTS-{origin:.6f}/TB,aresample={SOUND_RATE}:async=1:first_pts=0"
        f",apad=whole_dur={seconds:.6f},atrim=end={seconds:.6f},aformat=channel_layouts=stereo"
    )


def frames_from_zero(origin: float, rate: Fraction, first: int, count: int) -> str:
    """Filters that give `count` frames at a constant rate from frame `first` of the video's timeline on."""
    return (
        f"settb=1/{_TICKS},setpts=PTS-{round(origin * _TICKS)},"
        f"fps=fps={rate}:start_time={float(first / rate):.6f}"
        # The last picture is held for as long as there is sound.
        f",tpad=stop_mode=clone:stop=-1,trim=end_frame={count}"
    )


def head(threads: int) -> list[str]:
    """How every such command begins. Threads: 0 leaves them to ffmpeg."""
    limited = ["-threads", str(threads), "-filter_complex_threads", str(threads)] if threads else []
    return [
        "ffmpeg",
        "-nostdin",
        "-hide_banner",
        "-y",
        "-v",
        "error",
        "-progress",
        "pipe:1",
        "-stats_period",
        "1",
        *limited,
    ]


def _graph(source: Source, piece: Piece, rungs: Sequence[Rung], rate: Fraction) -> str:
    """From the source's pictures to the frames of the piece in every size; smaller sizes are made from the largest."""
    top, lower = rungs[0], rungs[1:]
    frames = frames_from_zero(source.origin, rate, piece.start, piece.stop - piece.start)
    picture = f"[0:{source.video}]{look.picture(source.look, top.width, top.height, frames=frames)}"
    if not lower:
        return f"{picture}[r0]"
    names = "".join(f"[s{number}]" for number in range(len(lower)))
    scales = (
        f"[s{number}]scale=w={rung.width}:h={rung.height}:flags=bicubic,setsar=1[r{number + 1}]"
        for number, rung in enumerate(lower)
    )
    return f"{picture},split={len(rungs)}[r0]{names};{';'.join(scales)}"


def _said(tags: dict[str, int]) -> list[str]:
    """Writes into a stream that is copied what its colours are."""
    written = ":".join(f"{name}={code}" for name, code in tags.items())
    return ["-bsf:v", f"h264_metadata={written}"] if written else []


def _marks(piece: Piece, rate: Fraction) -> str:
    """Where segments begin, for an encoder to set keyframes there; empty where there is one segment only.

    As a rule they are equally long, and said in one expression: one argument holds no list of twelve hours.
    """
    # A quarter of a frame early, so that no rounding makes it the next frame.
    early = Fraction(1, 4) / rate
    steps = {later - before for before, later in pairwise(piece.cuts)}
    if len(steps) == 1:
        # Here times count from the first frame.
        return f"expr:gte(t,n_forced*{float(steps.pop() / rate):.9f}-{float(early):.6f})"
    return ",".join(f"{float(cut / rate - early):.6f}" for cut in piece.cuts[1:])


def _rung(number: int, rung: Rung, piece: Piece, how: Encoding, folder: Path) -> list[str]:
    marks = _marks(piece, how.rate)
    threads = ["-threads", str(how.threads)] if how.threads else []
    return [
        *("-map", f"[r{number}]", "-c:v", "libx264", *threads, "-preset", how.preset, "-crf", _CRF),
        *(
            "-maxrate",
            str(rung.max_bits),
            "-bufsize",
            str(2 * rung.max_bits),
            "-profile:v",
            "high",
            "-level",
            rung.level,
        ),
        # Nothing is decoded ahead of its time: fragments would begin before they are shown, and players disagree about
        # how to say by how much.
        *("-bf", "0"),
        # Keyframes where segments begin, and nowhere else.
        *("-g", "1000000", "-keyint_min", "1", "-sc_threshold", "0"),
        *(["-force_key_frames", marks] if marks else []),
        *("-fps_mode", "passthrough", "-video_track_timescale", str(timescale(how.rate))),
        *(*_FRAGMENTS, f"file:{folder / rung.name}.mp4"),
    ]
