"""What the networks find becomes lines of words with their ink; what stands in two columns is two lines."""

from typing import Any

import numpy as np

from app.domain.documents.words import Box
from app.ocr import neural
from app.ocr.engine import Pixels
from app.ocr.reader import Reader


class Told(Reader):
    """Has found this, whatever it is asked."""

    def __init__(self, *found: dict[str, Any]) -> None:
        super().__init__()
        self._found = list(found)

    def ask(self, what: str, grey: Pixels, languages: str = "") -> Any:
        return self._found


def picture(*words: tuple[int, int]) -> Pixels:
    """Words from left to right, as bars (left, width) of ten pixels' height."""
    grey = np.full((100, 600), 250, np.uint8)
    for left, width in words:
        grey[45:55, left : left + width] = 30
    return grey


def found(text: str, middles: list[float], left: float, width: float) -> dict[str, Any]:
    return {"text": text, "score": 0.97, "box": [left, 41, width, 18], "middles": middles}


def test_words_are_parted_by_spaces_and_have_their_ink() -> None:
    told = Told(found("ab cde", [25, 35, 55, 65, 75], 18, 66))
    (line,) = neural.read(told, picture((20, 20), (50, 30)))
    assert [(word.text, word.box, word.confidence) for word in line.words] == [
        ("ab", Box(20, 45, 20, 10), 97.0),
        ("cde", Box(50, 45, 30, 10), 97.0),
    ]


def test_a_wide_gap_makes_two_lines() -> None:
    told = Told(found("ab cd", [25, 35, 125, 135], 18, 126))
    assert [line.text for line in neural.read(told, picture((20, 20), (120, 20)))] == ["ab", "cd"]


def test_an_address_has_two_slashes() -> None:
    for text, expected in (
        ("https:/a.org", "https://a.org"),
        ("http://a", "http://a"),
        ("and/or", "and/or"),
        ("INF0", "INFO"),
    ):
        (line,) = neural.read(Told(found(text, [20.0 + 5 * n for n in range(len(text))], 18, 90)), picture((20, 70)))
        assert line.text == expected


def test_signs_without_a_place_are_one_word_and_nothing_is_nothing() -> None:
    (line,) = neural.read(Told(found("ab cd", [25, 35], 18, 26)), picture((20, 20)))
    assert [word.text for word in line.words] == ["ab cd"]
    assert neural.read(Told(found("  ", [], 18, 26), found("", [20], 18, 26)), picture()) == []
