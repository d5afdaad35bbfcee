"""Three look at one video: two draw at once, the third sees both, one is cut off and comes back to all of it."""

import json
import re
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from scripts.client import Client
from scripts.stack import Stack
from tests.e2e.test_accessible_everywhere import SIZES, faults_and_picture
from tests.e2e.test_drawing import AT, PASSWORD, PICTURE, open_at, recorded

# Each page writes down when it sent the points of a stroke, and when it had painted those of others; milliseconds.
WATCH = """
window.sentAt = {};
window.paintedAt = {};
const now = () => performance.timeOrigin + performance.now();
const key = ({ id, points }) => id + JSON.stringify(points[points.length - 1]);
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (data) {
  const said = typeof data === "string" ? JSON.parse(data) : {};
  if (said.type === "stroke" && said.points) window.sentAt[key(said)] = now();
  return send.call(this, data);
};
window.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", ({ data }) => {
      const strokes = JSON.parse(data).filter((each) => each.type === "stroke" && each.points);
      // The page takes them in the next frame and paints them in that; the one after begins when it is done.
      requestAnimationFrame(() => requestAnimationFrame(() => {
        for (const each of strokes) window.paintedAt[key(each)] ??= now();
      }));
    });
  }
};
"""


@dataclass
class Room:
    """A video with three who look at it: its owner, somebody with an account, and a guest of a link."""

    owner: Client
    video_id: str
    share_id: str
    pages: list[Page]
    contexts: list[BrowserContext]
    mate: Client


@pytest.fixture
def room(browser: Browser, small_stack: Stack) -> Iterator[Room]:
    url = small_stack.urls["web"]
    owner, mate = Client.register(url, password=PASSWORD), Client.register(url, password=PASSWORD)
    video_id = recorded(owner)
    share = owner.call("POST", f"/video/{video_id}/shares", json={"right": "comment"})
    owner.call("POST", f"/video/{video_id}/people", json={"email": mate.user["email"], "right": "comment"})
    contexts, pages, errors = [], [], []
    for who in (owner, mate, None):
        context = browser.new_context(bypass_csp=True, base_url=url, viewport={"width": 1280, "height": 800})
        context.add_init_script(WATCH)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        if who:
            sign_in = {"email": who.user["email"], "password": PASSWORD, "delivery": "cookie"}
            assert page.request.post("/auth/login", data=sign_in).ok
        open_at(page, f"/watch/{video_id}" if who else share["url"])
        contexts.append(context)
        pages.append(page)
    for page in pages:
        expect(page.locator("[data-people-here]")).to_have_attribute("data-people-here", "2")
    yield Room(owner, video_id, share["id"], pages, contexts, mate)
    for context in contexts:
        context.close()
    assert errors == []


@pytest.mark.slow
def test_two_draw_at_once_and_the_third_sees_both_and_all_have_the_same(room: Room) -> None:
    first, second, third = room.pages
    for page in (first, second):
        page.keyboard.press("d")
        expect(page.locator("[data-drawing-surface]")).to_be_visible()
    draw_at_once([(first, 0.2), (second, 0.5)])
    expect(third.locator("[data-live] canvas")).to_have_attribute("data-strokes", "2")
    expect(third.locator("[data-cursor]")).to_have_count(2)
    expect(third.locator("[data-drawings] canvas")).to_have_count(0)  # nothing is kept yet
    waits = latencies([first, second], third)
    p50, p95 = statistics.median(waits), statistics.quantiles(waits, n=20)[-1]
    print(f"stroke latency, sent to painted: {len(waits)} messages, p50 {p50:.0f} ms, p95 {p95:.0f} ms")
    assert len(waits) > 20

    # The third is cut off; meanwhile both are kept, and one more is said over HTTP.
    room.contexts[2].set_offline(True)
    expect(third.locator("[data-people-here]")).to_have_count(0)
    for page in (first, second):
        page.get_by_role("button", name="Save").click()
        expect(page.locator("[data-drawing-surface]")).to_have_count(0)
    body = {"video_id": room.video_id, "timestamp": AT, "content": "Said meanwhile"}
    said = room.owner.call("POST", "/annotations/", json=body)
    room.owner.call("DELETE", f"/annotations/{said['id']}")
    for page in (first, second):
        expect(page.locator("[data-drawings] canvas")).to_have_attribute("data-strokes", "2")
    room.contexts[2].set_offline(False)

    pictures = [picture(page) for page in room.pages]
    assert pictures[0]["drawn"] > 1000
    assert pictures[0] == pictures[1] == pictures[2]
    for page in room.pages:
        expect(page.locator("[data-live] canvas")).to_have_count(0)
    kept = room.owner.call("GET", f"/annotations/video/{room.video_id}")["items"]
    assert [each["type"] for each in kept] == ["drawing", "drawing"]


