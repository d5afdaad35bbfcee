"""What a page loads before its first picture stays small, in every language."""

import pytest

from scripts.first_load import MOST_BYTES, MOST_BYTES_TRANSLATED, PAGES, first_load, manifest


@pytest.mark.parametrize("german", [False, True], ids=["English", "German"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_loads_no_more_than_it_may(page: str, german: bool) -> None:
    loaded = first_load(manifest(), page, german)
    assert sum(loaded.values()) <= (MOST_BYTES_TRANSLATED if german else MOST_BYTES), loaded


def test_every_page_of_the_app_is_measured() -> None:
    routes = {key for key in manifest() if key.startswith("src/app/routes/") and key.count("/") == 3}
    assert routes == {modules[0] for modules in PAGES.values()}
