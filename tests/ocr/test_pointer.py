"""The pointer is found where it is, of any usual size and colour, and writing is none."""

import numpy as np
import pytest

from app.ocr.pointer import PointerFinder
from tests.ocr.screens_drawn import page, with_arrow

PROSE = ("Everything about your workspace", "is decided on this page", "Invite people by their email")


@pytest.mark.parametrize("scale", [0.83, 1.0, 1.25, 1.5])
@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize("ground", [255, 200, 24])
def test_an_arrow_is_found_by_its_tip(scale: float, dark: bool, ground: int) -> None:
    picture = with_arrow(page(*PROSE, ground=ground, ink=255 - ground), 300, 200, scale, dark)
    found = PointerFinder().find(picture, [(290, 190, 330, 240)])
    assert found is not None and found.shape == "arrow"
    assert abs(found.x - 300) <= 2 and abs(found.y - 200) <= 2


def test_writing_is_no_pointer() -> None:
    picture = page(*PROSE, "I l | 1 / arrow hand i-beam")
    assert PointerFinder().find(picture, [(36, 10, 236, 130)]) is None


def test_looks_that_are_known_are_the_only_ones_tried() -> None:
    finder = PointerFinder()
    for x in (100, 200, 300):
        assert finder.find(with_arrow(page(), x, 200), [(x - 10, 190, x + 30, 230)])
    assert finder.find(with_arrow(page(ground=128), 400, 200, 2.0, dark=False), [(390, 190, 440, 250)]) is None


def test_too_large_a_place_is_not_searched() -> None:
    large = np.tile(with_arrow(page(), 300, 200), (2, 2))
    assert PointerFinder().find(large, [(0, 0, 1280, 720)]) is None
