"""What is drawn over a moment is seen there by everybody who opens the video, by guests of its link too, alike."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.support.streams import CAMERA, pieces
from scripts.client import THREE_SECONDS, Client, UploadSocket
from scripts.stack import Stack
from tests.support.webm_stretch import stretch

PASSWORD = "correct horse battery"
AT = 4.0
# Of the canvas over the picture: how many of its pixels are drawn on, and all of them.
PICTURE = """
() => {
  const canvas = document.querySelector("[data-drawings] canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let drawn = 0;
  for (let at = 3; at < data.length; at += 4) drawn += data[at] > 0 ? 1 : 0;
  return { drawn, size: [canvas.width, canvas.height], url: canvas.toDataURL() };
}
"""


@pytest.mark.slow
def test_what_one_draws_a_guest_sees_at_its_moment_pixel_by_pixel(browser: Browser, small_stack: Stack) -> None:
    owner = Client.register(small_stack.urls["web"], password=PASSWORD)
    video_id = recorded(owner)
    link = owner.call("POST", f"/video/{video_id}/shares", json={"right": "view"})["url"]

    page = a_page(browser, small_stack)
    who = {"email": owner.user["email"], "password": PASSWORD, "delivery": "cookie"}
    assert page.request.post("/auth/login", data=who).ok
    open_at(page, f"/watch/{video_id}")
    guest = a_page(browser, small_stack)
    open_at(guest, link)
    page.keyboard.press("d")
    draw(page)
    page.get_by_role("textbox", name="Add a comment").fill("Look here")
    page.get_by_role("button", name="Save").click()
    made = picture(page)
    assert made["drawn"] > 1000
    assert picture(guest) == made, "told at once"
    open_at(guest, link)
    assert picture(guest) == made
    guest.keyboard.press("0")
    expect(guest.locator("[data-drawings] canvas")).to_have_count(0)


def picture(page: Page) -> dict[str, Any]:
    """What is drawn over the video, once it is."""
    expect(page.locator("[data-drawings] canvas")).to_have_attribute("data-strokes", "2")
    seen: dict[str, Any] = page.evaluate(PICTURE)
    return seen


def recorded(owner: Client) -> str:
    """A recording of 12 s."""
    started = owner.start("video/webm;codecs=vp9,opus", title="Set up single sign-on")
    with UploadSocket(owner.url, started) as upload:
        for piece in pieces(stretch(CAMERA.read_bytes(), 12), THREE_SECONDS):
            upload.send(piece)
        upload.settle()
        upload.finish()
    video_id: str = started["video_id"]
    return video_id


def a_page(browser: Browser, stack: Stack) -> Page:
    context = browser.new_context(bypass_csp=True, base_url=stack.urls["web"], viewport={"width": 1280, "height": 800})
    return context.new_page()


def open_at(page: Page, path: str) -> None:
    page.goto(f"{path}?t={AT:g}")
    page.wait_for_function(f"document.querySelector('video')?.currentTime === {AT:g}", timeout=30_000)


def draw(page: Page) -> None:
    """A line by hand, and an arrow."""
    surface = page.locator("[data-drawing-surface]")
    box = surface.bounding_box()
    assert box is not None

    def at(x: float, y: float) -> tuple[float, float]:
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    wave, tip = [(0.3, 0.4), (0.4, 0.6), (0.5, 0.45), (0.6, 0.62)], [(0.8, 0.7), (0.62, 0.5)]
    for tool, way in (("Pen", wave), ("Arrow", tip)):
        page.get_by_role("button", name=tool, exact=True).click()
        page.mouse.move(*at(*way[0]))
        page.mouse.down()
        for place in way[1:]:
            page.mouse.move(*at(*place), steps=8)
        page.mouse.up()
