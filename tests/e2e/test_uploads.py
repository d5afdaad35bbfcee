"""Files through the browser: several at once, one cut off by a reload that goes on at the first missing part."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, Request, Route, expect

from scripts.stack import Stack
from tests.e2e.test_main_path import sign_up
from tests.media.making import make, pattern
from tests.support.quick import quick

# The default of the setting of that name.
PART_BYTES = 8 * 1024 * 1024
# The browser has these parts of the large file through before the page is reloaded.
PASSED = (1, 2)
H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-movflags", "+faststart"]
OVER = "new DragEvent('dragover', { dataTransfer: t, bubbles: true, cancelable: true })"
FORGET_COPY = """() => new Promise((resolve, reject) => {
  const open = indexedDB.open("videoflow.recorder");
  open.onerror = reject;
  open.onsuccess = () => {
    const store = open.result.transaction("uploads", "readwrite").objectStore("uploads");
    store.openCursor().onsuccess = ({ target: { result: cursor } }) => {
      if (cursor === null) return open.result.close(), resolve(true);
      cursor.update({ ...cursor.value, copy: null });
      cursor.continue();
    };
  };
})"""
# What the app wrote before it kept everything in one database.
AS_BEFORE = """async () => {
  const asked = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = reject;
  });
  const table = (database) => database.transaction("uploads", "readwrite").objectStore("uploads");
  const now = await asked(indexedDB.open("videoflow.recorder"));
  const rows = await asked(table(now).getAll());
  await asked(table(now).clear());
  now.close();
  const opening = indexedDB.open("videoflow.uploads", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("uploads", { keyPath: "videoId" });
  const before = await asked(opening);
  for (const row of rows) await asked(table(before).put(row));
  before.close();
}"""
HAS_COPY = """() => new Promise((resolve, reject) => {
  const open = indexedDB.open("videoflow.recorder");
  open.onerror = reject;
  open.onsuccess = () => {
    const all = open.result.transaction("uploads").objectStore("uploads").getAll();
    all.onsuccess = () => { open.result.close(); resolve(all.result.some(({ copy }) => copy !== null)); };
  };
})"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two short videos of one part, and one of noise that takes several."""
    folder = tmp_path_factory.mktemp("files")
    noise = ["-f", "lavfi", "-i", "testsrc2=duration=8:size=640x360:rate=25,noise=alls=100:allf=t+u"]
    return {
        "first": make(folder / "first.mp4", *pattern(2), *H264),
        "second": make(folder / "second.mp4", *pattern(3), *H264),
        "large": make(folder / "large.mp4", *noise, *H264, "-qp", "12"),
    }


KEPT = {
    "the device has a copy": None,
    "the version before kept the copy": AS_BEFORE,
    "the file is chosen again": FORGET_COPY,
}


@pytest.mark.parametrize("kept", quick({name: name for name in KEPT}, "the device has a copy"))
def test_three_at_once_and_one_goes_on_after_a_reload(
    browser: Browser, stack: Stack, files: dict[str, Path], kept: str
) -> None:
    with library(browser, stack) as page:
        sent = parts_sent(page)
        gate = Gate(page)
        page.locator("header input[type=file]").set_input_files(list(files.values()))
        for name in ("first", "second"):
            expect(row(page, files[name])).to_have_attribute("data-phase", "done", timeout=90_000)
        expect(row(page, files["large"]).get_by_text("safe in storage")).to_be_visible(timeout=30_000)
        page.wait_for_function(HAS_COPY)
        warned = reload(page, gate, KEPT[kept])
        assert warned, "leaving the page would stop an upload"

        before, sent[:] = set(sent), []
        if kept == "the file is chosen again":
            stopped = row(page, files["large"])
            expect(stopped.get_by_text("Choose the file again to go on")).to_be_visible()
            assert sent == []
            stopped.locator("input[type=file]").set_input_files(files["large"])
        expect(row(page, files["large"])).to_have_attribute("data-phase", "done", timeout=90_000)
        assert set(PASSED) <= before
        assert sorted(sent) == list(range(PASSED[-1] + 1, _parts_of(files["large"]) + 1))
        assert_all_play(page, files)


