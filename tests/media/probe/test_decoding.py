"""What a header announces is tried: a track from which nothing comes out is not played."""

from pathlib import Path

from app.media.probe.decoding import silent_tracks
from app.media.probe.examine import examine
from tests.media.making import make, pattern
from tests.support.damage import emptied

X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")


def test_from_good_tracks_something_comes(tmp_path: Path) -> None:
    sound = ("-f", "lavfi", "-i", "sine=duration=1", "-c:a", "aac")
    path = make(tmp_path / "a.mp4", *pattern(1), *sound, *X264)
    assert silent_tracks(path, examine(path)) == set()


def test_from_zeros_nothing_comes(tmp_path: Path) -> None:
    path = emptied(make(tmp_path / "a.mp4", *pattern(1), *X264), 0)
    assert silent_tracks(path, examine(path)) == {0}


def test_one_track_may_be_damaged_and_another_not(tmp_path: Path) -> None:
    sound = ("-f", "lavfi", "-i", "sine=duration=1", "-c:a", "aac")
    path = make(tmp_path / "a.mp4", *pattern(1), *sound, *X264)
    assert silent_tracks(emptied(path, 1), examine(path)) == {1}
