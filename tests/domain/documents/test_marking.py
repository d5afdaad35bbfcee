"""What was told while recording becomes steps by the same grammar, and changes nothing where nothing was told."""

from typing import Any

import pytest

from app.domain.documents.evidence.marks import Mark, MarkKind
from app.domain.documents.steps import Step, build_steps
from tests.domain.documents.acting import Film, box, on_frame
from tests.domain.documents.test_steps import DIALOG, INVITE, MEMBERS, ON_MEMBERS, OVERVIEW


def told(film: Film, *marks: Mark) -> list[tuple[float, str, str]]:
    return [(step.timestamp, step.kind.value, step.title) for step in steps(film, *marks)]


def steps(film: Film, *marks: Mark) -> list[Step]:
    return build_steps(film.screens, film.changes, marks=marks)


def clicked(at: float, name: str, role: str = "button", **more: Any) -> Mark:
    return Mark(at, more.pop("kind", MarkKind.CLICK), role, name, **more)


def a_film() -> Film:
    """A link that the pointer was on, and a message of which nothing tells where it came from."""
    film = Film().shows(*OVERVIEW).then(*MEMBERS, INVITE, at=ON_MEMBERS)
    return film.then(*MEMBERS, INVITE, on_frame("All of them were told", 900, 640))


OPENED, LED_ON = (0.0, "open", "Open Workspace overview"), (5.0, "navigate", "Open Members")
CAME = (10.0, "notice", "All of them were told")


def test_without_marks_nothing_is_different() -> None:
    assert told(a_film()) == [OPENED, LED_ON, CAME]
    assert build_steps(a_film().screens, a_film().changes, marks=()) == a_film().guide


# What was told, beside the steps that the pixels tell.
CASES: dict[str, tuple[list[Mark], list[tuple[float, str, str]]]] = {
    "a mark near a step adds none": ([Mark(6.4)], [OPENED, LED_ON, CAME]),
    "a mark alone is called as the screen is": (
        [Mark(7.5)],
        [OPENED, LED_ON, (7.5, "notice", "People of the workspace"), CAME],
    ),
    "a mark with a note is called by it": (
        [Mark(7.5, note="Look at who records most")],
        [
            OPENED,
            LED_ON,
            (7.5, "notice", "Look at who records most"),
            CAME,
        ],
    ),
    "two presses are one mark": (
        [Mark(7.5), Mark(7.9)],
        [OPENED, LED_ON, (7.5, "notice", "People of the workspace"), CAME],
    ),
    "a click names what came of it": (
        [clicked(9.7, "Tell all")],
        [OPENED, LED_ON, (10.0, "click", "Click Tell all")],
    ),
    "an element's own name is better than what was read": (
        [clicked(4.9, "Members and teams", "tab")],
        [OPENED, (5.0, "navigate", "Open Members and teams"), CAME],
    ),
    "where the pixels told nothing": (
        [clicked(6.8, "Weekly digest", "switch", is_on=True)],
        [OPENED, LED_ON, (6.8, "toggle", "Turn on Weekly digest"), CAME],
    ),
    "a field is typed into": (
        [clicked(6.8, "Email address", "textbox", kind=MarkKind.TYPE)],
        [OPENED, LED_ON, (6.8, "type", "Type the email address"), CAME],
    ),
    "an option is from a list": (
        [clicked(6.8, "Editor", "option", kind=MarkKind.CHOOSE, within="Role")],
        [OPENED, LED_ON, (6.8, "choose", "Choose Editor in Role"), CAME],
    ),
    "of two clicks each has its own": (
        [clicked(4.8, "Members", "link"), clicked(6.8, "Select all", "checkbox", is_on=True)],
        [OPENED, LED_ON, (6.8, "toggle", "Turn on Select all"), CAME],
    ),
    "an element without a name adds nothing": ([clicked(6.8, "")], [OPENED, LED_ON, CAME]),
    "what is told of later than the end is at the end": (
        [Mark(99.0)],
        [OPENED, LED_ON, CAME, (15.0, "notice", "People of the workspace")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_marks_become_steps(case: str) -> None:
    marks, expected = CASES[case]
    assert told(a_film(), *marks) == expected


def test_what_was_told_is_certain_and_boxed() -> None:
    where = box(300, 296, 120, 30)
    _, _, step = steps(a_film(), clicked(9.7, "Tell all", box=where))
    assert step.strength == 1.0
    assert step.target is not None and step.target.left == pytest.approx(where.left)
    # As it was before the press, where nothing of what came of it is to be seen.
    assert step.picture == "frame 5"
    _, marked, weak = steps(a_film(), Mark(5.2))
    assert (marked.strength, weak.strength) == (1.0, 0.3)


def test_without_a_box_the_name_is_looked_for_on_the_screen() -> None:
    """Of a window or a whole screen nobody tells where in the picture an element is."""
    step = steps(a_film(), clicked(9.7, "Invite member"))[-1]
    assert step.target is not None and step.target.left == pytest.approx(310 / 1280, abs=0.01)
    assert steps(a_film(), clicked(9.7, "Nowhere to be read"))[-1].target is None


def test_a_dialog_stays_one_where_its_button_is_told() -> None:
    film = Film().shows(*MEMBERS, INVITE).then(*MEMBERS, INVITE, *DIALOG, veil=1)
    assert told(film)[-1] == (5.0, "dialog", "Who is it?")
    assert told(film, clicked(4.9, "Invite member"))[-1] == (5.0, "dialog", "Click Invite member")


def test_what_was_typed_keeps_its_place_and_gets_its_fields_name() -> None:
    typed = on_frame("mira@example.org", 490, 285)
    film = Film().shows(*MEMBERS)
    film.then(*MEMBERS, typed, at=(520, 288), where=box(480, 280, 300, 24), strokes=5, advance=4, shape="beam")
    assert told(film)[-1] == (5.0, "type", "Type mira@example.org")
    mark = clicked(5.1, "Email address", "textbox", kind=MarkKind.TYPE)
    assert told(film, mark)[-1] == (5.0, "type", "Type the email address")
    # A button beside it is another step.
    assert [kind for _, kind, _ in told(film, clicked(5.1, "Send"))[1:]] == ["type", "click"]
