"""Administrators: they invite, shut out, choose how the workspace looks, and read what happened; all by keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.stack import ROOT, Stack
from tests.e2e.test_main_path import sign_up
from tests.e2e.test_sharing import a_context
from tests.support.axe import serious_faults

PICTURES = ROOT / "test-results" / "pages"
SIZES = {"wide": (1280, 800), "phone": (390, 844)}
PARTS = {"people": "People", "workspace": "Name and look", "storage": "Storage", "log": "Audit log"}


@pytest.fixture
def admin(browser: Browser, small_stack: Stack) -> Iterator[Page]:
    """The first account of a server of its own."""
    context = a_context(browser, small_stack)
    page = context.new_page()
    sign_up(page, small_stack.urls["web"])
    yield page
    context.close()


def test_somebody_is_invited_comes_and_is_shut_out(browser: Browser, small_stack: Stack, admin: Page) -> None:
    admin.get_by_role("link", name="Administration").first.click()
    admin.get_by_label("Email", exact=True).fill("<b>new</b>@example.org")
    admin.get_by_label("For", exact=True).select_option("viewer")
    admin.get_by_label("Email", exact=True).fill("new@example.org")
    admin.keyboard.press("Enter")
    link = admin.get_by_label("Link of the invitation").input_value()
    looks_well(admin, "people")

    context = a_context(browser, small_stack)
    guest = context.new_page()
    guest.goto(link)
    expect(guest.get_by_label("Email")).to_have_value("new@example.org")
    guest.get_by_label("Name").fill("Nora <i>New</i>")
    guest.get_by_label("Password").fill("correct horse battery")
    guest.get_by_role("button", name="Create account").click()
    expect(guest.get_by_role("button", name="Account of Nora <i>New</i>")).to_be_visible()
    guest.goto("/admin")
    expect(guest.get_by_role("heading", name="There is no such page")).to_be_visible()

    admin.reload()
    admin.get_by_role("button", name="More about Nora <i>New</i>").focus()
    admin.keyboard.press("Enter")
    admin.get_by_role("menuitem", name="Shut the account").press("Enter")
    expect(admin.get_by_role("dialog")).to_be_visible()
    looks_well(admin, "shut")
    admin.get_by_role("dialog").get_by_role("button", name="Shut the account").press("Enter")
    expect(admin.get_by_text("The account of Nora <i>New</i> is shut")).to_be_visible()
    guest.goto("/")
    expect(guest.get_by_role("button", name="Log in")).to_be_visible()
    guest.get_by_label("Email").fill("new@example.org")
    guest.get_by_label("Password").fill("correct horse battery")
    guest.get_by_role("button", name="Log in").click()
    expect(guest.get_by_text("This account was shut by an administrator.")).to_be_visible()
    guest.goto(link)
    context.close()

    admin.get_by_role("link", name="Workspace", exact=True).click()
    admin.get_by_label("Name").fill("Acme & <b>Sons</b>")
    admin.get_by_label("A colour of its own").check()
    admin.get_by_role("button", name="Save").first.click()
    expect(admin.get_by_text("Saved. Pages show it once they are loaded anew.")).to_be_visible()
    for part, heading in PARTS.items():
        admin.goto(f"/admin?part={part}")
        expect(admin.get_by_role("heading", name=heading, level=2)).to_be_visible()
        looks_well(admin, part)
    expect(admin.get_by_role("banner").get_by_text("Acme & <b>Sons</b>")).to_be_visible()
    expect(admin.get_by_text("shut an account: new@example.org")).to_be_visible()
    admin.get_by_label("What", exact=True).select_option("sign_in_failed")
    expect(admin.get_by_role("listitem").filter(has_text="failed to log in")).to_have_count(1)
    with admin.expect_download() as saved:
        admin.get_by_role("link", name="Save as CSV").click()
    assert saved.value.path().read_text().startswith("id,at,kind,person")


def looks_well(page: Page, name: str) -> None:
    """Light and dark, wide and on a phone; a picture of each is left for people to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    faults = []
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
            faults += serious_faults(page)
            page.screenshot(path=PICTURES / f"admin-{name}-{size}-{theme}.png", full_page=True)
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, (name, size)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="light")
    assert faults == []
