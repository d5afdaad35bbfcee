"""Stage `probe` on files: what may be seen from here on, and what is refused with a word a person understands."""

from pathlib import Path
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import update

from app.db.models import Video
from app.db.unit_of_work import transaction
from app.errors import VideoFlowError
from app.services.inspection import probing
from tests.conftest import Person
from tests.media.making import make, pattern
from tests.services.recorded import quiet, recorded, row
from tests.support.damage import emptied
from tests.support.recordings import settings_changed

SOUND = ["-f", "lavfi", "-i", "sine=duration=1"]
DTS = ["-c:a", "dca", "-strict", "-2", "-ar", "48000"]
H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]


def sent(person: Person, path: Path, verdict: str | None = "clean") -> UUID:
    """A file that was finalized and scanned."""
    video_id = recorded(person.id, path)
    with transaction() as work:
        values = {"source": "file", "scan_verdict": verdict, "playable": False}
        work.execute(update(Video).where(Video.id == video_id).values(**values))
    return video_id


def refused(person: Person, path: Path) -> tuple[str, str]:
    video_id = sent(person, path)
    with pytest.raises(VideoFlowError) as caught:
        probing.run(video_id, quiet)
    assert not caught.value.retryable
    assert not row(video_id).playable
    return caught.value.code, caught.value.message


@pytest.mark.parametrize(
    ("verdict", "playable"),
    [("clean", True), ("too_large", True), ("no_engine", True), ("infected", False), (None, False)],
)
def test_a_file_may_be_seen_once_it_was_scanned_and_probed(
    person: Person, tmp_path: Path, verdict: str | None, playable: bool
) -> None:
    video_id = sent(person, make(tmp_path / "a.mp4", *pattern(1), *H264), verdict)
    probing.run(video_id, quiet)
    assert (row(video_id).playable, row(video_id).seekable) == (playable, True)


def test_a_recording_that_passes_plays_and_seeks_as_it_did(person: Person, tmp_path: Path) -> None:
    """Also one of which an earlier run said that it does not play."""
    video_id = recorded(person.id, make(tmp_path / "a.mp4", *pattern(1), *H264))
    probing.run(video_id, quiet)
    assert (row(video_id).playable, row(video_id).seekable) == (True, False)


def test_a_live_webm_is_not_seekable_as_a_file(person: Person, tmp_path: Path) -> None:
    vp8 = ["-c:v", "libvpx", "-deadline", "realtime"]
    for name, more, seekable in (("live.webm", ["-live", "1"], False), ("whole.webm", [], True)):
        path = make(tmp_path / name, *pattern(1), *vp8, *more)
        video_id = sent(person, path)
        probing.run(video_id, quiet)
        assert row(video_id).seekable is seekable


def test_what_a_transcoder_wants_to_know_is_kept(person: Person, tmp_path: Path) -> None:
    sound = ["-f", "lavfi", "-i", "anullsrc=channel_layout=5.1:sample_rate=44100", "-t", "1", "-c:a", "aac"]
    hdr = ["-c:v", "libx265", "-pix_fmt", "yuv420p10le", "-x265-params", "log-level=none"]
    colours = ["-color_primaries", "bt2020", "-color_trc", "smpte2084", "-colorspace", "bt2020nc"]
    path = make(tmp_path / "hdr.mp4", *pattern(1), *sound, *hdr, *colours)
    video_id = sent(person, path)
    probing.run(video_id, quiet)
    media = row(video_id).media
    assert media is not None and media["hdr"] is True
    assert media["video"]["pix_fmt"] == "yuv420p10le"
    assert media["video"]["color_transfer"] == "smpte2084"
    assert media["video"]["avg_frame_rate"] == "10/1"
    assert (media["audio"]["channels"], media["audio"]["sample_rate"]) == (6, 44100)


@pytest.mark.parametrize(
    ("name", "arguments", "word"),
    [
        ("a.mkv", ["-c:v", "ffv1"], "ffv1"),
        ("a.mp4", ["-c:v", "mjpeg"], "mjpeg"),
        ("a.mov", ["-c:v", "qtrle"], "qtrle"),
        ("a.mov", ["-c:v", "png"], "png"),
        ("a.mkv", [*SOUND, "-c:v", "ffv1", *DTS], "ffv1"),
    ],
)
def test_codecs_that_are_not_on_the_list(person: Person, tmp_path: Path, name: str, arguments: list[str], word: str):
    code, message = refused(person, make(tmp_path / name, *pattern(1), *arguments))
    assert code == "unsupported_codec"
    assert word in message


def test_too_long(app: APIFlask, person: Person, tmp_path: Path) -> None:
    path = make(tmp_path / "a.mp4", *pattern(3, rate=2), *H264)
    with settings_changed(app, max_video_seconds=2):
        assert refused(person, path) == ("too_long", "The video is 0:00:03 long; 0:00:02 is the most.")
    with settings_changed(app, max_video_seconds=3.1):
        probing.run(sent(person, path), quiet)


@pytest.mark.parametrize("size", ["640x16", "16x640"])
def test_too_large(app: APIFlask, person: Person, tmp_path: Path, size: str) -> None:
    path = make(tmp_path / "a.mp4", *pattern(1, size, 2), *H264)
    with settings_changed(app, max_video_pixels=639):
        code, message = refused(person, path)
    assert (code, "640" in message) == ("dimensions_too_large", True)


def test_a_picture_that_cannot_be_decoded_is_none(person: Person, tmp_path: Path) -> None:
    path = make(tmp_path / "a.mp4", *pattern(2), *H264, "-movflags", "+faststart")
    data = bytearray(path.read_bytes())
    start = data.index(b"mdat") + 4
    data[start:] = bytes(len(data) - start)
    path.write_bytes(data)
    assert refused(person, path)[0] == "no_frames"


@pytest.mark.parametrize(
    ("arguments", "has", "unplayed"),
    [
        ([*SOUND, *H264, *DTS], (True, False), [{"kind": "sound", "codec": "dts", "damaged": False}]),
        ([*SOUND, "-c:v", "ffv1"], (False, True), [{"kind": "picture", "codec": "ffv1", "damaged": False}]),
    ],
)
def test_one_track_that_cannot_be_decoded_is_left_out_and_said(
    person: Person, tmp_path: Path, arguments: list[str], has: tuple[bool, bool], unplayed: list[dict[str, object]]
) -> None:
    video_id = sent(person, make(tmp_path / "a.mkv", *pattern(1), *arguments))
    probing.run(video_id, quiet)
    media = row(video_id).media
    assert row(video_id).playable and media is not None
    assert (media["has_video"], media["has_audio"]) == has
    assert media["unplayed"] == unplayed


@pytest.mark.parametrize(("stream", "kind"), [(0, "picture"), (1, "sound")])
def test_one_damaged_track_is_left_out_and_said(person: Person, tmp_path: Path, stream: int, kind: str) -> None:
    path = emptied(make(tmp_path / "a.mp4", *pattern(1), *SOUND, *H264, "-c:a", "aac"), stream)
    video_id = sent(person, path)
    probing.run(video_id, quiet)
    media = row(video_id).media
    assert media is not None and (media["has_video"], media["has_audio"]) == (stream == 1, stream == 0)
    assert [(each["kind"], each["damaged"]) for each in media["unplayed"]] == [(kind, True)]


def test_where_both_are_damaged_nothing_plays(person: Person, tmp_path: Path) -> None:
    path = make(tmp_path / "a.mp4", *pattern(1), *SOUND, *H264, "-c:a", "aac")
    assert refused(person, emptied(emptied(path, 0), 1))[0] == "no_frames"
