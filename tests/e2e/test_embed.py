"""A link's player in a frame of another origin's page, which talks to it by the package we build for that."""

import functools
import re
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.client import Client
from scripts.stack import ROOT, Stack
from tests.e2e.test_sharing import SCREEN_FILE, share

PAGE = """<!doctype html>
<html lang="en"><title>Somebody's page</title>
<iframe id="video" src="%s" title="Video" width="640" height="360" allow="fullscreen; autoplay"></iframe>
<script type="module">
  import { connect } from "/index.js";
  window.heard = [];
  const player = await connect(document.querySelector("#video"));
  for (const event of ["play", "pause", "seeked", "time", "ended"])
    player.on(event, ({ seconds, duration }) => window.heard.push({ event, seconds, duration }));
  window.player = player;
</script>
"""


class Quiet(SimpleHTTPRequestHandler):
    """Files, without a line for each."""

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Another origin, and the folder it serves: the package is there as it was built."""
    (tmp_path / "index.js").write_bytes((ROOT / "web" / "embed" / "dist" / "index.js").read_bytes())
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_address[1]}", tmp_path
    server.shutdown()
    thread.join()
    server.server_close()


def test_another_page_plays_pauses_seeks_and_hears(
    browser: Browser, small_stack: Stack, elsewhere: tuple[str, Path]
) -> None:
    origin, folder = elsewhere
    client = Client.register(small_stack.urls["web"])
    started = client.start(title="Set up <b>single</b> sign-on")
    client.finish_by_rest(started, client.send_by_rest(started, iter([SCREEN_FILE.read_bytes()])))
    client.wait_for(started["video_id"], lambda found: found["playback"] is not None)
    link = share(client, started["video_id"], start=1.0)
    (folder / "page.html").write_text(PAGE % link["url"].replace("/s/", "/embed/"))

    # With the policy of the frame's page: what it refuses would be missing here.
    context = browser.new_context(viewport={"width": 800, "height": 500})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{origin}/page.html")
    frame = page.frame_locator("#video")
    expect(frame.get_by_role("link", name="Set up <b>single</b> sign-on")).to_be_visible()
    until(page, "window.player !== undefined")
    frame.get_by_role("button", name=re.compile("^Play Set up")).click()
    until(page, "window.heard.some(({ event, seconds }) => event === 'time' && seconds > 1.2)")
    page.evaluate("player.pause()")
    until(page, "window.heard.at(-1).event === 'pause' || window.heard.some(({ event }) => event === 'pause')")
    page.evaluate("player.seek(3)")
    until(page, "window.heard.some(({ event, seconds }) => event === 'seeked' && Math.abs(seconds - 3) < 0.2)")
    page.evaluate("player.play()")
    until(page, "window.heard.some(({ event }) => event === 'ended')")
    assert page.evaluate("player.duration") > 3

    # What is no link shows no more than what ended.
    client.call("DELETE", f"/video/{started['video_id']}/shares/{link['id']}")
    page.reload()
    expect(frame.get_by_role("heading", name="This link has ended")).to_be_visible()
    assert errors == []
    context.close()


def until(page: Page, condition: str) -> None:
    """Playwright's own wait asks for what the policy of a page may forbid; this looks from outside."""
    for _ in range(200):
        if page.evaluate(f"Boolean({condition})"):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never: {condition}; heard {page.evaluate('window.heard')}")
