"""Which part of a picture is shown. The same cases as web/src/features/guide/reading-part.test.ts."""

import pytest

from app.domain.documents.exports.shown_part import WHOLE, shown_part
from app.domain.documents.words import Box


def test_a_small_button_is_shown_with_its_surroundings_in_the_middle() -> None:
    part = shown_part(Box(0.48, 0.49, 0.04, 0.02), None)
    assert (part.left, part.top, part.width, part.height) == pytest.approx((0.25, 0.25, 0.5, 0.5))


def test_in_a_corner_the_part_ends_where_the_picture_does() -> None:
    assert shown_part(Box(0.96, 0.97, 0.04, 0.03), None) == Box(0.5, 0.5, 0.5, 0.5)
    assert shown_part(Box(0, 0, 0.04, 0.03), None) == Box(0, 0, 0.5, 0.5)


def test_what_is_large_is_shown_in_the_whole_picture_and_so_is_what_has_no_place() -> None:
    assert shown_part(Box(0, 0.1, 0.3, 0.2), None) == WHOLE
    assert shown_part(None, (0.5, 0.5)) == WHOLE


def test_a_pointer_that_is_elsewhere_stays_in_the_picture() -> None:
    target = Box(0.1, 0.1, 0.04, 0.02)
    assert shown_part(target, (0.12, 0.11)).width == 0.5
    assert shown_part(target, (0.9, 0.9)) == WHOLE
