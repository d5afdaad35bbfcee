"""A session at the running product: two streams that started apart, compiled, downloaded and measured."""

import time
from pathlib import Path

import pytest
import requests

from scripts.client import JSON, Client, Refused
from tests.support.live import Socket
from tests.support.sync_measure import make_picture, make_sound, measure

CLOCK = 1_790_000_000.0
# The picture's recorder started 1.5 s after the sound's: what happens at once is at different times in the tracks.
APART = 1.5
HAPPENS = 2.5


def send(socket: Socket, data: bytes, pieces: int = 4) -> None:
    """Sends a track and ends it, as a recorder does."""
    size = len(data) // pieces + 1
    for start in range(0, len(data), size):
        socket.send(data[start : start + size])
        socket.hear_until("ack")
    socket.say(type="finish", size=len(data))
    assert socket.hear_until("finished")["status"] == "recorded"


def session(api: Client, session_id: str) -> JSON:
    """The session as the list shows it."""
    (found,) = [each for each in api.call("GET", "/api/sessions")["sessions"] if each["session_id"] == session_id]
    return found


def compiled(api: Client, session_id: str) -> JSON:
    """Waits until the session is compiled, or will never be."""
    deadline = time.monotonic() + 120
    while (found := session(api, session_id))["status"] not in {"compiled", "failed"}:
        assert time.monotonic() < deadline, found
        time.sleep(0.2)
    return found


def saved(api: Client, session_id: str, path: Path) -> Path:
    """The MP4, by the address a browser follows."""
    headers = {"Authorization": f"Bearer {api.token}"}
    answer = requests.get(f"{api.url}/api/download/{session_id}", headers=headers, timeout=60, allow_redirects=False)
    assert answer.status_code == 302
    # Without our header: the URL is signed.
    file = requests.get(answer.headers["Location"], timeout=60)
    assert file.headers["Content-Disposition"].startswith("attachment")
    path.write_bytes(file.content)
    return path


def test_two_streams_become_one_video_in_sync(api: Client, tmp_path: Path) -> None:
    picture = make_picture(tmp_path / "picture.webm", flash=HAPPENS - APART, seconds=3.0)
    sound = make_sound(tmp_path / "sound.webm", beep=HAPPENS, seconds=4.5)
    with Socket.of_track(api.url, "audio", {}, token=api.token, started_at=CLOCK) as audio:
        session_id = audio.hear_until("ready")["session_id"]
        asked = {"token": api.token, "started_at": CLOCK + APART, "session_id": session_id}
        with Socket.of_track(api.url, "video", {}, **asked) as video:
            assert video.hear_until("ready")["session_id"] == session_id
            assert session(api, session_id)["status"] == "recording"
            send(video, picture.read_bytes())
        send(audio, sound.read_bytes())
    assert session(api, session_id)["status"] == "recorded"
    with pytest.raises(Refused) as early:
        api.call("GET", f"/api/download/{session_id}")
    assert (early.value.status, early.value.code) == (409, "not_compiled")

    asked = api.call("POST", f"/api/compile-video/{session_id}")
    assert asked["status"] in {"compiling", "compiled"}
    found = compiled(api, session_id)
    assert (found["status"], found["error"]) == ("compiled", None)
    made = measure(saved(api, session_id, tmp_path / "compiled.mp4"))
    assert (made.video, made.audio, made.pixel_format, made.size) == ("h264", "aac", "yuv420p", (320, 240))
    assert made.offset == pytest.approx(0.0, abs=0.08)
    assert made.flash == pytest.approx(HAPPENS, abs=0.08)
    print(f"beep after flash: {made.offset * 1000:+.0f} ms")

    # It is a video like any other: looked at, and listed.
    video_shown = api.wait_for(session_id, lambda shown: shown["status"] in {"done", "failed"}, 120)
    assert (video_shown["status"], video_shown["error"]) == ("done", None)
    assert video_shown["duration"] == pytest.approx(4.5, abs=0.2)
    api.call("DELETE", f"/api/sessions/{session_id}")
    assert api.call("GET", "/api/sessions")["sessions"] == []


def test_a_session_whose_browser_vanished_is_compiled_from_what_arrived(api: Client, tmp_path: Path) -> None:
    """Invariant 1."""
    sound = make_sound(tmp_path / "sound.webm", beep=0.5, seconds=3.0).read_bytes()
    with Socket.of_track(api.url, "audio", {}, token=api.token) as audio:
        session_id = audio.hear_until("ready")["session_id"]
        audio.send(sound[: len(sound) * 2 // 3])
        audio.hear_until("ack")
    deadline = time.monotonic() + 30
    while session(api, session_id)["status"] == "recording":
        assert time.monotonic() < deadline
        time.sleep(0.1)
    api.call("POST", f"/api/compile-video/{session_id}", json={"crf": 30})
    assert compiled(api, session_id)["status"] == "compiled"
    made = measure(saved(api, session_id, tmp_path / "compiled.mp4"))
    assert (made.video, made.audio) == (None, "aac")
    assert made.beep == pytest.approx(0.5, abs=0.08)
