"""What Firefox does differently: a recorder that falls silent, and a sound that begins late; with a sound device, where
sounds are mixed, and without one, where nothing can be."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from scripts.stack import Stack
from tests.e2e.test_main_path_in_firefox import NO_ERRORS, loudness, recording, streams
from tests.e2e.test_multitrack_page import (
    FLASH_AND_BEEP,
    IN_STEP_SECONDS,
    compile_and_download,
    multitrack_page,
    record,
)
from tests.e2e.test_recorder_survives import WATCH
from tests.support.firefox import open_firefox
from tests.support.sound_device import sound_device

pytestmark = pytest.mark.slow

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


A_MIX_RUNS = """
  async () => {
    const context = new AudioContext();
    await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, 2000))]);
    return context.state === "running";
  }
"""


@pytest.fixture(scope="module", params=["without", "with"])
def device(request: pytest.FixtureRequest) -> str:
    """Whether there is a sound device."""
    return str(request.param)


@pytest.fixture(scope="module")
def browser(device: str) -> Iterator[Browser]:
    """Firefox with a fake camera and microphone."""
    with ExitStack() as opened:
        env = opened.enter_context(sound_device()) if device == "with" else {}
        yield opened.enter_context(open_firefox(env))


def test_a_recorder_that_gives_nothing_is_said(browser: Browser, stack: Stack) -> None:
    with recording(browser, stack, "Camera", script=SILENT_RECORDER) as page:
        expect(page.get_by_text("the browser's recorder is silent")).to_be_visible(timeout=20_000)
        expect(page.get_by_text("Nothing was recorded, because")).to_be_visible(timeout=20_000)
        page.goto("/")
        expect(page.get_by_role("heading", name="Library", exact=True)).to_be_visible()
        expect(page.get_by_role("article")).to_have_count(0)


def test_the_voice_is_heard(browser: Browser, device: str, stack: Stack, tmp_path: Path) -> None:
    with recording(browser, stack, "Camera", "Microphone") as page:
        assert page.evaluate(A_MIX_RUNS) is (device == "with")
        page.wait_for_timeout(4_000)
        page.get_by_role("button", name="Stop recording").click()
        page.wait_for_url(WATCH, timeout=30_000)
        page.wait_for_function("document.querySelector('video')?.readyState >= 2", timeout=60_000)
        assert streams(page, tmp_path) == ["vp8", "opus"]
        level = loudness(tmp_path / "recording")
        print(f"{device} a sound device, the voice has {level:.1f} dB")
        assert level > -60


# Its sound begins at another moment each time.
@pytest.mark.parametrize("time", range(5))
def test_picture_and_sound_are_in_step(browser: Browser, device: str, stack: Stack, tmp_path: Path, time: int) -> None:
    with multitrack_page(browser, stack, FLASH_AND_BEEP, NO_ERRORS) as page:
        record(page, seconds=5 + 0.3 * time, during="window.flashAndBeep()", after=3)
        film = compile_and_download(page, tmp_path)
        print(f"{device} a sound device, the beep comes {film.offset * 1000:.0f} ms after the flash ({film})")
        assert abs(film.offset) < IN_STEP_SECONDS
