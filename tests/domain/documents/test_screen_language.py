"""A guide speaks the language of the screen."""

import pytest

from app.domain.documents.screen_language import language_of


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (["Everything about your workspace is decided on this page."], "en"),
        (["Alles über den Arbeitsbereich wird auf dieser Seite festgelegt.", "Speichern"], "de"),
        (["Tout ce qui concerne votre espace se décide sur cette page.", "Enregistrer"], "fr"),
        (["git status", "def orders():", "4100"], "en"),
        ([], "en"),
        # One word that both languages have is no evidence.
        (["The die is cast", "This is for you"], "en"),
    ],
)
def test_languages(texts: list[str], language: str) -> None:
    assert language_of(texts) == language
