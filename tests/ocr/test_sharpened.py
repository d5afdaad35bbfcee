"""A page that only becomes sharper is one page, read when it is sharp; whatever else comes is another."""

from dataclasses import dataclass

import cv2
import numpy as np
import pytest

from app.ocr.engine import Pixels
from app.ocr.sharpened import GAP, SETTLED, is_sharper, together

LINES = tuple(f"Members of team {number} may invite others" for number in range(12))


@dataclass(frozen=True)
class Kept:
    since: float


def page(*lines: str, top: int = 60) -> Pixels:
    picture = np.full((720, 1280), 245, np.uint8)
    for number, line in enumerate(lines):
        cv2.putText(picture, line, (100, top + 50 * number), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 30, 1, cv2.LINE_AA)
    return picture


def blurred(picture: Pixels, strength: float = 2.5) -> Pixels:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), strength), np.uint8)


def pointed(picture: Pixels, left: int, top: int) -> Pixels:
    shown = picture.copy()
    cv2.fillPoly(shown, [np.array([[left, top], [left, top + 18], [left + 12, top + 12]])], 0)
    return shown


SHARP = page(*LINES)


def groups(*frames: tuple[float, Pixels], until: float | None = None) -> list[list[float]]:
    each = ((Kept(since), picture) for since, picture in frames)
    return [[frame.since for frame in same] for same, _ in together(each, until)]


def test_a_blurred_page_that_becomes_sharp_is_read_when_it_is() -> None:
    steps = [(1.0, blurred(SHARP, 3)), (2.0, blurred(SHARP)), (3.0, SHARP), (4.0, page(*LINES[:3], "Saved"))]
    found = list(together((Kept(since), picture) for since, picture in steps))
    assert [[frame.since for frame in same] for same, _ in found] == [[1.0, 2.0, 3.0], [4.0]]
    assert found[0][1] is SHARP


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (SHARP, blurred(SHARP)),
        (blurred(SHARP), page(*LINES, top=85)),
        (blurred(SHARP), page(*LINES[:11], "Nobody else may do that here")),
        (page(*LINES[:11]), SHARP),
        (SHARP, SHARP[:700]),
    ],
    ids=["blurred again", "scrolled", "another line", "one more line", "another size"],
)
def test_anything_else_is_another_page(before: Pixels, after: Pixels) -> None:
    assert not is_sharper(before, after)


def test_a_pointer_may_move_meanwhile_but_not_alone() -> None:
    before, after = pointed(blurred(SHARP), 700, 301), pointed(SHARP, 900, 401)
    assert is_sharper(before, after)
    assert not is_sharper(pointed(SHARP, 700, 301), after)


def test_what_comes_long_after_is_no_part_of_it() -> None:
    assert groups((1.0, blurred(SHARP)), (1.1 + GAP, SHARP)) == [[1.0], [1.1 + GAP]]


def test_of_a_recording_that_goes_on_only_what_is_certain() -> None:
    frames = (1.0, SHARP), (2.0, page("Saved")), (3.0, page("Saved"))
    assert groups(*frames, until=3.5) == [[1.0]]
    assert groups(*frames, until=3.0 + SETTLED) == groups(*frames) == [[1.0], [2.0, 3.0]]
    assert groups() == []