def test_what_cannot_be_sent_says_why(browser: Browser, stack: Stack, tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("no video")
    with library(browser, stack) as page:
        page.locator("header input[type=file]").set_input_files(text)
        expect(row(page, text).get_by_text("This is no video file.")).to_be_visible()


def test_pausing_sends_nothing_and_cancelling_throws_away(
    browser: Browser, stack: Stack, files: dict[str, Path]
) -> None:
    with library(browser, stack) as page:
        held: list[Route] = []
        page.route(lambda url: _part_of(url) not in (None, 1), lambda route: held.append(route))
        page.locator("header input[type=file]").set_input_files(files["large"])
        large = row(page, files["large"])
        expect(large.get_by_text("safe in storage")).to_be_visible(timeout=30_000)
        large.get_by_role("button", name="Pause large.mp4").click()
        expect(large.get_by_text("Paused")).to_be_visible()
        sent = parts_sent(page)
        page.unroute_all(behavior="ignoreErrors")
        page.wait_for_timeout(1_500)
        assert sent == []
        large.get_by_role("button", name="Cancel large.mp4").click()
        expect(large).to_be_hidden()
        page.wait_for_timeout(500)
        assert _get(page, "/api/uploads/")["items"] == []


def test_files_are_dropped_anywhere(browser: Browser, stack: Stack) -> None:
    with library(browser, stack) as page:
        transfer = page.evaluate_handle(
            "() => { const t = new DataTransfer(); t.items.add(new File(['x'], 'notes.txt')); return t; }"
        )
        # As a browser does for as long as something hangs over the page.
        page.evaluate("t => { window.hanging = setInterval(() => window.dispatchEvent(" + OVER + "), 50); }", transfer)
        expect(page.get_by_text("Drop to upload")).to_be_visible()
        page.evaluate("() => clearInterval(window.hanging)")
        page.dispatch_event("body", "drop", {"dataTransfer": transfer})
        expect(page.get_by_text("Drop to upload")).to_be_hidden()
        expect(page.get_by_text("This is no video file.")).to_be_visible()


@contextmanager
def library(browser: Browser, stack: Stack) -> Iterator[Page]:
    """A new person's library, in a session of its own; an uncaught error in the page fails the test."""
    context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    sign_up(page, stack.urls["web"])
    yield page
    context.close()
    assert errors == []


def row(page: Page, file: Path) -> Locator:
    """The tray's row of a file."""
    return page.get_by_role("region", name="Uploads").get_by_role("listitem").filter(has_text=file.name)


def parts_sent(page: Page) -> list[int]:
    """Numbers of the parts that are PUT to storage from here on, of the large file: the others have one part."""
    sent: list[int] = []

    def note(request: Request) -> None:
        number = _part_of(request.url)
        if request.method == "PUT" and number is not None:
            sent.append(number)

    page.on("request", note)
    return sent


class Gate:
    """Holds back all later parts until it is opened; what was held then never arrives."""

    def __init__(self, page: Page) -> None:
        self.is_open = False
        page.route(lambda url: _part_of(url) not in (None, *PASSED), self._meet)

    def _meet(self, route: Route) -> None:
        if self.is_open:
            route.continue_()


def reload(page: Page, gate: Gate, meanwhile: str | None) -> bool:
    """Leaves in mid-upload, after `meanwhile`, and comes back with nothing held. Says whether the page warned."""
    warned: list[str] = []

    def leave(dialog: Dialog) -> None:
        warned.append(dialog.type)
        # All the page may have in flight is held, so it sends nothing more before it is gone.
        gate.is_open = True
        dialog.accept()

    page.on("dialog", leave)
    page.mouse.click(640, 400)
    if meanwhile is not None:
        page.evaluate(meanwhile)
    page.reload()
    return warned == ["beforeunload"]


def assert_all_play(page: Page, files: dict[str, Path]) -> None:
    for _ in range(120):
        items = _get(page, "/video/")["items"]
        if len(items) == len(files) and all(item["playable"] for item in items):
            break
        page.wait_for_timeout(500)
    assert [item["status"] for item in items if not item["playable"]] == []
    for item in items:
        page.goto(f"{page.url.partition('/watch')[0].rstrip('/')}/watch/{item['id']}")
        page.wait_for_function("document.querySelector('video')?.readyState >= 2", timeout=30_000)


def _get(page: Page, path: str) -> Any:
    return page.evaluate("path => fetch(path).then(answer => answer.json())", path)


def _part_of(url: str) -> int | None:
    found = parse_qs(urlsplit(url).query).get("partNumber")
    return int(found[0]) if found else None


def _parts_of(file: Path) -> int:
    """As many parts as the server makes of a file that is not very large."""
    return -(-file.stat().st_size // PART_BYTES)
