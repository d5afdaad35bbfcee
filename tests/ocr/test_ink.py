"""Words get the boxes of their ink, whatever was drawn around their line."""

import numpy as np
import pytest

from app.domain.documents.words import Box
from app.ocr.ink import word_boxes

GROUND, INK = 250, 20


def blank(ground: int = GROUND) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    return np.full((60, 300), ground, np.uint8)


@pytest.mark.parametrize(("ground", "ink"), [(250, 20), (20, 230), (90, 255)], ids=["light", "dark", "button"])
def test_words_are_parted_at_their_gap_and_measured(ground: int, ink: int) -> None:
    picture = blank(ground)
    picture[22:32, 40:80] = ink
    picture[20:34, 86:120] = ink
    boxes = word_boxes(picture, Box(36, 16, 92, 22), [[45, 60, 75], [90, 110]])
    assert boxes == [Box(40, 22, 40, 10), Box(86, 20, 34, 14)]


def test_borders_above_and_below_and_icons_beside_are_no_ink_of_the_line() -> None:
    picture = blank()
    picture[22:32, 60:110] = INK
    picture[14, :] = picture[40, :] = INK
    picture[22:32, 10:20] = INK
    assert word_boxes(picture, Box(5, 12, 120, 30), [[70, 85, 100]])[0].top == 22
    assert word_boxes(picture, Box(40, 12, 90, 30), [[70, 85, 100]]) == [Box(60, 22, 50, 10)]


def test_dots_and_accents_belong_to_their_letters() -> None:
    picture = blank()
    picture[24:32, 60:80] = INK
    picture[21:23, 66:68] = INK
    assert word_boxes(picture, Box(55, 15, 30, 22), [[62, 70]]) == [Box(60, 21, 20, 11)]


def test_where_there_is_no_ink_the_word_has_its_place_all_the_same() -> None:
    (box,) = word_boxes(blank(), Box(290, 50, 40, 30), [[295]])
    assert box.width >= 1 and box.height >= 1
    assert box.right <= 300 and box.bottom <= 60
