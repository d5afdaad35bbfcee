"""How two tracks become one video: what keeps them in sync, how large the picture is, what its owner is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.multitrack import (
    RESOLUTIONS,
    Clock,
    CompileOptions,
    Delays,
    RecordingStatus,
    delays,
    fit,
    status_of,
    steady_rate,
    take_positions,
)

seconds = st.floats(1.6e9, 2e9, allow_nan=False)


def test_who_began_later_waits() -> None:
    assert delays(Clock(10.5, 100.0), Clock(10.0, 100.0)) == Delays(video=0.5)
    assert delays(Clock(10.0, 100.0), Clock(10.25, 100.0)) == Delays(audio=0.25)


def test_clocks_are_never_mixed() -> None:
    """A recorder whose clock is an hour wrong does not shift the other track by an hour."""
    assert delays(Clock(3600.0, 100.0), Clock(None, 100.5)) == Delays(audio=0.5)
    assert delays(Clock(None, 101.0), Clock(3600.0, 100.5)) == Delays(video=0.5)


def sound(lasts: float, stopped: float | None = 20.0, started: float | None = 10.0) -> Clock:
    """A sound that was told to start at 10 s and to stop at 20 s, and lasts so long."""
    return Clock(started, 100.0, stopped, lasts=lasts)


@pytest.mark.parametrize("late", [0.7, 1.2, 1.8, 9.9])
def test_a_sound_that_lacks_its_beginning_is_laid_by_its_end(late: float) -> None:
    assert delays(Clock(10.1, 100.0), sound(10.0 - late)).audio == pytest.approx(late - 0.1)


@pytest.mark.parametrize("lacking", [0.03, 0.1, 0.12])
def test_of_a_little_that_lacks_the_middle_is_wrong_by_half_at_most(lacking: float) -> None:
    """It may lack at the beginning or at the end."""
    assert delays(Clock(10.0, 100.0), sound(10.0 - lacking)).audio == pytest.approx(lacking / 2)


@pytest.mark.parametrize("lasts", [10.0, 11.0])
def test_one_that_is_whole_is_laid_by_its_start(lasts: float) -> None:
    assert delays(Clock(10.0, 100.0), sound(lasts)) == Delays()


@pytest.mark.parametrize("nonsense", [0.0, 9.0, 60.0, 20_000.0, None])
def test_an_end_that_is_none_says_nothing(nonsense: float | None) -> None:
    assert delays(Clock(10.0, 100.0), sound(8.0, stopped=nonsense)) == Delays()


def test_an_end_alone_says_when_it_began() -> None:
    assert delays(Clock(10.0, 100.0), sound(9.5, started=None)) == Delays(audio=0.5)


@pytest.mark.parametrize(
    ("seen", "lasts", "later"),
    [(0.25, 9.9, 0.1), (0.25, 9.7, 0.25), (0.25, 5.0, 0.25), (0.25, 16.0, 0.25), (1.1, 9.9, 0.1)],
)
def test_a_picture_began_no_later_than_its_end_allows(seen: float, lasts: float, later: float) -> None:
    """A busy page sees it late; one that ends early stood still."""
    picture = Clock(10.0 + seen, 100.0, 20.0, lasts=lasts)
    assert delays(picture, sound(10.0)).video == pytest.approx(later)


def test_clocks_that_differ_are_set_by_ours() -> None:
    """The picture's device goes an hour ahead; what the network held back for a minute does not count."""
    picture = Clock(1_003_600.25, 1_000_002.0, ahead=3_600.0)
    assert delays(picture, Clock(1_000_000.0, 1_000_060.0, ahead=0.0)) == Delays(video=0.25)
    # Two connections of one clock: what they say differs by what it took to say it.
    assert delays(Clock(10.0, 13.0, ahead=0.4), Clock(10.25, 80.0, ahead=-0.9)) == Delays(audio=0.25)


def test_clocks_that_cannot_be_one_give_way_to_ours() -> None:
    """One counts from 1970, the other from when its page was opened; neither says how it goes."""
    assert delays(Clock(1_000_000.0, 100.5), Clock(12.0, 100.0)) == Delays(video=0.5)


def takes(*started: float, stopped: float | None = None, began: float | None = 10.0) -> Clock:
    """A track that began at 10 s, whose recorder was started at these seconds."""
    return Clock(began, 100.0, stopped, takes=started)


@pytest.mark.parametrize("track", ["video", "audio"])
def test_each_take_begins_when_its_recorder_was_started(track: str) -> None:
    assert take_positions(takes(10.0, 22.5, 31.0), track, [5.0, 4.0, 3.0]) == [0.0, 12.5, 21.0]


def test_a_take_with_nothing_in_it_has_its_place() -> None:
    assert take_positions(takes(10.0, 16.0, 22.0), "audio", [None, 2.0, None]) == [0.0, 6.0, 12.0]


