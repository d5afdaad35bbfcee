"""Command lines for ffmpeg. Pure: they are run by app.media.process."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.takes import Part, Step, Way
from app.domain.uploads.containers import Container
from app.domain.webm import Track
from app.media.look import Look, contained, picture, still

# What a person may send us, and the demuxer it gets: always named, never guessed, so that a playlist, an
# image sequence or a script dressed up as a video cannot make ffmpeg open other files or addresses.
_DEMUXERS = {
    Container.WEBM: "matroska",
    Container.MATROSKA: "matroska",
    Container.MP4: "mov",
    Container.QUICKTIME: "mov",
    Container.AVI: "avi",
    Container.MPEG_TS: "mpegts",
    Container.OGG: "ogg",
    Container.MP3: "mp3",
}

# Two threads: the queue already runs a task on every core.
_HEAD = ["ffmpeg", "-nostdin", "-hide_banner", "-v", "error", "-threads", "2"]

# 720p takes a tenth of its playing time, and small text stays readable. VP8 needs its quantiser bounded for that.
_REALTIME = ["-deadline", "realtime", "-cpu-used", "8", "-threads", "2"]
_VIDEO_ENCODERS = {
    "V_VP9": ["-c:v", "libvpx-vp9", *_REALTIME, "-row-mt", "1", "-crf", "24", "-b:v", "4M"],
    "V_VP8": ["-c:v", "libvpx", *_REALTIME, "-crf", "4", "-qmax", "30", "-b:v", "8M"],
}


def input_args(path: Path, container: Container) -> list[str]:
    """The part of a command line that opens a stranger's file; ffmpeg and ffprobe take the same."""
    return ["-protocol_whitelist", "file", "-f", _DEMUXERS[container], "-i", f"file:{path}"]


@dataclass(frozen=True, slots=True)
class Shown:
    """The picture of a file, as it is to be shown: which stream, how many pixels as shown, how it is coded."""

    path: Path
    container: Container
    stream: int
    width: int
    height: int
    look: Look = field(default_factory=Look)


def still_args(shown: Shown, at: float, longest: int) -> list[str]:
    """One JPEG on stdout: the frame at `at` seconds, its longer side at most `longest` pixels."""
    size = contained(shown.width, shown.height, longest)
    return [
        *_pictures(["-ss", f"{at:.3f}"], shown),
        *("-frames:v", "1", "-vf", still(shown.look, *size, wide_range=True)),
        *("-c:v", "mjpeg", "-q:v", "3", "-f", "image2pipe", "-"),
    ]


def sample_args(
    shown: Shown, size: tuple[int, int], rate: float, only_keyframes: bool = False, first: int = 0
) -> list[str]:
    """Frames `rate` times a second on stdout, as raw I420 of `size` (width, height; both even).

    Frame n is the picture on screen at n / rate seconds of the player's timeline. A window that changed its
    size while it was recorded changes the stream's: by default ffmpeg would then build the filters anew and
    count from zero again, so they stay, and those that cope come first. The last picture is held for
    one more sample, or a change just before the end would be missed. With `only_keyframes` it is the last keyframe
    before, for the price of decoding nothing else. They begin with frame `first`, in a file whose own times count, and
    what lies before the keyframe that it needs is neither read nor decoded; it need not be there either.
    """
    timeline = ["-copyts"] if shown.container.starts_at_zero else []
    skip = ["-skip_frame", "nokey"] if only_keyframes else []
    # By the file's own times: else it would be so far behind the file's first picture.
    seek = ["-noaccurate_seek", "-seek_timestamp", "1", "-ss", f"{first / rate:.3f}"] if first else []
    frames = f"tpad=stop_mode=clone:stop_duration={1 / rate:.3f},fps=fps={rate:g}:start_time={first / rate:g}:round=up"
    if first:
        # Else as many copies of the first one would come before it as there is room for from zero on.
        frames += ",setpts=PTS-STARTPTS"
    return [
        *_pictures([*timeline, *skip, *seek, "-reinit_filter", "0"], shown),
        *("-vf", still(shown.look, *size, frames=frames), "-pix_fmt", "yuv420p", "-f", "rawvideo", "-"),
    ]


def loudness_args(path: Path, container: Container, stream: int, rate: int) -> list[str]:
    """The sound as `rate` samples a second on stdout: one channel, 16 bits."""
    opened = input_args(path, container)
    picked = ["-map", f"0:{stream}", "-vn", "-sn", "-dn", "-ac", "1", "-ar", str(rate)]
    return [*_HEAD, *opened, *picked, "-c:a", "pcm_s16le", "-f", "s16le", "-"]


