"""Cue points stay few and evenly spread."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.webm.cues import CueList


def filled(count: int, limit: int) -> CueList:
    cues = CueList(limit)
    for number in range(count):
        cues.offer(number * 1000, number * 50_000)
    return cues


def test_all_cues_are_kept_below_the_limit() -> None:
    assert list(filled(10, 10).times) == [number * 1000 for number in range(10)]


@given(st.integers(1, 3000), st.integers(2, 64))
@settings(deadline=None)
def test_above_the_limit_they_are_thinned_evenly_and_the_first_stays(count: int, limit: int) -> None:
    cues = filled(count, limit)
    assert len(cues.times) <= limit
    assert list(cues.times) == list(range(0, count * 1000, cues.stride * 1000))
    assert list(cues.positions) == [time * 50 for time in cues.times]
    assert count <= limit or len(cues.times) >= limit // 2


def test_a_cue_that_goes_back_in_time_is_left_out() -> None:
    cues = CueList(10)
    for time in (0, 1000, 1000, 500, 2000):
        cues.offer(time, time)
    assert list(cues.times) == [0, 1000, 2000]
