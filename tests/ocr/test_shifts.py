"""Content that moves as a whole is scrolled; a page that is exchanged is not."""

import numpy as np

from app.ocr.shifts import vertical_shift
from tests.ocr.screens_drawn import page

LONG = [
    f"Line {word} of a long manual about backups"
    for word in ["one", "two", "three", "four", "five", "six", "seven", "eight"]
]
WHOLE = (0, 0, 640, 360)


def scrolled(by: int) -> np.ndarray:
    """The manual, moved up."""
    tall = np.concatenate([page(*LONG, top=30), page(*LONG[::-1], top=30)])
    return tall[by : by + 360]


def test_scrolling_down_and_up_is_told_in_pixels() -> None:
    assert vertical_shift(scrolled(0), scrolled(84), WHOLE) == 84
    assert vertical_shift(scrolled(84), scrolled(20), WHOLE) == -64


def test_what_stays_or_is_exchanged_is_no_scrolling() -> None:
    other = page("Quarterly report", "Revenue grew by a third", "Costs stayed as they were", "Questions", top=60)
    assert vertical_shift(scrolled(0), scrolled(0), WHOLE) == 0
    assert vertical_shift(scrolled(0), other, WHOLE) == 0
    assert vertical_shift(page(), page(), WHOLE) == 0


def test_a_small_place_is_not_asked() -> None:
    assert vertical_shift(scrolled(0), scrolled(84), (0, 0, 640, 40)) == 0
