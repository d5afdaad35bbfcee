"""Cutting a fragmented MP4 that comes piece by piece, with what Chromium really wrote."""

import random
from pathlib import Path

import pytest

from app.domain.live import Mp4Cutter, Piece
from app.domain.live.pieces import Bounds

DATA = (Path(__file__).parents[2] / "fixtures" / "media" / "chromium-camera-h264-opus.mp4").read_bytes()
HEAD = 1221
MIME = 'video/mp4; codecs="avc1.42c01f,opus"'


def pushed(cutter: Mp4Cutter, data: bytes, size: int) -> list[Piece]:
    return [piece for at in range(0, len(data), size) for piece in cutter.push(data[at : at + size])]


@pytest.mark.parametrize("size", [1000, 65_536, 1 << 20])
def test_fragments_come_out_whole_and_say_when_they_are(size: int) -> None:
    cutter = Mp4Cutter()
    pieces = pushed(cutter, DATA, size)
    assert b"".join(piece.data for piece in pieces) == DATA[HEAD:]
    assert [piece.data[4:8] for piece in pieces] == [b"moof", b"moof"]
    assert pieces[0].take.data == DATA[:HEAD]
    assert pieces[0].take.mime.startswith('video/mp4; codecs="avc1.')
    assert pieces[0].take.mime.endswith(',opus"')
    times = [piece.time for piece in pieces]
    assert times[0] == 0
    assert times[1] is not None
    assert 2 < times[1] < cutter.edge < 12


def test_one_begun_in_the_middle_goes_on_with_the_next_fragment() -> None:
    whole, cutter = Mp4Cutter(), Mp4Cutter(DATA[:HEAD], 100_000)
    pieces = pushed(whole, DATA, 5000)
    later = pushed(cutter, DATA[100_000:], 777)
    assert [(piece.start, piece.time, piece.data) for piece in later] == [
        (piece.start, piece.time, piece.data) for piece in pieces[1:]
    ]
    assert later[0].take.mime == pieces[0].take.mime
    place = cutter.place(0)
    assert place is not None
    assert (place.offset, place.time) == (later[0].start, later[0].time)


def test_a_recorder_that_was_started_again_begins_a_take_behind_the_one_before() -> None:
    cutter = Mp4Cutter()
    pieces = pushed(cutter, DATA + DATA, 9999)
    assert [piece.take.number for piece in pieces] == [0, 0, 1, 1]
    first = Mp4Cutter()
    pushed(first, DATA, 9999)
    assert pieces[2].time == pieces[2].take.begins == pytest.approx(first.edge)
    assert cutter.bounds(HEAD) == Bounds(pieces[0].take, HEAD, len(DATA), len(DATA) + HEAD)
    assert cutter.bounds(len(DATA)) is None
    later = cutter.place(first.edge + 1)
    assert later is not None
    assert later.offset == len(DATA) + HEAD


def test_no_bytes_whatever_make_it_raise() -> None:
    rolls = random.Random(5)
    for _ in range(80):
        data = bytearray(DATA[: rolls.randrange(100, 360_000)])
        for _ in range(rolls.randrange(1, 9)):
            at = rolls.randrange(min(len(data), 3500))
            data[at : at + rolls.randrange(9)] = rolls.randbytes(rolls.randrange(9))
        cutter = Mp4Cutter(*(rolls.choice(((), (bytes(data[:HEAD]), 0)))))
        for piece in pushed(cutter, bytes(data), 10_000):
            assert piece.data == bytes(data[piece.start : piece.stop])


@pytest.mark.parametrize("data", [bytes(100), b"\x00\x00\x00\x08moof", b"\x7f\xff\xff\xffmdat" + bytes(50)])
def test_what_no_recorder_writes_is_refused_and_not_kept(data: bytes) -> None:
    cutter = Mp4Cutter()
    assert pushed(cutter, data + b"\x00\x00\x00\x08mdat", 50) == []
    assert cutter.unusable is not None
    assert len(cutter._held) == 0
