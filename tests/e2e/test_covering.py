"""Secrets on screen, covered and uncovered by presses in Chromium; what a guest's player shows is read each time."""

import re
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.client import Client
from scripts.stack import Stack
from tests.e2e.test_guide_editing import PASSWORD, open_guide, upload, wait_for_guide
from tests.support import secret_screen
from tests.support.secret_screen import ADDRESS, CARD

SECRETS = (ADDRESS, CARD.replace(" ", ""))
# Seconds at which both stand on screen.
STAND_AT = 3.5
MADE_ANEW = 180_000


@pytest.fixture
def guest(browser: Browser, stack: Stack) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True, base_url=stack.urls["web"], viewport={"width": 1400, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.slow
def test_a_press_covers_what_was_found_for_whoever_has_the_link_and_the_owner_takes_it_back(
    page: Page, guest: Page, stack: Stack, tmp_path: Path
) -> None:
    owner = Client.register(stack.urls["web"], password=PASSWORD)
    video_id = upload(owner, secret_screen.film(tmp_path), "Profile settings")
    wait_for_guide(owner, video_id)
    link = owner.call("POST", f"/video/{video_id}/shares", json={"right": "view"})["url"]
    assert secrets_shown(guest, link) == list(SECRETS)

    open_guide(page, owner, video_id)
    page.get_by_role("button", name="Share").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Found 1 email address, 1 card number on screen.")).to_be_visible()
    dialog.get_by_role("button", name="Review").click()
    expect(dialog.get_by_role("checkbox", checked=True)).to_have_count(2)
    dialog.get_by_role("button", name="Blur in the video").click()
    expect(dialog.get_by_text(re.compile("Until that is done only you can watch"))).to_be_visible()
    guest.goto(link)
    expect(guest.get_by_role("heading", name="This link has ended")).to_be_visible()

    expect(dialog.get_by_text("2 secrets are covered in the video.")).to_be_visible(timeout=MADE_ANEW)
    wait_until_shown(owner, video_id)
    assert secrets_shown(guest, link) == []
    words = owner.call("GET", f"/video/{video_id}/texts")
    assert "Profile" in str(words) and ADDRESS not in str(words)

    for box in dialog.get_by_role("checkbox").all():
        box.check()
    dialog.get_by_role("button", name="Uncover").click()
    expect(dialog.get_by_text("The video is being made anew.")).to_be_visible()
    expect(dialog.get_by_text("Found 1 email address, 1 card number on screen.")).to_be_visible(timeout=MADE_ANEW)
    wait_until_shown(owner, video_id)
    assert secrets_shown(guest, link) == list(SECRETS)


def wait_until_shown(owner: Client, video_id: str) -> None:
    """Until all is made anew, and others may see it."""
    wait_for_guide(owner, video_id)
    found = owner.call("GET", f"/video/{video_id}/secrets")
    assert found["state"] == "idle" and not found["withheld"]


def secrets_shown(guest: Page, link: str) -> list[str]:
    """Those that either engine reads on what the link's player shows where they stand."""
    guest.goto(link)
    guest.wait_for_function("document.querySelector('video')?.readyState >= 2", timeout=30_000)
    guest.evaluate(
        """at => new Promise(done => {
            const video = document.querySelector("video");
            video.addEventListener("seeked", () => setTimeout(done, 500), { once: true });
            video.currentTime = at;
        })""",
        STAND_AT,
    )
    png = np.frombuffer(guest.locator("video").screenshot(), np.uint8)
    grey = np.asarray(cv2.imdecode(png, cv2.IMREAD_GRAYSCALE), np.uint8)
    text = secret_screen.legible(grey)
    # That something is read says that the picture is one.
    assert "profile" in text
    return [secret for secret in SECRETS if secret[:9] in text]
