"""Reads fragmented MP4 as our own ffmpeg wrote it: where its fragments lie and which frames they hold.

Box layouts are those of ISO/IEC 14496-12.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_HEADER = 8
# trun and tfhd announce their optional fields with these flags.
_TRUN_DATA_OFFSET, _TRUN_FIRST_FLAGS, _TRUN_DURATION = 0x1, 0x4, 0x100
_TRUN_OFFSET = 0x800
_TRUN_FIELDS = (0x100, 0x200, 0x400, 0x800)
_TFHD_BASE, _TFHD_DESCRIPTION, _TFHD_DURATION = 0x1, 0x2, 0x8


class BadFragments(ValueError):
    """The file is not what our ffmpeg should have written."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Bytes [offset, offset + size) of the file; `start` and `duration` are ticks of the track's timescale.

    `delay` is by how many ticks the first frame is shown after it is decoded.
    """

    offset: int
    size: int
    start: int
    duration: int
    samples: int
    delay: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A file: its first `init_size` bytes are the initialisation segment, the rest are fragments."""

    init_size: int
    timescale: int
    codec: str
    fragments: list[Fragment]


def layout(path: Path) -> Layout:
    """Finds the fragments of a file with one track. Raises BadFragments."""
    with path.open("rb") as file:
        head = b""
        fragments: list[Fragment] = []
        moof: tuple[int, bytes] | None = None
        for kind, offset, size in _boxes(file):
            if kind in (b"ftyp", b"moov"):
                file.seek(offset)
                head += file.read(size)
            elif kind == b"moof":
                file.seek(offset)
                moof = (offset, file.read(size))
            elif kind == b"mdat" and moof:
                fragments.append(Fragment(moof[0], offset + size - moof[0], *_times(moof[1][_HEADER:])))
                moof = None
    return Layout(len(head), _timescale(head), _codec(head), fragments)


def read(path: Path, fragments: list[Fragment], number: int) -> bytes:
    """The bytes of fragments that follow each other, numbered on from `number` as ISO/IEC 14496-12, 8.8.5 asks."""
    parts = []
    with path.open("rb") as file:
        for place, fragment in enumerate(fragments, start=number):
            file.seek(fragment.offset)
            data = bytearray(file.read(fragment.size))
            # moof header, mfhd header, version and flags, then the number.
            data[20:24] = struct.pack(">I", place)
            parts.append(bytes(data))
    return b"".join(parts)


def _boxes(file: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    offset = 0
    while len(head := file.read(_HEADER)) == _HEADER:
        size, kind = struct.unpack(">I4s", head)
        if size == 1:
            (size,) = struct.unpack(">Q", file.read(8))
        if size < _HEADER:
            raise BadFragments(f"box {kind!r} at {offset} has no size")
        yield kind, offset, size
        offset += size
        file.seek(offset)


def _children(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + _HEADER <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        if size < _HEADER:
            raise BadFragments(f"box {kind!r} has no size")
        yield kind, data[at + _HEADER : at + size]
        at += size


def _times(moof: bytes) -> tuple[int, int, int, int]:
    """Start, duration (ticks), number of samples and delay of a fragment."""
    traf = dict(_children(moof)).get(b"traf")
    if traf is None:
        raise BadFragments("a fragment without a track")
    start = duration = samples = default = 0
    delay: int | None = None
    for kind, body in _children(traf):
        if kind == b"tfhd":
            default = _default_duration(body)
        elif kind == b"tfdt":
            start = int.from_bytes(body[4:12] if body[0] == 1 else body[4:8])
        elif kind == b"trun":
            count, ticks = _run(body, default)
            samples, duration = samples + count, duration + ticks
            if delay is None:
                delay = next((struct.unpack_from(">i", body, at)[0] for at in _offsets(body)), 0)
    return start, duration, samples, delay or 0


def _default_duration(tfhd: bytes) -> int:
    flags = int.from_bytes(tfhd[1:4])
    at = 8 + (8 if flags & _TFHD_BASE else 0) + (4 if flags & _TFHD_DESCRIPTION else 0)
    return int.from_bytes(tfhd[at : at + 4]) if flags & _TFHD_DURATION else 0


def _run(trun: bytes, default: int) -> tuple[int, int]:
    flags, count = int.from_bytes(trun[1:4]), int.from_bytes(trun[4:8])
    if not flags & _TRUN_DURATION:
        return count, count * default
    at, step = _samples_at(flags)
    return count, sum(int.from_bytes(trun[at + n * step : at + n * step + 4]) for n in range(count))


def _samples_at(flags: int) -> tuple[int, int]:
    """Where the list of samples begins in a trun, and how many bytes each takes."""
    at = 8 + (4 if flags & _TRUN_DATA_OFFSET else 0) + (4 if flags & _TRUN_FIRST_FLAGS else 0)
    return at, 4 * sum(1 for each in _TRUN_FIELDS if flags & each)


def _offsets(trun: bytes) -> range:
    """Where the composition offsets of the samples lie in a trun; they come last in each."""
    flags, count = int.from_bytes(trun[1:4]), int.from_bytes(trun[4:8])
    if not flags & _TRUN_OFFSET:
        return range(0)
    at, step = _samples_at(flags)
    return range(at + step - 4, at + count * step, step)


def _timescale(init: bytes) -> int:
    at = init.find(b"mdhd")
    if at < 0:
        raise BadFragments("no track")
    # Version 1 has times of eight bytes.
    skip = 20 if init[at + 4] == 1 else 12
    return int.from_bytes(init[at + 4 + skip : at + 8 + skip])


def _codec(init: bytes) -> str:
    """The codec as playlists name it (RFC 6381); for H.264 the three bytes of the decoder configuration record."""
    at = init.find(b"avcC")
    if at >= 0:
        return f"avc1.{init[at + 5 : at + 8].hex()}"
    if b"mp4a" in init:
        # AAC-LC, which is all that we encode.
        return "mp4a.40.2"
    raise BadFragments("neither H.264 nor AAC")
