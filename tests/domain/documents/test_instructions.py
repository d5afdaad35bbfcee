"""Titles are instructions in the screen's language, and say nothing that is not on screen."""

import pytest

from app.domain.documents.evidence.kinds import Act, Kind
from app.domain.documents.instructions import LANGUAGES, instruction


def act(kind: Kind, label: str, detail: str = "", is_on: bool | None = None, is_weak: bool = False) -> Act:
    return Act(kind, 1.0, 2.0, label, "picture", detail, is_on, is_weak)


@pytest.mark.parametrize(
    ("told", "title"),
    [
        (act(Kind.OPEN, "Members"), "Open Members"),
        (act(Kind.CLICK, "Send invitation"), "Click Send invitation"),
        (act(Kind.TOGGLE, "Two-factor authentication", is_on=True), "Turn on Two-factor authentication"),
        (act(Kind.TOGGLE, "Guests may comment", is_on=False), "Turn off Guests may comment"),
        (act(Kind.TYPE, "Metadata URL", "https://id.example"), "Type the metadata URL"),
        (act(Kind.TYPE, "URL", "https://id.example"), "Type the URL"),
        (act(Kind.TYPE, "import os"), "Type `import os`"),
        (act(Kind.TYPE, "Berlin"), "Type Berlin"),
        (act(Kind.CHOOSE, "Okta", "Identity provider"), "Choose Okta in Identity provider"),
        (act(Kind.CHOOSE, "Duplicate"), "Choose Duplicate"),
        (act(Kind.COMMAND, "flask db upgrade"), "Run `flask db upgrade`"),
        (act(Kind.SCROLL, "Backups"), "Scroll to Backups"),
        (act(Kind.SLIDE, "The plan until summer"), "The plan until summer"),
        (act(Kind.NOTICE, "Connection works", is_weak=True), "Connection works"),
        (act(Kind.DIALOG, "Delete this project for good?", is_weak=True), "Delete this project for good?"),
    ],
)
def test_english(told: Act, title: str) -> None:
    assert instruction(told, "en") == title


def test_german_and_french() -> None:
    assert instruction(act(Kind.SUBMIT, "Einladung senden"), "de") == "Auf Einladung senden klicken"
    assert instruction(act(Kind.TYPE, "Projektname", "Atlas"), "de") == "Projektname eingeben"
    assert instruction(act(Kind.CHOOSE, "Lecteur", "Rôle"), "fr") == "Choisir Lecteur dans Rôle"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_words_with_the_label_in_them(language: str, kind: Kind) -> None:
    assert "Label" in instruction(act(kind, "Label"), language)


def test_what_was_typed_is_not_told_where_the_field_has_a_name() -> None:
    assert "hunter2" not in instruction(act(Kind.TYPE, "Password", "hunter2"), "en")
