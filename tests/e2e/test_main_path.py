"""The main job in a real browser: sign up, record a screen with text, stop, watch, read the guide, comment, seek."""

import re
import time
from pathlib import Path

import cv2
import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from scripts.stack import Stack
from tests.support.browser import open_browser

SCREEN = (Path(__file__).parents[1] / "support" / "text_screen.js").read_text()
RECORDED_SECONDS = 20
SEEN_ON_SCREEN = ("Security settings", "Choose an identity provider", "Paste the metadata URL")
COMMENT = "Where do I find this URL?"


def test_from_sign_up_to_a_comment_that_seeks(stack: Stack, tmp_path: Path) -> None:
    with open_browser() as browser:
        context = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900})
        context.add_init_script(SCREEN)
        page = context.new_page()
        sign_up(page, stack.urls["web"])
        record_screen(page)
        video = page.locator("video").first
        assert_plays(page, video, tmp_path)
        assert_guide(page)
        assert_comment_seeks(page, video)
        assert_library_shows_it(page)
        assert_search_leads_to_the_moment(page, tmp_path)
        assert_guide_is_read_and_taken_along(page, browser, tmp_path)


def sign_up(page: Page, url: str) -> None:
    page.goto(f"{url}/register")
    page.get_by_label("Name").fill("Mira Rao")
    page.get_by_label("Email").fill(f"mira.{time.time_ns()}@example.org")
    page.get_by_label("Password").first.fill("correct horse battery")
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", name="Library", exact=True)).to_be_visible()


def record_screen(page: Page) -> None:
    page.get_by_role("link", name="Record").first.click()
    page.get_by_role("button", name="Start recording").click()
    stop = page.get_by_role("button", name="Stop recording")
    expect(stop).to_be_visible(timeout=15_000)
    page.wait_for_timeout(RECORDED_SECONDS * 1000)
    stop.click()
    page.wait_for_url(re.compile(r"/watch/[0-9a-f-]{36}$"), timeout=30_000)


def assert_plays(page: Page, video: Locator, folder: Path) -> None:
    expect(video).to_be_visible(timeout=30_000)
    page.wait_for_function("document.querySelector('video').readyState >= 2", timeout=30_000)
    # By itself: it was opened by stopping.
    page.wait_for_function("document.querySelector('video').currentTime > 1", timeout=15_000)
    first = video.evaluate("video => video.currentTime")
    page.wait_for_timeout(1000)
    assert video.evaluate("video => video.currentTime") > first
    picture = folder / "playing.png"
    video.screenshot(path=picture)
    pixels = cv2.imread(str(picture), cv2.IMREAD_GRAYSCALE)
    assert pixels is not None
    assert np.percentile(pixels, 75) > 128, "the recorded screen is white, so most of the picture must be light"
    page.keyboard.press("k")


def assert_guide(page: Page) -> None:
    page.get_by_role("tab", name="Guide").click()
    for words in SEEN_ON_SCREEN:
        expect(page.get_by_role("tabpanel").get_by_text(words).first).to_be_visible(timeout=60_000)
    page.get_by_role("tab", name="Text on screen").click()
    expect(page.get_by_role("tabpanel").get_by_text("Two-factor authentication").first).to_be_visible()


def assert_comment_seeks(page: Page, video: Locator) -> None:
    seek(page, 12.0)
    page.get_by_role("textbox", name=re.compile("^Comment at")).fill(COMMENT)
    page.get_by_role("button", name="Post").click()
    bubble = page.get_by_role("button", name=f"Mira Rao at 0:12: {COMMENT}")
    expect(bubble).to_be_visible()
    seek(page, 2.0)
    bubble.click()
    page.wait_for_function("Math.abs(document.querySelector('video').currentTime - 12) < 0.6", timeout=15_000)
    assert video.evaluate("video => video.currentTime") == pytest.approx(12.0, abs=0.6)


def seek(page: Page, seconds: float) -> None:
    page.evaluate("seconds => { document.querySelector('video').currentTime = seconds; }", seconds)
    page.wait_for_function(
        "s => { const v = document.querySelector('video'); return !v.seeking && Math.abs(v.currentTime - s) < 0.6; }",
        arg=seconds,
        timeout=15_000,
    )


def assert_guide_is_read_and_taken_along(page: Page, browser: Browser, folder: Path) -> None:
    """As a page whose contents follow, as a file that needs nothing else, and by a link without an account."""
    page.get_by_role("tab", name="Guide").click()
    page.get_by_role("link", name="Read as a page").click()
    page.wait_for_url(re.compile(r"/watch/[0-9a-f-]{36}/guide$"))
    contents = page.get_by_role("navigation", name="Contents").get_by_role("link")
    expect(contents).to_have_count(3)
    contents.last.click()
    expect(contents.last).to_have_attribute("aria-current", "location")
    titles = [title.removeprefix(f"{n}. ") for n, title in enumerate(contents.all_inner_texts(), 1)]
    expect(page.get_by_role("img", name="Picture of step 3", exact=False)).to_be_visible()

    page.get_by_role("button", name="Export").click()
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("menuitem", name="Web page (HTML)").click()
    download.value.save_as(folder / "guide.html")
    alone = browser.new_context(offline=True).new_page()
    alone.goto((folder / "guide.html").as_uri())
    expect(alone.locator("article h2")).to_have_text([f"{n}. {title}" for n, title in enumerate(titles, 1)])
    assert alone.evaluate("[...document.images].every(image => image.naturalWidth > 300)")
    alone.context.close()

    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Link copied.", exact=False)).to_be_visible()
    link: str = page.evaluate("navigator.clipboard.readText()")
    guest = browser.new_context(bypass_csp=True).new_page()
    guest.goto(link)
    assert "/guide/" in link
    expect(guest.locator("article")).to_have_count(3)
    expect(guest.get_by_role("button", name="Export")).to_have_count(0)
    guest.context.close()


def assert_library_shows_it(page: Page) -> None:
    page.get_by_role("link", name="VideoFlow").first.click()
    card = page.get_by_role("article").first
    expect(card.get_by_text("3 steps")).to_be_visible()
    expect(card.locator("img").first).to_be_visible()


def assert_search_leads_to_the_moment(page: Page, folder: Path) -> None:
    """From the library by keys alone, with a slip: the hit plays from where the words come, and they are boxed."""
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Search everything")
    expect(field).to_be_focused()
    page.keyboard.type("metadta url")
    hit = page.get_by_role("option", name=re.compile("^On screen: .*metadata URL", re.IGNORECASE)).first
    expect(hit).to_be_visible()
    while hit.get_attribute("aria-selected") != "true":
        page.keyboard.press("ArrowDown")
    page.screenshot(path=folder / "palette.png")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/watch/[0-9a-f-]{36}\?q=metadta\+url&t="))
    begins = float(page.url.rpartition("t=")[2])
    assert begins > 1
    expect(page.locator("[data-found-boxes]")).to_be_visible()
    page.wait_for_function("begins => document.querySelector('video').currentTime > begins", arg=begins)
    expect(page.get_by_role("searchbox", name="Find in this video")).to_have_value("metadta url")
    expect(page.get_by_role("tabpanel").get_by_role("listitem").first).to_contain_text("metadata", ignore_case=True)
