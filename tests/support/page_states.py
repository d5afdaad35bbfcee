"""The states that pages can be in, each as what brings a browser there; for tests that look at all of them.

A state begins at a page of somebody who is signed in, unless it says otherwise, and ends when what it is called is
there.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, Route, expect


@dataclass(frozen=True, slots=True)
class World:
    """What there is to be seen: videos by what they are, and links to them by their tokens."""

    wide: str
    portrait: str
    old: str
    refused: str
    link: str
    locked: str


State = Callable[[Page, World], None]


def login(page: Page, _: World) -> None:
    """Signed out."""
    page.goto("/login")
    expect(page.get_by_role("button", name="Log in")).to_be_visible()


def login_refused(page: Page, world: World) -> None:
    """Signed out."""
    login(page, world)
    page.get_by_label("Email").fill("nobody@example.org")
    page.get_by_label("Password").fill("wrong password")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_be_visible()


def register_refused(page: Page, _: World) -> None:
    """Signed out."""
    page.goto("/register")
    page.get_by_label("Name").fill("Mira")
    page.get_by_label("Email").fill("mira@example")
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_text("Write an email address", exact=False)).to_be_visible()


def library(page: Page, _: World) -> None:
    page.goto("/")
    expect(page.get_by_role("article").first).to_be_visible()


def library_loading(page: Page, _: World) -> None:
    page.route("**/video/?*", lambda route: None)
    page.goto("/")
    expect(page.get_by_role("status", name="Loading your recordings")).to_be_visible()


def library_unreachable(page: Page, _: World) -> None:
    page.route("**/video/?*", _broken)
    page.goto("/")
    expect(page.get_by_role("heading", name="Your library could not be loaded")).to_be_visible(timeout=30_000)


def library_empty(page: Page, _: World) -> None:
    page.route("**/video/?*", lambda route: route.fulfill(json={"items": [], "next_cursor": None}))
    page.goto("/")
    expect(page.get_by_role("heading", name="Record your first video")).to_be_visible()


def library_nothing_found(page: Page, _: World) -> None:
    page.goto("/?q=nothing+is+called+so")
    expect(page.get_by_role("button", name="Show all recordings")).to_be_visible()


def library_offline(page: Page, world: World) -> None:
    library(page, world)
    page.context.set_offline(True)
    expect(page.get_by_text("Offline.", exact=False)).to_be_visible()


def account_menu(page: Page, world: World) -> None:
    library(page, world)
    page.get_by_role("button", name="Account of ", exact=False).click()
    expect(page.get_by_role("menu")).to_be_visible()


def card_menu(page: Page, world: World) -> None:
    library(page, world)
    page.get_by_role("button", name="More for ", exact=False).first.click()
    expect(page.get_by_role("menu")).to_be_visible()


def rename_dialog(page: Page, world: World) -> None:
    card_menu(page, world)
    page.get_by_role("menuitem", name="Rename").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def delete_dialog(page: Page, world: World) -> None:
    card_menu(page, world)
    page.get_by_role("menuitem", name="Delete").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def uploads(page: Page, world: World) -> None:
    library(page, world)
    page.locator("input[type=file]").first.set_input_files(
        [{"name": "notes.txt", "mimeType": "text/plain", "buffer": b"no video"}]
    )
    expect(page.get_by_role("region", name="Uploads")).to_be_visible()


def no_such_page(page: Page, _: World) -> None:
    page.goto("/no/such/page")
    expect(page.get_by_role("heading", name="There is no such page")).to_be_visible()


def watch(page: Page, world: World) -> None:
    _watch(page, world.wide)


def watch_portrait(page: Page, world: World) -> None:
    _watch(page, world.portrait)


def watch_old(page: Page, world: World) -> None:
    """4:3, with a comment that is listed."""
    _watch(page, world.old)
    page.get_by_role("textbox", name="Comment at ", exact=False).fill("Look: https://example.org/page")
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_role("link", name="https://example.org/page").first).to_be_visible()


def watch_comments(page: Page, world: World) -> None:
    watch(page, world)
    page.get_by_role("tab", name="Comments").click()
    expect(page.get_by_role("button", name="Write the first")).to_be_visible()


def watch_text(page: Page, world: World) -> None:
    watch(page, world)
    page.get_by_role("tab", name="Text on screen").click()
    expect(page.get_by_role("tabpanel")).to_contain_text(re.compile("No text|Find|next|Reading|Looking"))


def watch_speed(page: Page, world: World) -> None:
    watch(page, world)
    page.get_by_role("button", name="Speed", exact=False).click()
    expect(page.get_by_role("menu")).to_be_visible()


def watch_more(page: Page, world: World) -> None:
    watch(page, world)
    page.get_by_role("button", name="More", exact=True).click()
    expect(page.get_by_role("menu")).to_be_visible()


def watch_keys(page: Page, world: World) -> None:
    watch(page, world)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()


def watch_delete(page: Page, world: World) -> None:
    watch_more(page, world)
    page.get_by_role("menuitem", name="Delete").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def watch_refused(page: Page, world: World) -> None:
    """A file that is no video."""
    page.goto(f"/watch/{world.refused}")
    expect(page.get_by_role("region", name="The video cannot be played yet")).to_be_visible()


def watch_missing(page: Page, _: World) -> None:
    page.goto("/watch/11111111-2222-3333-4444-555555555555")
    expect(page.get_by_role("heading", name="There is no recording here for you")).to_be_visible()


def watch_loading(page: Page, world: World) -> None:
    page.route(_whatever_is_told_of(world.wide), lambda route: None)
    page.goto(f"/watch/{world.wide}")
    expect(page.get_by_role("status", name="Loading the recording")).to_be_visible()


def watch_unreachable(page: Page, world: World) -> None:
    page.route(_whatever_is_told_of(world.wide), _broken)
    page.goto(f"/watch/{world.wide}")
    expect(page.get_by_role("heading", name="The recording could not be loaded")).to_be_visible(timeout=30_000)


def record(page: Page, _: World) -> None:
    page.goto("/record")
    expect(page.get_by_role("button", name="Start recording")).to_be_visible()


def record_ready(page: Page, world: World) -> None:
    record(page, world)
    page.get_by_role("button", name="Camera", exact=True).click()
    expect(page.get_by_label("Preview")).to_be_visible()


def recording(page: Page, world: World) -> None:
    record_ready(page, world)
    page.get_by_role("button", name="Start recording").click()
    expect(page.get_by_role("timer")).to_be_visible(timeout=30_000)


def recording_paused(page: Page, world: World) -> None:
    recording(page, world)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Resume")).to_be_visible()


def record_discard(page: Page, world: World) -> None:
    recording(page, world)
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def record_refused(page: Page, world: World) -> None:
    page.route("**/video/start", _broken)
    record_ready(page, world)
    page.get_by_role("button", name="Start recording").click()
    expect(page.get_by_text("The server has a problem.")).to_be_visible(timeout=30_000)


def multitrack(page: Page, _: World) -> None:
    page.goto("/sessions")
    expect(page.get_by_role("heading", name="No multitrack recordings yet")).to_be_visible()


def multitrack_unreachable(page: Page, _: World) -> None:
    page.route("**/api/sessions", _broken)
    page.goto("/sessions")
    expect(page.get_by_role("heading", name="could not be loaded", exact=False)).to_be_visible(timeout=30_000)


def multitrack_recordings(page: Page, _: World) -> None:
    """One of each kind, as the server would list them."""
    page.route("**/api/sessions", lambda route: route.fulfill(json={"sessions": [_listed(kind) for kind in _KINDS]}))
    page.goto("/sessions")
    expect(page.get_by_text("Film ready")).to_be_visible()
    page.get_by_text("Compile anew").click()


_FAULT = {"code": "not_a_video", "message": "What was sent as video is no recording."}
_KINDS = ("recorded", "compiling", "compiled", "failed")


def confirm_over(page: Page, _: World) -> None:
    """Signed out."""
    page.goto("/confirm-email#token=over")
    expect(page.get_by_role("alert")).to_be_visible()


def settings(page: Page, _: World) -> None:
    page.goto("/settings")
    expect(page.get_by_role("button", name="Pack my data")).to_be_visible()
    expect(page.get_by_role("button", name="Choose a picture")).to_be_visible()


def settings_packing(page: Page, _: World) -> None:
    packing = {"state": "running", "progress": 0.4, "size": None, "created_at": None, "expires_at": None, "url": None}
    page.route("**/account/export", lambda route: route.fulfill(json=packing))
    page.goto("/settings#data")
    expect(page.get_by_role("progressbar", name="Your data")).to_be_visible()


def settings_closing(page: Page, world: World) -> None:
    settings(page, world)
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def watch_share(page: Page, world: World) -> None:
    _watch(page, world.wide)
    page.get_by_role("button", name="Share").first.click()
    expect(page.get_by_role("region", name="Who has access")).to_be_visible()


def _listed(kind: str) -> dict[str, object]:
    track = {"state": "completed", "size": 1_200_000, "mime_type": "video/webm", "started_at": None}
    return {
        "session_id": f"11111111-2222-3333-4444-{_KINDS.index(kind):012}",
        "title": "Recording of 27 November 2026, 14:05",
        "created_at": "2026-11-27T13:05:00Z",
        "status": kind,
        "progress": 0.4,
        "size": 2_400_000,
        "duration": 104.0,
        "tracks": [{**track, "track": "video"}, {**track, "track": "audio"}],
        "error": _FAULT if kind == "failed" else None,
    }


def _watch(page: Page, video_id: str) -> None:
    page.goto(f"/watch/{video_id}")
    page.wait_for_function("document.querySelector('video')?.readyState >= 1", timeout=60_000)
    expect(page.get_by_role("tabpanel")).not_to_be_empty()


def _whatever_is_told_of(video_id: str) -> re.Pattern[str]:
    """Also what is told of its changes: that is enough to show it."""
    return re.compile(f"/video/{video_id}(/events)?$")


def _broken(route: Route) -> None:
    route.fulfill(status=500, json={"error": {"code": "internal", "message": "Something broke on our side."}})


SIGNED_OUT: tuple[State, ...] = (login, login_refused, register_refused, confirm_over)
SETTINGS: tuple[State, ...] = (settings, settings_packing, settings_closing)
LIBRARY: tuple[State, ...] = (
    library,
    library_loading,
    library_unreachable,
    library_empty,
    library_nothing_found,
    library_offline,
    account_menu,
    card_menu,
    rename_dialog,
    delete_dialog,
    uploads,
    no_such_page,
)
WATCH: tuple[State, ...] = (
    watch,
    watch_portrait,
    watch_old,
    watch_comments,
    watch_text,
    watch_speed,
    watch_more,
    watch_keys,
    watch_delete,
    watch_share,
    watch_refused,
    watch_missing,
    watch_loading,
    watch_unreachable,
)
RECORD: tuple[State, ...] = (record, record_ready, recording, recording_paused, record_discard, record_refused)
MULTITRACK: tuple[State, ...] = (multitrack, multitrack_unreachable, multitrack_recordings)
EVERY = (*SIGNED_OUT, *SETTINGS, *LIBRARY, *WATCH, *RECORD, *MULTITRACK)
# One of each page, for the tests of every day.
ONE_EACH: tuple[State, ...] = (login_refused, library, watch_old, record_ready, multitrack)
