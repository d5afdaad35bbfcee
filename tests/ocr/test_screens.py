"""Of each screen only what differs from those before it is read, and the text is the same as if all had been."""

import numpy as np
import pytest
from numpy.typing import NDArray

from app.domain.documents.scripts import Script, Unread
from app.domain.documents.words import Box, Line, Word
from app.ocr.engine import Reading
from app.ocr.screens import Screens, changed_blocks

Grey = NDArray[np.uint8]
SHAPE = (720, 1280)


class Marks:
    """Reads bars of ink: each is a line that says how dark it is; 99 is of a script it does not know."""

    def __init__(self) -> None:
        self.cuts: list[tuple[int, int]] = []

    def read(self, grey: Grey) -> Reading:
        self.cuts.append((grey.shape[1], grey.shape[0]))
        lines, unread = [], []
        for row in range(grey.shape[0]):
            inked = np.flatnonzero(grey[row] < 128)
            if inked.size and (row == 0 or not (grey[row - 1] < 128).any()):
                level = int(grey[row, inked[0]])
                box = Box(int(inked[0]), row, int(np.ptp(inked)) + 1, 12)
                if level == 99:
                    unread.append(Unread(box, Script.CYRILLIC))
                else:
                    lines.append(Line((Word(str(level), box, 99),)))
        return Reading(tuple(lines), tuple(unread))


def screen(*bars: tuple[int, int, int]) -> Grey:
    """White, with bars of (level, left, top), 200 x 12 pixels."""
    picture = np.full(SHAPE, 255, np.uint8)
    for level, left, top in bars:
        picture[top : top + 12, left : left + 200] = level
    return picture


PAGE = ((10, 100, 40), (20, 100, 300), (30, 100, 600))


def test_the_first_is_read_whole_and_the_same_again_not_at_all() -> None:
    marks = Marks()
    screens = Screens(marks)
    first = screens.read(screen(*PAGE))
    assert [line.text for line in first.lines] == ["10", "20", "30"]
    assert screens.read(screen(*PAGE)) == first
    assert marks.cuts == [(1280, 720)]


def test_a_line_that_comes_costs_its_surroundings() -> None:
    marks = Marks()
    screens = Screens(marks)
    screens.read(screen(*PAGE))
    text = screens.read(screen(*PAGE, (40, 700, 450)))
    assert [line.text for line in text.lines] == ["10", "20", "40", "30"]
    assert next(line.box for line in text.lines if line.text == "40") == Box(700, 450, 200, 12)
    (_, (width, height)) = marks.cuts
    assert width * height < 0.05 * 1280 * 720


def test_a_page_one_comes_back_to_is_known() -> None:
    marks = Marks()
    screens = Screens(marks)
    page = screens.read(screen(*PAGE))
    screens.read(np.minimum(screen((50, 500, 350)), 140))
    assert screens.read(screen(*PAGE)) == page
    assert len(marks.cuts) == 2


def test_what_was_read_before_a_break_is_gone_on_from() -> None:
    marks = Marks()
    before = Screens(Marks()).read(screen(*PAGE, (99, 700, 450)))
    assert [each.box for each in before.unread] == [Box(700, 450, 200, 12)]
    screens = Screens(marks)
    screens.remember(screen(*PAGE, (99, 700, 450)), before)
    assert screens.read(screen(*PAGE, (99, 700, 450))) == before
    assert marks.cuts == []


def test_what_only_became_sharper_is_not_read_again() -> None:
    marks = Marks()
    screens = Screens(marks)
    page = screens.read(screen(*PAGE))
    sharper = screen(*PAGE)
    # What a codec adds on one side of an edge it takes away on the other.
    sharper[39, 100:300:2], sharper[40, 100:300:2] = 215, 50
    assert (np.abs(sharper[39:41].astype(int) - screen(*PAGE)[39:41]) > 24).sum() == 200
    assert screens.read(sharper) == page
    assert len(marks.cuts) == 1


def test_of_several_that_say_the_same_the_last_is_remembered() -> None:
    marks = Marks()
    screens = Screens(marks)
    screens.read(screen(*PAGE))
    for left in range(700, 1100, 40):
        icon = screen(*PAGE)
        icon[400:440, left : left + 40] = 180
        screens.read(icon)
    count = len(marks.cuts)
    screens.read(screen(*PAGE))
    assert len(screens._remembered) == 1 and len(marks.cuts) == count + 1


def test_another_size_is_another_screen() -> None:
    marks = Marks()
    screens = Screens(marks)
    screens.read(screen(*PAGE))
    screens.read(screen(*PAGE)[:700, :1270])
    assert marks.cuts == [(1280, 720), (1270, 700)]


@pytest.mark.parametrize("shape", [(720, 1280), (722, 1282), (5, 7), (16, 16)])
def test_blocks_cover_the_picture_to_its_edges(shape: tuple[int, int]) -> None:
    one = np.full(shape, 200, np.uint8)
    other = one.copy()
    other[-2:, -2:] = 0
    blocks = changed_blocks(one, other)
    assert blocks.shape == (-(-shape[0] // 16), -(-shape[1] // 16))
    assert blocks[-1, -1] and blocks.sum() == 1
    assert not changed_blocks(one, np.asarray(one - 20, np.uint8)).any()
