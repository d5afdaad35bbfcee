"""The command line that makes one MP4 of a recording's tracks. Pure: it is run by app.media.process."""

from dataclasses import dataclass
from pathlib import Path

from app.domain.multitrack import CompileOptions
from app.domain.uploads.containers import Container
from app.media.ffmpeg import input_args

_SOUND_RATE = 48_000
_SOUND_BITS = "160k"
# Downstream, a keyframe is where a segment may begin.
_KEYFRAME_SECONDS = 2


@dataclass(frozen=True, slots=True)
class Picture:
    """The video track: it begins `delay` seconds into the compiled video, and its last frame stays for `hold`."""

    path: Path
    container: Container
    delay: float
    hold: float
    width: int
    height: int
    rate: int


@dataclass(frozen=True, slots=True)
class Sound:
    """The audio track: it begins `delay` seconds into the compiled video."""

    path: Path
    container: Container
    delay: float


def compile_args(picture: Picture | None, sound: Sound | None, options: CompileOptions, target: Path) -> list[str]:
    """H.264 and AAC in an MP4 with its index in front. Its progress comes on stdout.

    The delays become frames and samples, because not every player heeds edit lists: before a picture that starts late
    its first frame stands, and before sound that starts late is silence.
    """
    inputs = [track for track in (picture, sound) if track]
    opened = [argument for track in inputs for argument in input_args(track.path, track.container)]
    return [
        *("ffmpeg", "-nostdin", "-hide_banner", "-y", "-v", "error", "-progress", "pipe:1", "-stats_period", "1"),
        # Times count from each recorder's start, also where its first frame came later. A window that changed its
        # size must not make ffmpeg build the filters anew, which would count from zero.
        *("-threads", "2", "-copyts", "-reinit_filter", "0"),
        *opened,
        *(_picture(picture, options) if picture else ["-vn"]),
        *(_sound(sound, 1 if picture else 0) if sound else ["-an"]),
        *("-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1"),
        *("-movflags", "+faststart", "-f", "mp4", f"file:{target}"),
    ]


def _picture(picture: Picture, options: CompileOptions) -> list[str]:
    size = f"{picture.width}:{picture.height}"
    filters = (
        f"scale={size}:force_original_aspect_ratio=decrease:force_divisible_by=2"
        f",pad={size}:(ow-iw)/2:(oh-ih)/2:eval=frame,setsar=1,scale=out_range=tv,format=yuv420p"
        f",fps={picture.rate}:start_time=0"
        f",tpad=start_mode=clone:start_duration={picture.delay:.6f}:stop_mode=clone:stop_duration={picture.hold:.6f}"
    )
    return [
        *("-map", "0:V:0", "-vf", filters, "-c:v", "libx264", "-profile:v", "high", "-threads:v", "2"),
        *("-preset", options.preset, "-crf", str(options.crf), "-pix_fmt", "yuv420p"),
        *(
            "-g",
            str(picture.rate * _KEYFRAME_SECONDS),
            "-force_key_frames",
            f"expr:gte(t,n_forced*{_KEYFRAME_SECONDS})",
        ),
    ]


def _sound(sound: Sound, number: int) -> list[str]:
    # Sound that starts late or has holes would let what follows slip against the picture.
    filters = f"aresample={_SOUND_RATE}:async=1:first_pts=0,adelay={round(sound.delay * 1000)}:all=1"
    return [
        *("-map", f"{number}:a:0", "-af", f"{filters},aformat=channel_layouts=mono|stereo"),
        *("-c:a", "aac", "-b:a", _SOUND_BITS),
    ]
