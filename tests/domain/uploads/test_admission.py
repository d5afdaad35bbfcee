"""What is taken is on a list; everything else has a code and words."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.uploads.admission import (
    AUDIO_CODECS,
    VIDEO_CODECS,
    Holding,
    Limits,
    Unplayed,
    reads_picture,
    reads_sound,
    refusal,
)
from app.domain.uploads.containers import Container

LIMITS = Limits(seconds=3600, pixels=4096)
FINE = Holding(True, (), 1920, 60.0)
FFV1, DTS = Unplayed(0, "picture", "ffv1"), Unplayed(1, "sound", "dts")


@pytest.mark.parametrize("container", list(Container))
def test_every_container_may_hold_what_is_on_the_list(container: Container) -> None:
    assert all(reads_picture(codec, container) for codec in VIDEO_CODECS)
    assert all(reads_sound(codec) for codec in AUDIO_CODECS)
    assert refusal(FINE, LIMITS) is None


def test_a_track_that_cannot_be_read_does_not_condemn_what_plays_without_it() -> None:
    assert refusal(replace(FINE, unplayed=(FFV1, DTS)), LIMITS) is None


@pytest.mark.parametrize(
    ("change", "code", "word"),
    [
        ({"plays": False, "unplayed": (FFV1, DTS)}, "unsupported_codec", "picture is in a format we cannot read: ffv1"),
        ({"plays": False, "unplayed": (DTS,)}, "unsupported_codec", "sound is in a format we cannot read: dts"),
        ({"plays": False, "unplayed": (replace(DTS, is_damaged=True),)}, "no_frames", "sound"),
        ({"longest_side": 4097}, "dimensions_too_large", "4097"),
        ({"duration": 3600.5}, "too_long", "1:00:00"),
    ],
)
def test_refusals(change: dict[str, Any], code: str, word: str) -> None:
    found = refusal(replace(FINE, **change), LIMITS)
    assert found is not None and found.code == code
    assert word in found.message and found.message.endswith(".")


@pytest.mark.parametrize("container", list(Container))
def test_cameras_film_in_jpegs(container: Container) -> None:
    assert reads_picture("mjpeg", container) is (container in (Container.AVI, Container.QUICKTIME))


@given(st.text(max_size=12))
def test_an_unknown_name_is_never_taken(codec: str) -> None:
    if codec not in VIDEO_CODECS | {"mjpeg"}:
        assert not any(reads_picture(codec, container) for container in Container)
    if codec not in AUDIO_CODECS:
        assert not reads_sound(codec)
