"""A link for others: watched without an account, commented on by name, ended while it is open."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from scripts.client import Client
from scripts.stack import Stack
from tests.e2e.test_main_path import SCREEN, sign_up

SCREEN_FILE = Path(__file__).parents[1] / "fixtures" / "webm" / "chromium-screen-vp9.webm"
COMMENT = "Which role do I need for this?"


@pytest.fixture
def owner(browser: Browser, small_stack: Stack) -> Iterator[Page]:
    context = a_context(browser, small_stack, permissions=["clipboard-read", "clipboard-write"])
    context.add_init_script(SCREEN)
    page = context.new_page()
    sign_up(page, small_stack.urls["web"])
    yield page
    context.close()


def a_context(browser: Browser, stack: Stack, **wish: Any) -> BrowserContext:
    return browser.new_context(
        bypass_csp=True, base_url=stack.urls["web"], viewport={"width": 1280, "height": 800}, **wish
    )


def record(page: Page) -> None:
    page.get_by_role("link", name="Record").first.click()
    page.get_by_role("button", name="Start recording").click()
    expect(page.get_by_role("button", name="Stop recording")).to_be_visible(timeout=15_000)
    page.wait_for_timeout(6_000)
    page.get_by_role("button", name="Stop recording").click()
    page.wait_for_url(re.compile(r"/watch/[0-9a-f-]{36}$"), timeout=30_000)


def copied_link(page: Page) -> str:
    page.get_by_role("button", name="Copy link").first.click()
    expect(page.get_by_text("Link copied. Anyone with it can watch, without an account.")).to_be_visible()
    link: str = page.evaluate("navigator.clipboard.readText()")
    return link


def plays(page: Page) -> None:
    page.wait_for_function("document.querySelector('video')?.readyState >= 2", timeout=30_000)
    page.get_by_role("button", name="Play").first.click()
    page.wait_for_function("document.querySelector('video').currentTime > 0.5", timeout=15_000)


def test_a_link_reaches_somebody_without_an_account_until_it_is_ended(
    browser: Browser, small_stack: Stack, owner: Page
) -> None:
    record(owner)
    link = copied_link(owner)
    assert re.fullmatch(re.escape(small_stack.urls["web"]) + r"/s/[\w-]{22}", link)

    context = a_context(browser, small_stack)
    guest = context.new_page()
    begun = time.monotonic()
    guest.goto(link)
    guest.wait_for_function("document.querySelector('video')?.readyState >= 2", timeout=30_000)
    print(f"a guest could play {time.monotonic() - begun:.2f} s after opening the link")
    plays(guest)
    expect(guest.get_by_text("Mira Rao").first).to_be_visible()
    # It was opened for watching: nothing here that a guest may not do.
    for name in ("Copy link", "Share", "Change the title", "Download"):
        expect(guest.get_by_role("button", name=name)).to_have_count(0)

    let_comment(owner)
    guest.reload()
    plays(guest)
    guest.get_by_role("button", name="Pause").first.click()
    guest.get_by_role("textbox", name=re.compile("^Comment at")).fill(COMMENT)
    guest.get_by_role("textbox", name="Your name").fill("Jonas")
    guest.get_by_role("button", name=re.compile("^Comment at")).click()
    expect(guest.get_by_role("tabpanel").get_by_text(COMMENT)).to_be_visible()

    # Whose video it is sees it without a reload.
    owner.get_by_role("tab", name="Comments").click()
    expect(owner.get_by_role("tabpanel").get_by_text(COMMENT)).to_be_visible(timeout=30_000)
    expect(owner.get_by_role("tabpanel").get_by_text("Jonas")).to_be_visible()

    title = owner.get_by_role("heading", level=1).inner_text()
    end_link(owner)
    begun = time.monotonic()
    expect(guest.get_by_role("heading", name="This link has ended")).to_be_visible(timeout=60_000)
    print(f"the guest's page ended {time.monotonic() - begun:.1f} s after the link")
    assert guest.locator("video").count() == 0
    guest.reload()
    expect(guest.get_by_role("heading", name="This link has ended")).to_be_visible()
    assert title not in guest.content()
    assert "Mira" not in guest.content()
    context.close()


def let_comment(page: Page) -> None:
    page.get_by_role("button", name="Share").click()
    right = page.get_by_role("combobox", name="What people with this link may do")
    with page.expect_response(lambda answer: "/shares/" in answer.url and answer.request.method == "PATCH"):
        right.select_option("comment")
    page.get_by_role("button", name="Close").click()


def end_link(page: Page) -> None:
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="End this link").click()
    page.get_by_role("button", name="End this link").last.click()
    expect(page.get_by_role("button", name="Make a link")).to_be_visible()


def test_each_kind_of_link_lets_in_whom_it_is_for(browser: Browser, small_stack: Stack) -> None:
    """A password, an end, named people, the workspace: what a stranger meets at each."""
    client = Client.register(small_stack.urls["web"])
    started = client.start()
    size = client.send_by_rest(started, iter([SCREEN_FILE.read_bytes()]))
    client.finish_by_rest(started, size)
    video = started["video_id"]
    client.wait_for(video, lambda found: found["playback"] is not None)
    context = a_context(browser, small_stack)
    page = context.new_page()

    locked = share(client, video, password="sesame seeds", right="comment")
    page.goto(locked["url"])
    expect(page.get_by_role("heading", name="This video has a password")).to_be_visible()
    page.get_by_label("Password").fill("another")
    page.get_by_role("button", name="Watch").click()
    expect(page.get_by_text("That is not the password. Ask who sent the link.")).to_be_visible()
    page.get_by_label("Password").fill("sesame seeds")
    page.keyboard.press("Enter")
    plays(page)
    page.reload()
    plays(page)

    asks = share(client, video, needs_email=True)
    page.goto(asks["url"])
    page.get_by_label("Email address").fill("jonas@example.org")
    page.keyboard.press("Enter")
    plays(page)

    for visibility in ("people", "workspace", "private"):
        client.call("PATCH", f"/video/{video}", json={"visibility": visibility})
        page.goto(locked["url"])
        expect(page.get_by_role("heading", name="This link has ended")).to_be_visible()
    page.goto(f"{small_stack.urls['web']}/s/{'A' * 22}")
    expect(page.get_by_role("heading", name="This link has ended")).to_be_visible()
    context.close()


def share(client: Client, video: str, **wish: Any) -> Any:
    return client.call("POST", f"/video/{video}/shares", json=wish)
