"""Pages can be used by people who cannot see them, or not well: axe finds nothing serious on one state of each page.

Every state in every look is looked at by test_accessible_everywhere.
"""

import pytest
from playwright.sync_api import Browser

from scripts.stack import Stack
from tests.support.axe import serious_faults
from tests.support.page_states import ONE_EACH, SIGNED_OUT, State
from tests.support.search_states import palette, search
from tests.support.seen import Somebody, looked_at, with_videos


@pytest.fixture(scope="module")
def somebody(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Somebody:
    """Who has a video of each shape."""
    return with_videos(stack.urls["web"], tmp_path_factory.mktemp("videos"))


@pytest.mark.parametrize("state", (*ONE_EACH, palette, search), ids=lambda state: state.__name__)
def test_axe_finds_nothing_serious(browser: Browser, somebody: Somebody, state: State) -> None:
    with looked_at(browser, somebody, signed_in=state not in SIGNED_OUT) as page:
        state(page, somebody.world)
        assert serious_faults(page) == []
