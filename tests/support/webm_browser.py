"""Plays a file in Debian's Chromium, from a server that answers ranges, and tells what the video element did."""

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TypedDict

from playwright.sync_api import Browser, sync_playwright

_PAGE = b"<!doctype html><title>player</title><video muted></video>"
_PIECE = 64 << 10
_LIMIT_MS = 30_000

_SEEK = """
async ([url, share, limit]) => {
    const video = document.querySelector('video');
    const happens = (name) => new Promise((done, failed) => {
        setTimeout(() => failed(new Error('no ' + name)), limit);
        video.addEventListener(name, done, {once: true});
        video.addEventListener('error', () => failed(new Error(video.error.message)), {once: true});
    });
    const loaded = happens('loadeddata');
    video.src = url;
    await loaded;
    const duration = video.duration;
    const answer = {duration: null, milliseconds: 0, end: 0, width: video.videoWidth};
    if (!Number.isFinite(duration)) return answer;
    answer.duration = duration;
    const start = performance.now(), seeked = happens('seeked');
    video.currentTime = duration * share;
    await seeked;
    answer.milliseconds = performance.now() - start;
    const ended = happens('ended');
    video.currentTime = Math.max(duration * share, duration - 2);
    video.playbackRate = 4;
    await Promise.all([video.play(), ended]);
    answer.end = video.currentTime;
    return answer;
}
"""


_WATCH = """
async ([url, limit]) => {
    const video = document.querySelector('video');
    const sizes = [];
    await new Promise((ended, failed) => {
        setTimeout(() => failed(new Error('no end')), limit);
        video.addEventListener('ended', ended, {once: true});
        video.addEventListener('error', () => failed(new Error(video.error.message)), {once: true});
        video.addEventListener('resize', () => sizes.push([video.videoWidth, video.videoHeight]));
        video.src = url;
        video.playbackRate = 4;
        video.play();
    });
    const frames = video.getVideoPlaybackQuality();
    return {
        end: video.currentTime,
        sizes,
        frames: frames.totalVideoFrames,
        audioBytes: video.webkitAudioDecodedByteCount,
        corrupted: frames.corruptedVideoFrames,
    };
}
"""


class Watched(TypedDict):
    """What came of playing a file from its start to its end."""

    end: float
    """Seconds."""
    sizes: list[list[int]]
    """Width and height of the picture, each time they became others."""
    frames: int
    corrupted: int
    audioBytes: int


class Played(TypedDict):
    """What the video element said. Times in seconds."""

    duration: float | None
    """None when it was not finite: then nothing else was tried."""
    milliseconds: float
    """From setting currentTime to `seeked`."""
    end: float
    """Where playing on from there ended."""
    width: int


@dataclass
class RangeServer:
    """Serves one page and one file; remembers at which bytes it was asked to start."""

    path: Path
    url: str = ""
    starts: list[int] = field(default_factory=list)


@contextmanager
def serving(path: Path) -> Iterator[RangeServer]:
    """A RangeServer for `path` on 127.0.0.1."""
    state = RangeServer(path)

    class Handler(_Handler):
        server_state = state

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_state: RangeServer

    def do_GET(self) -> None:
        if self.path != "/video":
            self._head(200, len(_PAGE), "text/html")
            self.wfile.write(_PAGE)
            return
        size = self.server_state.path.stat().st_size
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        start = int(asked[1]) if asked else 0
        end = min(int(asked[2]) + 1, size) if asked and asked[2] else size
        self.server_state.starts.append(start)
        extra = {"Accept-Ranges": "bytes"}
        if asked:
            extra["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
        self._head(206 if asked else 200, end - start, "video/webm", extra)
        self._send(start, end)

    def _head(self, status: int, length: int, content_type: str, extra: dict[str, str] | None = None) -> None:
        self.send_response(status)
        headers = {"Content-Length": str(length), "Content-Type": content_type, **(extra or {})}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _send(self, start: int, end: int) -> None:
        with self.server_state.path.open("rb") as file:
            file.seek(start)
            while start < end:
                piece = file.read(min(_PIECE, end - start))
                try:
                    self.wfile.write(piece)
                except OSError:
                    # The browser has enough and hung up.
                    self.close_connection = True
                    return
                start += len(piece)

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the test output quiet."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    path = shutil.which("chromium")
    assert path, "chromium is not installed"
    arguments = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        try:
            yield browser
        finally:
            browser.close()


def watch(browser: Browser, server: RangeServer) -> Watched:
    """Plays the served file from start to end, at four times its speed. Raises as `play` does."""
    page = browser.new_page()
    try:
        page.goto(server.url)
        watched: Watched = page.evaluate(_WATCH, ["/video", _LIMIT_MS])
        return watched
    finally:
        page.close()


def play(browser: Browser, server: RangeServer, share: float) -> Played:
    """Opens the served file, seeks to `share` of its duration, then plays its last two seconds.

    Raises playwright's Error when the element reports one, or when it does not get through within half a minute.
    """
    page = browser.new_page()
    try:
        page.goto(server.url)
        played: Played = page.evaluate(_SEEK, ["/video", share, _LIMIT_MS])
        return played
    finally:
        page.close()
