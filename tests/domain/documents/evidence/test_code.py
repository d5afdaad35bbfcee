"""Code is told from words, by what stands in it."""

import pytest

from app.domain.documents.evidence.code import is_code


@pytest.mark.parametrize(
    "text",
    [
        "def health():",
        "KEEP_DAYS = 365",
        '@app.get("/orders")',
        "return list_orders()",
        "import os",
        "from flask import Flask",
        "const rows = [];",
        "  });",
        "if (count >= 3) {",
        'class="wide"',
        "a::b",
    ],
)
def test_code(text: str) -> None:
    assert is_code(text)


@pytest.mark.parametrize(
    "text",
    [
        "Email address",
        "Name (optional)",
        "Rolle (Pflichtfeld):",
        "olga@firm.example",
        "https://id.example/metadata",
        "Return to sender",
        "let us meet on Monday",
        "class of 2026",
        "Import contacts",
        "@olga have a look",
        "12:30 – 14:00",
        "Größe > 3 MB",
        "",
    ],
)
def test_words(text: str) -> None:
    assert not is_code(text)
