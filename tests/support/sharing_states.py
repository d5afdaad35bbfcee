"""The states of the pages that came with sharing and settings; see page_states."""

from playwright.sync_api import Page, expect

from tests.support.page_states import State, World, library, watch


def forgot(page: Page, _: World) -> None:
    """Signed out."""
    page.goto("/forgot")
    expect(page.get_by_role("button", name="Send the link")).to_be_visible()


def forgot_sent(page: Page, world: World) -> None:
    """Signed out; on a server that sends mail."""
    page.route("**/auth/forgot", lambda route: route.fulfill(status=202, json={}))
    forgot(page, world)
    page.get_by_label("Email").fill("nobody@example.org")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_text("the link is on its way", exact=False)).to_be_visible()


def reset_over(page: Page, _: World) -> None:
    """Signed out, with a link that means nothing."""
    page.goto("/reset-password#token=nothing")
    page.get_by_label("New password").fill("correct horse battery")
    page.get_by_role("button", name="Set password").click()
    expect(page.get_by_role("alert")).to_be_visible()


def settings(page: Page, _: World) -> None:
    page.goto("/settings")
    expect(page.get_by_text("This one").first).to_be_visible()


def settings_new_token(page: Page, world: World) -> None:
    settings(page, world)
    page.get_by_role("button", name="Make a token").click()
    expect(page.get_by_label("What is it for?")).to_be_visible()


def settings_token_shown(page: Page, world: World) -> None:
    settings_new_token(page, world)
    page.get_by_label("What is it for?").fill("Nightly upload")
    page.get_by_role("button", name="Make a token").click()
    expect(page.get_by_text("Copy it now", exact=False)).to_be_visible()
    page.get_by_label("Token", exact=True).scroll_into_view_if_needed()


def library_trash(page: Page, world: World) -> None:
    library(page, world)
    page.get_by_role("link", name="Trash").click()
    expect(page.get_by_role("heading", name="The trash is empty")).to_be_visible()


def share_dialog(page: Page, world: World) -> None:
    watch(page, world)
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_role("button", name="Password")).to_be_visible()


def share_password(page: Page, world: World) -> None:
    share_dialog(page, world)
    page.get_by_role("button", name="Password").click()
    expect(page.get_by_label("Password for this link")).to_be_visible()


def share_last_day(page: Page, world: World) -> None:
    share_dialog(page, world)
    page.get_by_role("button", name="Until").click()
    expect(page.get_by_label("The link's last day")).to_be_visible()


def share_embed(page: Page, world: World) -> None:
    share_dialog(page, world)
    page.get_by_role("button", name="Embed").click()
    expect(page.get_by_label("Code for your page")).to_be_visible()


def share_qr(page: Page, world: World) -> None:
    share_dialog(page, world)
    page.get_by_role("button", name="QR code").click()
    expect(page.get_by_role("img", name="The link as a QR code")).to_be_visible()


def share_end(page: Page, world: World) -> None:
    share_dialog(page, world)
    page.get_by_role("button", name="End this link").click()
    expect(page.get_by_text("End this link? Pages", exact=False)).to_be_visible()


def guest(page: Page, world: World) -> None:
    """Signed out."""
    page.goto(f"/s/{world.link}")
    page.wait_for_function("document.querySelector('video')?.readyState >= 1", timeout=60_000)
    expect(page.get_by_role("tabpanel")).not_to_be_empty()


def guest_guide(page: Page, world: World) -> None:
    """Signed out: the guide as a page."""
    page.goto(f"/guide/{world.link}")
    expect(page.get_by_role("link", name="Watch instead")).to_be_visible()
    page.get_by_role("button", name="Export").click()
    expect(page.get_by_role("menu")).to_be_visible()


def guest_comment(page: Page, world: World) -> None:
    """Signed out: a comment asks for a name."""
    guest(page, world)
    page.get_by_role("textbox", name="Comment at ", exact=False).fill("Which role do I need for this?")
    expect(page.get_by_role("textbox", name="Your name")).to_be_visible()


def guest_locked(page: Page, world: World) -> None:
    """Signed out."""
    page.goto(f"/s/{world.locked}")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Watch").click()
    expect(page.get_by_text("That is not the password", exact=False)).to_be_visible()


def guest_ended(page: Page, _: World) -> None:
    """Signed out."""
    page.goto(f"/s/{'A' * 22}")
    expect(page.get_by_role("heading", name="This link has ended")).to_be_visible()


def embed(page: Page, world: World) -> None:
    """Signed out."""
    page.goto(f"/embed/{world.link}")
    expect(page.get_by_role("button", name="Play ", exact=False)).to_be_visible()


def embed_locked(page: Page, world: World) -> None:
    """Signed out."""
    page.goto(f"/embed/{world.locked}")
    expect(page.get_by_role("button", name="Watch")).to_be_visible()


def embed_ended(page: Page, _: World) -> None:
    """Signed out."""
    page.goto(f"/embed/{'A' * 22}")
    expect(page.get_by_role("heading", name="This link has ended")).to_be_visible()


OUTSIDE: tuple[State, ...] = (
    forgot,
    forgot_sent,
    reset_over,
    guest,
    guest_guide,
    guest_comment,
    guest_locked,
    guest_ended,
    embed,
    embed_locked,
    embed_ended,
)
INSIDE: tuple[State, ...] = (
    settings,
    settings_new_token,
    settings_token_shown,
    library_trash,
    share_dialog,
    share_password,
    share_last_day,
    share_embed,
    share_qr,
    share_end,
)
