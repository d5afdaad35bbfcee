"""A line that looks as one before did says the same; one with another letter, or a dot more, does not."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from reader.remembered import Remembered

Pixels = NDArray[np.uint8]
TOLD = ("Sales requests", 0.99, [0.1, 0.5, 0.9])


def written(text: str, at: tuple[int, int] = (8, 16), size: tuple[int, int] = (150, 24), ground: int = 250) -> Pixels:
    picture = np.full((size[1], size[0]), ground, np.uint8)
    cv2.putText(picture, text, at, cv2.FONT_HERSHEY_SIMPLEX, 0.4, 30, 1, cv2.LINE_AA)
    return picture


def coded(picture: Pixels, seed: int = 1, noise: float = 3.0) -> Pixels:
    """As a codec leaves it."""
    rough = picture + np.random.default_rng(seed).normal(0, noise, picture.shape)
    return np.asarray(rough.clip(0, 255), np.uint8)


@pytest.fixture
def remembered() -> Remembered:
    known = Remembered()
    known.keep(written("Sales requests"), TOLD)
    return known


def test_the_same_line_is_known_with_noise(remembered: Remembered) -> None:
    assert remembered.find(coded(written("Sales requests"))) == (TOLD,)


def test_a_line_that_is_cut_out_a_little_otherwise_is_known(remembered: Remembered) -> None:
    moved = remembered.find(written("Sales requests", at=(10, 17), size=(152, 25)))
    assert moved is not None and moved[0] is not None
    assert moved[0][2] == pytest.approx([middle + 2 / 152 for middle in TOLD[2]], abs=0.002)


@pytest.mark.parametrize("other", ["Sales request5", "Sales requesls", "Sales requests.", "Sales. requests", "Sale"])
def test_another_line_is_not(remembered: Remembered, other: str) -> None:
    assert remembered.find(written(other)) is None


def test_a_chosen_row_is_read_again(remembered: Remembered) -> None:
    assert remembered.find(written("Sales requests", ground=215)) is None


def test_blurred_letters_say_nothing_of_sharp_ones(remembered: Remembered) -> None:
    assert remembered.find(np.asarray(cv2.GaussianBlur(written("Sales requests"), (5, 5), 0), np.uint8)) is None


def test_what_says_nothing_is_remembered_too() -> None:
    known = Remembered()
    known.keep(written("~"), None)
    assert known.find(written("~")) == (None,)


def test_the_oldest_are_forgotten() -> None:
    one = written("first")
    known = Remembered(most=3 * one.nbytes)
    for text in ("first", "second", "third"):
        known.keep(written(text), (text, 0.9, []))
    assert known.find(written("first")) is not None
    known.keep(written("fourth"), ("fourth", 0.9, []))
    assert known.find(written("second")) is None
    assert known.find(written("first")) is not None


def test_cuts_of_any_size_are_asked_for() -> None:
    known = Remembered()
    for size in ((1, 1), (4, 3), (7, 5), (9, 9)):
        cut = np.zeros((size[1], size[0]), np.uint8)
        known.keep(cut, None)
        known.find(cut)
