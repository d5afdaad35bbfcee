"""axe on every page in every state: menus and dialogs open, loading, empty, broken, offline; light and dark; wide and
on a phone; and in German. A picture of each is left in test-results/pages, for people to look at."""

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from scripts.stack import ROOT, Stack
from tests.support import search_states, sharing_states
from tests.support.axe import serious_faults
from tests.support.page_states import EVERY, SIGNED_OUT, State
from tests.support.seen import Somebody, looked_at, with_videos

pytestmark = pytest.mark.slow

OUTSIDE = (*SIGNED_OUT, *sharing_states.OUTSIDE)
STATES = (*EVERY, *sharing_states.OUTSIDE, *sharing_states.INSIDE, *search_states.SEARCH)
SIZES = {"wide": (1280, 800), "phone": (390, 844)}
PICTURES = ROOT / "test-results" / "pages"


@pytest.fixture(scope="module")
def somebody(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Somebody:
    """Who has a video of each shape."""
    return with_videos(stack.urls["web"], tmp_path_factory.mktemp("videos"))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing_serious(browser: Browser, somebody: Somebody, state: State, size: str) -> None:
    with looked_at(browser, somebody, state not in OUTSIDE, SIZES[size]) as page:
        state(page, somebody.world)
        faults = {theme: faults_and_picture(page, f"{state.__name__}-{size}", theme) for theme in ("light", "dark")}
    assert faults == {"light": [], "dark": []}


def faults_and_picture(page: Page, name: str, theme: Literal["light", "dark"]) -> list[str]:
    page.emulate_media(color_scheme=theme)
    # The fields of an open dialog take their new colours a moment after all else.
    page.wait_for_timeout(300)
    faults = serious_faults(page)
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}-{theme}.png")
    return faults


GERMAN = {
    "/": "Bibliothek",
    "/record": "Was möchtest du zeigen?",
    "/sessions": "Mehrspur",
    "/search": "Suchen",
    "/nowhere": "Diese Seite gibt es nicht",
}


@pytest.mark.parametrize("path", GERMAN)
def test_a_german_browser_gets_german_pages(browser: Browser, somebody: Somebody, path: str) -> None:
    with looked_at(browser, somebody, language="de-AT") as page:
        page.goto(path)
        page.get_by_role("heading", name=GERMAN[path], level=1).wait_for()
        assert page.locator("html").get_attribute("lang") == "de"
        assert serious_faults(page) == []
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"german{path.replace('/', '-')}.png")
