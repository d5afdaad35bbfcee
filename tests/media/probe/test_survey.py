"""What is seen and heard when, on the timeline that players show, and how the picture is coded."""

from pathlib import Path

import pytest

from app.domain.uploads.containers import Container
from app.media.probe.streams import Played
from app.media.probe.survey import Survey, survey
from tests.media.making import MEDIA, VP9, make, pattern

X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")


def test_every_picture_has_its_time_and_keyframes_are_known(tmp_path: Path) -> None:
    path = make(tmp_path / "a.mp4", *pattern(3, rate=10), *X264, "-g", "10", "-bf", "2", "-sc_threshold", "0")
    found = survey(path, Container.MP4)
    assert list(found.times) == pytest.approx([number / 10 for number in range(30)], abs=0.001)
    assert found.keyframes == pytest.approx([0.0, 1.0, 2.0], abs=0.001)
    assert found.gaps == pytest.approx([0.1] * 29, abs=0.001)
    assert (found.duration, found.picture_end) == (pytest.approx(3.0, abs=0.01), pytest.approx(3.0, abs=0.01))
    assert (found.width, found.height, found.audio) == (320, 180, None)
    assert 0 < found.size < path.stat().st_size


def test_what_lasts_longer_counts_for_the_length(tmp_path: Path) -> None:
    sound = ("-f", "lavfi", "-i", "sine=duration=4", "-c:a", "libopus")
    found = survey(make(tmp_path / "a.webm", *pattern(2), *sound, *VP9), Container.WEBM)
    assert found.duration == pytest.approx(4.0, abs=0.05)
    assert found.picture_end == pytest.approx(2.0, abs=0.11)
    assert found.audio is not None


def test_other_sounds_say_nothing_about_the_length(tmp_path: Path) -> None:
    sounds = ("-f", "lavfi", "-i", "sine=duration=2", "-f", "lavfi", "-i", "sine=duration=5")
    maps = ("-map", "0", "-map", "1", "-map", "2", "-metadata:s:a:1", "language=ger", "-disposition:a:0", "default")
    path = make(tmp_path / "a.mkv", *pattern(2), *sounds, *maps, *X264)
    found = survey(path, Container.MATROSKA)
    assert found.duration == pytest.approx(2.0, abs=0.1)
    assert [(sound.index, sound.language) for sound in found.sounds] == [(1, ""), (2, "ger")]
    # What the probe has decided is not decided again.
    found = survey(path, Container.MATROSKA, Played(0, 2))
    assert (found.audio, [sound.index for sound in found.sounds]) == (2, [2])
    assert found.duration == pytest.approx(5.0, abs=0.1)


def test_a_transport_stream_begins_where_its_first_packet_is(tmp_path: Path) -> None:
    path = make(tmp_path / "late.ts", *pattern(2), *X264, "-bf", "0", "-output_ts_offset", "100")
    found = survey(path, Container.MPEG_TS)
    assert found.origin > 100
    assert found.times[0] == found.origin
    assert found.duration == pytest.approx(2.0, abs=0.11)


def test_a_stream_without_a_packet_is_not_there(tmp_path: Path) -> None:
    """The head announces sound; the file breaks off before there is any."""
    path = make(tmp_path / "a.webm", *pattern(2), "-itsoffset", "1", "-f", "lavfi", "-i", "sine=duration=1", *VP9)
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"\x1f\x43\xb6\x75") + 40])
    found = survey(path, Container.WEBM)
    assert (found.video, found.audio, found.duration, list(found.times)) == (None, None, 0.0, [])


@pytest.mark.parametrize(
    ("header", "plain"),
    [
        ({}, True),
        ({"field_order": "progressive", "sample_aspect_ratio": "1:1", "has_b_frames": 0}, True),
        ({"field_order": "tt"}, False),
        ({"sample_aspect_ratio": "4:3"}, False),
        ({"has_b_frames": 2}, False),
        ({"color_transfer": "smpte2084"}, False),
        ({"color_transfer": "bt709"}, True),
    ],
)
def test_what_is_shown_as_it_comes_is_plain(header: dict[str, object], plain: bool) -> None:
    assert Survey(0, None, header=header).is_plain is plain
    assert Survey(0, None, rotation=90, header=header).is_plain is False


def test_a_recording_of_a_browser_is_plain() -> None:
    found = survey(MEDIA / "chromium-camera-vp9-opus.webm", Container.WEBM)
    assert found.is_plain and found.look.transfer is None
    assert found.header["codec_name"] == "vp9"
