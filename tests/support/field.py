"""Files that other products' users stumbled over, and more of each kind, with what a person expects of them.

Where seconds are coded, picture and sound carry a flash and a beep at each whole second, and the grey in the middle of
the picture says which second it is (see `seconds_coded`).
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.media.making import make, pattern
from tests.support.damage import emptied

FIELD = Path(__file__).parents[1] / "fixtures" / "field"
_FILM = str(FIELD / "mkv-late.mkv")
_WRAP = 2**33 / 90_000
_X264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]
_SIX = (0, 1, 2, 3, 4, 5)
_RED = "color=c=0xC02020:d=2:r=10:s="
_RED_IS = (192, 32, 32)


@dataclass(frozen=True, slots=True)
class Right:
    """What is expected; None and empty are not looked at.

    `seconds` is how long it is, `shown` which second the picture says at each half of one, `beeps` how many there are,
    one at each whole second. `size` is the poster's; `rgb` and `luma` (least, most) are of its middle, `yuv` of the
    download's. `codes` are the tracks that cannot be played, `sounds` how many one may choose from.
    """

    seconds: float | None = None
    shown: tuple[int, ...] = ()
    beeps: int | None = None
    size: tuple[int, int] | None = None
    rgb: tuple[int, int, int] | None = None
    luma: tuple[int, int] | None = None
    yuv: tuple[int, int, int] | None = None
    sounds: int | None = None
    codes: tuple[str, ...] = ()
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class FieldFile:
    """One file. `kind` is what it stands for; `recorded` is the type of one that comes from a recorder."""

    kind: str
    name: str
    what: str
    right: Right
    build: Callable[[Path], Path]
    recorded: str | None = None
    is_own: bool = True


def _given(kind: str, name: str, what: str, right: Right, recorded: str | None = None) -> FieldFile:
    def copied(folder: Path) -> Path:
        return Path(shutil.copy(FIELD / name, folder / name))

    return FieldFile(kind, name, what, right, copied, recorded, is_own=False)


def _own(kind: str, name: str, what: str, right: Right, *arguments: str, recorded: str | None = None) -> FieldFile:
    return FieldFile(kind, name, what, right, lambda folder: make(folder / name, *arguments), recorded)


def _film(*arguments: str) -> list[str]:
    """The film of six seconds, its times from zero."""
    return ["-i", _FILM, *arguments]


def _behind(*parts: FieldFile) -> Callable[[Path], Path]:
    """Files one behind the other, as one."""

    def built(folder: Path) -> Path:
        whole = folder / f"whole-{parts[0].name}"
        whole.write_bytes(b"".join(part.build(folder).read_bytes() for part in parts))
        return whole

    return built


def _changed(first: FieldFile, name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], Path]:
    def built(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(change(first.build(folder).read_bytes()))
        return path

    return built


def _shifted(name: str, seconds: float) -> FieldFile:
    form = ["-f", "mpegts"] if name.endswith("ts") else []
    arguments = _film("-c", "copy", "-output_ts_offset", str(seconds), *form)
    return _own("clock", name, f"its clock begins at {seconds:.0f} s", Right(6.0, _SIX, 6), *arguments)


def _packets_of_204(data: bytes) -> bytes:
    return b"".join(data[at : at + 188] + bytes(16) for at in range(0, len(data), 188))


def _roomy(data: bytes) -> bytes:
    """A WebM whose head has a size of eight bytes, and room that nobody uses before its DocType."""
    head_size = data[4] & 0x7F
    inside = b"\xec\x88" + bytes(8) + data[5 : 5 + head_size]
    return data[:4] + (len(inside) | 1 << 56).to_bytes(8, "big") + inside + data[5 + head_size :]


_PLAIN_TS = _own("", "plain.ts", "", Right(), *_film("-c", "copy"))
_HALF_MP4 = _own("", "half.mp4", "", Right(), *_film("-t", "3", "-c", "copy"))
_FRAGMENTS = ["-movflags", "+frag_keyframe+empty_moov+default_base_moof"]
_HALF_FMP4 = _own("", "fragments.mp4", "", Right(), *_film("-t", "3", "-c", "copy", *_FRAGMENTS))
_VP8 = ["-c:v", "libvpx", "-deadline", "realtime", "-b:v", "1M", "-c:a", "libopus", "-live", "1"]
_HALF_WEBM = _own("", "half.webm", "", Right(), *_film("-t", "3", *_VP8))
_HALF_OGG = _own("", "half.ogg", "", Right(), *_film("-t", "3", "-vn", "-c:a", "libopus"))
_TWICE = (0, 1, 2, 0, 1, 2)
_HEVC = ["-c:v", "libx265", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le"]
_SILENT = ["-f", "lavfi", "-t", "6", "-i", "anullsrc"]
_DTS = ["-c:a", "dca", "-strict", "-2", "-ar", "48000"]


def _hdr(white: int, transfer: str) -> list[str]:
    """A flat grey of this ten-bit luma, tagged as HDR."""
    flat = f"color=c=gray:s=640x360:r=10:d=2,format=yuv420p10le,geq=lum={white}:cb=512:cr=512"
    tags = f"log-level=none:colorprim=bt2020:transfer={transfer}:colormatrix=bt2020nc"
    return ["-f", "lavfi", "-i", flat, *_HEVC, "-x265-params", tags]


def _red(size: str, matrix: str, span: str, *coding: str) -> list[str]:
    flat = f"{_RED}{size},scale=out_color_matrix={matrix}:out_range={span},format=yuv420p"
    return ["-f", "lavfi", "-i", flat, *_X264, *coding]


def _turned(folder: Path) -> Path:
    flat = make(folder / "flat.mp4", *pattern(2, "360x288"), "-vf", "setsar=64/45", *_X264)
    return make(folder / "turned.mp4", "-i", str(flat), "-c", "copy", "-metadata:s:v", "rotate=90")


_BT709 = ["-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709"]
FILES = (
    _given("clock", "ts-60.ts", "its clock begins at 60 s", Right(6.0, _SIX, 6)),
    _given("clock", "ts-cat.ts", "two streams end to end", Right(4.0, (0, 1, 4, 5), 4)),
    _given("clock", "mkv-late.mkv", "cut out of a longer one, from 100 s", Right(6.0, _SIX, 6)),
    _shifted("hour.ts", 3600),
    _shifted("wrap.ts", _WRAP - 4),
    _shifted("late.mkv", 900),
    FieldFile(
        "clock",
        "jump.ts",
        "the clock jumps ahead by 11 hours",
        Right(12.0, (*_SIX, *_SIX), 12),
        _behind(_shifted("a.ts", 0), _shifted("b.ts", 40_000)),
    ),
    _given("restart", "fmp4-restart.mp4", "two fragmented MP4s", Right(6.0, _SIX, 6), recorded="video/mp4"),
    _given("restart", "v-restart.webm", "two takes of VP8", Right(6.0, _SIX), recorded="video/webm;codecs=vp8"),
    FieldFile(
        "restart", "twice.mp4", "two MP4s, each with its index", Right(6.0, _TWICE, 6), _behind(*[_HALF_MP4] * 2)
    ),
    FieldFile(
        "restart",
        "thrice.mp4",
        "three fragmented MP4s",
        Right(9.0, (*_TWICE, 0, 1, 2), 9),
        _behind(*[_HALF_FMP4] * 3),
        "video/mp4",
    ),
    FieldFile(
        "restart", "twice.webm", "two takes with sound", Right(6.0, _TWICE, 6), _behind(*[_HALF_WEBM] * 2), "video/webm"
    ),
    FieldFile(
        "restart",
        "twice.ogg",
        "two Oggs, sound alone",
        Right(6.0, (), 6, (1280, 720)),
        _behind(*[_HALF_OGG] * 2),
        "audio/ogg",
    ),
    _given("tracks", "default-2nd.mkv", "the second sound is the default", Right(6.0, _SIX, 6, sounds=2)),
    _given("tracks", "dts-first.mkv", "DTS before AAC", Right(2.0, sounds=1, codes=("dts",))),
    _given("tracks", "jpeg-first.mp4", "a JPEG picture before H.264", Right(6.0, _SIX, 6)),
    _own(
        "tracks",
        "commentary.mkv",
        "a silent commentary by default before the sound",
        Right(6.0, _SIX, 6, sounds=2),
        *_SILENT,
        *_film("-map", "1:v", "-map", "0:a", "-map", "1:a", "-c:v", "copy", "-disposition:a:0", "default+comment"),
        *("-disposition:a:1", "0", "-t", "6"),
    ),
    _own(
        "tracks",
        "empty-first.mkv",
        "the default sound has not a packet",
        Right(6.0, _SIX, 6, sounds=1),
        *_SILENT,
        *_film("-map", "1:v", "-map", "0:a", "-map", "1:a", "-c:v", "copy", "-frames:a:0", "0"),
        *("-disposition:a:0", "default", "-disposition:a:1", "0"),
    ),
    _own(
        "tracks",
        "languages.mkv",
        "three languages",
        Right(6.0, _SIX, 6, sounds=3),
        *_SILENT,
        *_film("-map", "1:v", "-map", "1:a", "-map", "0:a", "-map", "0:a", "-c:v", "copy", "-t", "6"),
        *("-metadata:s:a:0", "language=ger", "-metadata:s:a:1", "language=eng", "-metadata:s:a:2", "language=fre"),
    ),
    _own(
        "tracks",
        "dts-only.mkv",
        "its only sound is DTS",
        Right(6.0, _SIX, sounds=0, codes=("dts",)),
        *_film("-c:v", "copy", *_DTS),
    ),
    _own(
        "tracks",
        "ffv1.mkv",
        "its picture is FFV1",
        Right(6.0, (), 6, (1280, 720), sounds=1, codes=("ffv1",)),
        *_film("-c:v", "ffv1", "-c:a", "copy"),
    ),
    FieldFile(
        "tracks",
        "broken-sound.mp4",
        "its sound is damaged from end to end",
        Right(6.0, _SIX, sounds=0, codes=("aac",)),
        lambda folder: emptied(make(folder / "broken-sound.mp4", *_film("-c", "copy")), 1),
    ),
    _given("colour", "sar.mp4", "pixels of 64:45", Right(size=(512, 288))),
    _given("colour", "pq-colour.mp4", "HDR (PQ), colour", Right(2.0)),
    _given("colour", "pq-white.mp4", "HDR (PQ), reference white", Right(luma=(200, 235))),
    _given("colour", "tag709.mp4", "red, tagged BT.709", Right(rgb=_RED_IS)),
    _given("colour", "rgb.mkv", "red, RGB, 720p", Right(rgb=_RED_IS, yuv=(73, 112, 198))),
    _own("colour", "hlg.mp4", "HDR (HLG), reference white", Right(luma=(200, 235)), *_hdr(721, "arib-std-b67")),
    _own(
        "colour",
        "untagged.mp4",
        "red, 640×480, no tag: BT.601's",
        Right(rgb=_RED_IS, yuv=(85, 104, 198)),
        *_red("640x480", "bt601", "tv"),
    ),
    _own(
        "colour",
        "full.mp4",
        "red, 720p, full range",
        Right(rgb=_RED_IS, yuv=(73, 112, 198)),
        *_red("1280x720", "bt709", "pc", "-color_range", "pc", *_BT709),
    ),
    _own(
        "colour",
        "rgb-small.mkv",
        "red, RGB, 640×360",
        Right(rgb=_RED_IS, yuv=(73, 112, 198)),
        *("-f", "lavfi", "-i", f"{_RED}640x360", "-c:v", "libx264rgb", "-preset", "ultrafast"),
    ),
    FieldFile("colour", "turned.mp4", "pixels of 64:45, held upright", Right(2.0, size=(288, 512)), _turned),
    _given("container", "docsize.webm", "a DocType with a size of eight bytes", Right(6.0, _SIX, 6)),
    _given("container", "camcorder.mts", "packets of 192 bytes", Right(4.0, (0, 1, 2, 3), 4)),
    FieldFile(
        "container",
        "dvb.ts",
        "packets of 204 bytes",
        Right(6.0, _SIX, 6),
        _changed(_PLAIN_TS, "dvb.ts", _packets_of_204),
    ),
    FieldFile(
        "container",
        "cut.ts",
        "cut within a packet",
        Right(6.0, _SIX, 6),
        _changed(_shifted("whole.ts", 60), "cut.ts", lambda data: bytes(data[188 - 100 : 188]) + data),
    ),
    FieldFile(
        "container",
        "roomy.webm",
        "a head of eight-byte sizes with room in it",
        Right(3.0, (0, 1, 2), 3),
        _changed(_HALF_WEBM, "roomy.webm", _roomy),
    ),
    _own("sound", "song.ogg", "Ogg, Opus", Right(6.0, (), 6, (1280, 720)), *_film("-vn", "-c:a", "libopus")),
    _own("sound", "song.m4a", "M4A", Right(6.0, (), 6, (1280, 720)), *_film("-vn", "-c:a", "copy")),
    _own("sound", "song.mp3", "MP3", Right(6.0, (), 6, (1280, 720)), *_film("-vn", "-c:a", "libmp3lame")),
    _own(
        "sound",
        "voice.webm",
        "a recorder's, of a microphone alone",
        Right(6.0, (), 6, (1280, 720)),
        *_film("-vn", "-c:a", "libopus", "-live", "1"),
        recorded="audio/webm;codecs=opus",
    ),
    FieldFile(
        "early",
        "byte.webm",
        "a recording of one byte",
        Right(refused="not_a_video"),
        _changed(_HALF_WEBM, "byte.webm", lambda data: data[:1]),
        "video/webm",
    ),
    FieldFile(
        "early",
        "head.webm",
        "a recording of a head alone",
        Right(refused="not_a_video"),
        _changed(_HALF_WEBM, "head.webm", lambda data: data[: data.index(b"\x1f\x43\xb6\x75")]),
        "video/webm",
    ),
)
