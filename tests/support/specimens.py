"""Files as people send them, good and bad: made with ffmpeg, a second or two each, with what each has to become."""

import random
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.media.making import MEDIA, make, pattern
from tests.support.scanner import EICAR

SECRET = "/etc/hostname"
_SECONDS = 2
_H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]
_SINE = ["-f", "lavfi", "-i", f"sine=frequency=440:duration={_SECONDS}"]
_AAC = ["-c:a", "aac"]
_FTYP = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2"

Build = Callable[[Path, str], Path]


@dataclass(frozen=True, slots=True)
class Specimen:
    """One file. `end` is `done`, the code of the refusal (with `status`), or the code the video failed with.

    `build` writes it to a path; the second argument is an address that nobody may contact.
    """

    name: str
    what: str
    end: str
    build: Build
    status: int = 201


def _ffmpeg(*arguments: str, picture: list[str] | None = None, sound: bool = True) -> Build:
    """A test picture, with a tone where there is `sound`."""
    inputs = [*(picture if picture is not None else pattern(_SECONDS, rate=25)), *(_SINE if sound else [])]
    return lambda path, _: make(path, *inputs, *arguments)


def _bytes(data: bytes) -> Build:
    def build(path: Path, _: str) -> Path:
        path.write_bytes(data)
        return path

    return build


def _changed(first: Build, change: Callable[[bytes], bytes], ending: str = ".mp4") -> Build:
    """What `first` makes, altered."""

    def build(path: Path, address: str) -> Path:
        plain = first(path.with_name(f"plain-{path.stem}{ending}"), address)
        path.write_bytes(change(plain.read_bytes()))
        plain.unlink()
        return path

    return build


