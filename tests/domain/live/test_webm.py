"""Cutting a WebM that comes piece by piece, with what Chromium really wrote."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.domain.live import Piece, WebmCutter
from app.domain.uploads.containers import Container
from app.domain.webm import WebmIndexer
from app.media.probe.streams import parse_streams, read_header

FIXTURES = Path(__file__).parents[2] / "fixtures" / "webm"
CLUSTER = b"\x1f\x43\xb6\x75"
RECORDINGS = {
    "chromium-vp9-opus": 'video/webm; codecs="opus,vp9"',
    "chromium-vp8-opus": 'video/webm; codecs="opus,vp8"',
    "chromium-screen-vp9": 'video/webm; codecs="vp9"',
    "chromium-vp8": 'video/webm; codecs="vp8"',
    "chromium-opus": 'audio/webm; codecs="opus"',
    "chromium-vp9-pause": 'video/webm; codecs="opus,vp9"',
}


def recording(name: str) -> bytes:
    return (FIXTURES / f"{name}.webm").read_bytes()


def pushed(cutter: WebmCutter, data: bytes, size: int) -> list[Piece]:
    return [piece for at in range(0, len(data), size) for piece in cutter.push(data[at : at + size])]


def joined(pieces: Sequence[Piece]) -> list[tuple[int, float | None, bytes]]:
    """Pieces from each place to begin at to the next, as one."""
    found: list[tuple[int, float | None, bytes]] = []
    for piece in pieces:
        if piece.time is not None or not found:
            found.append((piece.start, piece.time, b""))
        start, time, data = found[-1]
        assert start + len(data) == piece.start, "nothing is left out"
        found[-1] = start, time, data + piece.data
    return found


@pytest.mark.parametrize("name", RECORDINGS)
@pytest.mark.parametrize("size", [1, 7, 1000, 65_536, 1 << 20])
def test_all_frames_come_out_cut_where_a_player_can_begin(name: str, size: int) -> None:
    data, cutter = recording(name), WebmCutter()
    data = data[:40_000] if size == 1 else data
    index = WebmIndexer()
    index.push(data)
    take = index.result().takes[0]
    pieces = pushed(cutter, data, size)
    found = joined(pieces)
    assert [(start, round(time or 0, 3)) for start, time, _ in found] == [
        (take.segment_data + cue.position, round(cue.time / 1000, 3)) for cue in take.cues
    ]
    assert all(each.startswith(CLUSTER) for _, _, each in found)
    assert b"".join(each for _, _, each in found) == data[take.head_length : take.clean_end]
    assert {piece.take.mime for piece in pieces} == {RECORDINGS[name]}
    assert cutter.edge == pytest.approx(take.duration)


def test_a_piece_comes_as_soon_as_its_frames_are_whole() -> None:
    """Nobody waits for the end of a cluster: the player shows what it has of it."""
    cutter, data, behind = WebmCutter(), recording("chromium-vp9-opus"), []
    for at in range(0, len(data), 500):
        cutter.push(data[at : at + 500])
        bounds = cutter.bounds(300)
        behind.append(at + 500 - bounds.stop if bounds else 0)
    # The largest frame of it, a keyframe, is about 3 kB.
    assert max(behind[2:-1]) < 6000


def test_another_process_goes_on_from_what_was_kept_of_the_index() -> None:
    data, stop = recording("chromium-vp9-opus"), 20_000
    index = WebmIndexer()
    index.push(data[:stop])
    cutter = WebmCutter(WebmIndexer.from_bytes(index.to_bytes()))
    found = joined(pushed(cutter, data[stop:], 999))
    assert [(start, time) for start, time, _ in found] == [(48 + 36_331, 4.0)] or found[0][1] == 4.0
    assert b"".join(each for _, _, each in found) == data[found[0][0] :][: len(b"".join(each for _, _, each in found))]
    # What was before can be gone back to.
    place = cutter.place(2.5)
    assert place is not None
    assert (place.time, data[place.offset :][:4]) == (2.0, CLUSTER)
    assert place.take.data.startswith(b"\x1a\x45\xdf\xa3")


def test_the_head_and_what_comes_from_any_place_on_is_a_film(tmp_path: Path) -> None:
    data, cutter = recording("chromium-vp9-opus"), WebmCutter()
    found = joined(pushed(cutter, data, 4096))
    film = tmp_path / "film"
    place = cutter.place(4.5)
    assert place is not None
    film.write_bytes(place.take.data + found[-1][2])
    streams = parse_streams(read_header(film, Container.WEBM), Container.WEBM)
    assert streams.video is not None
    assert (streams.video.width, streams.video.height) == (320, 240)


def test_places_are_found_by_time() -> None:
    cutter = WebmCutter()
    assert cutter.place(0) is None
    pushed(cutter, recording("chromium-vp9-opus"), 4096)
    times = [place.time for place in map(cutter.place, (-1, 0, 1.999, 2.0, 3.9, 4.0, 99)) if place]
    assert times == [0, 0, 0, 2.0, 2.0, 4.0, 4.0]


def test_a_recorder_that_was_started_again_begins_a_take_behind_the_one_before() -> None:
    first, second = recording("chromium-vp9-opus"), recording("chromium-vp8-opus")
    # The first one was killed in the middle of a frame.
    data = first[:50_000] + second
    index = WebmIndexer()
    index.push(data)
    takes = index.result().takes
    for size in (333, 1 << 20):
        cutter = WebmCutter()
        pieces = pushed(cutter, data, size)
        numbers = [piece.take.number for piece in pieces]
        assert numbers == sorted(numbers)
        later = [piece for piece in pieces if piece.take.number == 1]
        assert later[0].time == pytest.approx(takes[0].duration + takes[1].cues[0].time / 1000)
        assert later[0].take.begins == pytest.approx(takes[0].duration)
        assert later[0].take.mime.endswith('"opus,vp8"')
        assert pieces[0].take.mime.endswith('"opus,vp9"')
        assert b"".join(piece.data for piece in later) == data[later[0].start : later[-1].stop]
        assert later[0].start == 50_000 + 188
        assert cutter.edge == pytest.approx(index.result().duration)
        start = pieces[0].start
        bounds = cutter.bounds(start)
        assert bounds is not None
        assert (bounds.stop, bounds.following) == (takes[0].clean_end, later[0].start)
        assert cutter.bounds(takes[0].clean_end + 1) is None


def test_after_damage_a_player_begins_anew_behind_it() -> None:
    data = bytearray(recording("chromium-vp9-opus"))
    data[20_000:20_300] = bytes(random.Random(7).randbytes(300))
    cutter = WebmCutter()
    pieces = pushed(cutter, bytes(data), 1500)
    gaps = [(one, other) for one, other in zip(pieces, pieces[1:], strict=False) if one.stop != other.start]
    assert len(gaps) <= 1
    assert all(other.time is not None for _, other in gaps)
    assert pieces[-1].stop > 50_000
    assert cutter.unusable is None


@pytest.mark.parametrize("data", [b"\x1a\x45\xdf\xa3" + bytes(5000), bytes(range(256)) * 40, b"\xff" * 10_000])
def test_what_is_no_webm_gives_nothing_and_is_not_kept(data: bytes) -> None:
    cutter = WebmCutter()
    assert pushed(cutter, data, 1000) == []
    assert cutter.unusable is not None
    assert (cutter.place(1), cutter.bounds(0), cutter.edge) == (None, None, 0)
    assert len(cutter._held) == 0


def test_no_bytes_whatever_make_it_raise_or_hold_what_was_given_out() -> None:
    source, rolls = recording("chromium-vp8-opus"), random.Random(3)
    for _ in range(60):
        data = bytearray(source[: rolls.randrange(2000, 60_000)])
        for _ in range(rolls.randrange(1, 9)):
            at = rolls.randrange(len(data))
            data[at : at + rolls.randrange(9)] = rolls.randbytes(rolls.randrange(9))
        cutter, last = WebmCutter(), 0
        for piece in pushed(cutter, bytes(data), rolls.choice((100, 5000))):
            assert piece.start >= last
            assert piece.data == bytes(data[piece.start : piece.stop])
            last = piece.stop
