"""Differences are told as rectangles; what a codec shimmers by is none."""

import numpy as np

from app.ocr.patches import differing_cells, erase, regions, touches
from tests.ocr.screens_drawn import page


def test_what_is_written_is_a_difference_where_it_stands() -> None:
    (box,) = regions(differing_cells(page(), page("Connection works")), reach=3)
    assert box[0] >= 32 and box[2] <= 200 and 8 <= box[1] < box[3] <= 48


def test_shimmer_is_none() -> None:
    noise = np.random.default_rng(3).integers(-6, 7, (360, 640))
    shimmering = np.clip(page("Some words").astype(int) + noise, 0, 255).astype(np.uint8)
    assert not differing_cells(page("Some words"), shimmering).any()


def test_a_ground_that_is_a_little_darker_all_over_is_one() -> None:
    after = page("Members")
    after[100:124, 40:240] -= 12
    (box,) = regions(differing_cells(page("Members"), after))
    assert box == (40, 96, 240, 128) or box == (40, 104, 240, 120)


def test_far_apart_is_two_the_larger_first() -> None:
    after = page()
    after[40:60, 40:60] = 0
    after[200:280, 400:600] = 0
    first, second = regions(differing_cells(page(), after))
    assert first[0] >= 400 and second[2] <= 64
    assert not touches(first, second) and touches(second, (60, 50, 70, 70), room=4)


def test_nothing_and_what_is_erased() -> None:
    cells = differing_cells(page(), page("Members"))
    erase(cells, (0, 0, 640, 64))
    assert regions(cells) == []