def _playlist(head: bytes = b"", local: bool = False) -> Build:
    """An HLS playlist that makes a careless reader open a file of this machine, or the address."""

    def build(path: Path, address: str) -> Path:
        target = f"file://{SECRET}" if local else f"{address}/segment.ts"
        path.write_bytes(head + f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{target}\n#EXT-X-ENDLIST\n".encode())
        return path

    return build


def _turned(data: bytes) -> bytes:
    """Filmed with the phone upright: the track header says to turn it (ISO/IEC 14496-12, 8.3.2)."""
    content = bytearray(data)
    matrix = content.index(b"tkhd") + 44
    content[matrix : matrix + 20] = struct.pack(">5i", 0, 1 << 16, 0, -(1 << 16), 0)
    return bytes(content)


def _noise_within(data: bytes) -> bytes:
    """A tenth of it, in the middle, is something else."""
    start, size = len(data) // 2, len(data) // 10
    return data[:start] + random.Random(3).randbytes(size) + data[start + size :]


def _emptied(data: bytes) -> bytes:
    """Every frame is zeros."""
    start = data.index(b"mdat") + 4
    return data[:start] + bytes(len(data) - start)


def _variable(path: Path, _: str) -> Path:
    """Ten frames a second, then a pause, then fifty."""
    times = "setpts='if(lt(N,10),N/10,if(lt(N,20),2+N/50,4+N/5))/TB'"
    return make(path, *pattern(2, rate=25), "-vf", times, "-vsync", "vfr", *_H264)


def _subtitled(path: Path, _: str) -> Path:
    """As films are sold: what we do not play beside what we do."""
    words = path.with_suffix(".srt")
    words.write_text("1\n00:00:00,000 --> 00:00:01,000\nHello.\n")
    maps = ["-map", "0:v", "-map", "1:a", "-map", "1:a", "-map", "2:s", "-c:s", "srt"]
    sounds = ["-c:a:0", "aac", "-c:a:1", "dca", "-strict", "-2", "-ar", "48000"]
    return make(path, *pattern(_SECONDS, rate=25), *_SINE, "-i", str(words), *maps, *_H264, *sounds)


_MP4 = _ffmpeg(*_H264, *_AAC)
_FAST_MP4 = _ffmpeg(*_H264, *_AAC, "-movflags", "+faststart")
_LIVE = (MEDIA / "chromium-camera-vp9-opus.webm").read_bytes()
_VP9 = ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8"]
_PQ = ["-color_primaries", "bt2020", "-color_trc", "smpte2084", "-colorspace", "bt2020nc"]
_HEVC = ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none"]
_SURROUND = ["-f", "lavfi", "-i", f"anoisesrc=d={_SECONDS}:a=0.1,pan=5.1|FL=c0|FR=c0|FC=c0|LFE=c0|BL=c0|BR=c0"]

GOOD = (
    Specimen("plain.mp4", "H.264, AAC", "done", _MP4),
    Specimen("quicktime.mov", "H.264, AAC in QuickTime", "done", _MP4),
    Specimen("web.webm", "VP9, Opus", "done", _ffmpeg(*_VP9, "-c:a", "libopus")),
    Specimen("recorded.webm", "MediaRecorder's live WebM, no duration, no cues", "done", _bytes(_LIVE)),
    Specimen(
        "old.webm", "VP8, Vorbis", "done", _ffmpeg("-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libvorbis")
    ),
    Specimen("hevc.mp4", "HEVC, AAC", "done", _ffmpeg(*_HEVC, "-pix_fmt", "yuv420p", *_AAC)),
    Specimen("av1.mkv", "AV1, Opus", "done", _ffmpeg("-c:v", "libsvtav1", "-preset", "12", "-c:a", "libopus")),
    Specimen("matroska.mkv", "H.264, FLAC", "done", _ffmpeg(*_H264, "-c:a", "flac")),
    Specimen("divx.avi", "MPEG-4 part 2, MP3", "done", _ffmpeg("-c:v", "mpeg4", "-c:a", "libmp3lame")),
    Specimen(
        "camera.avi", "Motion JPEG, PCM", "done", _ffmpeg("-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-c:a", "pcm_s16le")
    ),
    Specimen(
        "broadcast.ts",
        "MPEG-2, MP2, starts at 100 s",
        "done",
        _ffmpeg("-c:v", "mpeg2video", "-c:a", "mp2", "-output_ts_offset", "100"),
    ),
    Specimen("stream.ts", "H.264, AAC in a transport stream", "done", _MP4),
    Specimen("edited.mov", "ProRes, PCM", "done", _ffmpeg("-c:v", "prores_ks", "-c:a", "pcm_s16le")),
    Specimen("upright.mp4", "phone held upright: turned by 90°", "done", _changed(_MP4, _turned)),
    Specimen(
        "odd.webm",
        "odd dimensions, 321×241",
        "done",
        _ffmpeg(*_VP9, picture=pattern(_SECONDS, "321x241", 25), sound=False),
    ),
    Specimen("variable.mp4", "variable frame rate, 5 to 50", "done", _variable),
    Specimen("song.ogg", "Ogg, Opus", "done", _ffmpeg("-c:a", "libopus", picture=[])),
    Specimen("song.mp3", "MP3", "done", _ffmpeg("-c:a", "libmp3lame", picture=[])),
    Specimen("old.ogv", "Ogg, Theora and Vorbis", "done", _ffmpeg("-c:v", "libtheora", "-c:a", "libvorbis")),
    Specimen("silent.mp4", "no sound", "done", _ffmpeg(*_H264, sound=False)),
    Specimen("sound.mp4", "no picture", "done", _ffmpeg(*_AAC, picture=[])),
    Specimen("still.mp4", "a single frame", "done", _ffmpeg(*_H264, "-frames:v", "1", sound=False)),
    Specimen(
        "hdr.mp4",
        "HDR: HEVC, 10 bit, PQ, BT.2020",
        "done",
        _ffmpeg(*_HEVC, "-pix_fmt", "yuv420p10le", *_PQ, sound=False),
    ),
    Specimen(
        "surround.mp4",
        "sound in 5.1",
        "done",
        lambda path, _: make(path, *pattern(_SECONDS), *_SURROUND, *_H264, *_AAC, "-shortest"),
    ),
    Specimen(
        "cinema.mkv",
        "DTS sound: plays without",
        "done",
        _ffmpeg(*_H264, "-c:a", "dca", "-strict", "-2", "-ar", "48000"),
    ),
    Specimen("lossless.mkv", "FFV1 picture, FLAC: its sound plays", "done", _ffmpeg("-c:v", "ffv1", "-c:a", "flac")),
    Specimen("subtitled.mkv", "two sounds, the second DTS, and subtitles", "done", _subtitled),
    Specimen(
        "wide.mp4", "thin and wide, 4000×64", "done", _ffmpeg(*_H264, picture=pattern(1, "4000x64", 5), sound=False)
    ),
    Specimen(
        "cut.mp4",
        "broken off half-way, index in front",
        "done",
        _changed(_FAST_MP4, lambda data: data[: len(data) // 2]),
    ),
    Specimen("scratched.mp4", "a tenth of it overwritten", "done", _changed(_FAST_MP4, _noise_within)),
    Specimen("lie.avi", "a WebM that is called AVI", "done", _changed(_ffmpeg(*_VP9, sound=False), bytes, ".webm")),
)
FAULTY = (
    Specimen(
        "headless.mp4",
        "broken off before its index (no moov)",
        "not_a_video",
        _changed(_MP4, lambda data: data[: len(data) // 2]),
    ),
    Specimen("blank.mp4", "every frame overwritten with zeros", "no_frames", _changed(_FAST_MP4, _emptied)),
    Specimen("zero.webm", "0 frames: a header alone", "no_frames", _bytes(_LIVE[:200])),
    Specimen(
        "name.mp4", "an MP4's first bytes, then noise", "not_a_video", _bytes(_FTYP + random.Random(5).randbytes(9000))
    ),
    Specimen(
        "archive.mkv",
        "FFV1, a codec that is not on the list",
        "unsupported_codec",
        _ffmpeg("-c:v", "ffv1", sound=False),
    ),
    Specimen(
        "theatre.mkv",
        "FFV1 and DTS: neither is on the list",
        "unsupported_codec",
        _ffmpeg("-c:v", "ffv1", "-c:a", "dca", "-strict", "-2", "-ar", "48000"),
    ),
    Specimen(
        "huge.mp4",
        "8400 pixels wide",
        "dimensions_too_large",
        _ffmpeg(*_H264, picture=pattern(1, "8400x32", 2), sound=False),
    ),
    Specimen(
        "long.mp4",
        "two frames, 14 hours",
        "too_long",
        _ffmpeg(
            *_H264,
            "-video_track_timescale",
            "1",
            picture=["-f", "lavfi", "-i", "testsrc=rate=1/25200:duration=50400:size=64x64"],
            sound=False,
        ),
    ),
    Specimen(
        "infected.mp4",
        "EICAR inside a video that plays",
        "infected",
        _changed(_MP4, lambda data: data + b"\x00\x00\x00\x4cfree" + EICAR),
    ),
    Specimen(
        "disguised.mp4",
        "an HLS playlist for a loopback address behind an MP4's first bytes",
        "not_a_video",
        _playlist(_FTYP),
    ),
)
REFUSED = tuple(
    Specimen(name, what, "unsupported_media", build, 415)
    for name, what, build in (
        ("eicar.mp4", "EICAR, plain", _bytes(EICAR)),
        ("local.mp4", f"an HLS playlist that points at {SECRET}", _playlist(local=True)),
        ("remote.mp4", "an HLS playlist that points at a loopback address", _playlist()),
        ("concat.mp4", "ffconcat script", _bytes(f"ffconcat version 1.0\nfile '{SECRET}'\n".encode())),
        (
            "drawing.mp4",
            "SVG",
            _bytes(f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{SECRET}'/></svg>".encode()),
        ),
        ("letter.mp4", "text", _bytes(b"Dear all,\nthis is a letter.\n" * 200)),
        ("photo.mp4", "JPEG", _changed(_ffmpeg("-frames:v", "1", sound=False), bytes, ".jpg")),
        ("music.mp4", "WAV", _changed(_ffmpeg(picture=[]), bytes, ".wav")),
        ("program.mp4", "ELF program", _bytes(Path("/bin/true").read_bytes())),
        ("empty.mp4", "nothing", _bytes(b"")),
    )
)
ALL = (*GOOD, *FAULTY, *REFUSED)
