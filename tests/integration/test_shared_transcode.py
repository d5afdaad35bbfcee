"""A long video is transcoded in pieces by several workers, and plays as if one had made it."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from benchmarks.hls import delivered
from scripts.client import Client
from scripts.stack import Stack
from tests.support.hls_check import checked
from tests.support.webm_stretch import stretch

pytestmark = pytest.mark.slow

CAMERA = Path(__file__).parents[1] / "fixtures" / "media" / "chromium-camera-vp9-opus.webm"
WORKERS = ("transcode", "transcode-2")


@pytest.fixture
def two_workers() -> Iterator[Stack]:
    """A product of its own whose pieces are short, with what this needs and two workers that transcode."""
    with Stack.temporary() as stack:
        stack.env |= {"PIECE_SECONDS": "8", "TRANSCODE_PRESET": "ultrafast"}
        stack.start_services()
        stack.migrate()
        stack.start_app("web", "uploads", "media", *WORKERS)
        stack.wait_ready()
        while not all("ready." in log(stack, name) for name in WORKERS):
            time.sleep(0.2)
        yield stack


def test_workers_share_a_video(two_workers: Stack, tmp_path: Path) -> None:
    client = Client.register(two_workers.urls["web"])
    form = {"file": ("long.webm", b"".join(stretch(CAMERA.read_bytes(), 40)))}
    video = client.call("POST", "/api/v1/videos", files=form)["video_id"]
    client.wait_for(video, lambda shown: shown["playback"] and shown["playback"]["hls_url"], 180)
    found = list(delivered(client.call("GET", f"/api/stream?videoId={video}")["url"]))
    longest = max(each.target for each in found)
    assert checked(found, lambda url: requests.get(url, timeout=60).content, tmp_path, (1280, 720), longest) == []
    assert {each.kind for each in found} == {"video", "audio"}
    # One has run the stage, and each has been asked for help by the group that it sent.
    asked = {name: re.findall(r"Task transcode\.(run|help)\[\S+ received", log(two_workers, name)) for name in WORKERS}
    assert sorted(asked[WORKERS[0]] + asked[WORKERS[1]]) == ["help"] * 4 + ["run"]
    assert all(asked.values())


def log(stack: Stack, name: str) -> str:
    return (stack.logs / f"{name}.log").read_text()
