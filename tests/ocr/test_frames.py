"""Sampling real recordings: the right pictures at the right times, and few of them."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from app.domain.uploads.containers import Container
from app.domain.webm import WebmIndexer
from app.media.ffmpeg import Shown
from app.media.look import look
from app.media.pictures import decode_grey
from app.media.probe.examine import examine
from app.media.process import ProcessFailed
from app.ocr.frames import KeptFrame, Sample, changed_blocks, frame_size, samples, worth_reading
from tests.media.making import MEDIA, VP9, make, pattern

GUIDE = json.loads((MEDIA / "guide.json").read_text())


def sampled(path: Path) -> list[Sample]:
    facts = examine(path)
    assert facts.video is not None
    shown = Shown(
        path, facts.container, facts.video.index, facts.video.width, facts.video.height, look(facts.video.details)
    )
    return list(samples(shown, facts.duration))


def plain(path: Path, level: int, seconds: float, size: str = "320x180") -> Path:
    """A recording of one grey level (luma, 16 to 235)."""
    colour = f"color=c=0x{level:02x}{level:02x}{level:02x}:duration={seconds}:size={size}:rate=10"
    return make(path, "-f", "lavfi", "-i", colour, *VP9)


def joined(target: Path, *parts: Path, coded: Sequence[str] = ()) -> Path:
    listing = target.with_suffix(".txt")
    listing.write_text("".join(f"file {part}\n" for part in parts))
    return make(target, "-f", "concat", "-safe", "0", "-i", str(listing), "-c", "copy", *coded)


def kept_of(path: Path) -> list[KeptFrame]:
    return list(worth_reading(sampled(path)))


def test_two_samples_a_second_and_one_for_what_comes_last() -> None:
    times = [sample.time for sample in sampled(MEDIA.parent / "webm" / "chromium-screen-vp9.webm")]
    assert times == [*(n / 2 for n in range(13)), 6.149]


def test_from_any_sample_on_they_are_those_of_the_whole() -> None:
    path, facts = MEDIA / "guide.webm", examine(MEDIA / "guide.webm")
    assert facts.video is not None
    shown = Shown(path, facts.container, 0, facts.video.width, facts.video.height, look(facts.video.details))
    whole = list(samples(shown, facts.duration, 1))
    for first in (7, 25):
        part = list(samples(shown, facts.duration, 1, first))
        assert [each.time for each in part] == [each.time for each in whole[first:]]
        assert all(np.array_equal(one.planes, other.planes) for one, other in zip(part, whole[first:], strict=True))


def test_a_stretch_of_a_stream_keeps_its_times(tmp_path: Path) -> None:
    parts = [plain(tmp_path / f"{level}.webm", level, 4.0) for level in (40, 120, 200)]
    stream = joined(tmp_path / "all.webm", *parts, coded=("-live", "1", "-cluster_time_limit", "950")).read_bytes()
    index = WebmIndexer()
    index.push(stream)
    (take,) = index.result().takes
    second = next(cue for cue in take.cues if cue.time * take.head.timestamp_scale >= 4_000_000_000)
    stretch = tmp_path / "stretch.webm"
    stretch.write_bytes(stream[: take.head_length] + stream[take.segment_data + second.position :])
    found = list(samples(Shown(stretch, Container.WEBM, 0, 320, 180, look({})), 12.0, 1, 5))
    assert [each.time for each in found[:6]] == [5, 6, 7, 8, 9, 10]
    levels = [int(each.luma.mean()) for each in found]
    assert levels[0] == levels[2] < levels[3] == levels[5]


def test_samples_show_what_is_on_screen_at_their_time(tmp_path: Path) -> None:
    parts = [plain(tmp_path / f"{level}.webm", level, 2.0) for level in (40, 120, 200)]
    levels = {sample.time: int(sample.luma.mean()) for sample in sampled(joined(tmp_path / "all.webm", *parts))}
    assert levels[0.0] == levels[1.5] < levels[2.0] == levels[3.5] < levels[4.0] == levels[5.5]


def test_a_window_that_changes_its_size_does_not_disturb_the_clock(tmp_path: Path) -> None:
    parts = [
        plain(tmp_path / "a.webm", 40, 2.0, "320x180"),
        plain(tmp_path / "b.webm", 120, 2.0, "400x300"),
        plain(tmp_path / "c.webm", 200, 2.0, "240x320"),
    ]
    every = sampled(joined(tmp_path / "all.webm", *parts))
    assert [sample.time for sample in every] == [n / 2 for n in range(13)]
    assert {sample.luma.shape for sample in every} == {(180, 320)}
    # Beside a picture of another shape are bars.
    levels = [int(sample.luma[90, 160]) for sample in every]
    assert levels[3] < levels[4] == levels[7] < levels[8]
    assert every[8].luma[90, 5] < 20


def test_a_picture_that_starts_late_keeps_its_time(tmp_path: Path) -> None:
    parts = [plain(tmp_path / "a.webm", 40, 1.0), plain(tmp_path / "b.webm", 200, 1.0)]
    both = joined(tmp_path / "both.webm", *parts)
    late = make(tmp_path / "late.webm", "-copyts", "-itsoffset", "3", "-i", str(both), "-c", "copy")
    levels = {sample.time: int(sample.luma.mean()) for sample in sampled(late)}
    assert max(levels) == pytest.approx(5.0, abs=0.1)
    assert levels[0.0] == levels[3.5] < levels[4.0]


def test_a_recording_of_a_single_picture_is_sampled(tmp_path: Path) -> None:
    one = make(tmp_path / "one.webm", *pattern(1), "-frames:v", "1", *VP9, "-live", "1")
    assert len(kept_of(one)) == 1


def test_a_recording_that_breaks_off_is_sampled_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "half.webm"
    path.write_bytes((MEDIA / "chromium-camera-vp9-opus.webm").read_bytes()[:250_000])
    assert 4 <= len(sampled(path)) <= 9


def test_bytes_that_cannot_be_decoded_are_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "noise.webm"
    path.write_bytes(b"\x1aE\xdf\xa3" + bytes(5000))
    with pytest.raises(ProcessFailed):
        list(samples(Shown(path, Container.WEBM, 0, 320, 180), 5.0))


def test_of_the_guide_each_scene_is_kept_and_little_else() -> None:
    every = sampled(MEDIA / "guide.webm")
    kept = list(worth_reading(every))
    moments = [frame.since for frame in kept]
    for scene in GUIDE["scenes"]:
        assert any(scene["start"] <= moment <= scene["start"] + 0.75 for moment in moments), scene["name"]
    assert len(kept) <= len(GUIDE["scenes"]) + 2
    assert len(every) >= 57


def test_a_kept_frame_is_the_picture_in_colour() -> None:
    toast = next(frame for frame in kept_of(MEDIA / "guide.webm") if frame.since == 19.5)
    data = toast.jpeg()
    assert data.startswith(b"\xff\xd8") and decode_grey(data).shape == (720, 1280)
    assert int(decode_grey(data)[660, 1055]) == pytest.approx(85, abs=10)


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ((1280, 720), (1280, 720)),
        ((3840, 2160), (1920, 1080)),
        ((1080, 2340), (886, 1920)),
        ((1365, 767), (1364, 768)),
        ((1, 1), (2, 2)),
    ],
)
def test_frames_are_read_at_full_size_up_to_1920(shown: tuple[int, int], read: tuple[int, int]) -> None:
    assert frame_size(*shown) == read


def test_blocks_change_where_the_picture_does() -> None:
    before = np.full((272, 480), 200, np.uint8)
    after = before.copy()
    assert changed_blocks(before, after) == frozenset()
    after[80:84, 160:168] = 90
    after[200, 300] = 0  # one pixel is a flicker
    assert changed_blocks(before, after) == {(10, 20)}


def test_the_shimmer_of_compression_is_no_change() -> None:
    noise = np.random.default_rng(3).integers(-10, 10, (272, 480))
    before = np.full((272, 480), 128, np.uint8)
    assert changed_blocks(before, (before + noise).astype(np.uint8)) == frozenset()