@pytest.mark.parametrize(
    ("clock", "lasting", "positions"),
    [
        (takes(10.0, 20.0, stopped=30.0), [5.0, 8.0], [0.0, 12.0]),  # its last sound began two seconds late
        (takes(stopped=30.0), [5.0, 8.0], [0.0, 12.0]),  # nothing but its end is known
        (takes(stopped=30.0), [5.0, 1.0, 8.0], [0.0, 5.0, 12.0]),
    ],
)
def test_the_last_sound_ends_when_its_recorder_was_told_to(
    clock: Clock, lasting: list[float | None], positions: list[float]
) -> None:
    assert take_positions(clock, "audio", lasting) == positions


@pytest.mark.parametrize(
    "clock",
    [
        takes(),
        takes(10.0, 20.0, 30.0),  # of three, and there are two
        takes(10.0, 12.0),  # before the first one ended
        takes(10.0, 9_000.0),  # the machine slept, or the clock is none
        takes(10.0, 20.0, began=None),
        takes(stopped=14.0),
        takes(stopped=9_000.0),
    ],
)
@pytest.mark.parametrize("track", ["video", "audio"])
def test_takes_of_which_nothing_is_known_follow_one_another(clock: Clock, track: str) -> None:
    assert take_positions(clock, track, [5.0, 4.0]) == [0.0, 5.0]


def test_a_picture_that_stands_still_at_its_end_says_nothing_of_its_start() -> None:
    assert take_positions(takes(stopped=30.0), "video", [5.0, 8.0]) == [0.0, 5.0]


def test_a_track_alone_begins_at_once() -> None:
    assert delays(Clock(10.0, 100.0), None) == delays(None, Clock(10.0, 100.0)) == Delays()


@given(seconds, seconds)
def test_one_of_two_begins_at_zero(one: float, other: float) -> None:
    found = delays(Clock(one, one), Clock(other, other))
    assert min(found.video, found.audio) == 0.0
    assert found.apart == pytest.approx(abs(one - other), abs=1e-6)
    assert found.video - found.audio == pytest.approx(one - other, abs=1e-6)


@pytest.mark.parametrize(
    ("width", "height", "resolution", "fitted"),
    [
        (1920, 1080, "source", (1920, 1080)),
        (1920, 1080, "720p", (1280, 720)),
        (1080, 1920, "720p", (720, 1280)),
        (640, 360, "1080p", (640, 360)),
        (1281, 721, "source", (1280, 720)),
        (1366, 768, "360p", (640, 360)),
        (1, 1, "source", (2, 2)),
    ],
)
def test_the_picture_keeps_its_shape_and_is_never_enlarged(
    width: int, height: int, resolution: str, fitted: tuple[int, int]
) -> None:
    assert fit(width, height, resolution) == fitted


@given(st.integers(2, 8192), st.integers(2, 8192), st.sampled_from(sorted(RESOLUTIONS)))
def test_every_size_is_one_that_h264_takes(width: int, height: int, resolution: str) -> None:
    fitted = fit(width, height, resolution)
    assert all(side % 2 == 0 and side >= 2 for side in fitted)
    assert fitted[0] <= width + 1 and fitted[1] <= height + 1
    limit = RESOLUTIONS[resolution]
    assert limit is None or min(fitted) <= limit


@pytest.mark.parametrize(
    ("measured", "rate"),
    [(None, 30), (0.0, 30), (29.2, 30), (24.9, 25), (59.94, 60), (7.3, 30), (1.0, 30), (120.0, 60), (33.0, 60)],
)
def test_a_rate_is_one_that_cameras_have(measured: float | None, rate: int) -> None:
    assert steady_rate(measured) == rate


@pytest.mark.parametrize(
    ("video", "compiling", "live", "status"),
    [
        ("uploading", None, ["video"], RecordingStatus.RECORDING),
        ("uploading", None, [], RecordingStatus.RECORDED),
        ("uploading", "pending", ["audio"], RecordingStatus.RECORDING),
        ("processing", "pending", [], RecordingStatus.COMPILING),
        ("processing", "running", [], RecordingStatus.COMPILING),
        ("processing", "done", [], RecordingStatus.COMPILED),
        ("done", "done", [], RecordingStatus.COMPILED),
        ("failed", "failed", [], RecordingStatus.FAILED),
        ("failed", "skipped", [], RecordingStatus.FAILED),
    ],
)
def test_what_its_owner_is_told(video: str, compiling: str | None, live: list[str], status: RecordingStatus) -> None:
    assert status_of(video, compiling, live) is status


def test_options_are_kept_as_they_were_given() -> None:
    options = CompileOptions(18, "slow", "720p")
    assert CompileOptions(**options.as_json()) == options
    assert CompileOptions() != options
