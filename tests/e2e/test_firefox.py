"""What Firefox does differently: a recorder that falls silent, and a sound that begins late."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from scripts.stack import Stack
from tests.e2e.test_main_path_in_firefox import NO_ERRORS, recording
from tests.e2e.test_multitrack_page import (
    FLASH_AND_BEEP,
    IN_STEP_SECONDS,
    compile_and_download,
    multitrack_page,
    record,
)
from tests.support.firefox import open_firefox

# As WebKitGTK's is: every chunk is empty.
SILENT_RECORDER = """
  window.MediaRecorder = class extends EventTarget {
    static isTypeSupported = (type) => type.startsWith("video/webm");
    constructor(stream, { mimeType }) {
      super();
      Object.assign(this, { mimeType, state: "inactive" });
    }
    start(every) {
      this.state = "recording";
      this.timer = setInterval(() => this.requestData(), every);
    }
    requestData() {
      this.dispatchEvent(Object.assign(new Event("dataavailable"), { data: new Blob() }));
    }
    stop() {
      this.state = "inactive";
      clearInterval(this.timer);
      this.dispatchEvent(new Event("stop"));
    }
  };
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Firefox with a fake camera and microphone."""
    with open_firefox() as opened:
        yield opened


def test_a_recorder_that_gives_nothing_is_said(browser: Browser, stack: Stack) -> None:
    with recording(browser, stack, "Camera", script=SILENT_RECORDER) as page:
        expect(page.get_by_text("the browser's recorder is silent")).to_be_visible(timeout=20_000)
        expect(page.get_by_text("Nothing was recorded, because")).to_be_visible(timeout=20_000)
        page.goto("/")
        expect(page.get_by_role("heading", name="Library", exact=True)).to_be_visible()
        expect(page.get_by_role("article")).to_have_count(0)


# Its sound begins at another moment each time.
@pytest.mark.parametrize("time", range(5))
def test_picture_and_sound_are_in_step(browser: Browser, stack: Stack, tmp_path: Path, time: int) -> None:
    with multitrack_page(browser, stack, FLASH_AND_BEEP, NO_ERRORS) as page:
        record(page, seconds=5 + 0.3 * time, during="window.flashAndBeep()", after=3)
        film = compile_and_download(page, tmp_path)
        print(f"the beep comes {film.offset * 1000:.0f} ms after the flash ({film})")
        assert abs(film.offset) < IN_STEP_SECONDS
