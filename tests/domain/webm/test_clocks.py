"""When a track's last frame ends."""

from collections.abc import Iterable

import pytest

from app.domain.webm.clocks import TrackClock, sensible_default_duration

MS = 1_000_000


def end(times: Iterable[int], default_duration_ns: int | None = None) -> float:
    clock = TrackClock(default_duration_ns)
    for time in times:
        clock.add(time, MS)
    return clock.end_ns(MS) / MS


def test_the_last_frame_lasts_as_long_as_frames_do_by_default() -> None:
    assert end([0, 40, 80], 33 * MS) == 113


def test_without_a_default_it_lasts_as_long_as_frames_usually_do() -> None:
    assert end([0, 33, 66, 100]) == 133


@pytest.mark.parametrize("gap", [200, 5_000, 60_000])
def test_a_pause_before_the_last_frame_does_not_stretch_it(gap: int) -> None:
    assert end([0, 33, 66, 99, 99 + gap]) == 99 + gap + 33


def test_sparse_frames_of_a_still_screen_last_long() -> None:
    assert end([0, 1000, 2000, 3000]) == 4000


def test_frames_in_decoding_order_count_by_the_latest() -> None:
    assert end([0, 160, 80, 40, 120, 320, 240, 200, 280]) == 360


def test_a_single_frame_of_unknown_length_ends_where_it_starts() -> None:
    assert end([70]) == 70


def test_a_track_without_blocks_ends_at_zero_and_has_not_started() -> None:
    assert end([]) == 0
    assert not TrackClock(None).started


def test_a_block_duration_wins_over_the_default() -> None:
    clock = TrackClock(20 * MS)
    clock.add(0, MS)
    clock.add(20, MS, duration=7)
    assert clock.end_ns(MS) == 27 * MS


def test_laced_frames_follow_each_other() -> None:
    clock = TrackClock(20 * MS)
    clock.add(100, MS, frames=4)
    assert clock.end_ns(MS) == 180 * MS


def test_lengths_nobody_can_mean_are_ignored() -> None:
    assert sensible_default_duration(0) is None
    assert sensible_default_duration(1 << 63) is None
    clock = TrackClock(None)
    clock.add(0, MS)
    clock.add(10, MS, duration=1 << 60)
    assert clock.end_ns(MS) == 20 * MS
