"""Plain text that becomes Markdown reads as it did."""

import pytest

from app.domain.documents.editing.markdown import escaped, joined


@pytest.mark.parametrize(
    ("plain", "markdown"),
    [
        ("Press Save", "Press Save"),
        ("2 * 3 * 4", "2 \\* 3 \\* 4"),
        ("<b>bold</b>", "\\<b\\>bold\\</b\\>"),
        ("- a\n1. b\n2) c", "\\- a\n1\\. b\n2\\) c"),
        ("a - b, 1.5", "a - b, 1.5"),
        ("# top", "\\# top"),
        ("a\\b", "a\\\\b"),
    ],
)
def test_signs_stand_for_themselves(plain: str, markdown: str) -> None:
    assert escaped(plain) == markdown


def test_texts_become_paragraphs_and_empty_ones_none() -> None:
    assert joined("a", " ", "", "b") == "a\n\nb"
