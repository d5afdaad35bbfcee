"""A film, a spinner and a clock are known for what they are; a page that comes is not."""

import numpy as np

from app.ocr.restless import Restless


def moving(*cells: tuple[int, int]) -> np.ndarray:
    """A grid in which these cells changed."""
    grid = np.zeros((10, 10), np.bool_)
    for cell in cells:
        grid[cell] = True
    return grid


def test_what_changes_all_the_time_is_restless_and_its_neighbours_with_it() -> None:
    watch = Restless((10, 10))
    for number in range(12):
        watch.note(number / 4, moving((4, 4)))
    assert watch.cells[4, 4] and watch.cells[3, 5] and not watch.cells[4, 7]


def test_a_clock_is_restless() -> None:
    watch = Restless((10, 10))
    for number in range(48):
        watch.note(number / 4, moving((1, 8)) if number % 4 == 0 else moving())
    assert watch.cells[1, 8]


def test_pages_and_switches_are_not() -> None:
    watch = Restless((10, 10))
    for number in (0, 1, 12, 24):
        watch.note(number / 4, moving((2, 2)))
        watch.note((number + 1) / 4, moving())
    assert not watch.cells.any()


def test_what_came_to_rest_is_forgotten() -> None:
    watch = Restless((10, 10))
    for number in range(20):
        watch.note(number / 4, moving((4, 4)))
    watch.note(60.0, moving())
    assert not watch.cells.any()
