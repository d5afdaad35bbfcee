"""A page that is dimmed behind a dialog, light or dark, and one that comes back."""

import numpy as np
import pytest

from app.ocr.pointer import Pixels
from app.ocr.veils import veil_between
from tests.ocr.screens_drawn import page

ROWS = [
    "Members of the workspace",
    "Aino Virtanen   Viewer",
    "Ben Carter   Editor",
    "Elif Kaya   Viewer",
    "Greta   Viewer",
] * 2


def dimmed(picture: Pixels, factor: float, add: int = 0) -> Pixels:
    """The page with a veil over it, and a dialog in front."""
    veiled = np.clip(picture.astype(np.float32) * factor + add, 0, 255).astype(np.uint8)
    veiled[120:240, 200:440] = 250
    return veiled


@pytest.mark.parametrize(
    ("ground", "ink", "factor", "add"), [(255, 30, 0.5, 0), (255, 30, 0.6, 100), (24, 230, 0.4, 0)]
)
def test_a_veil_comes_and_goes(ground: int, ink: int, factor: float, add: int) -> None:
    clear = page(*ROWS, ground=ground, ink=ink)
    veiled = dimmed(clear, factor, add)
    assert veil_between(clear, veiled) == 1
    assert veil_between(veiled, clear) == -1


def test_another_page_another_theme_and_nothing_are_no_veil() -> None:
    clear = page(*ROWS)
    assert veil_between(clear, page(*ROWS[::-1], top=44)) == 0
    assert veil_between(clear, 255 - clear) == 0
    assert veil_between(clear, clear) == 0
    assert veil_between(page(), page(ground=128)) == 0


def test_a_dialog_without_a_veil_is_none() -> None:
    assert veil_between(page(*ROWS), dimmed(page(*ROWS), 1.0)) == 0
