"""Facts are measured on real files; what does not play is refused with a reason."""

import random
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.uploads.containers import Container
from app.media.probe.examine import NotMedia, Timing, examine
from app.media.probe.packets import Packet
from tests.media.making import MEDIA, VP9, make, pattern


@pytest.mark.parametrize(
    ("name", "container", "codec", "sound", "size", "duration", "fps"),
    [
        ("media/chromium-camera-vp9-opus.webm", Container.WEBM, "vp9", "opus", (1280, 720), 6.198, 20),
        ("media/chromium-camera-h264-opus.mp4", Container.MP4, "h264", "opus", (1280, 720), 6.2, 20),
        ("media/guide.webm", Container.WEBM, "vp9", None, (1280, 720), 28.28, 1.2),
        ("webm/chromium-screen-vp9.webm", Container.WEBM, "vp9", None, (1280, 720), 6.149, 20),
        ("webm/chromium-vp8.webm", Container.WEBM, "vp8", None, (320, 240), 6.0, 15),
        ("webm/chromium-av1-opus.webm", Container.WEBM, "av1", "opus", (320, 240), 6.0, 15),
        ("webm/chromium-h264-opus.webm", Container.MATROSKA, "h264", "opus", (320, 240), 5.95, 15),
    ],
)
def test_recordings(
    name: str,
    container: Container,
    codec: str,
    sound: str | None,
    size: tuple[int, int],
    duration: float,
    fps: float,
) -> None:
    facts = examine(MEDIA.parent / name)
    assert facts.container is container
    assert facts.video is not None
    assert (facts.video.codec, facts.video.width, facts.video.height) == (codec, *size)
    assert (facts.audio.codec if facts.audio else None) == sound
    assert facts.duration == pytest.approx(duration, abs=0.01)
    assert facts.fps == pytest.approx(fps, rel=0.05)


