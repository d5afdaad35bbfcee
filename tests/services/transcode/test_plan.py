"""The plan that all workers follow: what is encoded, what is copied, where it is cut; kept and read without loss."""

import dataclasses
import json
import os
from array import array
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.config import Settings, load
from app.domain.transcode.sounds import Sound
from app.domain.uploads.containers import Container
from app.errors import VideoFlowError
from app.media.probe.streams import AudioStream
from app.media.probe.survey import Survey
from app.services.transcode.plan import Plan, decide, plan, read_plan
from tests.media.making import make, pattern

H264 = {"codec_name": "h264", "profile": "High", "level": 31, "pix_fmt": "yuv420p", "width": 1280, "height": 720}


def settings(**changes: Any) -> Settings:
    return dataclasses.replace(load(os.environ), segment_seconds=4, piece_seconds=20, **changes)


def film(seconds: float = 60.0, rate: float = 30.0, every: float = 2.0, **changes: Any) -> Survey:
    """A steady 720p picture with sound and a keyframe every so many seconds."""
    times = array("d", (number / rate for number in range(round(seconds * rate))))
    keyframes = [at for number, at in enumerate(times) if number % round(every * rate) == 0]
    found = Survey(0, 1, 0, 1280, 720, H264, 0.0, seconds, seconds, 9_000_000, times, keyframes)
    return dataclasses.replace(found, **changes)


def decided(found: Survey, container: Container = Container.MP4, **changes: Any) -> Plan:
    return decide(found, container, "the key", settings(), **changes)


def test_what_players_take_is_copied_and_smaller_sizes_are_encoded_in_pieces() -> None:
    made = decided(film())
    assert made.copied and made.copied.name == "720p"
    assert [rung.name for rung in made.rungs] == ["480p", "360p", "240p"]
    assert [rung.name for rung in made.all_rungs] == ["720p", "480p", "360p", "240p"]
    assert (made.fps, made.frames, made.seconds) == (Fraction(30), 1800, 60.0)
    assert made.cuts[:3] == (0, 120, 240)
    assert [(piece.start, piece.stop) for piece in made.pieces] == [(0, 600), (600, 1200), (1200, 1800)]


@pytest.mark.parametrize(
    "why",
    [
        {"header": {**H264, "codec_name": "vp9"}},
        {"header": {**H264, "has_b_frames": 2}},
        {"rotation": 90},
        {"keyframes": [0.0, 9.0]},
        {"size": 90_000_000_000},
    ],
    ids=["another codec", "reordered", "turned", "keyframes too far apart", "too many bits"],
)
def test_what_is_not_fit_is_encoded_in_every_size(why: dict[str, Any]) -> None:
    made = decided(film(**why))
    assert made.copied is None
    assert made.rungs[0].name == "720p"


def test_a_copy_can_be_ruled_out() -> None:
    assert decided(film(), may_copy=False).copied is None


def test_sound_alone_has_no_pieces() -> None:
    made = decided(Survey(None, 0, duration=12.0), Container.WEBM)
    assert (made.all_rungs, made.pieces, made.seconds) == ((), (), pytest.approx(12.0, abs=0.1))


def test_a_recording_with_one_keyframe_is_one_piece() -> None:
    assert len(decided(film(keyframes=[0.0]), may_copy=False).pieces) == 1


def test_what_has_no_index_is_decoded_from_further_back() -> None:
    near = decided(film(), Container.MP4, may_copy=False).pieces[1].seek
    far = decided(film(), Container.MPEG_TS, may_copy=False).pieces[1].seek
    assert near is not None and far is not None
    assert near - far == pytest.approx(4.0, abs=0.01)


@given(
    st.floats(min_value=0.5, max_value=200),
    st.sampled_from([15.0, 24000 / 1001, 25.0, 30000 / 1001, 60.0]),
    st.booleans(),
    st.sampled_from(list(Container)),
)
def test_what_is_kept_of_a_plan_is_the_plan(seconds: float, rate: float, may_copy: bool, container: Container) -> None:
    made = decided(film(seconds, rate), container, may_copy=may_copy)
    kept = json.loads(json.dumps(made.as_json()))
    assert kept == made.as_json()
    assert read_plan(kept) == made


def test_a_plan_of_the_code_before_is_read() -> None:
    kept = decided(film(header={**H264, "field_order": "tt"})).as_json()
    look = kept.pop("look")
    kept |= {"audio": kept.pop("sounds")[0]["stream"]}
    kept |= {name: look[name] for name in ("transfer", "interlaced", "square")}
    found = read_plan(kept)
    assert (found.look.transfer, found.look.interlaced, found.look.square) == (None, True, True)
    assert found.sounds == (Sound("audio", 1),)
    assert read_plan(kept | {"audio": None}).sounds == ()


def test_every_sound_becomes_a_rendition_the_one_that_is_played_first() -> None:
    heard = AudioStream(2, "aac", language="ger"), AudioStream(1, "ac3", title="Director", is_aside=True)
    made = decided(film(audio=2, sounds=heard))
    assert made.sounds == (Sound("audio", 2, "ger"), Sound("audio-2", 1, "", "Director", is_aside=True))
    path = Path("/scratch/original")
    assert [made.source(path, sound).audio for sound in made.sounds] == [2, 1]
    assert made.source(path).audio == 2
    assert read_plan(json.loads(json.dumps(made.as_json()))) == made


def test_what_is_no_video_or_too_long_is_refused_for_good(tmp_path: Path) -> None:
    path = make(tmp_path / "a.mp4", *pattern(2), "-c:v", "libx264")
    with pytest.raises(VideoFlowError) as long:
        plan(path, Container.MP4, "the key", settings(max_video_seconds=1))
    empty = make(tmp_path / "b.mp4", "-f", "lavfi", "-i", "anullsrc", "-t", "0", "-c:a", "aac")
    with pytest.raises(VideoFlowError) as none:
        plan(empty, Container.MP4, "the key", settings())
    assert (long.value.code, long.value.retryable) == ("too_long", False)
    assert (none.value.code, none.value.retryable) == ("not_a_video", False)


def test_the_source_is_what_was_surveyed() -> None:
    made = decided(film(header={**H264, "color_transfer": "smpte2084", "field_order": "tt"}, origin=3.0))
    source = made.source(Path("/scratch/original"))
    assert (source.video, source.audio, source.origin, source.look.transfer) == (0, 1, 3.0, "smpte2084")
    assert (source.look.interlaced, source.look.square, source.container) == (True, True, Container.MP4)
