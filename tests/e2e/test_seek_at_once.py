"""Seekable the moment it stops: right behind `finished` the watch page knows the length and seeks, short or long.

Only the web server and the uploads worker run here, so that no stage after the one that makes the object can help.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from app.domain.pipeline.states import PLANS, Source
from benchmarks.support.streams import CAMERA, SCREEN, pieces
from scripts.client import THREE_SECONDS, Client, UploadSocket
from scripts.stack import Stack
from tests.support.browser import open_browser
from tests.support.webm_stretch import stretch, stretched_seconds

PASSWORD = "correct horse battery"
RECORDINGS = {
    "10 s": (CAMERA, 10),
    "10 min": (CAMERA, 600),
    "1 h": (SCREEN, 3600),
}
# The length that the element says when it hears of one for the first time: nothing may have looked for it.
NOTE_FIRST_DURATION = """
window.durations = [];
for (const name of ["loadedmetadata", "durationchange"])
  document.addEventListener(name, ({ target }) => window.durations.push(target.duration), true);
"""
SEEK = """
share => new Promise((done, failed) => {
  const video = document.querySelector("video");
  video.pause();
  setTimeout(() => failed(new Error("no seeked")), 60_000);
  video.addEventListener("seeked", () => done(video.currentTime), { once: true });
  video.currentTime = video.duration * share;
})
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, shared by these tests."""
    with open_browser() as opened:
        yield opened


@pytest.mark.parametrize(("source", "seconds"), RECORDINGS.values(), ids=RECORDINGS)
def test_a_recording_that_just_stopped_has_its_length_and_seeks(
    small_stack: Stack, browser: Browser, tmp_path: Path, source: Path, seconds: int
) -> None:
    sent = source.read_bytes()
    length = stretched_seconds(sent, seconds)
    client = Client.register(small_stack.urls["web"], password=PASSWORD)
    started = client.start("video/webm;codecs=vp9,opus")
    with UploadSocket(client.url, started) as upload:
        for piece in pieces(stretch(sent, seconds), THREE_SECONDS):
            upload.send(piece)
        upload.settle()
        assert upload.finish()["playback_url"]
    with watching(browser, client, started["video_id"]) as page:
        page.wait_for_function("document.querySelector('video')?.readyState >= 2", timeout=60_000)
        # The last frame's own duration is no part of the file.
        assert page.evaluate("window.durations[0]") == pytest.approx(length, abs=0.1)
        assert_plays_from(page, 0.0)
        landed = page.evaluate(SEEK, 0.9)
        assert landed == pytest.approx(0.9 * length, abs=3.0)
        assert_shows_picture(page, tmp_path)
        assert_plays_from(page, landed)
        assert page.evaluate("document.querySelector('video').duration") == pytest.approx(length, abs=0.1)
    assert states(client, started["video_id"]) == {"finalize": "done"} | dict.fromkeys(LATER, "pending")


LATER = PLANS[Source.RECORDING][1:]


def states(client: Client, video_id: str) -> dict[str, str]:
    """Each stage's state. The last one is over a moment after `finished` was said."""
    over = client.wait_for(video_id, lambda video: video["stages"][0]["state"] == "done")
    return {stage["name"]: stage["state"] for stage in over["stages"]}


@contextmanager
def watching(browser: Browser, client: Client, video_id: str) -> Iterator[Page]:
    """The recording's own watch page, as its owner sees it."""
    context = browser.new_context(bypass_csp=True, base_url=client.url, viewport={"width": 1280, "height": 800})
    context.add_init_script(NOTE_FIRST_DURATION)
    who = {"email": client.user["email"], "password": PASSWORD, "delivery": "cookie"}
    assert context.request.post("/auth/login", data=who).ok
    page = context.new_page()
    page.goto(f"/watch/{video_id}")
    yield page
    context.close()


def assert_plays_from(page: Page, seconds: float) -> None:
    page.evaluate("document.querySelector('video').play()")
    page.wait_for_function(
        "from => document.querySelector('video').currentTime > from", arg=seconds + 0.3, timeout=60_000
    )


def assert_shows_picture(page: Page, folder: Path) -> None:
    """The middle of the element is a picture: neither black nor of one colour."""
    picture = folder / "sought.png"
    page.locator("video").first.screenshot(path=picture)
    pixels = cv2.imread(str(picture), cv2.IMREAD_GRAYSCALE)
    assert pixels is not None
    height, width = pixels.shape
    middle = pixels[height // 4 : height * 3 // 4, width // 4 : width * 3 // 4]
    assert np.mean(middle) > 20
    assert np.std(middle) > 2