def test_a_truncated_recording_is_as_long_as_what_is_there(tmp_path: Path) -> None:
    for name in ("chromium-camera-vp9-opus.webm", "chromium-camera-h264-opus.mp4"):
        whole = (MEDIA / name).read_bytes()
        path = tmp_path / name
        path.write_bytes(whole[: len(whole) // 2])
        facts = examine(path)
        assert facts.video is not None
        assert 1.0 < facts.duration < 5.0


def test_a_recording_with_sound_only_is_media() -> None:
    facts = examine(MEDIA.parent / "webm" / "chromium-opus.webm")
    assert facts.video is None and facts.fps is None
    assert facts.audio is not None and facts.audio.codec == "opus"
    assert facts.duration == pytest.approx(12.0, abs=0.01)


def test_a_rotated_recording_has_the_size_it_is_shown_at(tmp_path: Path) -> None:
    plain = make(tmp_path / "plain.mp4", *pattern(1), "-c:v", "libx264")
    content = bytearray(plain.read_bytes())
    matrix = content.index(b"tkhd") + 44  # ISO/IEC 14496-12, 8.3.2: nine fixed-point numbers
    content[matrix : matrix + 20] = struct.pack(">5i", 0, 1 << 16, 0, -(1 << 16), 0)
    plain.write_bytes(content)
    facts = examine(plain)
    assert facts.video is not None
    assert (facts.video.rotation, facts.video.width, facts.video.height) == (90, 180, 320)


def test_a_late_start_counts_in_webm_and_not_in_a_transport_stream(tmp_path: Path) -> None:
    plain = make(tmp_path / "plain.webm", *pattern(2), *VP9)
    late = make(tmp_path / "late.webm", "-copyts", "-itsoffset", "3", "-i", str(plain), "-c", "copy")
    stream = make(tmp_path / "late.ts", "-i", str(plain), "-c:v", "libx264", "-output_ts_offset", "100")
    assert examine(late).duration == pytest.approx(5.0, abs=0.1)
    assert examine(stream).duration == pytest.approx(2.0, abs=0.1)


def test_a_cover_picture_is_no_video(tmp_path: Path) -> None:
    cover = make(tmp_path / "cover.png", *pattern(1), "-frames:v", "1")
    sound = ["-f", "lavfi", "-i", "sine=duration=1"]
    mapped = ["-map", "0", "-map", "1", "-c:a", "aac", "-c:v", "copy", "-disposition:v:0", "attached_pic"]
    facts = examine(make(tmp_path / "song.m4a", *sound, "-i", str(cover), *mapped, "-f", "mp4"))
    assert facts.video is None and facts.audio is not None


NOISE = random.Random(7).randbytes


def corrupted() -> bytes:
    """A good header and nothing that follows from it."""
    return (MEDIA / "chromium-camera-vp9-opus.webm").read_bytes()[:200] + NOISE(50_000)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:1/secret\n", id="playlist"),
        pytest.param(b"ffconcat version 1.0\nfile /etc/passwd\n", id="concat script"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'><image href='/etc/passwd'/></svg>", id="svg"),
        pytest.param(b"\xff\xd8\xff\xe0" + bytes(4000), id="jpeg"),
        pytest.param(b"Dear all,\nthis is a letter.\n" * 100, id="text"),
        pytest.param(NOISE(5000).replace(b"\x47", b"\x00"), id="noise"),
        pytest.param((MEDIA / "chromium-camera-vp9-opus.webm").read_bytes()[:100], id="cut header"),
        pytest.param(corrupted(), id="corrupted"),
        pytest.param((24).to_bytes(4, "big") + b"ftypisom" + NOISE(9000), id="mp4 in name only"),
        pytest.param((b"\x47" + bytes(187)) * 50, id="empty transport stream"),
    ],
)
def test_what_is_no_recording_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "recording.mp4"
    path.write_bytes(content)
    with pytest.raises(NotMedia) as caught:
        examine(path)
    assert str(caught.value).endswith(".")


seconds = st.floats(min_value=0, max_value=1e5).map(lambda value: round(value, 6))


@given(st.lists(st.tuples(st.integers(0, 1), seconds, seconds), min_size=1))
def test_packets_add_up_in_any_order(found: list[tuple[int, float, float]]) -> None:
    timing = Timing()
    timing.add(Packet(stream, start, length, 1, True, True) for stream, start, length in found)
    assert sum(timing.packets.values()) == len(found)
    ends = [start + length for _, start, length in found]
    assert timing.seconds(Container.WEBM, (0, 1)) == pytest.approx(max(ends), abs=0.001)
    starts = [start for _, start, _ in found]
    assert timing.seconds(Container.MPEG_TS, (0, 1)) == pytest.approx(max(ends) - min(starts), abs=0.001)


def test_a_packet_without_a_time_counts_as_one() -> None:
    timing = Timing()
    timing.add([Packet(0, None, 1.0, 9, True, True), Packet(0, 4.5, 0.0, 9, False, True)])
    assert timing.packets == {0: 2}
    assert (timing.seconds(Container.WEBM, (0,)), timing.seconds(Container.MPEG_TS, (0,))) == (4.5, 0.0)


def test_a_sound_that_is_not_played_says_nothing_about_the_length() -> None:
    timing = Timing()
    timing.add([Packet(0, 0.0, 1.0, 9, True, True), Packet(2, 0.0, 9.0, 9, True, True)])
    assert timing.seconds(Container.MP4, (0, 1)) == 1.0


def test_a_track_without_a_packet_is_not_chosen(tmp_path: Path) -> None:
    """The first of two sounds is by default, and there is nothing in it."""
    sounds = ["-f", "lavfi", "-i", "sine=duration=1", "-f", "lavfi", "-i", "anullsrc"]
    maps = ["-map", "0", "-map", "2", "-map", "1", "-c:a", "aac", "-frames:a:0", "0", "-disposition:a:0", "default"]
    facts = examine(make(tmp_path / "a.mkv", *pattern(1), *sounds, *maps, "-c:v", "libx264"))
    assert facts.audio is not None and facts.audio.index == 2
    assert [sound.index for sound in facts.sounds] == [2]
