"""Text on dark screens, buttons and badges becomes dark on light; the rest stays as it is."""

import numpy as np
import pytest
from numpy.typing import NDArray

from app.ocr.contrast import dark_on_light

Grey = NDArray[np.uint8]


def canvas(level: int) -> Grey:
    return np.full((360, 640), level, np.uint8)


def patch(picture: Grey, level: int, top: int, left: int, height: int, width: int) -> Grey:
    picture[top : top + height, left : left + width] = level
    return picture


def test_a_light_page_is_left_alone() -> None:
    page = patch(canvas(250), 20, 100, 100, 10, 3)
    assert np.array_equal(dark_on_light(page), page)


def test_a_dark_screen_is_inverted() -> None:
    screen = patch(canvas(20), 230, 100, 100, 10, 3)
    assert np.array_equal(dark_on_light(screen), 255 - screen)


@pytest.mark.parametrize("ground", [60, 91, 120, 150])
def test_white_text_on_a_coloured_button_turns_dark_on_light(ground: int) -> None:
    button = patch(canvas(250), ground, 100, 100, 44, 200)
    strokes = [patch(button, 255, 114, left, 14, 3) for left in range(120, 280, 12)][-1]
    seen = dark_on_light(strokes)
    assert seen[120, 121] < 40
    assert seen[120, 127] > 230
    assert seen[20, 20] == 250


def test_a_light_panel_on_a_dark_screen_keeps_its_dark_text() -> None:
    panel = patch(patch(canvas(20), 245, 100, 100, 100, 200), 10, 140, 150, 14, 3)
    seen = dark_on_light(panel)
    assert seen[146, 151] < 40
    assert seen[146, 158] > 230


def test_a_dialog_on_a_dimmed_page_stays_as_it_is_and_its_button_does_not() -> None:
    page = patch(canvas(120), 20, 40, 60, 10, 3)
    dialog = patch(patch(page, 250, 100, 160, 200, 300), 30, 130, 200, 12, 3)
    button = patch(patch(dialog, 90, 190, 200, 36, 120), 255, 200, 220, 14, 3)
    seen = dark_on_light(button)
    assert seen[135, 201] < 60 and seen[135, 206] > 230
    assert seen[206, 221] < 40 and seen[206, 227] > 230
    assert seen[45, 61] < 120 and seen[45, 70] > 200


def test_the_strokes_of_very_large_letters_are_no_panels() -> None:
    letter = patch(patch(canvas(250), 20, 60, 100, 240, 40), 20, 260, 100, 40, 160)
    assert dark_on_light(letter)[200, 120] == 20


def test_the_picture_given_is_not_changed() -> None:
    button = patch(canvas(250), 90, 100, 100, 44, 200)
    before = button.copy()
    dark_on_light(button)
    assert np.array_equal(button, before)


@pytest.mark.parametrize("shape", [(1, 1), (2, 640), (3, 5), (360, 1)])
def test_tiny_pictures_pass(shape: tuple[int, int]) -> None:
    assert dark_on_light(np.full(shape, 128, np.uint8)).shape == shape
