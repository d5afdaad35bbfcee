"""Secrets are taken out of what was written."""

from app.domain.documents.words import Box
from app.domain.redaction.scrubbing import pattern, scrubbed, texts_in
from tests.domain.redaction.screens import line


def test_whatever_text_has_it_has_it_no_more() -> None:
    found = pattern(["anna@example.com", "4111 1111 1111 1111"])
    assert found
    stored = [{"title": "Type Anna@Example.com", "text": None, "sources": [{"label": "Card 4111-1111 11111111, ok"}]}]
    assert scrubbed(stored, found) == [{"title": "Type ••••", "text": None, "sources": [{"label": "Card ••••, ok"}]}]


def test_numbers_and_other_words_stay() -> None:
    found = pattern(["hunter2"])
    assert found and scrubbed({"timestamp": 2.5, "title": "Hunters"}, found) == {"timestamp": 2.5, "title": "Hunters"}


def test_what_is_too_short_is_not_looked_for() -> None:
    assert pattern(["abc", ""]) is None


def test_what_is_read_in_a_box() -> None:
    shown = line("Mail anna@example.com now")
    word = shown.words[1].box
    assert texts_in([shown, line("far", top=0.9)], Box(word.left, word.top, word.width, word.height)) == [
        "anna@example.com"
    ]
