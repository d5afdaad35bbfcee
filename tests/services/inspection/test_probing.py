"""Stage `probe` on real objects: facts for recordings, `not_a_video` for anything else."""

from pathlib import Path

import pytest
from apiflask import APIFlask

from app.errors import StageSkipped, StorageError, VideoFlowError
from app.services.inspection import probing
from app.services.videos import library
from tests.conftest import Person
from tests.services.recorded import (
    FIXTURES,
    GUIDE,
    MEDIA,
    SOUND_ONLY,
    Reports,
    forget,
    quiet,
    recorded,
    row,
    scratch_is_empty,
)
from tests.support.takes import finished

CAMERA = MEDIA / "chromium-camera-vp9-opus.webm"


def test_a_live_recording_gets_its_facts(person: Person) -> None:
    video_id, reports = recorded(person.id, CAMERA), Reports()
    probing.run(video_id, reports)
    video = row(video_id)
    assert video.duration == pytest.approx(6.198)
    assert (video.width, video.height, video.size) == (1280, 720, CAMERA.stat().st_size)
    assert video.media == {
        "container": "webm",
        "codecs": {"video": "vp9", "audio": "opus"},
        "fps": pytest.approx(19.7, abs=0.3),
        "has_video": True,
        "has_audio": True,
        "rotation": 0,
        "hdr": False,
        "video": video.media["video"],
        "audio": {"index": 0, "channels": 1, "channel_layout": "mono", "sample_rate": 48000},
        "sounds": [{"index": 0, "codec": "opus", "language": "eng", "title": "", "channels": 1, "is_aside": False}],
        "unplayed": [],
    }
    assert video.media["video"]["pix_fmt"] == "yuv420p"
    assert reports.are_orderly
    assert scratch_is_empty()


@pytest.mark.parametrize(
    "path",
    [MEDIA / "chromium-camera-h264-opus.mp4", GUIDE, *sorted((FIXTURES / "webm").glob("*.webm"))],
    ids=lambda path: path.name,
)
def test_every_kind_of_recording_has_a_duration(person: Person, path: Path) -> None:
    video_id = recorded(person.id, path)
    probing.run(video_id, quiet)
    assert 4 < (row(video_id).duration or 0) < 30


def test_sound_alone_is_media_without_a_picture(person: Person) -> None:
    video_id = recorded(person.id, SOUND_ONLY, "audio/webm")
    probing.run(video_id, quiet)
    video = row(video_id)
    assert video.media is not None and video.media["has_video"] is False
    assert (video.width, video.height) == (None, None)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The recording is empty."),
        (b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/\n", "This is not a video file."),
        (b"A letter, not a video.", "This is not a video file."),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "This is not a video file."),
        (CAMERA.read_bytes()[:100], "The file is damaged: no recording can be read from it."),
        (CAMERA.read_bytes()[:200], "The file says what it holds, but there is not a single frame in it."),
    ],
)
def test_what_is_no_recording_is_refused_for_good(person: Person, content: bytes, reason: str) -> None:
    video_id = recorded(person.id, content)
    code = "no_frames" if "frame" in reason else "not_a_video"
    with pytest.raises(VideoFlowError) as caught:
        probing.run(video_id, quiet)
    assert (caught.value.code, caught.value.retryable, caught.value.message) == (code, False, reason)
    assert row(video_id).media is None
    assert row(video_id).playable is False
    assert scratch_is_empty()


def test_what_turned_out_to_be_none_is_delivered_no_more(person: Person) -> None:
    """Of bytes that are no WebM, finalize cannot tell whether they play."""
    video_id = finished(person.id, b"A letter, not a video." * 100)
    assert row(video_id).playable is True
    with pytest.raises(VideoFlowError):
        probing.run(video_id, quiet)
    assert row(video_id).playable is False


@pytest.mark.parametrize("size", [1, 30, 200])
def test_a_recording_of_a_byte_or_of_a_head_never_plays(person: Person, size: int) -> None:
    video_id = finished(person.id, CAMERA.read_bytes()[:size])
    assert row(video_id).playable is False
    with pytest.raises(VideoFlowError):
        probing.run(video_id, quiet)
    assert row(video_id).playable is False


def test_twice_is_once(person: Person) -> None:
    video_id = recorded(person.id, GUIDE)
    probing.run(video_id, quiet)
    first = row(video_id)
    probing.run(video_id, quiet)
    second = row(video_id)
    assert (first.duration, first.media) == (second.duration, second.media)


def test_an_object_that_is_not_there_yet_is_worth_another_try(person: Person) -> None:
    video_id = library.start(person.id, None, None)
    with pytest.raises(StorageError) as caught:
        probing.run(video_id, quiet)
    assert caught.value.retryable


def test_a_deleted_video_has_nothing_to_examine(app: APIFlask, person: Person) -> None:
    video_id = recorded(person.id, GUIDE)
    forget(video_id)
    with pytest.raises(StageSkipped):
        probing.run(video_id, quiet)
