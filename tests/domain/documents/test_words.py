"""Geometry of words and lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.documents.words import Box, Line, Word, around

numbers = st.floats(min_value=0, max_value=4000)
boxes = st.builds(Box, numbers, numbers, numbers, numbers)


@pytest.mark.parametrize(
    ("text", "height"), [("ace", 10.6), ("Ace", 14.4), ("apex", 14.4), ("Apply", 18.6), ("42", 14.4)]
)
def test_the_type_size_does_not_depend_on_the_letters(text: str, height: float) -> None:
    assert Word(text, Box(0, 0, 50, height), 90).size == pytest.approx(20)


def test_a_line_sums_its_words_up() -> None:
    line = Line((Word("Sign", Box(10, 5, 40, 18.6), 90), Word("in", Box(58, 6, 12, 14.4), 60)))
    assert (line.text, line.size) == ("Sign in", pytest.approx(20))
    assert line.box == Box(10, 5, 60, 18.6)
    assert line.confidence == pytest.approx(80)


@given(st.lists(boxes, min_size=1))
def test_the_box_around_boxes_holds_them_all(several: list[Box]) -> None:
    whole = around(several)
    for box in several:
        assert whole.left <= box.left and whole.top <= box.top
        assert whole.right >= box.right or whole.right == pytest.approx(box.right)
        assert whole.bottom >= box.bottom or whole.bottom == pytest.approx(box.bottom)
