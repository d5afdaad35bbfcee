"""A browser for the tests of a module, and a page at the running product that may not crash."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.stack import ROOT, Stack
from tests.support.browser import open_browser

# A page that loads anew on a busy machine takes longer than the five seconds that are usual.
expect.set_options(timeout=20_000)

RESULTS = ROOT / "test-results"
_failed_key = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remembers whether the test failed, for the fixtures that are torn down after it."""
    report = yield
    item.stash[_failed_key] = item.stash.get(_failed_key, False) or report.failed
    return report


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium with a fake camera, microphone and screen."""
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def small_stack() -> Iterator[Stack]:
    """A product of its own that can take a recording and show it, and nothing else."""
    with Stack.temporary() as stack:
        stack.start_services()
        stack.migrate()
        stack.start_app("web", "uploads")
        stack.wait_ready()
        yield stack


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser, stack: Stack) -> Iterator[Page]:
    """A page of its own session; paths are relative to the product. An uncaught error in it fails the test."""
    context = browser.new_context(bypass_csp=True, base_url=stack.urls["web"], viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    if request.node.stash.get(_failed_key, False):
        RESULTS.mkdir(exist_ok=True)
        opened.screenshot(path=RESULTS / f"{Path(request.node.name).name}.png")
    context.close()
    assert errors == []
