"""Where the objects of a video lie."""

from uuid import UUID

import pytest

from app.storage import keys

VIDEO = UUID("11111111-2222-3333-4444-555555555555")
PREFIX = "videos/11111111-2222-3333-4444-555555555555/"


@pytest.mark.parametrize(
    ("mime_type", "name"),
    [
        ("video/webm", "original.webm"),
        ("video/webm;codecs=vp9,opus", "original.webm"),
        ("Video/WebM ; codecs=vp8", "original.webm"),
        ("audio/webm", "original.webm"),
        ("video/mp4", "original.mp4"),
        ("audio/mp4", "original.m4a"),
        ("video/x-matroska", "original.mkv"),
        ("video/quicktime", "original.mov"),
        ("video/unheard-of", "original.bin"),
        ("", "original.bin"),
        ("../../etc", "original.bin"),
    ],
)
def test_the_original_is_named_after_its_container(mime_type: str, name: str) -> None:
    assert keys.original(VIDEO, mime_type) == PREFIX + name


def test_everything_of_a_video_lies_under_its_prefix() -> None:
    assert keys.video_prefix(VIDEO) == PREFIX
    found = [
        keys.original(VIDEO, "video/webm"),
        keys.poster(VIDEO),
        keys.frame_image(VIDEO, 5),
        keys.step_image(VIDEO, 5),
    ]
    assert len(set(found)) == 4
    assert all(key.startswith(PREFIX) for key in found)


def test_frames_and_steps_sort_by_name_as_they_come() -> None:
    moments = [0, 9, 10, 99_999, 100_000, 36_000_000]
    assert sorted(keys.frame_image(VIDEO, moment) for moment in moments) == [
        keys.frame_image(VIDEO, m) for m in moments
    ]
    assert sorted(keys.step_image(VIDEO, index) for index in range(12)) == [
        keys.step_image(VIDEO, i) for i in range(12)
    ]


def test_joined_sessions_have_a_name_of_their_own() -> None:
    one, other = (keys.joined(VIDEO, run, "video/webm;codecs=vp9") for run in ("1a", "2b"))
    assert one == PREFIX + "joined-1a.webm"
    assert one != other
    assert keys.is_joined(one)
    assert not keys.is_joined(keys.original(VIDEO, "video/webm"))


def test_a_whole_recording_is_told_from_what_was_made_from_it() -> None:
    assert keys.is_recording(keys.original(VIDEO, "video/x-matroska"))
    assert keys.is_recording(keys.joined(VIDEO, "1a", "video/webm"))
    for key in (
        keys.poster(VIDEO),
        keys.frame_image(VIDEO, 5),
        keys.step_image(VIDEO, 5),
        keys.spilled(VIDEO, VIDEO, 0, 9),
    ):
        assert not keys.is_recording(key)
