"""The link works before the end: a watch page opened while the recording runs becomes the playing video by itself."""

import time
from pathlib import Path

from playwright.sync_api import Page, expect

from scripts.stack import Stack
from tests.e2e.test_main_path import SCREEN, sign_up
from tests.support.browser import open_browser


def test_a_watcher_sees_it_run_and_then_plays_it(stack: Stack, tmp_path: Path) -> None:
    with open_browser() as browser:
        recorder = browser.new_context(bypass_csp=True)
        recorder.add_init_script(SCREEN)
        page = recorder.new_page()
        sign_up(page, stack.urls["web"])
        with page.expect_response("**/video/start") as started:
            page.get_by_role("link", name="Record").first.click()
            page.get_by_role("button", name="Start recording").click()
        video_id = started.value.json()["video_id"]
        expect(page.get_by_role("button", name="Stop recording")).to_be_visible(timeout=15_000)

        watcher = browser.new_context(bypass_csp=True, storage_state=recorder.storage_state()).new_page()
        loads = count_loads(watcher)
        watcher.goto(f"{stack.urls['web']}/watch/{video_id}")
        # It runs there already (test_watch_live.py).
        watcher.wait_for_function("document.querySelector('video')?.currentTime > 1", timeout=30_000)
        page.wait_for_timeout(8_000)

        page.get_by_role("button", name="Stop recording").click()
        stopped = time.monotonic()
        watcher.wait_for_function("document.querySelector('video')?.readyState >= 2", timeout=30_000)
        print(f"the watcher could play {time.monotonic() - stopped:.2f} s after stop")
        finished = "document.querySelector('video:not([data-live])')"
        alone = f"document.querySelectorAll('video').length === 1 && {finished} !== null"
        watcher.wait_for_function(alone, timeout=30_000)
        watcher.wait_for_function(f"{finished}.currentTime > 1", timeout=15_000)
        assert loads == [1], "no reload"


def count_loads(page: Page) -> list[int]:
    counter = [0]

    def loaded() -> None:
        counter[0] += 1

    page.on("load", lambda _: loaded())
    return counter
