"""The bell: one browser comments, the other's rings, wherever it is, and leads to the moment."""

import os
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.stack import Stack
from tests.e2e.test_main_path import SCREEN, sign_up
from tests.e2e.test_sharing import COMMENT, a_context, copied_link, let_comment, plays, record
from tests.support.axe import serious_faults


@pytest.fixture
def owner(browser: Browser, small_stack: Stack) -> Iterator[Page]:
    context = a_context(browser, small_stack, permissions=["clipboard-read", "clipboard-write"])
    context.add_init_script(SCREEN)
    page = context.new_page()
    sign_up(page, small_stack.urls["web"])
    yield page
    context.close()


def test_a_comment_in_one_browser_rings_in_the_other_and_leads_there(
    browser: Browser, small_stack: Stack, owner: Page
) -> None:
    record(owner)
    link = copied_link(owner)
    let_comment(owner)
    video = owner.url.rpartition("/")[2]
    owner.goto("/settings")
    expect(owner.get_by_role("button", name=re.compile("^What is new"))).to_be_visible()

    context = a_context(browser, small_stack)
    guest = context.new_page()
    guest.goto(link)
    plays(guest)
    guest.get_by_role("button", name="Pause").first.click()
    guest.get_by_role("textbox", name=re.compile("^Comment at")).fill(COMMENT)
    guest.get_by_role("textbox", name="Your name").fill("Jonas")
    guest.get_by_role("button", name=re.compile("^Comment at")).click()
    expect(guest.get_by_role("tabpanel").get_by_text(COMMENT)).to_be_visible()
    context.close()

    # That it is ready may be told, too.
    bell = owner.get_by_role("button", name=re.compile("^What is new: .* not read$"))
    expect(bell).to_be_visible(timeout=15_000)
    bell.focus()
    owner.keyboard.press("Enter")
    line = owner.get_by_role("dialog", name="What is new").get_by_role("link", name=re.compile("Jonas commented on"))
    expect(line).to_be_visible()
    _look(owner)
    owner.keyboard.press("Escape")
    expect(owner.get_by_role("dialog", name="What is new")).to_have_count(0)
    expect(bell).to_be_focused()
    owner.keyboard.press("Enter")
    line.click()
    owner.wait_for_url(re.compile(rf"/watch/{video}\?t=[0-9.]+$"))
    expect(owner.get_by_role("button", name="What is new", exact=True)).to_be_visible()


def _look(page: Page) -> None:
    """On a desk and on a phone, light and dark: nothing serious is the matter, nothing sticks out."""
    for scheme in ("light", "dark"):
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(300)
            if folder := os.environ.get("SHOTS"):
                page.screenshot(path=f"{folder}/bell-{scheme}-{width}.png")
            assert serious_faults(page) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 1280, "height": 800})
