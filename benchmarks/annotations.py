"""One video about which very much was said: how long its questions take, how they are answered, and what its page does.

    python -m benchmarks.annotations [--amount 10000] [--rounds 100] [--plans]

A recording is made through the real stack; then ten thousand annotations lie on it, a third of them answers, a tenth
drawings, by twenty people. Each question is asked over HTTP: p50 and p95 in ms, and the tables that its plan reads
from end to end, of which there should be none. Then real Chromium opens the page, its comments, a bubble of the
timeline, and goes down to the end of the list. Its longest task is what a person feels as standing still.
"""

import argparse
import dataclasses
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import Page
from sqlalchemy import text

from benchmarks.support.streams import SCREEN
from scripts.client import Client
from scripts.stack import Stack

PASSWORD = "correct horse battery"
PEOPLE = 20
_TABLES = ("annotations", "annotation_reactions", "videos")
# What took longer than a picture, as the browser itself counts it.
_WATCH_TASKS = """
window.tasks = [];
new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((each) => each.duration)))
  .observe({ type: "longtask", buffered: true });
"""


def main() -> None:
    """Records, fills, asks, opens; prints what came of it."""
    options = _options()
    with Stack.temporary() as stack:
        stack.start_services()
        stack.migrate()
        os.environ.update(stack.env)
        _surrounded()
        stack.start_app("web", "uploads")
        stack.wait_ready()
        client = Client.register(stack.urls["web"], password=PASSWORD)
        video_id = _recorded(client)
        scans = _filled(video_id, options.amount, options.plans)
        print(
            f"{options.amount} annotations, {options.rounds} rounds\n{'question':34}{'p50 ms':>9}{'p95 ms':>9}  scans"
        )
        for name, ask in _questions(client, video_id, options.amount).items():
            _line(name, ask, options.rounds if "all of it" not in name else 5, scans.get(name, []))
        _browse(stack, client, video_id)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--amount", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--plans", action="store_true")
    return parser.parse_args()


def _surrounded() -> None:
    """Other videos and people: a scan would be the quickest way if there were nothing else."""
    # Only now does the environment say which services there are.
    from app import config, create_app
    from benchmarks.support.filling import filled

    with create_app(dataclasses.replace(config.load(), log_level="ERROR")).app_context():
        filled(20_000, 500, 20_000)


def _recorded(client: Client) -> str:
    data = SCREEN.read_bytes()
    started = client.start()
    client.finish_by_rest(started, client.send_by_rest(started, iter([data])))
    client.wait_for(started["video_id"], lambda video: video["playback"] is not None)
    return str(started["video_id"])


def _filled(video_id: str, amount: int, with_plans: bool) -> dict[str, list[str]]:
    """Returns the large tables that each question reads from end to end."""
    from uuid import UUID

    from app import config, create_app
    from app.domain.access import Caller
    from app.extensions import db
    from app.services.annotations import shown
    from benchmarks.support.plans import plans, scanned

    stroke = '{"strokes": [{"tool": "pen", "color": "#e11d48", "width": 0.004, "points": [[0.2, 0.2], [0.6, 0.7]]}]}'
    statements = (
        "CREATE TEMPORARY TABLE persons ON COMMIT DROP AS"
        f" SELECT id, row_number() OVER () - 1 AS k FROM users LIMIT {PEOPLE}",
        "INSERT INTO annotations (video_id, author_id, timestamp, type, content, version, data)"
        f" SELECT '{video_id}', p.id, (n * 7919 % 10000) / 10000.0 * v.duration,"
        " CASE WHEN n % 10 = 0 THEN 'drawing' ELSE 'comment' END, 'Remark ' || n || ': this should be clearer',"
        f" n, CASE WHEN n % 10 = 0 THEN '{stroke}'::jsonb END"
        f" FROM generate_series(1, {amount}) n JOIN videos v ON v.id = '{video_id}'"
        f" JOIN persons p ON p.k = n % {PEOPLE}",
        "UPDATE annotations a SET parent_id = b.id, timestamp = b.timestamp FROM annotations b"
        " WHERE a.version % 3 = 2 AND a.type = 'comment' AND b.version = a.version - 1 AND b.type = 'comment'",
        "INSERT INTO annotation_reactions (annotation_id, user_id, emoji)"
        " SELECT a.id, p.id, '👍' FROM annotations a JOIN persons p ON p.k = a.version % 5 WHERE a.version % 2 = 0",
        f"INSERT INTO annotation_layers (video_id, version, forgotten) VALUES ('{video_id}', {amount}, 0)"
        " ON CONFLICT (video_id) DO UPDATE SET version = excluded.version",
    )
    with create_app(dataclasses.replace(config.load(), log_level="ERROR")).app_context():
        with db.engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for statement in statements:
                connection.execute(text(statement))
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM (ANALYZE)"))
            owner = connection.execute(text(f"SELECT owner_id FROM videos WHERE id = '{video_id}'")).scalar_one()
        caller, video = Caller(owner), UUID(video_id)
        asked: dict[str, Callable[[], object]] = {
            "first page of 500": lambda: shown.listing(video, caller, 500),
            "a page in the middle": lambda: shown.listing(video, caller, 500, (5.0, 1)),
            "what changed since, 100": lambda: shown.since(video, caller, amount - 100, 500),
        }
        found = {name: plans(ask) for name, ask in asked.items()}
    if with_plans:
        print("\n\n".join(plan for each in found.values() for plan in each))
    return {name: sorted({table for plan in each for table in scanned(plan, _TABLES)}) for name, each in found.items()}


