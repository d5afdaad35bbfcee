"""Small type is enlarged for Tesseract, large type is not, and either way boxes are where the words are."""

from typing import Any

import numpy as np
import pytest

from app.domain.documents.words import Box
from app.ocr import tesseract
from app.ocr.engine import Pixels
from app.ocr.reader import Reader


class Told(Reader):
    """Has found one word, in the place where it was shown one, and one that is noise."""

    def ask(self, what: str, grey: Pixels, languages: str = "") -> Any:
        rows, columns = np.nonzero(grey < 128)
        box = [float(columns.min()), float(rows.min()), float(np.ptp(columns)) + 1, float(np.ptp(rows)) + 1]
        noise = {"text": "ghost", "box": [0.0, 300.0, 60.0, 12.0], "confidence": 12.0}
        self.shown, self.languages = grey.shape, languages
        return [{"text": "Okta", "box": box, "confidence": 95.0}, noise]


@pytest.mark.parametrize(("height", "factor"), [(7, 2), (14, 1)], ids=["small", "large"])
def test_boxes_are_of_the_picture_that_was_given(height: int, factor: int) -> None:
    page, told = np.full((200, 400), 250, np.uint8), Told()
    for left in range(40, 80, 10):
        page[50 : 50 + height, left : left + 6] = 20
    lines, doubtful = tesseract.read(told, page, "eng+deu")
    assert (told.shown, told.languages) == ((200 * factor, 400 * factor), "eng+deu")
    ((word,),) = [line.words for line in lines]
    for side, expected in zip(("left", "top", "width", "height"), (40, 50, 36, height), strict=True):
        assert getattr(word.box, side) == pytest.approx(expected, abs=1)
    assert [line.text for line in doubtful] == ["ghost"]
    assert isinstance(word.box, Box)


def test_a_blank_page_has_no_letters() -> None:
    assert tesseract.letter_height(np.full((100, 100), 255, np.uint8)) == 0.0
