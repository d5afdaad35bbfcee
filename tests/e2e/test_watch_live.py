"""A recording is watched while it is made, gone back in, commented, and goes on as the finished video."""

import re
import statistics
import time
from pathlib import Path

from playwright.sync_api import Page, expect

from scripts.stack import Stack
from tests.e2e.test_live_link import count_loads
from tests.e2e.test_main_path import sign_up
from tests.support.browser import open_browser
from tests.support.clock_screen import LIVE, SCRIPT, change_over, delays

RUNS = f"{LIVE} !== null && !{LIVE}.paused && {LIVE}.currentTime > 0.5"


def test_it_is_watched_while_it_is_made(stack: Stack, tmp_path: Path) -> None:
    with open_browser() as browser:
        recorder = browser.new_context(bypass_csp=True)
        recorder.add_init_script(SCRIPT)
        page = recorder.new_page()
        sign_up(page, stack.urls["web"])
        with page.expect_response("**/video/start") as started:
            page.get_by_role("link", name="Record").first.click()
            page.get_by_role("button", name="Start recording").click()
        video = started.value.json()["video_id"]
        stop = page.get_by_role("button", name="Stop recording")
        expect(stop).to_be_visible(timeout=15_000)

        viewers = browser.new_context(bypass_csp=True, storage_state=recorder.storage_state())
        viewers.add_init_script(SCRIPT)
        viewer = viewers.new_page()
        loads = count_loads(viewer)
        viewer.goto(f"{stack.urls['web']}/watch/{video}")
        viewer.wait_for_function(RUNS, timeout=30_000)
        assert_is_soon(viewer)
        viewer.screenshot(path=tmp_path / "live.png")
        assert_goes_back_and_returns(viewer)
        assert_takes_a_comment(viewer)
        assert_pauses_and_goes_on(page, viewer)

        viewer.evaluate("watchPictures()")
        viewer.wait_for_timeout(2500)
        stop.click()
        assert_goes_on_as_the_finished_video(viewer)
        assert loads == [1], "no reload"


def assert_is_soon(viewer: Page) -> None:
    expect(viewer.get_by_text("LIVE", exact=True)).to_be_visible()
    # The recorder's chunks become shorter, and the picture comes closer.
    viewer.wait_for_timeout(6000)
    seen = delays(viewer, 12)
    # How soon is for benchmarks/live_link.py to say; here it is that the clock of the picture can be read.
    print(f"glass to glass: median {statistics.median(seen):.2f} s, most {max(seen):.2f} s")
    assert seen


def assert_goes_back_and_returns(viewer: Page) -> None:
    viewer.get_by_role("slider", name="Position").first.fill("1")
    viewer.wait_for_function(f"{LIVE}.currentTime < 4 && {LIVE}.readyState >= 2", timeout=15_000)
    viewer.get_by_role("button", name="Go live").click()
    expect(viewer.get_by_text("LIVE", exact=True)).to_be_visible(timeout=15_000)
    viewer.wait_for_function(f"{LIVE}.currentTime > 8 && {LIVE}.readyState >= 3", timeout=15_000)
    assert delays(viewer, 3)


def assert_takes_a_comment(viewer: Page) -> None:
    at = viewer.evaluate(f"{LIVE}.currentTime")
    viewer.get_by_role("textbox", name=re.compile("^Comment at")).fill("Seen while it runs")
    viewer.get_by_role("button", name="Post", exact=True).click()
    viewer.get_by_role("tab", name="Comments").click()
    expect(viewer.get_by_text("Seen while it runs").first).to_be_visible()
    assert at > 5
    viewer.wait_for_function(f"{LIVE} !== null", timeout=5000)
    if viewer.evaluate(f"{LIVE}.paused"):
        viewer.get_by_role("button", name="Play").first.click()
    go_live = viewer.get_by_role("button", name="Go live")
    if go_live.is_visible():
        go_live.click()
    expect(viewer.get_by_text("LIVE", exact=True)).to_be_visible(timeout=15_000)


def assert_pauses_and_goes_on(recorder: Page, viewer: Page) -> None:
    recorder.get_by_role("button", name="Pause").first.click()
    expect(viewer.get_by_text("Nothing new comes just now")).to_be_visible(timeout=20_000)
    recorder.get_by_role("button", name="Resume").first.click()
    expect(viewer.get_by_text("Nothing new comes just now")).to_be_hidden(timeout=20_000)
    before = viewer.evaluate(f"{LIVE}.currentTime")
    viewer.wait_for_function(f"{LIVE}.currentTime > {before} + 1", timeout=20_000)


def assert_goes_on_as_the_finished_video(viewer: Page) -> None:
    stopped = time.monotonic()
    # It is two seconds behind: what is left for the finished video is short.
    viewer.wait_for_function("seenPictures.removed !== null && seenPictures.finished.length > 1", timeout=60_000)
    viewer.wait_for_timeout(1500)
    print(f"the finished video was shown {time.monotonic() - stopped:.2f} s after stop")
    seen = change_over(viewer.evaluate("seenPictures"))
    print(f"change-over: {seen}")
    assert -0.1 < seen.step < 0.5
    assert viewer.evaluate("document.querySelectorAll('video').length") == 1
    left = viewer.evaluate("(([film]) => film.duration - film.currentTime)(document.querySelectorAll('video'))")
    assert left < 2, "it played to its end"
