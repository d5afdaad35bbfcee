"""Tesseract's library answers like its program, and says which script a page is in."""

import numpy as np
import pytest

from app.domain.documents.words import Box
from app.ocr.lingual import below_each_other
from reader.tesseract import NotInstalled, Tesseract, installed
from tests.ocr.written import ENGLISH, GREEK, RUSSIAN, page


def test_languages_are_those_of_this_machine() -> None:
    assert {"eng", "osd"} <= set(installed())
    with pytest.raises(NotInstalled):
        Tesseract("klingon")


def test_words_have_their_boxes_also_the_second_time() -> None:
    tesseract, picture = Tesseract("eng"), page(ENGLISH, size=20)
    for _ in range(2):
        words = tesseract.words(picture.tobytes(), 640, 360)
        assert [word["text"] for word in words][:2] == ["Security", "settings"]
        left, top, width, height = words[0]["box"]  # type: ignore[misc]
        assert abs(left - 41) < 4 and 20 < top < 34 and 60 < width < 90 and 12 < height < 24
    assert tesseract.words(bytes(np.full(100 * 100, 255, np.uint8)), 100, 100) == []
    tesseract.close()


@pytest.mark.parametrize(
    ("lines", "script"), [(ENGLISH, "Latin"), (RUSSIAN, "Cyrillic"), (GREEK, "Greek")], ids=["en", "ru", "el"]
)
def test_scripts_are_told(lines: tuple[str, ...], script: str) -> None:
    boxes = [Box(36, 24 + 34 * number, 280, 18) for number in range(len(lines))]
    below = below_each_other(page(lines), boxes)
    told = Tesseract("osd").script(below.tobytes(), below.shape[1], below.shape[0])
    assert told is not None
    assert told[0] == script
