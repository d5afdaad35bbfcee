"""Positions as editing suites count them, against values that they show."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.annotations.exports.timecode import rate_of

NTSC = rate_of(29.97)


@pytest.mark.parametrize(
    ("measured", "exact"),
    [
        (25, Fraction(25)),
        (24.99, Fraction(25)),
        (29.97, Fraction(30_000, 1001)),
        (29.9, Fraction(30_000, 1001)),
        (30.0, Fraction(30)),
        (23.976, Fraction(24_000, 1001)),
        (24.0, Fraction(24)),
        (59.94, Fraction(60_000, 1001)),
        # Frames as they come, of recorders: counted evenly.
        (13.2, Fraction(30)),
        (27.4, Fraction(30)),
        (41.0, Fraction(60)),
        (None, Fraction(30)),
        (0, Fraction(30)),
        (1000.0, Fraction(60)),
    ],
)
def test_a_video_is_counted_by_the_rate_it_has_or_by_an_even_one(measured: float | None, exact: Fraction) -> None:
    assert rate_of(measured).exact == exact


@pytest.mark.parametrize(
    ("frame", "timecode"),
    [
        (0, "00:00:00;00"),
        (1799, "00:00:59;29"),
        # The first minute has no frames 0 and 1.
        (1800, "00:01:00;02"),
        (3597, "00:01:59;29"),
        (3598, "00:02:00;02"),
        (17981, "00:09:59;29"),
        # Every tenth minute has them.
        (17982, "00:10:00;00"),
        (107892, "01:00:00;00"),
    ],
)
def test_timecode_at_29_97_drops_numbers(frame: int, timecode: str) -> None:
    assert NTSC.timecode(frame) == timecode


def test_at_59_94_four_numbers_are_dropped() -> None:
    rate = rate_of(59.94)
    assert [rate.timecode(frame) for frame in (3599, 3600, 35964)] == ["00:00:59;59", "00:01:00;04", "00:10:00;00"]


@pytest.mark.parametrize(
    ("fps", "seconds", "timecode"),
    [
        (25, 15.5, "00:00:15:12"),
        (25, 3661.04, "01:01:01:01"),
        (24, 1.0, "00:00:01:00"),
        (29.97, 60.06, "00:01:00;02"),
        (29.97, 3600.0, "01:00:00;00"),
        (13.2, 10.5, "00:00:10:15"),
    ],
)
def test_a_position_is_the_frame_that_is_shown_then(fps: float, seconds: float, timecode: str) -> None:
    rate = rate_of(fps)
    assert rate.timecode(rate.frame(seconds)) == timecode


@given(st.integers(0, 24 * 107892 - 1), st.sampled_from([29.97, 59.94]))
def test_dropped_timecode_stays_with_the_clock(frame: int, fps: float) -> None:
    """No two frames have one number, and none is a tenth of a second from the clock."""
    rate = rate_of(fps)
    hours, minutes, rest = rate.timecode(frame).split(":")
    seconds, frames = rest.split(";")
    told = int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(frames) / rate.nominal
    assert abs(told - frame / rate.exact) < 0.1
    assert rate.timecode(frame) != rate.timecode(frame + 1)
    # A number that is left out is never told.
    assert not (int(seconds) == 0 and int(frames) < rate.drops and int(minutes) % 10)
