"""The browser extension: what is clicked in another tab is in the guide of the recording, by its name and its kind."""

import json
import re
import shutil
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import BrowserContext, Page, Worker, expect, sync_playwright

from scripts.client import Client
from scripts.stack import ROOT, Stack
from tests.support.browser import EXECUTABLE, FLAGS

SCREEN = (ROOT / "tests" / "support" / "tab_screen.js").read_text()
PASSWORD = "correct horse battery"
PAGE = """<!doctype html><title>A program</title>
<body style="margin:0">
<button style="position:absolute;left:320px;top:180px;width:160px;height:40px">Save <b>changes</b></button>
<label style="position:absolute;top:300px"><input type="checkbox"> Weekly digest</label>
<label style="position:absolute;top:400px">Email address <input></label>
<label style="position:absolute;top:500px">Secret <input type="password"></label>"""


class _Program(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def program() -> Iterator[str]:
    """The address of a page on another site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Program)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def extended(tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser with the extension, as if a person had allowed it all sites: without a display nobody can be asked."""
    folder = tmp_path / "extension"
    shutil.copytree(ROOT / "web" / "extension", folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["host_permissions"] = manifest.pop("optional_host_permissions")
    (folder / "manifest.json").write_text(json.dumps(manifest))
    loaded = (f"--disable-extensions-except={folder}", f"--load-extension={folder}")
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=EXECUTABLE,
            headless=False,
            args=["--headless=new", *FLAGS, *loaded],
            ignore_default_args=["--disable-extensions"],
            bypass_csp=True,
            viewport={"width": 1280, "height": 720},
        )
        yield context
        context.close()


def test_a_watched_tab_tells_what_is_pressed_and_nothing_of_what_is_typed(
    extended: BrowserContext, program: str
) -> None:
    """Without the product: a page that listens as the recorder's does."""
    recorder, tab, unwatched = (extended.new_page() for _ in range(3))
    for page, name in ((recorder, "recorder"), (tab, "tab"), (unwatched, "unwatched")):
        page.goto(f"{program}{name}")
    recorder.evaluate("window.heard = []; window.addEventListener('message', ({ data }) => heard.push(data))")
    work(tab)
    tab.reload()
    turn_on(the_worker(extended), recorder.url, tab.url)
    work(unwatched)
    work(tab)
    recorder.wait_for_function("window.heard.length >= 3")
    tab.reload()
    tab.wait_for_timeout(300)
    tab.get_by_role("button", name="Save changes").click()
    recorder.wait_for_function("window.heard.length >= 4")
    heard = recorder.evaluate("window.heard")
    told = [message["told"] for message in heard if message["source"] == "videoflow-extension"]
    assert [(each["kind"], each["role"], each["name"]) for each in told] == [
        ("click", "button", "Save changes"),
        ("toggle", "checkbox", "Weekly digest"),
        ("type", "textbox", "Email address"),
        ("click", "button", "Save changes"),
    ]
    assert told[0]["box"] == pytest.approx([0.25, 0.25, 0.375, 220 / 720])
    assert told[1]["isOn"] is True
    assert not re.search("hunter2|mira", json.dumps(heard))


def work(page: Page) -> None:
    """Somebody uses the program."""
    page.bring_to_front()
    page.get_by_role("button", name="Save changes").click()
    page.get_by_label("Weekly digest").click()
    page.get_by_label("Email address").press_sequentially("mira@example.org")
    page.get_by_label("Secret").press_sequentially("hunter2")


@pytest.mark.slow
def test_what_is_clicked_in_another_tab_is_in_the_guide(stack: Stack, extended: BrowserContext, program: str) -> None:
    client = Client.register(stack.urls["web"], password=PASSWORD)
    recorder, worker = extended.new_page(), the_worker(extended)
    recorder.add_init_script(SCREEN)
    sign_in(recorder, stack.urls["web"], client.user["email"])
    tab = extended.new_page()
    tab.goto(program)
    start(recorder)
    turn_on(worker, recorder.url, tab.url)
    expect(recorder.get_by_role("button", name="Mark step")).to_be_visible()
    recorder.wait_for_timeout(3000)

    tab.bring_to_front()
    tab.get_by_role("button", name="Save changes").click()
    tab.wait_for_timeout(3500)
    tab.get_by_label("Weekly digest").check()
    tab.wait_for_timeout(3500)
    tab.get_by_label("Email address").press_sequentially("mira@example.org")
    tab.get_by_label("Secret").press_sequentially("hunter2")
    tab.wait_for_timeout(3500)
    recorder.bring_to_front()
    recorder.keyboard.press("m")
    told = recorder.get_by_text(re.compile("^Step marked"))
    expect(told).to_be_visible()
    # What is told does not lie on the controls.
    controls, words = recorder.locator("[data-dock]").bounding_box(), told.bounding_box()
    assert controls and words and words["y"] + words["height"] <= controls["y"]

    recorder.get_by_role("button", name="Stop recording").click()
    recorder.wait_for_url(re.compile(r"/watch/[0-9a-f-]{36}$"), timeout=60_000)
    video = recorder.url.rpartition("/")[2]
    client.wait_for(video, lambda found: found["status"] == "done", 240)
    steps = client.call("GET", f"/video/{video}/document")["steps"]
    assert [(step["kind"], step["title"]) for step in steps] == [
        ("open", "Open Workspace settings"),
        ("click", "Click Save changes"),
        ("toggle", "Turn on Weekly digest"),
        ("type", "Type the email address"),
        ("notice", "Workspace settings"),
    ]
    assert steps[1]["target"] == pytest.approx({"x": 0.25, "y": 0.25, "width": 0.125, "height": 40 / 720}, abs=0.01)
    assert [step["strength"] for step in steps[1:]] == [1.0] * 4
    assert "hunter2" not in json.dumps(steps) and "mira@" not in json.dumps(steps)


def the_worker(context: BrowserContext) -> Worker:
    return context.service_workers[0] if context.service_workers else context.wait_for_event("serviceworker")


def sign_in(page: Page, url: str, email: str) -> None:
    who = {"email": email, "password": PASSWORD, "delivery": "cookie"}
    assert page.context.request.post(f"{url}/auth/login", data=who).ok
    page.goto(f"{url}/record")


def start(page: Page) -> None:
    page.get_by_role("button", name="Start recording").click()
    expect(page.get_by_role("button", name="Stop recording")).to_be_visible(timeout=20_000)


def turn_on(worker: Worker, recorder: str, tab: str) -> None:
    """What a person presses in the popup."""
    worker.evaluate(
        """async ([recorder, tab]) => {
            const all = await chrome.tabs.query({});
            const of = (url) => all.find((each) => each.url === url).id;
            await makeRecorder(of(recorder));
            await watch(of(tab), true);
        }""",
        [recorder, tab],
    )
    time.sleep(0.2)
