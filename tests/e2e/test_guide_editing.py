"""A guide edited in Chromium: words, a merged step, a blurred region; and all of it is there after another reading."""

import re
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from scripts.client import THREE_SECONDS, Client, UploadSocket
from scripts.stack import Stack

PASSWORD = "correct horse battery"
GUIDE = Path(__file__).parents[1] / "fixtures" / "media" / "guide.webm"


@pytest.mark.slow
def test_what_somebody_writes_into_a_guide_outlives_another_reading(page: Page, stack: Stack) -> None:
    owner = Client.register(stack.urls["web"], password=PASSWORD)
    video_id = upload(owner)
    wait_for_guide(owner, video_id)
    before = owner.call("GET", f"/video/{video_id}/document")["steps"]
    open_guide(page, owner, video_id)
    page.get_by_role("button", name="Edit guide").click()
    edit_first_step(page, before[0]["title"])
    merge_third_into_second(page, before[2]["title"])
    blur_second(page, before[1]["title"])
    page.get_by_role("button", name="Done").click()
    check_shown(page)
    assert owner.call("POST", f"/ocr/process/{video_id}")["state"] == "pending"
    wait_for_guide(owner, video_id)
    page.reload()
    check_shown(page)
    steps = owner.call("GET", f"/video/{video_id}/document")["steps"]
    assert [step["title"] for step in steps[:2]] == ["Begin here", before[1]["title"]]
    assert len(steps) == len(before) - 1
    picture = steps[1]["image_url"]
    assert picture is not None and "/retouched/" in picture and "/plain" not in picture
    assert requests.get(picture, timeout=10).status_code == 200
    history = owner.call("GET", f"/video/{video_id}/document/history")["items"]
    assert history[0]["kind"] == "reading"


def upload(owner: Client, film: Path = GUIDE, title: str = "Set up single sign-on") -> str:
    data = film.read_bytes()
    started = owner.start("video/webm", title=title)
    with UploadSocket(owner.url, started) as socket:
        for begin in range(0, len(data), THREE_SECONDS):
            socket.send(data[begin : begin + THREE_SECONDS])
        socket.settle()
        socket.finish()
    return str(started["video_id"])


def wait_for_guide(owner: Client, video_id: str) -> None:
    owner.wait_for(video_id, lambda video: video["status"] == "done", seconds=180)


def open_guide(page: Page, owner: Client, video_id: str) -> None:
    who = {"email": owner.user["email"], "password": PASSWORD, "delivery": "cookie"}
    assert page.context.request.post("/auth/login", data=who).ok
    page.goto(f"/watch/{video_id}")


def edit_first_step(page: Page, title: str) -> None:
    page.get_by_role("button", name=f"Edit step 1: {title}").click()
    field = page.get_by_role("textbox", name="Title")
    field.fill("Begin here")
    field.press("Enter")
    expect(page.get_by_text("All changes are saved")).to_be_visible()
    text = page.get_by_role("textbox", name="Text")
    text.fill("Ask **Mira** for the address.")
    text.press("Control+Enter")
    expect(page.get_by_text("Not saved yet")).to_be_hidden()


def merge_third_into_second(page: Page, title: str) -> None:
    page.get_by_role("button", name=f"Edit step 3: {title}").click()
    page.get_by_role("button", name="Merge with the one above").click()
    expect(page.get_by_role("button", name=f"Edit step 3: {title}")).to_be_hidden()


def blur_second(page: Page, title: str) -> None:
    page.get_by_role("button", name=f"Edit step 2: {title}").click()
    page.get_by_role("button", name="Blur a region").click()
    region = page.get_by_role("button", name="Blurred region 1")
    region.focus()
    for key in ("ArrowRight", "Shift+ArrowDown", "Enter"):
        region.press(key)
    expect(page.get_by_role("link", name="See it without the blur")).to_be_visible(timeout=60_000)


def check_shown(page: Page) -> None:
    panel = page.get_by_role("tabpanel")
    expect(panel.get_by_text(re.compile(r"^1\. Begin here$"))).to_be_visible()
    expect(panel.locator("strong", has_text="Mira")).to_be_visible()


@pytest.mark.slow
def test_a_guest_edits_by_a_link_that_says_so_and_is_in_the_history_by_name(
    page: Page, browser: Browser, stack: Stack
) -> None:
    owner = Client.register(stack.urls["web"], password=PASSWORD)
    video_id = upload(owner)
    wait_for_guide(owner, video_id)
    title = owner.call("GET", f"/video/{video_id}/document")["steps"][0]["title"]
    open_guide(page, owner, video_id)
    link = a_link_to_edit(page, owner, video_id)

    context = browser.new_context(bypass_csp=True, base_url=stack.urls["web"], viewport={"width": 1280, "height": 800})
    guest = context.new_page()
    guest.goto(link)
    guest.get_by_role("button", name="Edit guide").click()
    guest.get_by_role("textbox", name="Your name, for the history").fill("Jonas")
    guest.get_by_role("button", name=f"Edit step 1: {title}").click()
    field = guest.get_by_role("textbox", name="Title")
    field.fill("Begin here")
    field.press("Enter")
    expect(guest.get_by_text("All changes are saved")).to_be_visible()
    guest.get_by_role("button", name="Done").click()
    expect(guest.get_by_role("tabpanel").get_by_text("1. Begin here", exact=True)).to_be_visible()
    context.close()

    page.reload()
    page.get_by_role("button", name="Edit guide").click()
    page.get_by_role("button", name="History").click()
    history = page.get_by_role("region", name="History")
    expect(history.get_by_text("Jonas")).to_be_visible()
    history.get_by_role("button", name="Go back").last.click()
    expect(page.get_by_role("button", name=f"Edit step 1: {title}")).to_be_visible()


def a_link_to_edit(page: Page, owner: Client, video_id: str) -> str:
    """Made and given its right as a person does it."""
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Make a link").click()
    right = page.get_by_role("combobox", name="What people with this link may do")
    with page.expect_response(lambda answer: "/shares/" in answer.url and answer.request.method == "PATCH"):
        right.select_option("edit")
    page.get_by_role("button", name="Close").click()
    url: str = owner.call("GET", f"/video/{video_id}/shares")["items"][0]["url"]
    return url
