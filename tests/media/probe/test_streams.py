"""Of all streams a header names, one picture and one sound count; sizes are those that people see."""

from app.domain.uploads.admission import Unplayed
from app.domain.uploads.containers import Container
from app.media.probe.streams import Played, Streams, parse_streams


def test_pixels_that_are_not_square_are_stretched() -> None:
    stream = {"index": 0, "codec_type": "video", "codec_name": "h264", "width": 720, "height": 576}
    video = parse_streams({"streams": [{**stream, "sample_aspect_ratio": "64:45"}]}, Container.MP4).video
    assert video is not None and (video.width, video.height) == (1024, 576)
    for unknown in ("0:1", "N/A", ""):
        video = parse_streams({"streams": [{**stream, "sample_aspect_ratio": unknown}]}, Container.MP4).video
        assert video is not None and video.width == 720


def test_streams_without_a_codec_or_of_another_kind_are_passed_over() -> None:
    streams = [
        {"index": 0, "codec_type": "data"},
        {"index": 1, "codec_type": "video"},
        {"index": 2, "codec_type": "subtitle", "codec_name": "subrip"},
    ]
    assert parse_streams({"streams": streams}, Container.MP4) == Streams(None, None)


def test_the_first_of_each_kind_counts() -> None:
    picture = {"codec_type": "video", "codec_name": "h264", "width": 320, "height": 180}
    sound = {"codec_type": "audio", "codec_name": "aac", "channels": 2, "sample_rate": "48000", "profile": "unknown"}
    cover = {**picture, "index": 0, "disposition": {"attached_pic": 1}}
    streams = [cover, {**sound, "index": 1}, {**picture, "index": 2}, {**picture, "index": 3}, {**sound, "index": 4}]
    found = parse_streams({"streams": streams}, Container.MP4)
    video, audio = found.video, found.audio
    assert video is not None and audio is not None
    assert found.played == Played(2, 1, (4,))
    assert (video.index, audio.index) == (2, 1)
    assert audio.details == {"channels": 2, "sample_rate": 48000}


def test_hdr_is_told_by_its_transfer() -> None:
    stream = {"index": 0, "codec_type": "video", "codec_name": "hevc", "width": 320, "height": 180}
    for transfer, is_hdr in (("smpte2084", True), ("arib-std-b67", True), ("bt709", False), ("unknown", False)):
        video = parse_streams({"streams": [{**stream, "color_transfer": transfer}]}, Container.MP4).video
        assert video is not None and video.is_hdr is is_hdr


def test_what_is_said_of_a_sound_is_kept_where_it_can_be_shown() -> None:
    sound = {"index": 1, "codec_type": "audio", "codec_name": "aac", "channels": 2}
    said = {"tags": {"language": "ger", "title": " Direc\u202etor\n "}, "disposition": {"comment": 1}}
    (found,) = parse_streams({"streams": [{**sound, **said}]}, Container.MATROSKA).sounds
    assert (found.language, found.title, found.is_aside) == ("ger", "Director", True)
    for language in ("und", "", 'x"', "a" * 50):
        (found,) = parse_streams({"streams": [{**sound, "tags": {"language": language}}]}, Container.MATROSKA).sounds
        assert (found.language, found.title, found.is_aside) == ("", "", False)


def test_what_cannot_be_decoded_has_a_name() -> None:
    picture = {"index": 0, "codec_type": "video", "codec_name": "ffv1", "width": 320, "height": 180}
    sound = {"index": 1, "codec_type": "audio", "codec_name": "dts", "channels": 6}
    found = parse_streams({"streams": [picture, sound, {**sound, "index": 2, "codec_name": "aac"}]}, Container.MP4)
    assert found.unplayed == (Unplayed(0, "picture", "ffv1"), Unplayed(1, "sound", "dts"))
    assert found.played == Played(None, 2)
    found = parse_streams({"streams": [{**picture, "codec_name": "h264"}]}, Container.MP4, damaged={0})
    assert (found.video, found.unplayed) == (None, (Unplayed(0, "picture", "h264", is_damaged=True),))
