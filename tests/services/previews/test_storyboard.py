"""Stage `storyboard`: sheets of small pictures, each of its moment, and a moving preview."""

import json
import subprocess
from pathlib import Path
from uuid import UUID

import cv2
import numpy as np
import pytest

from app.domain.playback import storyboard
from app.errors import StageSkipped, VideoFlowError
from app.services.previews import storyboard as previews_storyboard
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.media.making import VP9, make
from tests.services.recorded import (
    GUIDE,
    MEDIA,
    SOUND_ONLY,
    Reports,
    examined,
    fetched,
    forget,
    quiet,
    recorded,
    row,
    scratch_is_empty,
)
from tests.support.quick import quick

H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]
# Second n is a grey of 8 + 10 n, so that a picture tells which second it is of.
GREYS = "color=c=black:s=320x180:r=10:d={seconds},geq=lum='16+9*floor(T)':cb=128:cr=128"


def greys(seconds: int) -> list[str]:
    return ["-f", "lavfi", "-i", GREYS.format(seconds=seconds)]


def made(video_id: UUID) -> dict:
    examined(video_id)
    previews_storyboard.run(video_id, quiet)
    stored = row(video_id).storyboard
    assert stored is not None
    return stored


def pictures(stored: dict, folder: Path) -> list[np.ndarray]:
    """The pictures, cut out of their sheets as a player does."""
    board = storyboard.read(stored)
    found = []
    for number in range(board.count):
        sheet = cv2.imdecode(np.frombuffer(fetched(stored["sprites"][number // board.a_sheet], folder), np.uint8), 1)
        left, top = board.box(number)
        picture = sheet[top : top + board.height, left : left + board.width]
        assert picture.shape == (board.height, board.width, 3)
        found.append(picture)
    return found


def preview_facts(key: str, folder: Path) -> dict:
    path = folder / "preview.mp4"
    path.write_bytes(fetched(key, folder))
    argv = ["ffprobe", "-v", "error", "-of", "json", "-show_entries", "stream=codec_name,width,height:format=duration"]
    facts = json.loads(subprocess.run([*argv, str(path)], check=True, capture_output=True).stdout)
    assert path.read_bytes().index(b"moov") < path.read_bytes().index(b"mdat")
    return facts


@pytest.mark.parametrize("keyframe_every", [1, 1000])
def test_each_picture_is_of_its_own_second(person: Person, tmp_path: Path, keyframe_every: int) -> None:
    """Whether only keyframes are decoded or everything."""
    path = make(tmp_path / "greys.mp4", *greys(12), *H264, "-g", str(keyframe_every), "-bf", "0")
    stored = made(recorded(person.id, path, "video/mp4"))
    assert (stored["interval"], stored["count"], stored["columns"], len(stored["sprites"])) == (1, 12, 10, 1)
    levels = [float(picture.mean()) for picture in pictures(stored, tmp_path)]
    steps = np.diff(levels)
    assert (steps > 7).all() and (steps < 14).all(), levels
    assert levels[0] < 6


@pytest.mark.parametrize(
    "name",
    quick(["chromium-camera-vp9-opus.webm", "chromium-camera-h264-opus.mp4", "guide.webm"], "guide.webm"),
)
def test_what_browsers_record_gets_pictures_and_a_preview(
    person: Person, store: ObjectStore, tmp_path: Path, name: str
) -> None:
    video_id, reports = recorded(person.id, MEDIA / name), Reports()
    examined(video_id)
    previews_storyboard.run(video_id, reports)
    video = row(video_id)
    assert video.storyboard and video.preview_key and video.duration
    assert (video.storyboard["width"], video.storyboard["height"]) == (160, 90)
    assert len(pictures(video.storyboard, tmp_path)) == -(-video.duration // video.storyboard["interval"])
    assert all(picture.std() > 5 for picture in pictures(video.storyboard, tmp_path))
    facts = preview_facts(video.preview_key, tmp_path)
    assert [(each["codec_name"], each["width"], each["height"]) for each in facts["streams"]] == [("h264", 400, 224)]
    assert 0.1 <= float(facts["format"]["duration"]) <= 3.01
    head = store.head(video.preview_key)
    assert head is not None and head.content_type == "video/mp4"
    assert reports.are_orderly
    assert scratch_is_empty()


def test_a_moment_of_a_video_is_enough(person: Person, tmp_path: Path) -> None:
    path = make(tmp_path / "short.webm", "-f", "lavfi", "-i", "testsrc=d=0.4:s=90x160:r=5", *VP9)
    video_id = recorded(person.id, path)
    stored = made(video_id)
    assert (stored["count"], stored["columns"], stored["width"], stored["height"]) == (1, 1, 90, 160)
    assert len(pictures(stored, tmp_path)) == 1
    assert preview_facts(str(row(video_id).preview_key), tmp_path)["streams"][0]["width"] == 90


def test_a_screen_that_does_not_move_has_its_pictures_and_a_preview(person: Person, tmp_path: Path) -> None:
    """Screen recorders write a frame when something changes: here at 0 and at 9 seconds, and then no more."""
    still = "testsrc=d=10:s=320x180:r=1,select='eq(n,0)+eq(n,9)'"
    path = make(tmp_path / "still.webm", "-f", "lavfi", "-i", still, "-fps_mode", "vfr", *VP9)
    video_id = recorded(person.id, path)
    stored = made(video_id)
    assert stored["count"] >= 9
    assert len(pictures(stored, tmp_path)) == stored["count"]
    facts = preview_facts(str(row(video_id).preview_key), tmp_path)
    assert float(facts["format"]["duration"]) == pytest.approx(3.0, abs=0.2)


def test_a_damaged_end_costs_the_pictures_after_it(person: Person, tmp_path: Path) -> None:
    path = make(tmp_path / "whole.webm", "-f", "lavfi", "-i", "testsrc2=d=20:s=320x180:r=10", *VP9, "-g", "10")
    data = path.read_bytes()
    video_id = recorded(person.id, data[: len(data) // 2])
    stored = made(video_id)
    assert 0 < stored["count"] <= 20
    assert len(pictures(stored, tmp_path)) == stored["count"]


def test_a_new_run_has_new_names(person: Person) -> None:
    video_id = recorded(person.id, GUIDE)
    before, preview_before = made(video_id), row(video_id).preview_key
    previews_storyboard.run(video_id, quiet)
    after = row(video_id).storyboard
    assert after is not None and not set(after["sprites"]) & set(before["sprites"])
    assert row(video_id).preview_key != preview_before


def test_sound_alone_has_none(person: Person) -> None:
    video_id = recorded(person.id, SOUND_ONLY, "audio/webm")
    examined(video_id)
    with pytest.raises(StageSkipped, match="sound only"):
        previews_storyboard.run(video_id, quiet)


def test_before_the_probe_it_is_too_early(person: Person) -> None:
    with pytest.raises(VideoFlowError) as caught:
        previews_storyboard.run(recorded(person.id, GUIDE), quiet)
    assert (caught.value.code, caught.value.retryable) == ("not_probed", True)


def test_a_video_deleted_meanwhile_leaves_nothing_in_storage(person: Person, store: ObjectStore) -> None:
    video_id = recorded(person.id, GUIDE)
    examined(video_id)

    def delete_in_between(progress: float) -> None:
        if progress > 0.25:
            forget(video_id)

    with pytest.raises(StageSkipped, match="deleted"):
        previews_storyboard.run(video_id, delete_in_between)
    assert store.list_keys(keys.video_prefix(video_id)) == []