@pytest.mark.slow
def test_a_right_lost_in_mid_stroke_ends_it_and_the_room_goes_on(room: Room) -> None:
    first, second, third = room.pages
    second.keyboard.press("d")
    place = over(second)
    second.mouse.move(*place(0.3, 0.3))
    second.mouse.down()
    second.mouse.move(*place(0.5, 0.5), steps=10)
    expect(third.locator("[data-live] canvas")).to_have_attribute("data-strokes", "1")
    room.owner.call("POST", f"/video/{room.video_id}/people", json={"email": room.mate.user["email"], "right": "view"})
    # Rights are asked every 20 seconds.
    expect(second.get_by_text("You may not draw on this video any more")).to_be_visible(timeout=30_000)
    expect(second.locator("[data-drawing-surface]")).to_have_count(0)
    expect(third.locator("[data-live] canvas")).to_have_count(0)
    second.mouse.up()

    first.keyboard.press("d")
    draw_at_once([(first, 0.4)])
    for page in (second, third):
        expect(page.locator("[data-live] canvas")).to_have_attribute("data-strokes", "1")
    assert room.owner.call("GET", f"/annotations/video/{room.video_id}")["items"] == []


@pytest.mark.slow
def test_whoever_follows_goes_where_the_other_is_until_they_leave(room: Room) -> None:
    first, second, third = room.pages
    third.keyboard.press("h")
    expect(first.locator("[data-hand-up]")).to_be_visible()
    expect(first.get_by_text("raises a hand")).to_be_visible()
    first.get_by_role("button", name="2 other people here").focus()
    first.keyboard.press("Enter")
    first.get_by_role("menuitem", name="Let others follow you").click()
    expect(first.get_by_text("Others can follow you")).to_be_visible()
    second.get_by_role("button", name="2 other people here").click()
    second.get_by_role("menuitem", name=re.compile("^Follow ")).click()
    expect(second.locator("[data-following]")).to_be_visible()
    first.keyboard.press("5")
    first.wait_for_function("document.querySelector('video').currentTime > 5")
    there = first.evaluate("document.querySelector('video').currentTime")
    second.wait_for_function(f"Math.abs(document.querySelector('video').currentTime - {there}) < 0.05")
    second.locator("[data-following]").click()
    first.keyboard.press("0")
    first.wait_for_function("document.querySelector('video').currentTime === 0")
    second.wait_for_timeout(500)
    assert second.evaluate("document.querySelector('video').currentTime") > 5
    first.close()
    expect(second.locator("[data-people-here]")).to_have_attribute("data-people-here", "1")


def over(page: Page) -> Any:
    """Where a place of the picture is on the page, in shares of it."""
    box = page.locator("[data-drawing-surface]").bounding_box()
    assert box is not None
    return lambda x, y: (box["x"] + x * box["width"], box["y"] + y * box["height"])


def draw_at_once(hands: list[tuple[Page, float]]) -> None:
    """A wave by each hand at its height of the picture, in turns."""
    places = [(page.mouse, over(page), height) for page, height in hands]
    for mouse, place, height in places:
        mouse.move(*place(0.2, height))
        mouse.down()
    for step in range(1, 31):
        for mouse, place, height in places:
            mouse.move(*place(0.2 + step * 0.02, height + (0.1 if step % 2 else 0.02)))
    for mouse, *_ in places:
        mouse.up()


def latencies(hands: list[Page], other: Page) -> list[float]:
    """Of each message with points: from when it was sent to when it was painted, in milliseconds."""
    painted: dict[str, float] = json.loads(other.evaluate("JSON.stringify(window.paintedAt)"))
    sent: dict[str, float] = {}
    for page in hands:
        sent |= json.loads(page.evaluate("JSON.stringify(window.sentAt)"))
    return [at - sent[key] for key, at in painted.items() if key in sent]


