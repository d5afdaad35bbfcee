"""Reads what of an MP4's boxes says how its fragments are played (ISO/IEC 14496-12)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_HEADER: Final = 8
FRAGMENT_PROOF: Final = 16
"""Bytes that tell a fragment from chance: the heads of `moof` and of the `mfhd` that comes first in it (8.8.5)."""
# trun and tfhd announce their optional fields with these flags (8.8.7, 8.8.8).
_FIRST_FLAGS, _DURATION, _SIZE, _FLAGS, _COMPOSITION = 0x4, 0x100, 0x200, 0x400, 0x800
_DATA_OFFSET = 0x1
_TFHD_FIELDS: Final = ((0x1, 8), (0x2, 4))
_TFHD_DURATION, _TFHD_SIZE, _TFHD_FLAGS = 0x8, 0x10, 0x20
# Of a sample's flags (8.8.3.1).
_NO_SYNC = 0x10000
_VISUAL_HEAD, _AUDIO_HEAD = 78, 28


class BadBox(ValueError):
    """The bytes are no fragmented MP4 as recorders write it."""


@dataclass(frozen=True, slots=True)
class Track:
    """A track of the head: its id, whether it is the picture, ticks a second, and what its samples are by default."""

    number: int
    is_picture: bool
    timescale: int
    duration: int
    flags: int


@dataclass(frozen=True, slots=True)
class Head:
    """What `moov` says."""

    mime: str
    tracks: dict[int, Track]


@dataclass(frozen=True, slots=True)
class Fragment:
    """When it begins and ends, in seconds of the take's clock; `opens`: a player can begin with it."""

    start: float
    end: float
    opens: bool


