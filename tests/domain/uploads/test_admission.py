"""What is taken is on a list; everything else has a code and words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.uploads.admission import AUDIO_CODECS, VIDEO_CODECS, Holding, Limits, refusal
from app.domain.uploads.containers import Container

LIMITS = Limits(seconds=3600, pixels=4096)
FINE = Holding(Container.MP4, "h264", "aac", 1920, 60.0)


@pytest.mark.parametrize("container", list(Container))
@pytest.mark.parametrize("codec", [*sorted(VIDEO_CODECS), None])
def test_every_container_may_hold_what_is_on_the_list(container: Container, codec: str | None) -> None:
    assert refusal(replace(FINE, container=container, video_codec=codec), LIMITS) is None


@pytest.mark.parametrize("codec", [*sorted(AUDIO_CODECS), None])
def test_and_every_sound_on_it(codec: str | None) -> None:
    assert refusal(replace(FINE, audio_codec=codec), LIMITS) is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"video_codec": "ffv1"}, "unsupported_codec"),
        ({"video_codec": "mjpeg"}, "unsupported_codec"),
        ({"video_codec": "png"}, "unsupported_codec"),
        ({"audio_codec": "dts"}, "unsupported_codec"),
        ({"longest_side": 4097}, "dimensions_too_large"),
        ({"duration": 3600.5}, "too_long"),
    ],
)
def test_refusals(change: dict[str, object], code: str) -> None:
    found = refusal(replace(FINE, **change), LIMITS)
    assert found is not None and found.code == code
    assert found.message.endswith(".")


@pytest.mark.parametrize("container", [Container.AVI, Container.QUICKTIME])
def test_cameras_film_in_jpegs(container: Container) -> None:
    assert refusal(replace(FINE, container=container, video_codec="mjpeg"), LIMITS) is None


@given(st.text(max_size=12))
def test_an_unknown_name_is_never_taken(codec: str) -> None:
    if codec not in VIDEO_CODECS | {"mjpeg"}:
        assert refusal(replace(FINE, video_codec=codec), LIMITS)
    if codec not in AUDIO_CODECS:
        assert refusal(replace(FINE, audio_codec=codec), LIMITS)
