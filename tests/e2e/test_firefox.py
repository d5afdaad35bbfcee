"""The main path in Firefox, whose recorder, sound and database are its own: every recording becomes a whole video."""

import re
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.stack import Stack
from tests.e2e.test_main_path import sign_up
from tests.e2e.test_recorder_survives import NOTE_CAPTURED, WATCH, assert_whole, captured
from tests.support.firefox import open_firefox, through
from tests.support.proxy import CuttableSocks

ARRIVED = re.compile("on its way to storage|safe in storage")
# Firefox reports a socket that finds no server among the page's errors.
NO_NETWORK = "can’t establish a connection to the server"
# What the page told the server, and when it asked the browser to keep its data.
NOTE_ASKED = """
  const { fetch } = window;
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (request.url.endsWith("/video/start")) window.startedWith = (await request.clone().json()).mime_type;
    return fetch(request);
  };
  let recording = false;
  const { start } = MediaRecorder.prototype;
  MediaRecorder.prototype.start = function (...options) {
    recording = true;
    return start.apply(this, options);
  };
  if (navigator.storage) navigator.storage.persist = async () => (window.askedToPersist = !recording);
"""
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
def network() -> Iterator[CuttableSocks]:
    with CuttableSocks() as proxy:
        yield proxy


@pytest.fixture(scope="module")
def browser(network: CuttableSocks) -> Iterator[Browser]:
    """Firefox with a fake camera and microphone, whose network can be cut."""
    with open_firefox(**through(network.port)) as opened:
        yield opened


def test_a_camera_alone_becomes_a_video(browser: Browser, stack: Stack, tmp_path: Path) -> None:
    with recording(browser, stack, "Camera") as page:
        expect(page.get_by_text(ARRIVED)).to_be_visible(timeout=20_000)
        assert page.evaluate("window.startedWith").startswith("video/webm;codecs=vp8")
        assert page.evaluate("window.askedToPersist") is True, "before the recording, not in its picture"
        page.wait_for_timeout(4_000)
        stop(page)
        wait_for_source(page)
        assert_whole(page, captured(page))
        assert streams(page, tmp_path) == ["vp8"]
        comment(page)


def test_a_cut_and_a_reload_cost_nothing(
    browser: Browser, network: CuttableSocks, stack: Stack, tmp_path: Path
) -> None:
    with recording(browser, stack, "Camera", "Microphone") as page:
        expect(page.get_by_text(ARRIVED)).to_be_visible(timeout=20_000)
        network.cut()
        expect(page.get_by_text("Connection lost:")).to_be_visible(timeout=10_000)
        page.wait_for_timeout(2_000)
        network.mend()
        expect(page.get_by_text("Connection lost:")).to_be_hidden(timeout=20_000)
        assert network.refused > 0, "it came back by itself"
        least, _ = captured(page)
        page.once("dialog", lambda dialog: dialog.accept())
        page.reload()
        # Firefox's recorder gives its rest while the page goes, when nobody can write it down any more.
        before = (least, captured(page)[1])
        left_behind = page.get_by_role("region", name="Unfinished recordings")
        left_behind.get_by_role("button", name="Send the rest and finish").click()
        page.wait_for_url(WATCH, timeout=30_000)
        wait_for_source(page)
        assert_whole(page, before)
        assert streams(page, tmp_path) == ["vp8", "opus"]
        assert loudness(tmp_path / "recording") > -60, "no sound device here, and the voice is there"


def test_a_recorder_that_gives_nothing_is_said(browser: Browser, stack: Stack) -> None:
    with recording(browser, stack, "Camera", script=SILENT_RECORDER) as page:
        expect(page.get_by_text("the browser's recorder is silent")).to_be_visible(timeout=20_000)
        expect(page.get_by_text("Nothing was recorded, because")).to_be_visible(timeout=20_000)
        page.goto("/")
        expect(page.get_by_role("heading", name="Library", exact=True)).to_be_visible()
        expect(page.get_by_role("article")).to_have_count(0)


@contextmanager
def recording(browser: Browser, stack: Stack, *sources: str, script: str = NOTE_CAPTURED) -> Iterator[Page]:
    """A page of somebody new that is recording the sources; an uncaught error in it fails the test."""
    context = browser.new_context(bypass_csp=True, base_url=stack.urls["web"])
    context.add_init_script(script)
    context.add_init_script(f"(() => {{ {NOTE_ASKED} }})();")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)) if NO_NETWORK not in str(error) else None)
    sign_up(page, stack.urls["web"])
    page.get_by_role("link", name="Record").first.click()
    for source in sources:
        page.get_by_role("button", name=re.compile(f"^{source}")).first.click()
    page.get_by_role("button", name="Start recording").click()
    expect(page.get_by_role("button", name="Stop recording")).to_be_visible(timeout=15_000)
    yield page
    context.close()
    assert errors == [], errors


def stop(page: Page) -> None:
    page.get_by_role("button", name="Stop recording").click()
    page.wait_for_url(WATCH, timeout=30_000)


def wait_for_source(page: Page) -> None:
    """Returns when the page shows a video: until then, it may be the recorder's own picture."""
    page.wait_for_function("Boolean(document.querySelector('video')?.currentSrc)", timeout=60_000)


def comment(page: Page) -> None:
    page.get_by_role("textbox", name=re.compile("^Comment at")).click()
    page.keyboard.type("Said in Firefox")
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_role("button", name=re.compile("Said in Firefox"))).to_be_visible(timeout=15_000)


def streams(page: Page, folder: Path) -> list[str]:
    """The codecs of the recording as it is stored, picture first; the file stays in `folder`."""
    video = page.url.rpartition("/")[2]
    url = page.evaluate("id => fetch(`/video/${id}`).then(a => a.json()).then(v => v.playback.url)", video)
    with urllib.request.urlopen(url) as stored:
        (folder / "recording").write_bytes(stored.read())
    command = ["ffprobe", "-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0"]
    answer = subprocess.run([*command, str(folder / "recording")], check=True, capture_output=True, text=True)
    return answer.stdout.split()


def loudness(path: Path) -> float:
    """The mean level of the sound, in dB below full scale."""
    command = ["ffmpeg", "-nostdin", "-i", str(path), "-map", "0:a", "-af", "volumedetect", "-f", "null", "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    found = re.search(r"mean_volume: (\S+) dB", said)
    assert found is not None
    return float(found[1])
