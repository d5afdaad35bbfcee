"""What is encoded is checked before it is stored, and a fault says whose it is: the video's, the disk's or nobody's."""

import dataclasses
import os
from fractions import Fraction
from pathlib import Path

import pytest

from app.config import load
from app.domain.uploads.containers import Container
from app.errors import DiskFull, VideoFlowError
from app.media import fmp4, process
from app.media.fmp4 import Fragment, Layout
from app.services.transcode import encoding
from app.services.transcode.plan import Plan, plan
from app.storage.s3 import ObjectStore
from tests.media.making import make, pattern
from tests.services.recorded import Reports, quiet

X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")


def settings():
    changes = {"segment_seconds": 1.0, "piece_seconds": 2.0, "transcode_preset": "ultrafast"}
    return dataclasses.replace(load(os.environ), **changes)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Four seconds of picture and sound, 15 pictures a second, a keyframe each second."""
    sound = ("-f", "lavfi", "-i", "sine=duration=4", "-c:a", "aac")
    return make(tmp_path / "source.mp4", *pattern(4, "320x240", 15), *sound, *X264, "-g", "15", "-bf", "2")


@pytest.fixture
def decided(path: Path) -> Plan:
    made = plan(path, Container.MP4, "the key", settings())
    assert len(made.pieces) == 2 and len(made.rungs) == 1
    return made


def test_a_piece_is_stored_segment_by_segment(path: Path, decided: Plan, store: ObjectStore, tmp_path: Path) -> None:
    reports, piece = Reports(), decided.pieces[1]
    result = encoding.piece(
        store, decided.source(path), piece, decided, lambda rung: f"{rung.name}/", 1, tmp_path, reports
    )
    (made,) = result.values()
    assert [(key, seconds) for key, seconds, _ in made["items"]] == [("240p/00002.m4s", 1.0), ("240p/00003.m4s", 1.0)]
    assert store.get(made["init"])[4:8] == b"ftyp"
    assert [len(store.get(key)) for key, _, _ in made["items"]] == [size for _, _, size in made["items"]]
    assert reports.are_orderly


def test_the_sound_is_stored_and_left_for_the_download(
    path: Path, decided: Plan, store: ObjectStore, tmp_path: Path
) -> None:
    reports = Reports()
    made = encoding.sound(store, decided.source(path), decided, "audio/", tmp_path, reports)
    assert sum(seconds for _, seconds, _ in made.items) == pytest.approx(4.0, abs=0.05)
    whole = store.get(made.init_key) + b"".join(store.get(key) for key, _, _ in made.items)
    assert (tmp_path / "sound.mp4").read_bytes() == whole
    assert reports.are_orderly


# ---- whose fault it is


def test_a_full_disk_is_not_the_videos_fault(path: Path, decided: Plan, tmp_path: Path) -> None:
    """/dev/full is a disk without room (full(4)); another attempt, or another machine, may have some."""
    folder = tmp_path / "piece"
    folder.mkdir()
    (folder / "240p.mp4").symlink_to("/dev/full")
    with pytest.raises(DiskFull) as caught:
        encoding.encode(decided.source(path), decided.pieces[0], decided, 1, folder, quiet)
    assert caught.value.retryable
    with pytest.raises(DiskFull), encoding.understood():
        Path("/dev/full").write_bytes(b"x")


def test_a_copy_that_finds_no_room_is_not_taken_for_one_that_does_not_fit(path: Path, tmp_path: Path) -> None:
    made = dataclasses.replace(plan(path, Container.MP4, "the key", settings()), copied=None)
    made = dataclasses.replace(made, copied=made.rungs[0])
    (tmp_path / "240p.mp4").symlink_to("/dev/full")
    with pytest.raises(DiskFull):
        encoding.copy(made.source(path), made, tmp_path)


def test_what_takes_too_long_is_stopped_and_may_be_tried_again(
    path: Path, decided: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "limits", lambda seconds: process.Limits(seconds=0.0))
    for work in (
        lambda: encoding.encode(decided.source(path), decided.pieces[0], decided, 1, tmp_path, quiet),
        lambda: encoding.copy(decided.source(path), dataclasses.replace(decided, copied=decided.rungs[0]), tmp_path),
    ):
        with pytest.raises(process.ProcessTimedOut) as caught:
            work()
        assert caught.value.retryable


def test_limits_grow_with_the_video() -> None:
    assert encoding.limits(3600).seconds > 3600
    assert encoding.limits(0).seconds >= 60


def test_what_ffmpeg_cannot_read_is_refused_for_good(decided: Plan, tmp_path: Path) -> None:
    noise = tmp_path / "noise.mp4"
    noise.write_bytes(b"this is no video at all" * 100)
    with pytest.raises(VideoFlowError) as caught:
        encoding.encode(decided.source(noise), decided.pieces[0], decided, 1, tmp_path, quiet)
    assert (caught.value.code, caught.value.retryable) == ("not_transcodable", False)


# ---- what was encoded is what the plan says


def fragments(*starts: int, samples: int = 15, delay: int = 0) -> list[Fragment]:
    return [Fragment(0, 1, start, samples * 1000, samples, delay) for start in starts]


def test_what_is_not_where_it_should_be_is_not_stored(decided: Plan) -> None:
    piece = decided.pieces[1]
    good = fragments(30_000, 45_000)
    encoding.check(Layout(9, 15_000, "avc1", good), piece, decided)
    for bad in (
        good[:1],
        fragments(30_000, 45_001),
        fragments(30_000, 45_000, samples=14),
        fragments(30_000, 45_000, delay=1),
    ):
        with pytest.raises(VideoFlowError) as caught:
            encoding.check(Layout(9, 15_000, "avc1", bad), piece, decided)
        assert (caught.value.code, caught.value.retryable) == ("not_transcodable", False)
    with pytest.raises(VideoFlowError) as none:
        encoding.check(Layout(9, 15_000, "avc1", []), piece, decided)
    assert none.value.code == "no_frames"


def test_a_copy_is_cut_where_the_plan_has_it_or_not_at_all(decided: Plan) -> None:
    made = dataclasses.replace(decided, cuts=(0, 30), rate=str(Fraction(15)))
    found = encoding.copied_groups(Layout(9, 15_000, "avc1", fragments(0, 15_000, 30_010, 45_000)), made)
    assert found and [[each.start for each in group] for group in found] == [[0, 15_000], [30_010, 45_000]]
    for bad in (fragments(15_000, 30_000), fragments(0, 15_000, 31_000), fragments(0, 30_000, delay=512)):
        assert encoding.copied_groups(Layout(9, 15_000, "avc1", bad), made) is None


def test_a_copy_has_the_bytes_of_its_source(store: ObjectStore, tmp_path: Path) -> None:
    steady = ("-g", "15", "-bf", "0", "-sc_threshold", "0")
    path = make(tmp_path / "a.mp4", *pattern(4, "320x240", 15), *X264, *steady)
    made = plan(path, Container.MP4, "the key", settings())
    assert made.copied and encoding.copy(made.source(path), made, tmp_path)
    rendered = encoding.copied(store, made, made.copied, "240p/", tmp_path)
    assert len(rendered.items) == len(made.cuts) == 4
    found = fmp4.layout(tmp_path / "240p.mp4")
    assert sum(len(store.get(key)) for key, _, _ in rendered.items) == sum(each.size for each in found.fragments)


def test_progress_only_grows(tmp_path: Path) -> None:
    reports: list[float] = []
    script = tmp_path / "program"
    script.write_text("#!/bin/sh\nprintf 'frame=1\\nfps=9\\nframe=N/A\\nframe=3\\nframe=2\\nframe=5\\n'")
    script.chmod(0o755)
    encoding.run_ffmpeg([str(script)], process.Limits(seconds=30), "frame", reports.append)
    assert reports == [1, 3, 5]
