"""The main path in a second browser, Firefox: record with and without sound, cut, reload, watch, HLS, comment."""

import re
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.stack import Stack
from tests.e2e.test_adaptive import BY_HLS
from tests.e2e.test_main_path import sign_up
from tests.e2e.test_recorder_survives import NOTE_CAPTURED, WATCH, assert_whole, captured
from tests.support.firefox import open_firefox, through
from tests.support.proxy import CuttableSocks

ARRIVED = re.compile("on its way to storage|safe in storage")
# What Firefox reports among the page's errors and is none of it: a socket that finds no server; and the `eval` of the
# test's own tool, which the page's policy refuses, since here no context can be opened without that.
NO_ERRORS = re.compile("can’t establish a connection to the server|JavaScript eval|call to eval\\(\\) blocked by CSP")
# What the page told the server, when it asked the browser to keep its data, and what it played, as "http" or "blob".
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
  window.played = [];
  document.addEventListener("loadeddata", ({ target }) => window.played.push(target.currentSrc.split(":")[0]), true);
  if (navigator.storage) navigator.storage.persist = async () => (window.askedToPersist = !recording);
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


def test_a_camera_alone_and_a_cut_network(
    browser: Browser, network: CuttableSocks, stack: Stack, tmp_path: Path
) -> None:
    with recording(browser, stack, "Camera") as page:
        expect(page.get_by_text(ARRIVED)).to_be_visible()
        assert page.evaluate("window.startedWith").startswith("video/webm;codecs=vp8")
        assert page.evaluate("window.askedToPersist") is True, "before the recording, not in its picture"
        network.cut()
        expect(page.get_by_text("Connection lost:")).to_be_visible()
        page.wait_for_timeout(2_000)
        network.mend()
        expect(page.get_by_text("Connection lost:")).to_be_hidden()
        assert network.refused > 0, "it came back by itself"
        page.get_by_role("button", name="Stop recording").click()
        page.wait_for_url(WATCH, timeout=30_000)
        watch(page, captured(page))
        assert streams(page, tmp_path) == ["vp8"]
        comment(page)


@contextmanager
def recording(browser: Browser, stack: Stack, *sources: str, script: str = NOTE_CAPTURED) -> Iterator[Page]:
    """A page of somebody new that is recording the sources; an uncaught error in it fails the test."""
    context = browser.new_context(bypass_csp=True, base_url=stack.urls["web"])
    context.add_init_script(script)
    context.add_init_script(f"(() => {{ {NOTE_ASKED} }})();")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    sign_up(page, stack.urls["web"])
    page.get_by_role("link", name="Record").first.click()
    for source in sources:
        page.get_by_role("button", name=re.compile(f"^{source}")).first.click()
    page.get_by_role("button", name="Start recording").click()
    expect(page.get_by_role("button", name="Stop recording")).to_be_visible(timeout=15_000)
    yield page
    context.close()
    assert [error for error in errors if not NO_ERRORS.search(error)] == []


def watch(page: Page, seconds: tuple[float, float]) -> None:
    """The original plays at once and whole, and then what is made of it, by hls.js."""
    page.wait_for_function("Boolean(document.querySelector('video')?.currentSrc)", timeout=60_000)
    assert_whole(page, seconds)
    # It takes over where nothing plays; at the very end, Firefox has no picture to show of it before somebody plays.
    page.evaluate("() => { const v = document.querySelector('video'); v.pause(); v.currentTime = 0; }")
    page.wait_for_function(BY_HLS, timeout=120_000)
    assert_whole(page, seconds)
    kinds = [kind for kind in page.evaluate("window.played") if kind]
    assert (kinds[0], kinds[-1]) == ("http", "blob")


def comment(page: Page) -> None:
    page.get_by_role("textbox", name=re.compile("^Comment at")).click()
    page.keyboard.type("Said in Firefox")
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_role("button", name=re.compile("Said in Firefox"))).to_be_visible()


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
