"""What changed between two states of rest, and where the pointer was; not what it passes over, nor what never rests."""

from collections.abc import Iterable

import numpy as np

from app.domain.documents.evidence.changes import Change
from app.ocr.watcher import Pixels, Watcher
from tests.ocr.screens_drawn import page, planes, with_arrow

STEP = 0.25


def changes(pictures: Iterable[Pixels]) -> list[Change]:
    """What is told of pictures that follow each other four times a second."""
    watcher, found = Watcher(), []
    for number, picture in enumerate(pictures):
        ready = picture if picture.shape[0] == 540 else planes(picture)
        found += [seen.change for seen in watcher.observe(number * STEP, ready)]
    return [*found, *(seen.change for seen in watcher.close())]


def path(picture: Pixels, start: tuple[int, int], end: tuple[int, int], samples: int = 4) -> list[Pixels]:
    """The pointer on its way, and at rest."""
    shares = [number / samples for number in range(samples + 1)]
    places = [(start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share) for share in shares]
    return [with_arrow(picture, round(x), round(y)) for x, y in [*places, end, end, end]]


BEFORE, AFTER = page("Members", "Invite member"), page("Members", "Invite member", "Aino was invited")


def test_a_press_is_told_with_the_place_it_was_done_at() -> None:
    arrived = path(BEFORE, (500, 300), (90, 54))
    (change,) = changes([*arrived, *[with_arrow(AFTER, 90, 54)] * 4])
    assert change.start == len(arrived) * STEP and change.before == change.start - STEP
    assert change.pointer is not None and change.rested >= 0.5
    assert abs(change.pointer.x - 90 / 640) < 0.01 and abs(change.pointer.y - 54 / 360) < 0.01
    assert change.area.top * 360 > 60 and change.area.bottom * 360 < 110


def test_a_pointer_that_moves_changes_nothing() -> None:
    assert changes(path(BEFORE, (500, 300), (90, 54)) + path(BEFORE, (90, 54), (400, 200))) == []


def test_what_it_passes_over_and_comes_to_lie_on_is_not_pressed() -> None:
    lit = BEFORE.copy()
    lit[40:66, 30:200] -= 20
    way = path(BEFORE, (500, 300), (300, 200))[:-3]
    assert changes([*way, *[with_arrow(lit, 90, 54)] * 5]) == []


def test_a_press_right_after_is() -> None:
    lit = BEFORE.copy()
    lit[40:66, 30:200] -= 20
    way = path(BEFORE, (500, 300), (300, 200))[:-3]
    (change,) = changes([*way, *[with_arrow(lit, 90, 54)] * 2, *[with_arrow(AFTER, 90, 54)] * 4])
    assert change.pointer is not None and abs(change.pointer.x - 90 / 640) < 0.01


def test_a_switch_under_the_pointer_is_seen_with_its_colour() -> None:
    off, on = page("Weekly digest"), page("Weekly digest")
    off[18:36, 300:334], on[18:36, 300:334] = 200, 110
    before = [planes(each) for each in path(off, (500, 300), (315, 26))]
    after = planes(with_arrow(on, 315, 26), (300, 18, 334, 36))
    (change,) = changes([*before, *[after] * 4])
    assert change.tint > 0.2 and change.area.width * 640 < 60


def test_typing_moves_to_the_right_and_is_one_change() -> None:
    text = "metadata address"
    typed = [page("Name", text[: 2 * n]) for n in range(1, 9)]
    (change,) = changes([page("Name")] * 3 + typed + [typed[-1]] * 4)
    assert change.strokes >= 7 and change.advance >= 4


def test_scrolling_is_told_in_heights() -> None:
    tall = np.concatenate([page(*[f"Chapter {n} on backups" for n in range(11)])] * 2)
    (change,) = changes([tall[by : by + 360] for by in [0, 0, 0, 40, 80, 120, 120, 120, 120, 120]])
    assert abs(change.scrolled - 120 / 360) < 0.02


def test_a_clock_is_soon_left_out() -> None:
    ticking = [page("Members", f"10:41:{number // 4:02d}") for number in range(60)]
    assert len(changes(ticking)) <= 8


def test_nothing_to_see_is_nothing() -> None:
    assert changes([]) == changes([page()]) == changes([page()] * 9) == []
