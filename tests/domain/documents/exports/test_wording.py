"""The words of ours, in both languages, with the numbers in them."""

from dataclasses import replace

import pytest

from app.domain.documents.exports.wording import LANGUAGES, clock, subtitle, words
from tests.domain.documents.exports.examples import a_guide, a_usual_guide


def test_where_it_is_from_is_said_in_its_language() -> None:
    assert subtitle(a_usual_guide()) == "Guide from a recording of 12 November 2026 · 3 steps · 1:05"
    german = replace(a_guide("de", titles=("Weiter",)), duration=None)
    assert subtitle(german) == "Anleitung aus einer Aufnahme vom 12. November 2026 · 1 Schritt"


def test_every_language_has_words_and_others_have_english() -> None:
    assert set(LANGUAGES) == {"en", "de"}
    assert words("xx") == words("en") != words("de")


@pytest.mark.parametrize(("seconds", "said"), [(0, "0:00"), (65.9, "1:05"), (3789, "1:03:09"), (-1, "0:00")])
def test_times_are_said_as_players_do(seconds: float, said: str) -> None:
    assert clock(seconds) == said
