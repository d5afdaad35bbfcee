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
)

seconds = st.floats(1.6e9, 2e9, allow_nan=False)


def test_who_began_later_waits() -> None:
    assert delays(Clock(10.5, 100.0), Clock(10.0, 100.0)) == Delays(video=0.5)
    assert delays(Clock(10.0, 100.0), Clock(10.25, 100.0)) == Delays(audio=0.25)


def test_clocks_are_never_mixed() -> None:
    """A recorder whose clock is an hour wrong does not shift the other track by an hour."""
    assert delays(Clock(3600.0, 100.0), Clock(None, 100.5)) == Delays(audio=0.5)
    assert delays(Clock(None, 101.0), Clock(3600.0, 100.5)) == Delays(video=0.5)


def test_a_track_alone_begins_at_once() -> None:
    assert delays(Clock(10.0, 100.0), None) == delays(None, Clock(10.0, 100.0)) == Delays()


@given(seconds, seconds)
def test_one_of_two_begins_at_zero(one: float, other: float) -> None:
    found = delays(Clock(one, 0.0), Clock(other, 0.0))
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
