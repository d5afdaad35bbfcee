"""What people call things can be seen, wherever it is shown, and means there what it says."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.labels import readable, safe_stem

FAMILY = "👩\u200d👧"
PERSIAN = "می\u200cخواهم"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("How we ship", "How we ship"),
        ("  two\n lines\t", "two lines"),
        ("Bill\u202e4pm.exe", "Bill4pm.exe"),
        ("\u2066Hello\u2069\u200f", "Hello"),
        ("a\x00b\x07c", "abc"),
        # Joiners belong to what they join.
        (FAMILY, FAMILY),
        (PERSIAN, PERSIAN),
        ("e\u0301", "é"),
        # Nothing that can be seen is nothing.
        ("\u200b\u200b", None),
        ("\u200d", None),
        ("\u3164", None),
        ("\u00a0 \u2003", None),
        ("\ufe0f", None),
        ("", None),
    ],
)
def test_readable(text: str, kept: str | None) -> None:
    assert readable(text) == kept


@given(st.text())
def test_nothing_that_turns_or_hides_text_stays(text: str) -> None:
    kept = readable(text)
    if kept is not None:
        assert kept.strip() == kept != ""
        assert {each for each in kept if unicodedata.category(each) in ("Cc", "Cf", "Cs")} <= {"\u200c", "\u200d"}
        assert readable(kept) == kept


@pytest.mark.parametrize(
    ("stem", "safe"),
    [("CON", "_CON"), ("com1", "_com1"), ("lpt².old", "_lpt².old"), ("aux backup", "_aux backup"), ("com10", "com10")],
)
def test_no_device_is_a_name(stem: str, safe: str) -> None:
    assert safe_stem(stem) == safe
