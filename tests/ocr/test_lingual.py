"""Every script that has a reader is read; of the others it is said that they are there, and nothing is made up."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from app.domain.documents.scripts import Script
from app.domain.documents.words import Box
from app.ocr.choice import engine_of
from app.ocr.engine import Reading
from app.ocr.lingual import below_each_other
from tests.ocr.written import BRUSH, ENGLISH, FRENCH, GERMAN, GREEK, HEBREW, JAPANESE, RUSSIAN, SANS, WIDE, page


def texts(reading: Reading) -> list[str]:
    return [line.text for line in reading.lines]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("lines", [ENGLISH, GERMAN, FRENCH], ids=["English", "German", "French"])
def test_latin_languages_are_read_sign_by_sign(lines: Sequence[str], dark: bool) -> None:
    reading = engine_of("ppocr", "en").read(page(lines, dark=dark))
    assert texts(reading) == list(lines)
    assert reading.unread == ()


@pytest.mark.parametrize("height", [28, 40, 47, 49, 80])
def test_a_flat_cut_of_a_screen_says_what_stands_there(height: int) -> None:
    """A network that scales it to its own measure sees nothing in it."""
    header = page(["Comptabilité   Aperçu   Élèves"], size=13)[18 : 18 + height, 20:500]
    reading = engine_of("ppocr", "en").read(header)
    assert " ".join(texts(reading)).split() == ["Comptabilité", "Aperçu", "Élèves"]
    assert all(line.box.bottom <= height for line in reading.lines)


@pytest.mark.parametrize("size", [12, 16])
@pytest.mark.parametrize(
    ("lines", "font", "script"),
    [
        (RUSSIAN, SANS, Script.CYRILLIC),
        (GREEK, SANS, Script.GREEK),
        (HEBREW, WIDE, Script.HEBREW),
        (JAPANESE, BRUSH, Script.JAPANESE),
    ],
    ids=["Russian", "Greek", "Hebrew", "Japanese"],
)
def test_what_nobody_reads_is_said_and_not_guessed(lines: Sequence[str], font: Path, script: Script, size: int) -> None:
    reading = engine_of("ppocr", "en").read(page(lines, font, size))
    assert {each.script for each in reading.unread} == {script}
    assert len(reading.unread) >= len(lines) - 1
    assert "".join(texts(reading)) == ""


@pytest.mark.parametrize("engine", ["ppocr", "tesseract"])
def test_a_language_that_is_wanted_and_not_installed_costs_its_script_alone(engine: str) -> None:
    """Setting OCR_LANGUAGES without the package must not make every recording's reading fail."""
    reading = engine_of(engine, "en, ru, vi").read(page([*ENGLISH, *RUSSIAN], size=16))
    assert [line for line in texts(reading) if line in ENGLISH] == list(ENGLISH)
    assert {each.script for each in reading.unread} == {Script.CYRILLIC}


def test_two_scripts_on_one_page_are_told_apart() -> None:
    reading = engine_of("ppocr", "en").read(page([*ENGLISH, *RUSSIAN]))
    assert texts(reading) == list(ENGLISH)
    assert {each.script for each in reading.unread} == {Script.CYRILLIC}
    top = min(each.box.top for each in reading.unread)
    assert top > max(line.box.bottom for line in reading.lines)


def test_a_script_is_remembered_where_a_few_letters_could_not_say_it() -> None:
    engine = engine_of("ppocr", "en")
    engine.read(page(RUSSIAN))
    reading = engine.read(page(["Войти"]))
    assert (texts(reading), [each.script for each in reading.unread]) == ([], [Script.CYRILLIC])


def test_chinese_is_read_by_the_networks_where_somebody_wants_it() -> None:
    chinese = ["安全设置", "保存更改", "密码九十天后过期", "用户管理设置"]
    assert texts(engine_of("ppocr", "en, zh").read(page(chinese, BRUSH))) == chinese
    assert texts(engine_of("ppocr", "en").read(page(chinese, BRUSH))) == []


def test_tesseract_guesses_no_more_than_the_networks() -> None:
    reading = engine_of("tesseract", "en").read(page(RUSSIAN, SANS, 16))
    assert Script.CYRILLIC in {each.script for each in reading.unread}


def test_lines_stand_below_each_other_dark_on_white() -> None:
    picture = page(ENGLISH, dark=True)
    lines = below_each_other(picture, [Box(40, 24, 110, 14), Box(40, 58, 150, 14)])
    assert lines.mean() > 200
    assert lines.min() < 60
    assert np.asarray(lines[:20]).min() == 255
