"""Pictures for scrubbing: how many, where they lie, and which stretch of the video each stands for."""

import io
import math

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from app.domain.playback import storyboard
from app.domain.playback.storyboard import Storyboard


@pytest.mark.parametrize(
    ("seconds", "interval", "count"),
    [(0.0, 1, 1), (1.0, 1, 1), (1.2, 1, 2), (400, 1, 400), (600, 2, 300), (3600, 10, 360), (3 * 3600, 30, 360)],
)
def test_long_videos_have_as_many_pictures_as_short_ones_further_apart(
    seconds: float, interval: int, count: int
) -> None:
    board = storyboard.plan(seconds, 1920, 1080)
    assert (board.interval, board.count) == (interval, count)


@pytest.mark.parametrize(
    ("size", "picture"),
    [
        ((1920, 1080), (160, 90)),
        ((1080, 1920), (90, 160)),
        ((640, 480), (160, 120)),
        ((101, 55), (160, 88)),
        ((4000, 10), (160, 2)),
    ],
)
def test_a_picture_has_the_shape_of_the_video(size: tuple[int, int], picture: tuple[int, int]) -> None:
    board = storyboard.plan(60, *size)
    assert (board.width, board.height) == picture


@given(st.floats(0, 13 * 3600))
def test_cues_cover_the_video_without_gap_or_overlap(seconds: float) -> None:
    board = storyboard.plan(seconds, 1280, 720)
    urls = [f"https://s3/{number}.jpg?a=b" for number in range(board.sheets)]
    cues = list(webvtt.from_buffer(io.StringIO(storyboard.webvtt(board, urls, seconds))))
    assert len(cues) == board.count <= 400
    assert cues[0].start_in_seconds == 0
    assert all(before.end == after.start for before, after in zip(cues, cues[1:], strict=False))
    assert math.isclose(_seconds(cues[-1].end), max(seconds, _seconds(cues[-1].start)), abs_tol=0.002)


def _seconds(clock: str) -> float:
    hours, minutes, seconds = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def test_a_cue_names_its_box_in_its_sheet() -> None:
    board = Storyboard(interval=2, width=160, height=90, columns=10, rows=10, count=113)
    cues = list(webvtt.from_buffer(io.StringIO(storyboard.webvtt(board, ["https://a?q", "https://b?q"], 225.5))))
    assert cues[0].text == "https://a?q#xywh=0,0,160,90"
    assert cues[11].text == "https://a?q#xywh=160,90,160,90"
    assert cues[99].text == "https://a?q#xywh=1440,810,160,90"
    assert cues[112].text == "https://b?q#xywh=320,90,160,90"
    assert (cues[112].start, cues[112].end) == ("00:03:44.000", "00:03:45.500")
    assert (board.sheets, board.rows_of(13)) == (2, 2)


@pytest.mark.parametrize(
    ("keyframes", "enough"),
    [
        ([0.0, 5.0, 10.0, 15.0], True),
        ([0.0, 5.0, 15.1], False),
        ([0.0, 5.0], False),
        ([], False),
        ([0.0, 10.0, 19.9, 20.5], True),
    ],
)
def test_keyframes_are_enough_where_none_is_older_than_a_step(keyframes: list[float], enough: bool) -> None:
    assert storyboard.keyframes_suffice(keyframes, 20.0, 10.0) is enough


@given(st.floats(0, 40_000))
def test_the_preview_is_short_and_inside_the_video(seconds: float) -> None:
    moments = storyboard.preview_moments(seconds)
    assert sum(length for _, length in moments) <= 3.0
    assert all(start >= 0 and start + length <= max(seconds, 0.1) + 0.001 for start, length in moments)
    assert len(moments) == (1 if seconds <= 3 else 3)
