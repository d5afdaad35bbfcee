"""A source is the top rung as it is only where every player takes it and all rungs can be cut alike."""

import dataclasses
from fractions import Fraction

import pytest

from app.domain.transcode.ladder import rungs
from app.domain.transcode.stream_copy import Coded, is_fit, is_regular, keyframe_grid

RATE = Fraction(30)
RUNG = rungs(1280, 720, RATE)[0]
PHONE = Coded("h264", "High", 31, "yuv420p", 1280, 720, 2_000_000, True)


def times(rate: float, seconds: float) -> list[float]:
    """When pictures are shown."""
    return [n / rate for n in range(round(rate * seconds))]


def test_what_a_phone_records_is_fit() -> None:
    assert is_fit(PHONE, RUNG)


@pytest.mark.parametrize(
    "change",
    [
        {"codec": "hevc"},
        {"profile": "High 10"},
        {"pixels": "yuv444p"},
        {"level": 61},
        {"level": -99},
        {"is_plain": False},
        {"width": 1920},
        {"bits": 50_000_000},
    ],
)
def test_what_not_every_player_takes_is_encoded(change: dict[str, object]) -> None:
    assert not is_fit(dataclasses.replace(PHONE, **change), RUNG)


def test_steady_pictures_are_regular_also_at_twice_the_rate() -> None:
    assert is_regular(times(30, 10), 10.0, RATE)
    assert is_regular(times(60, 10), 10.0, RATE)


def test_pictures_that_come_when_they_like_are_not() -> None:
    assert not is_regular([0.0, 0.033, 0.2, 0.233], 0.266, RATE)
    assert not is_regular([each + 0.5 for each in times(30, 10)], 10.5, RATE)
    assert not is_regular(times(25, 10), 10.0, RATE)
    assert not is_regular(times(30, 10), 14.0, RATE)
    assert not is_regular([0.0], 0.033, RATE)


def test_segments_begin_at_keyframes() -> None:
    assert keyframe_grid([0.0, 2.0, 4.0, 6.0, 8.0], 300, RATE, 4) == [0, 120, 240]
    # Irregular ones do as well, as long as none is too far from the next.
    assert keyframe_grid([0.0, 1.5, 3.0, 6.5, 8.0], 300, RATE, 4) == [0, 90, 195]


@pytest.mark.parametrize(
    "keyframes", [[], [1.0, 4.0], [0.0, 5.0], [0.0, 4.0], [0.0, 3.99, 7.98], [0.0, 4.0, 8.0, 12.0]]
)
def test_keyframes_too_far_apart_or_off_the_frames_are_refused(keyframes: list[float]) -> None:
    assert keyframe_grid(keyframes, 300, RATE, 4) is None
