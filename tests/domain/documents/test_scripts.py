"""Which script a text is in, what is doubtful about what was read as Latin, and which languages there are."""

import pytest

from app.domain.documents.scripts import (
    Script,
    Unread,
    are_odd,
    by_script,
    is_doubtful,
    languages,
    letters,
    named,
    script_of,
    told,
)
from app.domain.documents.words import Box, Line, Word

PLACE = Box(0, 0, 10, 10)


def line(text: str, confidence: float = 99) -> Line:
    return Line(tuple(Word(word, PLACE, confidence) for word in text.split()))


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Größe überprüfen", Script.LATIN),
        ("Ρυθμίσεις", Script.GREEK),
        ("Войти", Script.CYRILLIC),
        ("安全设置", Script.CHINESE),
        ("変更を保存する", Script.JAPANESE),
        ("비밀번호", Script.KOREAN),
        ("הגדרות", Script.HEBREW),
        ("إلغاء", Script.ARABIC),
        ("12:30 €", None),
    ],
)
def test_most_letters_say_the_script(text: str, script: Script | None) -> None:
    assert script_of(text) is script


@pytest.mark.parametrize(
    "text",
    [
        "Enable single sign-on",
        "macOS iPhone OAuth2 JavaScript",
        "README.md",
        "def deploy(version: str, hosts: list[str]) -> int:",
        "INV-2041 1,240.00",
        "INFO [alembic.runtime.migration] Running upgrade 0012 to 0013",
        "https://login.example.org/saml/metadata",
        "getElementById createTextNode",
        "Älteste Straßenbahn in Żywiec",
    ],
)
def test_latin_that_was_read_surely_is_not_doubtful(text: str) -> None:
    assert not is_doubtful(line(text))


@pytest.mark.parametrize(
    "text",
    ["HacTpoMKI 6e3onaCHOCTI", "CoxpaHITb W3MheHIA", "Bce naponn uCTekaOT yepe3 AeBAHoCTO AHeé", "变更保存寸石"],
)
def test_look_alikes_are_doubtful_however_surely_they_were_read(text: str) -> None:
    assert is_doubtful(line(text))


def test_what_was_read_unsurely_is_doubtful() -> None:
    assert is_doubtful(line("Security settings", 80))


def test_letters_are_counted_and_nothing_else() -> None:
    assert letters([line("a1 b-c"), line("déf")]) == 6


def test_languages_are_codes_and_each_has_its_script() -> None:
    assert languages("EN, de ru,de") == ("en", "de", "ru")
    assert by_script(("en", "de", "ru")) == {Script.LATIN: "eng+deu", Script.CYRILLIC: "rus"}
    for wrong in ("english", "", " , "):
        with pytest.raises(ValueError, match="is none of"):
            languages(wrong)


def test_what_others_call_scripts() -> None:
    assert [named(name) for name in ("Han", "Katakana", "Hangul", "Fraktur", "Cyrillic", "Tibetan")] == [
        Script.CHINESE,
        Script.JAPANESE,
        Script.KOREAN,
        Script.LATIN,
        Script.CYRILLIC,
        Script.UNKNOWN,
    ]


def test_the_most_frequent_script_is_told_first() -> None:
    places = [Unread(PLACE, script) for script in (Script.GREEK, Script.CYRILLIC, Script.CYRILLIC)]
    assert told(places) == [Script.CYRILLIC, Script.GREEK]


def test_look_alikes_have_odd_shapes_and_spoilt_letters_have_not() -> None:
    assert are_odd([line("HacTpoMKI 6e3onaCHOCTI"), line("CoxpaHITb W3MheHIA"), line("Workspace")])
    assert not are_odd([line("hellenine.Jimpl", 63), line("Field Notes", 91)])
    assert not are_odd([line("Frarn sip im Zwniat eine Pertn us te Senvaluna", 60)] * 3)
