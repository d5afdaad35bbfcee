"""A phone, held upright, on its side, and the narrowest there is: what a finger presses does what it shows.

Fingers press coordinates: an element's own click would go through whatever lies over it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from benchmarks.support.streams import CAMERA, pieces
from scripts.client import THREE_SECONDS, Client, UploadSocket
from scripts.stack import Stack
from tests.support.quick import quick
from tests.support.webm_stretch import stretch

PASSWORD = "correct horse battery"
SIZES = {"upright": (390, 844), "on its side": (844, 390), "narrow": (320, 640)}
FINGER, THUMB_OF_TIMELINE = 44, 24
# What a press at an element's middle would meet.
IS_ON_TOP = """
element => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}
"""
TITLE_BY_ITS_CLOCK = """
() => {
  const now = new Date();
  const day = now.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  return `^Recording of ${day}, ${now.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}$`;
}
"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def owner(small_stack: Stack) -> Client:
    """Somebody with a recording of 20 s."""
    client = Client.register(small_stack.urls["web"], password=PASSWORD)
    started = client.start("video/webm;codecs=vp9,opus", title="Set up single sign-on")
    with UploadSocket(client.url, started) as upload:
        for piece in pieces(stretch(CAMERA.read_bytes(), 20), THREE_SECONDS):
            upload.send(piece)
        upload.settle()
        upload.finish()
    return client


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_a_finger_plays_the_video_and_chooses_its_speed(browser: Browser, owner: Client, size: tuple[int, int]) -> None:
    with phone(browser, owner, size) as page:
        open_video(page, owner)
        assert page.evaluate(OVERFLOW) <= 0
        assert_controls_are_in_sight_and_large_enough(page)
        # Low in the large button, where the shade of the controls begins.
        tap(page, page.get_by_role("button", name="Play", exact=True).first, down=0.75)
        page.wait_for_function("!document.querySelector('video').paused", timeout=15_000)
        page.keyboard.press("k")
        tap(page, page.get_by_role("button", name="Speed, 1×"))
        rows = page.get_by_role("menuitemradio")
        expect(rows.first).to_be_visible()
        page.wait_for_timeout(300)
        for row in rows.all():
            assert_in_sight(page, row)
        tap(page, page.get_by_role("menuitemradio", name="0.5×", exact=True))
        page.wait_for_function("document.querySelector('video').playbackRate === 0.5")


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_nothing_is_wider_than_the_screen_and_the_theme_can_be_chosen(
    browser: Browser, owner: Client, size: tuple[int, int]
) -> None:
    with phone(browser, owner, size) as page:
        for path in ("/", "/record", "/sessions"):
            page.goto(path)
            expect(page.get_by_role("main")).to_be_visible()
            assert page.evaluate(OVERFLOW) <= 0, path
        page.goto("/")
        tap(page, page.get_by_role("button", name="Account of ", exact=False))
        dark = page.get_by_role("menuitemradio", name="Dark")
        assert_in_sight(page, dark)
        tap(page, dark)
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.parametrize("size", quick(SIZES, "upright"))
def test_a_finger_records_stops_and_comments(browser: Browser, owner: Client, size: tuple[int, int]) -> None:
    with phone(browser, owner, size) as page:
        page.goto("/record")
        titles = [page.evaluate(TITLE_BY_ITS_CLOCK)]
        tap(page, page.get_by_role("button", name="Start recording"))
        stop = page.get_by_role("button", name="Stop recording")
        expect(stop).to_be_visible()
        page.wait_for_timeout(3_000)
        assert_in_sight(page, stop)
        titles.append(page.evaluate(TITLE_BY_ITS_CLOCK))
        tap(page, stop)
        page.wait_for_url(re.compile("/watch/"), timeout=30_000)
        page.wait_for_function("document.querySelector('video')?.readyState >= 2", timeout=60_000)
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("|".join(titles)))
        tap(page, page.get_by_role("textbox", name="Comment at ", exact=False))
        page.keyboard.type("Where is this?")
        tap(page, page.get_by_role("button", name="Post"))
        expect(page.get_by_role("button", name="Where is this?", exact=False)).to_be_visible()


@contextmanager
def phone(browser: Browser, owner: Client, size: tuple[int, int]) -> Iterator[Page]:
    """A page on a phone of that size, logged in."""
    width, height = size
    context = browser.new_context(
        bypass_csp=True,
        base_url=owner.url,
        viewport={"width": width, "height": height},
        has_touch=True,
        is_mobile=True,
        timezone_id="Pacific/Auckland",
    )
    who = {"email": owner.user["email"], "password": PASSWORD, "delivery": "cookie"}
    assert context.request.post("/auth/login", data=who).ok
    yield context.new_page()
    context.close()


def open_video(page: Page, owner: Client) -> None:
    video = owner.call("GET", "/video/")["items"][0]
    page.goto(f"/watch/{video['id']}")
    page.wait_for_function("document.querySelector('video')?.readyState >= 1", timeout=60_000)


def tap(page: Page, target: Locator, down: float = 0.5) -> None:
    """Presses a point of the element, `down` of its height below its top. What is out of sight is scrolled to."""
    expect(target).to_be_visible()
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] * down)


def assert_controls_are_in_sight_and_large_enough(page: Page) -> None:
    timeline = page.get_by_role("slider", name="Position")
    least = {timeline: THUMB_OF_TIMELINE}
    for name in ("Play", "Speed, ", "Full screen"):
        least[page.get_by_role("region").get_by_role("button", name=name).last] = FINGER
    for control, height in least.items():
        box = assert_in_sight(page, control)
        assert box["height"] >= height, control


def assert_in_sight(page: Page, element: Locator) -> dict[str, float]:
    """The whole of it is on the screen, and a finger reaches its middle."""
    expect(element).to_be_visible()
    box, screen = element.bounding_box(), page.viewport_size
    assert box is not None and screen is not None
    assert box["x"] >= 0 and box["x"] + box["width"] <= screen["width"] + 0.5, (element, box)
    assert box["y"] >= 0 and box["y"] + box["height"] <= screen["height"] + 0.5, (element, box)
    assert element.evaluate(IS_ON_TOP), element
    return dict(box)
