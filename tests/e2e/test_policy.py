"""The content security policy against the real pages: nothing they do is refused by it, and nothing else is let in."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.client import Client, UploadSocket
from scripts.stack import Stack

VP8 = Path(__file__).parents[1] / "fixtures" / "webm" / "chromium-vp8-opus.webm"
WATCH = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
        window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""


def violations(page: Page) -> list[str]:
    """What the policy refused on this page since it was opened."""
    found: list[str] = page.evaluate("() => window.violations")
    return found


@pytest.fixture
def strict(browser: Browser, stack: Stack) -> Page:
    """A page that is held to the policy, as those of other tests are not: their tools look into pages by `eval`."""
    context = browser.new_context(base_url=stack.urls["web"], viewport={"width": 1280, "height": 800})
    context.add_init_script(WATCH)
    return context.new_page()


def test_no_page_is_hindered_by_it(strict: Page, stack: Stack) -> None:
    client = Client.register(stack.urls["web"], email := "policy@example.org")
    started = client.start(title="Held to it")
    with UploadSocket(client.url, started) as socket:
        socket.send(VP8.read_bytes())
        socket.settle()
        socket.finish()
    client.wait_for(started["video_id"], lambda video: video["status"] in {"done", "failed"}, 120)

    strict.goto("/login")
    strict.get_by_label("Email").fill(email)
    strict.get_by_label("Password").fill("correct horse battery")
    strict.get_by_role("button", name="Log in").click()
    expect(strict.get_by_role("link", name="Held to it").first).to_be_visible()
    assert violations(strict) == []

    for path in ("/record", f"/watch/{started['video_id']}"):
        strict.goto(path)
        expect(strict.get_by_role("main")).to_be_visible()
        strict.wait_for_timeout(1500)
        assert violations(strict) == [], path
    # Renditions by hls.js, whose worker is a blob.
    strict.keyboard.press("Space")
    expect(strict.locator("video")).to_have_js_property("paused", False)
    menus = strict.get_by_role("button", name="Quality")
    if menus.count():
        menus.first.click()
    assert violations(strict) == []


def test_the_api_is_described_from_here(strict: Page) -> None:
    strict.goto("/docs")
    expect(strict.get_by_text("/video/start").first).to_be_visible()
    strict.get_by_text("/video/start").first.click()
    expect(strict.get_by_text("Begin a recording.").first).to_be_visible()
    assert violations(strict) == []


def test_what_is_not_ours_is_refused(strict: Page) -> None:
    strict.goto("/login")
    strict.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.owned = true";
            document.body.append(script);
            const far = document.createElement("img");
            far.src = "http://127.0.0.2:9/pixel.png";
            document.body.append(far);
        }"""
    )
    strict.wait_for_timeout(200)
    assert strict.evaluate("() => window.owned") is None
    assert {found.split(" ")[0] for found in violations(strict)} >= {"script-src-elem", "img-src"}
