"""HLS playlists: read back by another program's parser."""

from dataclasses import replace

import m3u8
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.playback import playlists
from app.domain.playback.playlists import Rung, Segment, Sound

SOUND = Sound("audio", "mp4a.40.2", 131_000, 128_000)
HIGH = Rung("1080p", 1920, 1080, 30.0, "avc1.640028", 5_200_000, 4_000_000)
MIDDLE = Rung("720p", 1280, 720, 29.97, "avc1.64001f", 2_600_000, 2_000_000)
LOW = Rung("360p", 640, 360, 30.0, "avc1.64001e", 800_000, 600_000)


def parsed(text: str) -> m3u8.M3U8:
    assert text.startswith("#EXTM3U\n") and text.endswith("\n") and "\r" not in text
    return m3u8.loads(text)


def test_a_master_playlist_says_all_that_a_player_chooses_by() -> None:
    found = parsed(playlists.master([LOW, MIDDLE, HIGH], [SOUND]))
    assert found.is_variant and found.is_independent_segments
    assert found.version == 7
    shown = {each.uri: each.stream_info for each in found.playlists}
    middle = shown["720p.m3u8"]
    assert (middle.bandwidth, middle.average_bandwidth) == (2_731_000, 2_128_000)
    assert (middle.codecs, middle.resolution, middle.frame_rate) == ("avc1.64001f,mp4a.40.2", (1280, 720), 29.97)
    assert {info.audio for info in shown.values()} == {found.media[0].group_id}


def test_the_sound_is_a_group_of_its_own_that_plays_without_being_chosen() -> None:
    (sound,) = parsed(playlists.master([MIDDLE], [SOUND])).media
    assert (sound.type, sound.uri, sound.default, sound.autoselect) == ("AUDIO", "audio.m3u8", "YES", "YES")


def test_a_single_sound_is_said_as_ever() -> None:
    """Whatever the file says of it: players show no choice where there is none."""
    line = (
        '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Sound",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="audio.m3u8"'
    )
    assert line in playlists.master([MIDDLE], [replace(SOUND, language="ger", title="Ton")]).splitlines()


def test_several_sounds_are_a_group_to_choose_from() -> None:
    sounds = [
        replace(SOUND, language="ger"),
        replace(SOUND, name="audio-2", language="eng", title='The "making of"', bandwidth=140_000),
        replace(SOUND, name="audio-3"),
    ]
    found = parsed(playlists.master([MIDDLE], sounds))
    assert [(each.name, each.language, each.default, each.uri) for each in found.media] == [
        ("de", "de", "YES", "audio.m3u8"),
        ("The 'making of'", "en", "NO", "audio-2.m3u8"),
        ("Sound 3", None, "NO", "audio-3.m3u8"),
    ]
    (rung,) = found.playlists
    # The line has to carry whichever is chosen.
    assert rung.stream_info.bandwidth == 2_740_000 and rung.stream_info.audio == "sound"


def test_several_sounds_without_a_picture_can_be_chosen_from() -> None:
    found = parsed(playlists.master([], [SOUND, replace(SOUND, name="audio-2")]))
    (only,) = found.playlists
    assert (only.uri, only.stream_info.audio) == ("audio.m3u8", "sound")
    assert [each.uri for each in found.media] == ["audio.m3u8", "audio-2.m3u8"]


def test_without_sound_no_rung_refers_to_any() -> None:
    found = parsed(playlists.master([MIDDLE, LOW], []))
    assert not found.media
    assert {(each.stream_info.audio, each.stream_info.codecs) for each in found.playlists} == {
        (None, "avc1.64001f"),
        (None, "avc1.64001e"),
    }


def test_sound_alone_is_a_rung_itself() -> None:
    found = parsed(playlists.master([], [SOUND]))
    (only,) = found.playlists
    assert (only.uri, only.stream_info.codecs, only.stream_info.bandwidth) == ("audio.m3u8", "mp4a.40.2", 131_000)
    assert only.stream_info.resolution is None and not found.media


@pytest.mark.parametrize(
    ("rungs", "names"),
    [
        ([LOW, MIDDLE, HIGH], ["720p", "1080p", "360p"]),
        # A screen that hardly moves: the best there is fits through any line.
        ([LOW, Rung("1080p", 1920, 1080, 30.0, "avc1.640028", 1_500_000, 300_000)], ["1080p", "360p"]),
        ([HIGH], ["1080p"]),
        ([HIGH, Rung("720p", 1280, 720, 60.0, "avc1.640020", 4_000_000, 3_000_000)], ["720p", "1080p"]),
    ],
)
def test_the_first_rung_is_the_best_that_starts_without_a_pause(rungs: list[Rung], names: list[str]) -> None:
    found = parsed(playlists.master(rungs, [SOUND]))
    assert [each.uri.removesuffix(".m3u8") for each in found.playlists] == names


def test_a_media_playlist_is_whole_and_never_asked_for_again() -> None:
    segments = [Segment("https://s3/1.m4s?X-Amz-Signature=a", 4.0), Segment("https://s3/2.m4s?X-Amz-Signature=b", 1.25)]
    found = parsed(playlists.media("https://s3/init.mp4?X-Amz-Signature=c", segments, 4))
    assert (found.version, found.target_duration, found.playlist_type, found.is_endlist) == (7, 4, "vod", True)
    assert (found.media_sequence, found.is_independent_segments) == (0, True)
    assert [(each.uri, each.duration) for each in found.segments] == [(each.url, each.seconds) for each in segments]
    assert {each.init_section.uri for each in found.segments} == {"https://s3/init.mp4?X-Amz-Signature=c"}


@given(st.lists(st.floats(0.001, 20), min_size=1, max_size=50), st.integers(1, 10))
def test_no_segment_is_longer_than_the_target(lengths: list[float], target: int) -> None:
    """RFC 8216, 4.3.3.1: rounded to whole seconds, at most the target duration."""
    found = parsed(playlists.media("i", [Segment(f"{n}", length) for n, length in enumerate(lengths)], target))
    assert found.target_duration >= max(target, *(int(length + 0.5) for length in lengths))
    assert found.target_duration <= max(target, *(int(length + 0.5) for length in lengths)) + 1


def test_half_a_second_counts_up() -> None:
    assert parsed(playlists.media("i", [Segment("1", 4.5)], 4)).target_duration == 5
    assert parsed(playlists.media("i", [Segment("1", 4.49)], 4)).target_duration == 4
