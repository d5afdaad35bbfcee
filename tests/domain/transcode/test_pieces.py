"""Segments and pieces cover every frame once."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.transcode.pieces import frame_count, grid, plan, seek_point

RATES = st.sampled_from([Fraction(5), Fraction(25), Fraction(30), Fraction(30000, 1001), Fraction(24000, 1001)])


def test_the_last_picture_counts_though_nobody_says_how_long_it_is_shown() -> None:
    assert frame_count(4.9, 4.9, Fraction(10)) == 50
    assert frame_count(0.0, 0.0, Fraction(30)) == 1
    assert frame_count(10.0, 2.0, Fraction(30)) == 300


@pytest.mark.parametrize("rate", [Fraction(30), Fraction(30000, 1001)])
def test_segments_have_whole_seconds_of_the_nominal_rate(rate: Fraction) -> None:
    assert grid(300, rate, 4) == [0, 120, 240]


@settings(deadline=None)
@given(st.integers(1, 20_000), RATES, st.floats(0.5, 10), st.floats(1, 300), st.lists(st.floats(0, 4000)))
def test_pieces_cover_all_frames_once(
    frames: int, rate: Fraction, segment: float, piece: float, keyframes: list[float]
) -> None:
    cuts = grid(frames, rate, segment)
    pieces = plan(cuts, frames, rate, piece, sorted(keyframes))
    assert [each.number for each in pieces] == list(range(len(pieces)))
    assert (pieces[0].start, pieces[-1].stop) == (0, frames)
    assert all(before.stop == after.start for before, after in pairwise(pieces))
    assert [cut for each in pieces for cut in each.cuts] == cuts
    assert all(each.cuts[0] == each.start for each in pieces)
    seeks = [each.seek for each in pieces[1:]]
    assert all(seek is not None for seek in seeks)
    assert seeks == sorted(set(seeks))
    assert all(seek * rate <= each.start for seek, each in zip(seeks, pieces[1:], strict=True) if seek)


def test_a_recording_with_one_keyframe_is_one_piece() -> None:
    assert len(plan(grid(9000, Fraction(30), 4), 9000, Fraction(30), 60, [0.0])) == 1


def test_a_short_rest_is_no_piece_of_its_own() -> None:
    keyframes = [float(n) for n in range(400)]
    pieces = plan(grid(3900, Fraction(30), 4), 3900, Fraction(30), 60, keyframes)
    assert [(piece.start, piece.stop) for piece in pieces] == [(0, 1800), (1800, 3900)]


def test_a_piece_is_decoded_from_the_keyframe_before_it() -> None:
    assert seek_point(60, Fraction(30), [0.0, 1.0, 2.0, 3.0], 0) == 1.0
    assert seek_point(61, Fraction(30), [0.0, 1.0, 2.0, 3.0], 0) == 2.0
    assert seek_point(61, Fraction(30), [0.0, 1.0, 2.0, 3.0], 1) == 1.0
    assert seek_point(0, Fraction(30), [0.0], 0) is None
