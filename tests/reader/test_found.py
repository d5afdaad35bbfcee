"""Lines are where pixels are likely writing, grown from the core that a network marks."""

import numpy as np
from numpy.typing import NDArray

from reader import found


def likely(*cores: tuple[int, int, int, int, float]) -> NDArray[np.float32]:
    """Nothing, but cores of lines: left, top, width, height and how likely each is writing."""
    picture = np.zeros((200, 400), np.float32)
    for left, top, width, height, value in cores:
        picture[top : top + height, left : left + width] = value
    return picture


def test_a_line_grows_from_its_core_to_all_sides() -> None:
    (corners,) = found.boxes(likely((100, 80, 120, 10, 0.9)))
    assert corners.tolist() == [[93, 73], [227, 73], [227, 97], [93, 97]]


def test_at_the_edge_it_ends_with_the_picture() -> None:
    (corners,) = found.boxes(likely((0, 190, 60, 10, 0.9)))
    assert corners.min() == 0 and corners.max(axis=0).tolist()[1] == 199


def test_dust_and_doubt_are_no_lines() -> None:
    assert found.boxes(likely((100, 80, 120, 10, 0.4))) == []
    assert found.boxes(likely((100, 80, 2, 1, 0.9))) == []
    assert found.boxes(likely()) == []


def test_lines_apart_are_lines_of_their_own() -> None:
    assert len(found.boxes(likely((50, 40, 120, 8, 0.9), (50, 80, 120, 8, 0.9), (250, 80, 60, 8, 0.9)))) == 3
