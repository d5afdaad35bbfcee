"""The player's two sources in Chromium: the original at once, HLS when it is made, in the quality a person chooses."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.client import THREE_SECONDS, Client, UploadSocket
from scripts.stack import ROOT, Stack

PASSWORD = "correct horse battery"
SECONDS = 24
RESULTS = ROOT / "test-results"
VIDEO = "document.querySelector('video')"
BY_HLS = f"{VIDEO}?.src.startsWith('blob:') && {VIDEO}.readyState >= 2"
BY_ORIGINAL = f"{VIDEO}?.src.startsWith('http') && {VIDEO}.readyState >= 2"


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A recording as a browser makes it: moving picture, sound, a keyframe every two seconds."""
    path = tmp_path_factory.mktemp("adaptive") / "recording.webm"
    picture = ("-f", "lavfi", "-i", f"testsrc2=s=854x480:r=30:d={SECONDS}")
    sound = ("-f", "lavfi", "-i", f"sine=440:d={SECONDS}")
    codecs = ("-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "1M", "-g", "60", "-c:a", "libopus")
    subprocess.run(["ffmpeg", "-v", "error", *picture, *sound, *codecs, str(path)], check=True, timeout=120)
    return path.read_bytes()


def test_the_original_plays_first_and_hls_takes_over_unseen(page: Page, stack: Stack, recorded: bytes) -> None:
    owner = Client.register(stack.urls["web"], password=PASSWORD)
    # One worker less: what is shown while HLS is made stays to be seen.
    stack.stop_one("transcode")
    try:
        video_id = upload(owner, recorded)
        open_watch_page(page, owner, video_id)
        page.wait_for_function(BY_ORIGINAL, timeout=60_000)
        play_until(page, 3.0)
        choose(page, "Speed", "1.5×")
    finally:
        stack.start("transcode")
    before = page.evaluate(f"{VIDEO}.currentTime")
    page.wait_for_function(BY_HLS, timeout=180_000)
    page.wait_for_function(f"Math.abs({VIDEO}.currentTime - {before}) < 0.05 && !{VIDEO}.seeking", timeout=15_000)
    assert page.evaluate(f"{VIDEO}.paused") is True
    assert page.evaluate(f"{VIDEO}.playbackRate") == 1.5
    expect(page.get_by_text(re.compile(r"^0:0\d / 0:24"))).to_be_visible()
    assert_quality_changes_in_place(page)
    assert_pictures_above_the_timeline(page, owner, video_id)
    assert_offers_the_mp4(page, owner, video_id)
    RESULTS.mkdir(exist_ok=True)
    page.screenshot(path=RESULTS / "adaptive.png")
    assert_choice_is_remembered(page)
    assert_falls_back_without_a_word(page)
    assert_card_moves(page)


def upload(owner: Client, recorded: bytes) -> str:
    started = owner.start("video/webm;codecs=vp8,opus", title="Set up single sign-on")
    with UploadSocket(owner.url, started) as socket:
        for begin in range(0, len(recorded), THREE_SECONDS):
            socket.send(recorded[begin : begin + THREE_SECONDS])
        socket.settle()
        socket.finish()
    return str(started["video_id"])


def open_watch_page(page: Page, owner: Client, video_id: str) -> None:
    who = {"email": owner.user["email"], "password": PASSWORD, "delivery": "cookie"}
    assert page.context.request.post("/auth/login", data=who).ok
    page.goto(f"/watch/{video_id}")


def play_until(page: Page, seconds: float) -> None:
    """Plays on for a while, then pauses."""
    page.keyboard.press("k")
    page.wait_for_function(f"{VIDEO}.currentTime > {seconds}", timeout=30_000)
    page.keyboard.press("k")
    page.wait_for_function(f"{VIDEO}.paused")


def choose(page: Page, menu: str, entry: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{menu}, ")).click()
    page.get_by_role("menuitemradio", name=entry, exact=True).click()


def assert_quality_changes_in_place(page: Page) -> None:
    """Another rung has another height, and neither moves the position nor starts what is paused."""
    for name, height in (("240p", 240), ("360p", 360)):
        at = page.evaluate(f"{VIDEO}.currentTime")
        choose(page, "Quality", name)
        page.wait_for_function(f"{VIDEO}.videoHeight === {height}", timeout=30_000)
        assert page.evaluate(f"{VIDEO}.currentTime") == pytest.approx(at, abs=0.05)
        assert page.evaluate(f"{VIDEO}.paused") is True
        expect(page.get_by_role("button", name=f"Quality, {name}")).to_have_text(name)
    at = page.evaluate(f"{VIDEO}.currentTime")
    choose(page, "Quality", "Original")
    page.wait_for_function(BY_ORIGINAL, timeout=30_000)
    page.wait_for_function(f"Math.abs({VIDEO}.currentTime - {at}) < 0.05", timeout=15_000)
    choose(page, "Quality", "240p")
    page.wait_for_function(BY_HLS, timeout=30_000)
    page.wait_for_function(f"{VIDEO}.videoHeight === 240", timeout=30_000)
    play_until(page, at + 1)


def assert_pictures_above_the_timeline(page: Page, owner: Client, video_id: str) -> None:
    owner.wait_for(video_id, lambda video: video["playback"]["storyboard_url"] is not None, 120)
    page.reload()
    page.wait_for_function(BY_HLS, timeout=60_000)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert not any("storyboard" in url for url in asked)
    timeline = page.get_by_role("slider", name="Position")
    timeline.hover()
    picture = page.locator("[data-scrub-picture] img")
    expect(picture).to_be_visible()
    page.wait_for_function("document.querySelector('[data-scrub-picture] img')?.naturalWidth > 0", timeout=15_000)
    assert any(url.endswith("/storyboard.vtt") for url in asked)


def assert_offers_the_mp4(page: Page, owner: Client, video_id: str) -> None:
    owner.wait_for(video_id, lambda video: video["playback"]["download_url"] is not None, 60)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as MP4").click()
    path = Path(download.value.path())
    assert path.read_bytes()[4:8] == b"ftyp"


def assert_choice_is_remembered(page: Page) -> None:
    page.reload()
    page.wait_for_function(BY_HLS, timeout=60_000)
    page.wait_for_function(f"{VIDEO}.videoHeight === 240", timeout=30_000)


def assert_falls_back_without_a_word(page: Page) -> None:
    """With no segment to be had the original plays, and nobody reads of a failure."""
    page.route(re.compile(r"\.m4s"), lambda route: route.abort())
    page.reload()
    page.wait_for_function(BY_ORIGINAL, timeout=120_000)
    play_until(page, 1.0)
    expect(page.get_by_role("alert")).to_have_count(0)


def assert_card_moves(page: Page) -> None:
    """The library's card plays its preview once a mouse rests on it; nothing of it loads before."""
    page.goto("/")
    card = page.get_by_role("article").first
    expect(card).to_be_visible()
    expect(card.locator("video")).to_have_count(0)
    card.hover()
    page.wait_for_function("document.querySelector('article video')?.currentTime > 0.2", timeout=15_000)
    page.screenshot(path=RESULTS / "adaptive-library.png")
