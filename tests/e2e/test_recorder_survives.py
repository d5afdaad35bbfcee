"""No byte lost: a cut network, a reload, a browser that goes away, blocked sockets; each ends in a whole video."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from celery import Celery
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from scripts.stack import Stack
from tests.e2e.test_main_path import SCREEN, sign_up
from tests.support.browser import open_browser
from tests.support.proxy import CuttableProxy

NOTE_CAPTURED = (Path(__file__).parents[1] / "support" / "note_captured.js").read_text()
NO_SOCKETS = "window.WebSocket = class { constructor() { throw new DOMException('blocked', 'SecurityError'); } };"
# As another tab of the same person does.
LOG_OUT = """
() => {
  const [, csrf] = document.cookie.match(/csrf_access_token=([^;]+)/);
  return fetch("/auth/logout", { method: "POST", headers: { "X-CSRF-TOKEN": csrf } }).then(({ status }) => status);
}
"""
WATCH = re.compile(r"/watch/[0-9a-f-]{36}$")
# What a browser's recorder and its clock may differ by.
LEEWAY_SECONDS = 1.5


def test_a_network_cut_costs_nothing(stack: Stack) -> None:
    port = int(stack.urls["web"].rpartition(":")[2])
    with (
        CuttableProxy(port) as proxy,
        open_browser(_through(proxy, port)) as browser,
        recording(browser, stack) as page,
    ):
        page.wait_for_timeout(4_000)
        proxy.cut()
        expect(page.get_by_text("Connection lost:")).to_be_visible(timeout=10_000)
        page.wait_for_timeout(5_000)
        proxy.mend()
        expect(page.get_by_text("Connection lost:")).to_be_hidden(timeout=20_000)
        page.wait_for_timeout(2_000)
        stop(page)
        assert_whole(page, captured(page))
        assert proxy.refused > 0, "it came back by itself"


@pytest.mark.parametrize("token", ["lasts", pytest.param("ran out", marks=pytest.mark.slow)])
def test_a_reload_is_made_good(browser: Browser, stack: Stack, token: str) -> None:
    with recording(browser, stack) as page:
        page.wait_for_timeout(10_000)
        page.on("dialog", _leave)
        page.reload()
        if token == "ran out":
            spoil_token(page)
            # On whichever page one comes back.
            page.goto("/sessions")
        before = captured(page)
        left_behind = page.get_by_role("region", name="Unfinished recordings")
        expect(left_behind.get_by_text("A recording was cut off")).to_be_visible()
        left_behind.get_by_role("button", name="Send the rest and finish").click()
        page.wait_for_url(WATCH, timeout=30_000)
        assert_whole(page, before)
        page.goto("/record")
        expect(page.get_by_role("button", name="Start recording")).to_be_visible()
        assert kept(page) == {"recordings": 0, "chunks": 0}


@pytest.mark.slow
def test_a_browser_that_never_comes_back_leaves_a_video(browser: Browser, stack: Stack) -> None:
    with recording(browser, stack) as page:
        page.wait_for_timeout(10_000)
        cookies = page.context.storage_state()
        wait_until_captured_more(page)
        before, video = captured(page), page.evaluate("localStorage.getItem('video')")
        page.context.close()
    end_abandoned(stack, video)
    watcher = new_context(browser, stack, storage_state=cookies).new_page()
    watcher.goto(f"/watch/{video}")
    assert_whole(watcher, before)
    expect(watcher.get_by_text("ended early").first).to_be_visible()
    assert watcher.evaluate("id => fetch(`/video/${id}`).then(reply => reply.json())", video)["ended_early"] is True


def test_requests_carry_it_where_sockets_are_blocked(browser: Browser, stack: Stack) -> None:
    with recording(browser, stack, NO_SOCKETS) as page:
        with page.expect_request(re.compile("/video/chunk/")):
            page.wait_for_timeout(10_000)
        stop(page)
        assert_whole(page, captured(page))


@pytest.mark.slow
def test_a_sign_in_that_ends_is_waited_for(browser: Browser, stack: Stack) -> None:
    with recording(browser, stack) as page:
        page.wait_for_timeout(4_000)
        email = page.evaluate("fetch('/auth/me').then(reply => reply.json()).then(({ user }) => user.email)")
        assert page.evaluate(LOG_OUT) == 204
        expect(page.get_by_text("Logged out:")).to_be_visible()
        page.wait_for_timeout(4_000)
        with page.context.expect_page() as opened:
            page.get_by_role("link", name="Log in again").click()
        log_in(opened.value, email)
        expect(page.get_by_text("Logged out:")).to_be_hidden()
        page.wait_for_timeout(2_000)
        stop(page)
        assert_whole(page, captured(page))


def test_two_tabs_do_not_send_the_same_recording(browser: Browser, stack: Stack) -> None:
    with recording(browser, stack) as page:
        wait_until_captured_more(page)
        other = page.context.new_page()
        other.goto("/")
        expect(other.get_by_role("heading", name="Library", exact=True)).to_be_visible()
        other.wait_for_timeout(1_000)
        left_behind = other.get_by_role("region", name="Unfinished recordings")
        expect(left_behind).to_be_hidden()
        page.close()
        expect(left_behind.get_by_role("button", name="Send the rest and finish")).to_be_visible()


# ---- a recording ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium with a fake microphone; the screen comes with `recording`."""
    with open_browser() as opened:
        yield opened