def _questions(client: Client, video_id: str, amount: int) -> dict[str, Callable[[], object]]:
    path = f"/annotations/video/{video_id}"

    def everything() -> int:
        return sum(len(page["items"]) for page in _pages(client, path))

    cursor = next(_pages(client, path))["next_cursor"]
    remark = {"video_id": video_id, "timestamp": 1.0, "content": "One more"}
    return {
        "first page of 500": lambda: client.call("GET", f"{path}?limit=500"),
        "a page in the middle": lambda: client.call("GET", f"{path}?limit=500&cursor={cursor}"),
        "all of it, page by page": everything,
        "what changed since, 100": lambda: client.call("GET", f"{path}?limit=500&since={amount - 100}"),
        "by one person": lambda: client.call("GET", f"{path}?limit=50&type=drawing&state=open"),
        "say one more": lambda: client.call("POST", "/annotations/", json=remark),
    }


def _pages(client: Client, path: str) -> Iterator[dict[str, Any]]:
    page = client.call("GET", f"{path}?limit=500")
    yield page
    while page["next_cursor"]:
        page = client.call("GET", f"{path}?limit=500&cursor={page['next_cursor']}")
        yield page


def _line(name: str, ask: Callable[[], object], rounds: int, scans: list[str]) -> None:
    ask()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        ask()
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    print(f"{name:34}{times[len(times) // 2]:9.1f}{times[int(len(times) * 0.95)]:9.1f}  {', '.join(scans) or '-'}")


def _browse(stack: Stack, client: Client, video_id: str) -> None:
    from tests.support.browser import open_browser

    with open_browser() as browser:
        context = browser.new_context(
            bypass_csp=True, base_url=stack.urls["web"], viewport={"width": 1280, "height": 800}
        )
        who = {"email": client.user["email"], "password": PASSWORD, "delivery": "cookie"}
        assert context.request.post("/auth/login", data=who).ok
        page = context.new_page()
        page.add_init_script(_WATCH_TASKS)
        print(f"{'in the page':34}{'ms':>9}{'longest task':>14}{'elements':>10}")
        _step(page, "opened, bubbles there", lambda: _opened(page, video_id))
        _step(page, "comments shown", lambda: _shown(page))
        _step(page, "a bubble pressed, its thread seen", lambda: _pressed(page))
        _step(page, "at the end of the list", lambda: _at_the_end(page))


def _opened(page: Page, video_id: str) -> None:
    page.goto(f"/watch/{video_id}")
    page.locator("[data-marker-id]").first.wait_for()


def _shown(page: Page) -> None:
    page.get_by_role("tab", name="Comments").click()
    page.locator("[data-annotation-id]").first.wait_for()


def _pressed(page: Page) -> None:
    bubbles = page.locator("[data-marker-id]")
    bubbles.nth(bubbles.count() // 2).click()
    page.locator("[data-annotation-id][aria-current]").wait_for()


def _at_the_end(page: Page) -> None:
    last = page.locator("[data-annotation-id]").last
    seen = None
    while seen != (seen := last.get_attribute("data-annotation-id")):
        last.scroll_into_view_if_needed()
        page.wait_for_timeout(100)


def _step(page: Page, name: str, act: Callable[[], None]) -> None:
    began = time.perf_counter()
    act()
    spent = (time.perf_counter() - began) * 1000
    page.wait_for_timeout(500)
    longest = page.evaluate("Math.max(0, ...window.tasks.splice(0))")
    elements = page.evaluate("document.querySelectorAll('*').length")
    print(f"{name:34}{spent:9.0f}{longest:14.0f}{elements:10}")


if __name__ == "__main__":
    sys.exit(main())
