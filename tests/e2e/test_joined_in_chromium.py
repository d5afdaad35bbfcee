"""What Chromium makes of sessions that were joined: one recording, played through and sought in anywhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import Person
from tests.support.quick import quick
from tests.support.recordings import stored_bytes, video_of
from tests.support.takes import packets, probed, recorder_wrote
from tests.support.webm_browser import chromium, play, serving, watch

VP8 = recorder_wrote("webm/chromium-vp8-opus.webm")
VP9 = recorder_wrote("webm/chromium-vp9-opus.webm")
PAUSED = recorder_wrote("webm/chromium-vp9-pause.webm")
H264 = recorder_wrote("webm/chromium-h264-opus.webm")
AV1 = recorder_wrote("webm/chromium-av1-opus.webm")
SOUND = recorder_wrote("webm/chromium-opus.webm")
SCREEN = recorder_wrote("webm/chromium-screen-vp9.webm")
CAMERA = recorder_wrote("media/chromium-camera-vp9-opus.webm")
FRAME = 0.11
SESSIONS = {
    "same tracks": (VP8, VP8),
    "three sessions": (VP9, PAUSED, VP9),
    "h264": (H264, H264),
    "av1": (AV1, AV1),
    "another size": (CAMERA, VP9),
    "another codec": (VP9, H264),
    "first cut in a frame": (VP9[:-700], VP9),
    "no sound in the first": (SCREEN, CAMERA),
    "no picture in the first": (SOUND, VP8),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, shared by these tests."""
    with chromium() as launched:
        yield launched


@pytest.mark.parametrize("sessions", quick(SESSIONS, "same tracks", "another codec", "no sound in the first"))
def test_joined_sessions_play_and_seek_to_their_end(
    browser: Browser, person: Person, tmp_path: Path, sessions: tuple[bytes, ...]
) -> None:
    video = video_of(probed(person.id, *sessions))
    stored_bytes(video.id, tmp_path)
    assert video.duration and video.width and video.height
    with serving(tmp_path / "object") as server:
        watched = watch(browser, server)
        assert watched["end"] == pytest.approx(video.duration, abs=FRAME)
        assert watched["sizes"] == [[video.width, video.height]]
        assert watched["corrupted"] == 0
        # Played faster than recorded, so some frames may never have been due.
        assert watched["frames"] > 0.5 * packets(tmp_path / "object", "v")
        assert bool(watched["audioBytes"]) == bool(video.media and video.media["has_audio"])
        for share in (0.05, 0.3, 0.5, 0.55, 0.7, 0.9, 0.97):
            played = play(browser, server, share)
            assert played["duration"] == pytest.approx(video.duration, abs=FRAME)
            assert played["end"] == pytest.approx(video.duration, abs=FRAME)
