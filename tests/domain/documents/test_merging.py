"""Which acts are one step: every row of the table, and what it leaves alone."""

from typing import Any

from app.domain.documents.evidence.changes import Pointer
from app.domain.documents.evidence.kinds import Act, Kind
from app.domain.documents.merging import merged
from app.domain.documents.words import Box
from tests.domain.writing import line

HERE = Pointer(0.5, 0.5, "hand")


def act(kind: Kind, start: float, label: str, **more: Any) -> Act:
    more.setdefault("strength", 0.3 if more.get("is_weak") else 1.0)
    return Act(kind, start, more.pop("end", start + 0.5), label, f"picture at {start:g}", **more)


def labels(*acts: Act) -> list[tuple[float, str]]:
    return [(step.start, step.label) for step in merged(acts)]


def test_bullets_of_a_slide_are_one_step_with_the_last_picture() -> None:
    (step,) = merged([act(Kind.SLIDE, 0, "The plan"), act(Kind.SLIDE, 40, "The plan"), act(Kind.SLIDE, 90, "The plan")])
    assert (step.start, step.picture) == (0, "picture at 90")
    assert len(merged([act(Kind.SLIDE, 0, "The plan"), act(Kind.SLIDE, 9, "Questions we were asked")])) == 2


def test_a_command_is_one_however_it_was_typed_and_what_it_says_belongs_to_it() -> None:
    acts = [act(Kind.COMMAND, 1, "git st"), act(Kind.COMMAND, 3, "git status")]
    assert labels(*acts, act(Kind.NAVIGATE, 5, "On branch main", is_weak=True)) == [(1, "git status")]
    assert len(labels(*acts, act(Kind.COMMAND, 6, "npm run build"))) == 2


def test_typing_with_pauses_is_one_and_two_fields_are_two() -> None:
    name = [act(Kind.TYPE, at, "Name", detail="x", target=Box(0.2, 0.3, 0.1, 0.02)) for at in (1, 4)]
    other = act(Kind.TYPE, 6, "Email", detail="y", target=Box(0.2, 0.4, 0.1, 0.02))
    assert labels(*name, other) == [(1, "Name"), (6, "Email")]


def test_a_wheel_is_one_step_and_stops_where_it_stopped() -> None:
    assert labels(act(Kind.SCROLL, 1, "Roles"), act(Kind.SCROLL, 2, "Backups")) == [(1, "Backups")]
    assert len(labels(act(Kind.SCROLL, 1, "Roles"), act(Kind.SCROLL, 9, "Backups"))) == 2


def test_a_list_that_is_opened_is_no_step_beside_the_choice() -> None:
    opened = act(Kind.CLICK, 1, "Role", popup=(line("Editor"), line("Viewer")))
    assert labels(opened, act(Kind.CHOOSE, 3, "Editor")) == [(3, "Editor")]
    assert len(labels(act(Kind.CLICK, 1, "Role"), act(Kind.CHOOSE, 3, "Editor"))) == 2


def test_what_a_press_brings_in_parts_is_one() -> None:
    pressed = act(Kind.CLICK, 1, "Load more", pointer=HERE)
    assert labels(pressed, act(Kind.CLICK, 2, "Load more", pointer=HERE)) == [(1, "Load more")]
    assert len(labels(pressed, act(Kind.CLICK, 9, "Load more", pointer=HERE))) == 2
    assert labels(pressed, act(Kind.NAVIGATE, 2, "Page two", is_weak=True)) == [(1, "Load more")]


def test_a_message_belongs_to_what_was_done_just_before() -> None:
    assert labels(act(Kind.SUBMIT, 1, "Save"), act(Kind.NOTICE, 3, "Saved", is_weak=True)) == [(1, "Save")]
    assert len(labels(act(Kind.SUBMIT, 1, "Save"), act(Kind.NOTICE, 20, "Saved", is_weak=True))) == 2


def test_what_a_person_marked_is_never_merged_away() -> None:
    saved, notice = act(Kind.SUBMIT, 1, "Save"), act(Kind.NOTICE, 3, "Saved", is_weak=True, is_marked=True)
    assert labels(saved, notice) == [(1, "Save"), (3, "Saved")]
    opened = act(Kind.CLICK, 1, "Role", popup=(line("Editor"), line("Viewer")), is_marked=True)
    assert labels(opened, act(Kind.CHOOSE, 3, "Editor")) == [(1, "Role"), (3, "Editor")]
    # Two bullets, each marked, are two; one is the slide with all of them, and stays certain.
    slides = [act(Kind.SLIDE, at, "The plan", is_marked=at < 50) for at in (0, 40, 90)]
    assert [(step.start, step.is_marked, step.strength) for step in merged(slides)] == [(0, True, 1.0), (40, True, 1.0)]


def test_an_element_that_is_clicked_twice_is_one() -> None:
    place = Box(0.2, 0.3, 0.1, 0.02)
    twice = [act(Kind.CLICK, at, "Load more", end=at, target=place, is_told=True) for at in (1, 1.2)]
    assert labels(*twice) == [(1, "Load more")]


def test_nothing_is_nothing() -> None:
    assert merged([]) == []


def test_what_comes_of_a_hand_on_something_else_is_a_step_of_its_own() -> None:
    came = act(Kind.NOTICE, 3, "Delete this project for good?", is_weak=True, strength=0.5)
    assert labels(act(Kind.CLICK, 1, "Members"), came) == [(1, "Members"), (3, "Delete this project for good?")]