def picture(page: Page) -> dict[str, Any]:
    """What is drawn over the video, once all is there."""
    expect(page.locator("[data-drawings] canvas")).to_have_attribute("data-strokes", "2")
    seen: dict[str, Any] = page.evaluate(PICTURE)
    return seen


@pytest.mark.slow
def test_what_is_said_without_a_network_is_kept_and_sent_later_in_order(room: Room) -> None:
    first, second, _ = room.pages
    # The board's code comes once the page is at rest.
    second.wait_for_timeout(5_000)
    room.contexts[1].set_offline(True)
    field = second.get_by_role("textbox", name=re.compile("^Comment at"))
    field.fill("First")
    field.press("Enter")
    expect(second.get_by_text("1 thing you said kept on this device")).to_be_visible()
    # The field has the keys until it is left.
    field.press("Escape")
    second.keyboard.press("d")
    draw_at_once([(second, 0.5)])
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_text("2 things you said kept on this device")).to_be_visible()
    expect(second.locator("[data-live] canvas")).to_have_attribute("data-strokes", "1")
    assert room.owner.call("GET", f"/annotations/video/{room.video_id}")["items"] == []
    room.contexts[1].set_offline(False)
    for page in (first, second):
        expect(page.locator("[data-drawings] canvas")).to_have_attribute("data-strokes", "1")
    expect(second.locator("[data-waiting]")).to_have_count(0)
    expect(second.locator("[data-live] canvas")).to_have_count(0)
    kept = room.owner.call("GET", f"/annotations/video/{room.video_id}")["items"]
    assert [each["type"] for each in sorted(kept, key=lambda each: each["version"])] == ["comment", "drawing"]


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
def test_together_on_every_screen(room: Room, size: str) -> None:
    """Axe on all of it at once, light and dark; who made a drawing moves its bar by keys; a picture is left of each."""
    first, second, third = room.pages
    first.keyboard.press("d")
    draw_at_once([(first, 0.3)])
    first.get_by_role("button", name="Save").click()
    expect(first.locator("[data-drawing-surface]")).to_have_count(0)
    third.keyboard.press("h")
    second.get_by_role("button", name="2 other people here").click()
    second.get_by_role("menuitem", name="Let others follow you").click()
    width, height = SIZES[size]
    first.set_viewport_size({"width": width, "height": height})
    first.get_by_role("button", name="2 other people here").focus()
    first.keyboard.press("Enter")
    first.get_by_role("menuitem", name=re.compile("^Follow ")).press("Enter")
    expect(first.locator("[data-following]")).to_be_visible()

    bar = first.locator("[data-span=mine]")
    bar.focus()
    for _ in range(5):
        bar.press("ArrowRight")
    bar.press("Shift+ArrowLeft")
    expect(bar).to_have_attribute("aria-valuetext", re.compile(r"from 0:04\.5 to 0:08\.4$"))
    expect(second.locator("[data-span]")).to_have_count(1)
    wanted = {"timestamp": AT + 0.5, "end": AT + 4.4}
    page_wait(first, lambda: wanted.items() <= only(room).items())

    second.keyboard.press("d")
    draw_at_once([(second, 0.6)])
    # From there they see what is drawn now.
    first.locator("[data-following]").click()
    open_menu(first)
    expect(first.locator("[data-live] canvas")).to_have_attribute("data-strokes", "1")
    for theme in ("light", "dark"):
        assert faults_and_picture(first, f"together-{size}", theme) == []
    first.keyboard.press("Escape")
    faults_and_picture(first, f"together-alone-{size}", "light")


def open_menu(page: Page) -> None:
    page.get_by_role("button", name="2 other people here").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menu")).to_be_visible()


def only(room: Room) -> dict[str, Any]:
    """The one annotation there is."""
    (item,) = room.owner.call("GET", f"/annotations/video/{room.video_id}")["items"]
    found: dict[str, Any] = item
    return found


def page_wait(page: Page, is_it: Callable[[], bool]) -> None:
    """Looks until it is so, while the page goes on."""
    for _ in range(100):
        if is_it():
            return
        page.wait_for_timeout(100)
    assert is_it()
