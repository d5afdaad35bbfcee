"""The pages in WebKitGTK, whose engine is Safari's: they open, play and take files; its recorder gives nothing."""

from collections.abc import Iterator

import pytest

from scripts.client import Client
from scripts.stack import ROOT, Stack
from tests.e2e.test_adaptive import BY_HLS, PASSWORD, RESULTS, VIDEO, upload
from tests.support.webkit import WebKit, open_webkit

pytestmark = pytest.mark.slow

RECORDED = ROOT / "tests" / "fixtures" / "media" / "chromium-camera-vp9-opus.webm"
LOG_IN = """
  const body = JSON.stringify({ email: arguments[0], password: arguments[1], delivery: "cookie" });
  const headers = { "Content-Type": "application/json" };
  return fetch("/auth/login", { method: "POST", headers, body }).then(({ status }) => status);
"""
# The camera is there.
LIVE = "[...document.querySelectorAll('video, canvas')].some((each) => each.checkVisibility())"
PAGES = {"/": "Library", "/record": "What do you want to show?", "/sessions": "Multitrack"}


@pytest.fixture(scope="module")
def browser() -> Iterator[WebKit]:
    with open_webkit() as opened:
        yield opened


@pytest.fixture(scope="module")
def owner(browser: WebKit, stack: Stack) -> Client:
    """Somebody new, who is signed in in the browser."""
    owner = Client.register(stack.urls["web"], password=PASSWORD)
    browser.open(stack.urls["web"])
    assert browser.run(LOG_IN, owner.user["email"], PASSWORD) == 200
    return owner


@pytest.mark.parametrize("path", PAGES)
def test_pages_open(browser: WebKit, owner: Client, path: str) -> None:
    browser.open(owner.url + path)
    browser.wait_for_text(PAGES[path])


def test_what_is_made_of_a_recording_plays(browser: WebKit, owner: Client) -> None:
    browser.open(f"{owner.url}/watch/{upload(owner, RECORDED.read_bytes())}")
    browser.wait_for(BY_HLS, 120)
    plays(browser)


def test_a_file_is_sent(browser: WebKit, owner: Client) -> None:
    browser.open(owner.url)
    browser.wait_for("document.querySelector('header input[type=file]')")
    browser.choose_file("header input[type=file]", RECORDED)
    browser.wait_for_text("In your library", 60)


def test_a_recorder_that_gives_nothing_is_said(browser: WebKit, owner: Client) -> None:
    browser.open(owner.url + "/record")
    browser.wait_for_text(PAGES["/record"])
    browser.press("Camera")
    browser.wait_for(LIVE)
    browser.press("Start recording")
    browser.wait_for_text("the browser's recorder is silent")
    browser.wait_for_text("Nothing was recorded, because")
    RESULTS.mkdir(exist_ok=True)
    browser.picture(RESULTS / "webkit-silent.png")


def plays(browser: WebKit) -> None:
    browser.run(f"{VIDEO}.muted = true; {VIDEO}.currentTime = 0; return {VIDEO}.play();")
    browser.wait_for(f"{VIDEO}.currentTime > 1 && {VIDEO}.videoWidth > 0")
