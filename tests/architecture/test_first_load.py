"""What a page loads before its first picture stays small, in every language."""

import pytest

from scripts.first_load import LANGUAGES, MOST_BYTES, PAGES, first_load, manifest


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_loads_no_more_than_it_may(page: str, language: str) -> None:
    loaded = first_load(page, language)
    assert sum(loaded.values()) <= MOST_BYTES, loaded


def test_every_page_of_the_app_is_measured() -> None:
    routes = {key for key in manifest() if key.startswith("src/app/routes/") and key.count("/") == 3}
    assert routes == {modules[0] for modules in PAGES.values()}
