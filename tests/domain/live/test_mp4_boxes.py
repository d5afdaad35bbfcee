"""What the boxes of a fragmented MP4 say, of Chromium's and of made ones."""

import struct
from pathlib import Path

import pytest

from app.domain.live import mp4_boxes as boxes

DATA = (Path(__file__).parents[2] / "fixtures" / "media" / "chromium-camera-h264-opus.mp4").read_bytes()
HEAD = boxes.head(boxes.boxes(DATA[:1221], b"moov"))
PICTURE = next(track.number for track in HEAD.tracks.values() if track.is_picture)
SCALE = HEAD.tracks[PICTURE].timescale


def box(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(data), kind) + data


def moof(number: int, trun: bytes, tfhd: bytes = b"", tfhd_flags: int = 0, begin: int = 0) -> bytes:
    head = box(b"tfhd", struct.pack(">II", tfhd_flags, number) + tfhd)
    return box(b"moof", box(b"traf", head + box(b"tfdt", struct.pack(">II", 0, begin)) + box(b"trun", trun)))


def test_the_head_names_its_tracks_and_codecs() -> None:
    assert sorted(track.is_picture for track in HEAD.tracks.values()) == [False, True]
    assert HEAD.mime.startswith('video/mp4; codecs="avc1.')


@pytest.mark.parametrize(("flags", "opens"), [(0x10000, False), (0x2000000, True)])
def test_a_fragment_opens_where_its_first_picture_needs_no_other(flags: int, opens: bool) -> None:
    first = struct.pack(">III", 0x4, 3, flags)
    duration = struct.pack(">I", SCALE // 2)
    found = boxes.fragment(moof(PICTURE, first, duration, 0x8, begin=2 * SCALE), HEAD)
    assert (found.start, found.end, found.opens) == (2.0, 3.5, opens)
    each = struct.pack(">II", 0x500, 2) + struct.pack(">IIII", SCALE, flags, SCALE, 0x10000)
    found = boxes.fragment(moof(PICTURE, each), HEAD)
    assert (found.end, found.opens) == (2.0, opens)
    usual = struct.pack(">I", flags)
    assert boxes.fragment(moof(PICTURE, struct.pack(">II", 0, 1), usual, 0x20), HEAD).opens is opens


@pytest.mark.parametrize(
    "data",
    [
        moof(99, struct.pack(">II", 0, 1)),
        moof(PICTURE, struct.pack(">II", 0x100, 1000)),
        box(b"moof", b""),
        box(b"moof", box(b"traf", b"")),
        box(b"moof", struct.pack(">I4s", 50, b"traf")),
    ],
)
def test_what_no_recorder_writes_is_a_bad_box(data: bytes) -> None:
    with pytest.raises(boxes.BadBox):
        boxes.fragment(data, HEAD)


def test_a_fragment_is_found_behind_anything() -> None:
    start = DATA.index(b"moof") - 4
    assert boxes.find_fragment(b"moof" + bytes(30) + DATA[start : start + 100]) == 34
    assert boxes.find_fragment(DATA[start : start + 10]) is None
    assert boxes.find_fragment(bytes(100)) is None