def preview_args(shown: Shown, moments: Sequence[tuple[float, float]], longest: int, target: Path) -> list[str]:
    """A silent MP4 of a few moments (start and length in seconds), its longer side at most `longest` pixels.

    Each begins at the keyframe before it, whose picture is there for certain: a screen that does not move has no frame
    for many seconds. Where a moment has too few of them the last one stays.
    """
    inputs: list[str] = []
    filters: list[str] = []
    size = contained(shown.width, shown.height, longest)
    for number, (start, seconds) in enumerate(moments):
        inputs += ["-reinit_filter", "0", "-noaccurate_seek", "-ss", f"{start:.3f}", "-t", f"{seconds:.3f}"]
        inputs += input_args(shown.path, shown.container)
        hold = f"setpts=PTS-STARTPTS,fps=15,tpad=stop=-1:stop_mode=clone,trim=end={seconds:.3f}"
        filters.append(f"[{number}:{shown.stream}]{picture(shown.look, *size)},{hold}[m{number}]")
    joined = "".join(f"[m{number}]" for number in range(len(moments))) + f"concat=n={len(moments)}[out]"
    return [
        *_HEAD,
        *inputs,
        *("-filter_complex", ";".join([*filters, joined]), "-map", "[out]", "-an", "-map_metadata", "-1"),
        *("-c:v", "libx264", "-preset", "veryfast", "-crf", "28", "-profile:v", "main", "-threads", "2"),
        *("-movflags", "+faststart", "-f", "mp4", f"file:{target}"),
    ]


def even_out_args(path: Path, step: Step, target: Path) -> list[str]:
    """A file whose tracks are those of every other take's file. Its progress comes on stdout.

    Each track is mapped by its kind, because recorders number tracks by which has a frame first.
    """
    fillers: list[str] = []
    tracks: list[str] = []
    for part in step.parts:
        kind = "v" if part.into.kind == "video" else "a"
        source = "0"
        if part.way is Way.FILL:
            fillers += ["-f", "lavfi", "-i", _filler(part.into, step.seconds)]
            source = str(len(fillers) // 4)
        tracks += ["-map", f"{source}:{kind}:0", *_coding(part, step.seconds)]
    return [
        *_HEAD,
        *("-progress", "pipe:1", "-stats_period", "1"),
        *input_args(path, Container.MATROSKA),
        *fillers,
        *tracks,
        *("-f", "matroska", f"file:{target}"),
    ]


def concat_list(files: Sequence[tuple[str, float]]) -> str:
    """What the concat demuxer reads: file names beside the list, and how many seconds each of them lasts."""
    entries = (f"file {name}\nduration {seconds:.6f}\n" for name, seconds in files)
    return "ffconcat version 1.0\n" + "".join(entries)


def concat_args(files: Path, target: Path, form: str) -> list[str]:
    """The files of the list `files` one after the other, with the index in front so that players seek at once.

    `form` is ffmpeg's name of what to make: webm, matroska or mp4. The list is ours. `safe` keeps it to names beside it
    all the same, and the formats it may open are named.
    """
    return [
        *_HEAD,
        *("-protocol_whitelist", "file", "-format_whitelist", "concat,matroska", "-safe", "1"),
        *("-f", "concat", "-i", f"file:{files}", "-map", "0", "-c", "copy"),
        *_indexed(form),
        f"file:{target}",
    ]


def straight_args(path: Path, container: Container, streams: Sequence[int], form: str, target: Path) -> list[str]:
    """The streams of these indexes as they are, on a timeline that starts at zero, with the index in front.

    What ffmpeg does by itself here is what is wanted: the file's first time becomes zero, and where a transport
    stream's clock jumps, wraps or starts again, what follows goes on from what came before.
    """
    maps = [argument for stream in streams for argument in ("-map", f"0:{stream}")]
    opened = input_args(path, container)
    return [*_HEAD, *opened, *maps, "-c", "copy", "-map_chapters", "-1", *_indexed(form), f"file:{target}"]


def _indexed(form: str) -> list[str]:
    """A format, and its index in front."""
    front = ["-movflags", "+faststart"] if form == "mp4" else ["-cues_to_front", "1"]
    return [*front, "-f", form]


def _coding(part: Part, seconds: float) -> list[str]:
    """Filters and encoder of one track."""
    into = part.into
    if part.way is Way.COPY:
        return [f"-c:{into.kind[0]}", "copy"]
    if into.kind == "audio":
        # Sound that starts late or breaks off would let what follows slip against the picture.
        whole = f"aresample=async=1:first_pts=0,apad=whole_dur={seconds:.6f}"
        layout = ["-ar", "48000", "-ac", str(into.channels or 1)]
        return ["-af", whole, *layout, "-c:a", "libopus", "-b:a", "96k"]
    size = f"w={into.width}:h={into.height}"
    fit = (
        f"scale={size}:force_original_aspect_ratio=decrease,pad={size}:x=(ow-iw)/2:y=(oh-ih)/2,setsar=1,format=yuv420p"
    )
    return ["-vf", fit, "-fps_mode", "vfr", *_VIDEO_ENCODERS[into.codec], "-force_key_frames", "expr:gte(t,n_forced*2)"]


def _filler(track: Track, seconds: float) -> str:
    """A filter that gives what a take lacks."""
    if track.kind == "audio":
        return f"anullsrc=r=48000:cl={'stereo' if (track.channels or 1) > 1 else 'mono'}:d={seconds:.6f}"
    # As recorders do: from the first take's rate, readers of the joined file conclude on that of all of it.
    return f"color=c=black:s={track.width}x{track.height}:r=30:d={seconds:.6f}"


def _pictures(options: Sequence[str], shown: Shown) -> list[str]:
    return [
        *_HEAD,
        *options,
        *input_args(shown.path, shown.container),
        "-map",
        f"0:{shown.stream}",
        "-an",
        "-sn",
        "-dn",
    ]
