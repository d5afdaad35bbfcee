"""Guides are judged by what was done, in order, and by titles that name it."""

import pytest

from benchmarks.screencasts.scoring import Reading, Tally, Told, aligned, score_lines, score_steps
from benchmarks.screencasts.truth import DoneStep, ShownLine

SAVE = DoneStep(4.0, 4.3, "submit", ("Save changes",), ("Click Save changes",))
FOCUS = DoneStep(8.0, 8.0, "click", ("Name",), ("Click Name",), optional=True)
TYPED = DoneStep(9.0, 12.0, "type", ("Name",), ("Type the name", "Type Name"))


def test_a_guide_that_tells_everything_is_perfect() -> None:
    tally = score_steps([SAVE, TYPED], [Told(4.1, "Click Save changes", "submit"), Told(12.5, "Type the name", "type")])
    assert (tally.f1, tally.named, tally.as_a_person, tally.same_kind, tally.duplicates) == (1.0, 2, 2, 2, 0)


def test_what_is_too_late_is_not_found_and_counts_against_it() -> None:
    tally = score_steps([SAVE], [Told(6.4, "Click Save changes", "submit")])
    assert (tally.recall, tally.precision, tally.named) == (0.0, 0.0, 0)


def test_a_step_that_lasts_may_be_told_at_any_moment_of_it() -> None:
    assert score_steps([TYPED], [Told(10.5, "x")]).recall == 1.0


def test_what_may_be_left_out_counts_neither_way() -> None:
    without, with_it = score_steps([FOCUS], []), score_steps([FOCUS], [Told(8.0, "Click Name", "click")])
    assert not without.wanted and not with_it.told


def test_one_step_is_found_once() -> None:
    tally = score_steps([SAVE], [Told(4.0, "Click Save changes"), Told(4.5, "Click Save changes")])
    assert (tally.recall, tally.precision, tally.duplicates) == (1.0, 0.5, 1)


def test_of_two_within_reach_the_one_is_taken_that_names_it() -> None:
    assert aligned([SAVE], [Told(4.0, "Something else"), Told(5.0, "Save changes")]) == [(0, 1)]


@pytest.mark.parametrize(
    ("title", "named", "well"),
    [
        ("Click Save changes", 1, 1),
        ("Click Save chanqes", 1, 1),
        ("Save changes", 1, 0),
        ("Settings: Save changes now", 1, 0),
        ("Save", 0, 0),
        ("Click Cancel", 0, 0),
    ],
)
def test_titles_name_and_read_well(title: str, named: int, well: int) -> None:
    tally = score_steps([SAVE], [Told(4.0, title)])
    assert (tally.named, tally.as_a_person) == (named, well)


def test_a_kind_is_judged_by_its_own_steps() -> None:
    told = [Told(4.0, "a", "submit"), Told(9.0, "b", "type"), Told(30.0, "c", "type")]
    tally = score_steps([SAVE, TYPED], told)
    assert tally.f1_of("submit") == 1.0
    assert tally.f1_of("type") == pytest.approx(2 / 3)


LINES = [
    ShownLine("Workspace overview", (0, 0, 0.2, 0.1), 0.0, 5.0),
    ShownLine("Connection works", (0, 0, 0.2, 0.1), 4.0, 5.0),
    ShownLine("gone at once", (0, 0, 0.2, 0.1), 4.0, 4.4),
]


def test_lines_are_found_while_they_stand_there() -> None:
    tally = score_lines(LINES, [Reading(0, 4, ("Workspace overview",)), Reading(5.2, 9, ("Connection works", "ghost"))])
    assert (tally.lines, tally.lines_found) == (2, 1)
    # What stays on screen is read once.
    assert (tally.read, tally.read_right) == (3, 2)


def test_a_line_read_with_a_slip_is_found_and_its_slip_counted() -> None:
    tally = score_lines(LINES[:1], [Reading(0, 4, ("Workspace 0verview",)), Reading(4, 5, ("Workspace 0verview",))])
    assert (tally.lines_found, tally.wrong_signs, tally.signs, tally.read) == (1, 1, 18, 1)


def test_lines_read_as_one_are_found() -> None:
    assert score_lines(LINES[:1], [Reading(0, 4, ("Workspace overview Members",))]).lines_found == 1


def test_the_time_on_a_clock_counts_neither_way() -> None:
    found = score_lines(LINES[:1], [Reading(0, 4, ("Workspace overview", "10:41:03"))])
    assert (found.read, found.read_right) == (1, 1)


def test_films_add_up() -> None:
    total = Tally()
    for _ in range(2):
        total.add(score_steps([SAVE], [Told(4.0, "Click Save changes", "submit")]))
    assert (total.wanted.total(), total.f1, total.named) == (2, 1.0, 2)
