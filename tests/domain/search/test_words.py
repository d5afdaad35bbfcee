"""Words as they are looked for: without case, accents and signs, and where they stand."""

import pytest

from app.domain.search.words import LONGEST_WORD, clean, fold, forms, tokens


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Häuser", "hauser"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("créé", "cree"),
        ("ﬁle", "file"),
        ("Ⅷ", "viii"),
        ("İstanbul", "istanbul"),
        ("½", "12"),
        ("Ελλάδα", "ελλαδα"),
        ("設定", "設定"),
        ("a" * 100, "a" * LONGEST_WORD),
    ],
)
def test_folding(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_words_know_where_they_stand_and_signs_part_them() -> None:
    text = "Open app/db_models.py: l'été!"
    found = tokens(text)
    assert [token.word for token in found] == ["open", "app", "db", "models", "py", "l", "ete"]
    assert [text[token.start : token.end] for token in found] == ["Open", "app", "db", "models", "py", "l", "été"]


def test_text_is_composed_and_what_cannot_be_seen_is_a_space() -> None:
    assert clean("  Mu\u0308ller\x00\tand\n\n\u200bsons ") == "Müller and sons"


def test_an_umlaut_is_found_however_it_is_written() -> None:
    assert set(forms(fold("Müller"))) & set(forms(fold("Mueller"))) == {"muller"}
    assert forms("settings") == ("settings",)
