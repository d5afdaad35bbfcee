"""Languages as films name them become languages as the web names them."""

import pytest

from app.domain.languages import language_tag


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ("ger", "de"),
        ("deu", "de"),
        ("en", "en"),
        ("eng", "en"),
        ("pt-br", "pt-br"),
        ("por-br", "pt-br"),
        ("gsw", "gsw"),
        ("", None),
        (None, None),
    ],
)
def test_a_language_has_the_shortest_code_there_is(code: str | None, tag: str | None) -> None:
    assert language_tag(code) == tag
