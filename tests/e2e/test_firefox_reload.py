"""Firefox with a microphone, and a reload in the middle of a recording."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from scripts.stack import Stack
from tests.e2e.test_main_path_in_firefox import (  # noqa: F401  # fixtures
    ARRIVED,
    browser,
    loudness,
    network,
    recording,
    streams,
    watch,
)
from tests.e2e.test_recorder_survives import WATCH, captured

pytestmark = pytest.mark.slow


def test_a_microphone_too_and_a_reload(browser: Browser, stack: Stack, tmp_path: Path) -> None:  # noqa: F811
    with recording(browser, stack, "Camera", "Microphone") as page:
        expect(page.get_by_text(ARRIVED)).to_be_visible()
        # Long enough to be played from its last tenth.
        page.wait_for_timeout(4_000)
        least, _ = captured(page)
        page.once("dialog", lambda dialog: dialog.accept())
        page.reload()
        # Firefox's recorder gives its rest while the page goes, when nobody can write it down any more.
        before = (least, captured(page)[1])
        left_behind = page.get_by_role("region", name="Unfinished recordings")
        left_behind.get_by_role("button", name="Send the rest and finish").click()
        page.wait_for_url(WATCH, timeout=30_000)
        watch(page, before)
        assert streams(page, tmp_path) == ["vp8", "opus"]
        assert loudness(tmp_path / "recording") > -60, "no sound device here, and the voice is there"