@contextmanager
def recording(browser: Browser, stack: Stack, *scripts: str) -> Iterator[Page]:
    """A page of somebody new that is recording."""
    context = new_context(browser, stack)
    for script in scripts:
        context.add_init_script(script)
    page = context.new_page()
    sign_up(page, stack.urls["web"])
    with page.expect_response("**/video/start") as started:
        page.get_by_role("link", name="Record").first.click()
        page.get_by_role("button", name="Start recording").click()
    page.evaluate("id => localStorage.setItem('video', id)", started.value.json()["video_id"])
    expect(page.get_by_role("button", name="Stop recording")).to_be_visible(timeout=15_000)
    yield page
    context.close()


def new_context(browser: Browser, stack: Stack, **options: Any) -> BrowserContext:
    context = browser.new_context(bypass_csp=True, base_url=stack.urls["web"], **options)
    context.add_init_script(SCREEN)
    context.add_init_script(NOTE_CAPTURED)
    return context


def log_in(tab: Page, email: str) -> None:
    tab.get_by_label("Email").fill(email)
    tab.get_by_label("Password").fill("correct horse battery")
    tab.get_by_role("button", name="Log in").click()
    expect(tab.get_by_role("heading", name="Library", exact=True)).to_be_visible()


def stop(page: Page) -> None:
    page.get_by_role("button", name="Stop recording").click()
    page.wait_for_url(WATCH, timeout=30_000)


def captured(page: Page) -> tuple[float, float]:
    """Seconds that the browser's recorder has given out, at least and at most."""
    least, most = json.loads(page.evaluate("localStorage.getItem('captured')"))
    return least, most


def wait_until_captured_more(page: Page) -> None:
    """Returns when a chunk came out and has had the time to arrive."""
    before = page.evaluate("localStorage.getItem('captured')")
    page.wait_for_function("before => localStorage.getItem('captured') !== before", arg=before)
    page.wait_for_timeout(500)


def in_database(page: Page, job: str) -> Any:
    """Runs a piece of JavaScript over the database in which the page keeps recordings."""
    return page.evaluate(
        """async job => {
          const asked = request => new Promise((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
          const database = await asked(indexedDB.open("videoflow.recorder"));
          const tables = database.transaction(["recordings", "chunks"], "readwrite");
          const done = await new Function("asked", "tables", `return (async () => { ${job} })()`)(asked, tables);
          database.close();
          return done;
        }""",
        job,
    )


def spoil_token(page: Page) -> None:
    """Leaves the page an upload token that the server does not take, as after half a day."""
    in_database(
        page,
        """
        const recordings = tables.objectStore("recordings");
        const [record] = await asked(recordings.getAll());
        record.target.token = "spoilt";
        await asked(recordings.put(record));
        """,
    )


def kept(page: Page) -> dict[str, int]:
    """How much lies in the page's database."""
    counts: dict[str, int] = in_database(
        page,
        """
        const count = name => asked(tables.objectStore(name).count());
        return { recordings: await count("recordings"), chunks: await count("chunks") };
        """,
    )
    return counts


# ---- its video -----------------------------------------------------------------------------------------------


def assert_whole(page: Page, seconds: tuple[float, float]) -> None:
    """The page's video lasts as long as what was captured, seeks to 90 % of it and plays from there."""
    page.wait_for_function("document.querySelector('video')?.readyState >= 2", timeout=60_000)
    duration = page.evaluate("document.querySelector('video').duration")
    least, most = seconds
    assert least - LEEWAY_SECONDS < duration < most + LEEWAY_SECONDS
    page.evaluate(
        """() => new Promise(resolve => {
          const video = document.querySelector("video");
          video.pause();
          video.addEventListener("seeked", resolve, { once: true });
          video.currentTime = video.duration * 0.9;
        })"""
    )
    landed = page.evaluate("document.querySelector('video').currentTime")
    assert landed == pytest.approx(duration * 0.9, abs=0.1)
    page.evaluate("document.querySelector('video').play()")
    page.wait_for_function(
        "from => document.querySelector('video').currentTime > from", arg=landed + 0.3, timeout=15_000
    )


# ---- what goes wrong -----------------------------------------------------------------------------------------


def _through(proxy: CuttableProxy, port: int) -> str:
    """The browser reaches the server by the proxy, and knows nothing of it."""
    return f"--host-resolver-rules=MAP 127.0.0.1:{port} 127.0.0.1:{proxy.port}"


def _leave(dialog: Dialog) -> None:
    dialog.accept()


def end_abandoned(stack: Stack, video: str) -> None:
    """Lets a quarter of an hour have passed since the recorder's last word, and beat's minute come round."""
    connection = psycopg2.connect(stack.env["DATABASE_URL"].replace("+psycopg2", ""))
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "UPDATE uploads SET touched_at = touched_at - interval '15 minutes' WHERE video_id = %s", (video,)
        )
        assert cursor.rowcount == 1
    connection.close()
    broker = Celery(broker=stack.env["REDIS_URL"])
    broker.send_task("maintenance.end_abandoned_recordings", queue="default")
    broker.close()
