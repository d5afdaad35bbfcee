"""Where the objects of a video lie."""

from uuid import UUID

import pytest

from app.storage import keys

VIDEO = UUID("11111111-2222-3333-4444-555555555555")
RUN = "1a"
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
        ("audio/ogg;codecs=opus", "original.ogg"),
        ("audio/mpeg", "original.mp3"),
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
        keys.joined(VIDEO, RUN, "video/webm;codecs=vp9"),
        keys.compiled(VIDEO, RUN),
        keys.poster(VIDEO, RUN),
        keys.sprite(VIDEO, RUN, 5),
        keys.preview(VIDEO, RUN),
        keys.frame_image(VIDEO, RUN, 5),
        keys.step_image(VIDEO, RUN, 5),
    ]
    assert len(set(found)) == len(found)
    assert all(key.startswith(PREFIX) for key in found)


def test_frames_and_steps_sort_by_name_as_they_come() -> None:
    moments = [0, 9, 10, 99_999, 100_000, 36_000_000]
    assert sorted(keys.frame_image(VIDEO, RUN, moment) for moment in moments) == [
        keys.frame_image(VIDEO, RUN, m) for m in moments
    ]
    assert sorted(keys.step_image(VIDEO, RUN, index) for index in range(12)) == [
        keys.step_image(VIDEO, RUN, i) for i in range(12)
    ]


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (keys.JOINED, [keys.joined(VIDEO, RUN, "video/webm")]),
        (keys.COMPILED, [keys.compiled(VIDEO, RUN)]),
        (keys.POSTER, [keys.poster(VIDEO, RUN)]),
        (keys.STORYBOARD, [keys.sprite(VIDEO, RUN, 0), keys.preview(VIDEO, RUN)]),
        (keys.FRAMES, [keys.frame_image(VIDEO, RUN, 0)]),
        (keys.STEPS, [keys.step_image(VIDEO, RUN, 0)]),
    ],
)
def test_what_a_run_has_stored_is_found_by_any_of_it(kind: str, names: list[str]) -> None:
    assert {keys.stored_together(name) for name in names} == {keys.output(VIDEO, kind, RUN)}


def test_what_lies_alone_is_stored_with_nothing() -> None:
    """As whole recordings do, and as what older versions made."""
    for name in ("original.webm", "poster.jpg", "frames/0000000000.jpg", "preview-1a.mp4"):
        assert keys.stored_together(PREFIX + name) == PREFIX + name