def children(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The boxes in `data`, as (type, content). Raises BadBox."""
    at = 0
    while at + _HEADER <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        if size < _HEADER or at + size > len(data):
            raise BadBox("a box does not fit the one around it")
        yield kind, data[at + _HEADER : at + size]
        at += size


def boxes(data: bytes, kind: bytes) -> bytes:
    """The first box of a type, its head included. Raises BadBox."""
    at = 0
    for found, content in children(data):
        size = _HEADER + len(content)
        if found == kind:
            return data[at : at + size]
        at += size
    raise BadBox(f"there is no {kind!r}")


def find_fragment(data: bytes | bytearray) -> int | None:
    """Where a `moof` begins."""
    at = data.find(b"moof")
    while at >= 0:
        begin = at - 4
        proof = bytes(data[begin : begin + FRAGMENT_PROOF]) if begin >= 0 else b""
        if len(proof) == FRAGMENT_PROOF and proof[8:] == b"\x00\x00\x00\x10mfhd":
            return begin
        if begin >= 0 and len(proof) < FRAGMENT_PROOF:
            return None
        at = data.find(b"moof", at + 1)
    return None


def head(moov: bytes) -> Head:
    """Reads a `moov` box. Raises BadBox."""
    content = moov[_HEADER:]
    defaults: dict[int, tuple[int, int]] = {}
    for kind, data in _inside(content, b"mvex"):
        if kind == b"trex":
            number, _, duration, _, flags = struct.unpack_from(">IIIII", data, 4)
            defaults[number] = duration, flags
    tracks, codecs = {}, []
    for kind, data in children(content):
        if kind == b"trak":
            track, codec = _track(data, defaults)
            tracks[track.number] = track
            codecs.append((not track.is_picture, codec))
    if not tracks:
        raise BadBox("there is no track")
    sort = "video" if any(track.is_picture for track in tracks.values()) else "audio"
    return Head(f'{sort}/mp4; codecs="{",".join(codec for _, codec in sorted(codecs))}"', tracks)


def fragment(moof: bytes, of: Head) -> Fragment:
    """Reads a `moof` box. Raises BadBox."""
    start, end, opens, seen = 0.0, 0.0, True, False
    for kind, data in children(moof[_HEADER:]):
        if kind != b"traf":
            continue
        track, found = _run(data, of)
        if track.is_picture or not seen:
            start, opens = found.start, found.opens or not track.is_picture
        end, seen = max(end, found.end), True
    if not seen:
        raise BadBox("a fragment has no track")
    return Fragment(start, end, opens)


def _inside(content: bytes, kind: bytes) -> Iterator[tuple[bytes, bytes]]:
    for found, data in children(content):
        if found == kind:
            yield from children(data)


def _track(trak: bytes, defaults: dict[int, tuple[int, int]]) -> tuple[Track, str]:
    parts = dict(children(trak))
    tkhd, media = parts[b"tkhd"], dict(children(parts[b"mdia"]))
    number = struct.unpack_from(">I", tkhd, 20 if tkhd[0] else 12)[0]
    mdhd = media[b"mdhd"]
    timescale = struct.unpack_from(">I", mdhd, 20 if mdhd[0] else 12)[0]
    is_picture = media[b"hdlr"][8:12] == b"vide"
    table = dict(children(media[b"minf"]))[b"stbl"]
    kind, entry = next(children(dict(children(table))[b"stsd"][8:]))
    duration, flags = defaults.get(number, (0, 0))
    if not timescale:
        raise BadBox("a track has no clock")
    return Track(number, is_picture, timescale, duration, flags), _codec(kind, entry, is_picture)


def _codec(kind: bytes, entry: bytes, is_picture: bool) -> str:
    """As RFC 6381 writes it; of those that say more than their name the profile is read."""
    inner = dict(children(entry[_VISUAL_HEAD if is_picture else _AUDIO_HEAD :]))
    if kind in (b"avc1", b"avc3") and b"avcC" in inner:
        return f"{kind.decode()}.{inner[b'avcC'][1:4].hex()}"
    if kind == b"mp4a":
        return "mp4a.40.2"
    if kind == b"Opus":
        return "opus"
    if kind == b"vp09" and b"vpcC" in inner:
        profile, level, depth = inner[b"vpcC"][4], inner[b"vpcC"][5], inner[b"vpcC"][6] >> 4
        return f"vp09.{profile:02d}.{level:02d}.{depth:02d}"
    if kind == b"av01":
        return "av01.0.15M.08"
    return kind.decode("latin-1").strip()


def _run(traf: bytes, of: Head) -> tuple[Track, Fragment]:
    parts = list(children(traf))
    tfhd = next((data for kind, data in parts if kind == b"tfhd"), bytes(_HEADER))
    flags, number = struct.unpack_from(">II", tfhd)
    track = of.tracks.get(number)
    if track is None:
        raise BadBox("a fragment is of a track that the head does not have")
    duration, usual = _defaults(tfhd, flags & 0xFFFFFF, track)
    runs = [_samples(data, duration, usual) for kind, data in parts if kind == b"trun"]
    begin = next((_begin(data) for kind, data in parts if kind == b"tfdt"), 0)
    end, scale = begin + sum(ticks for ticks, _ in runs), track.timescale
    return track, Fragment(begin / scale, end / scale, not (runs and runs[0][1] & _NO_SYNC))


def _begin(tfdt: bytes) -> int:
    return int(struct.unpack_from(">Q" if tfdt[0] else ">I", tfdt, 4)[0])


def _defaults(tfhd: bytes, flags: int, track: Track) -> tuple[int, int]:
    """How long a sample is, and its flags, where nothing else is said."""
    at = _HEADER + sum(size for flag, size in _TFHD_FIELDS if flags & flag)
    duration, usual = track.duration, track.flags
    if flags & _TFHD_DURATION:
        duration, at = struct.unpack_from(">I", tfhd, at)[0], at + 4
    if flags & _TFHD_SIZE:
        at += 4
    if flags & _TFHD_FLAGS:
        usual = struct.unpack_from(">I", tfhd, at)[0]
    return duration, usual


def _samples(trun: bytes, duration: int, usual: int) -> tuple[int, int]:
    """How many ticks the samples last, and the first one's flags."""
    flags, count = struct.unpack_from(">II", trun)
    flags &= 0xFFFFFF
    at = _HEADER + (4 if flags & _DATA_OFFSET else 0) + (4 if flags & _FIRST_FLAGS else 0)
    fields = [flag for flag in (_DURATION, _SIZE, _FLAGS, _COMPOSITION) if flags & flag]
    stride = 4 * len(fields)
    if at + count * stride > len(trun):
        raise BadBox("a run has fewer samples than it says")
    first = _first_flags(trun, flags, at, fields if count else [], usual)
    if _DURATION not in fields:
        return duration * count, first
    return sum(struct.unpack_from(">I", trun, at + stride * each)[0] for each in range(count)), first


def _first_flags(trun: bytes, flags: int, at: int, fields: list[int], usual: int) -> int:
    """Of the first sample, whose fields begin at `at`."""
    if flags & _FIRST_FLAGS:
        return int(struct.unpack_from(">I", trun, at - 4)[0])
    return int(struct.unpack_from(">I", trun, at + 4 * fields.index(_FLAGS))[0]) if _FLAGS in fields else usual
