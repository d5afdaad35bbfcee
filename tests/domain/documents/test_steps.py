"""The guide tells what somebody did, in order, each act once, with the picture in which it can be seen."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.domain.documents.evidence.changes import Change, Pointer
from app.domain.documents.evidence.kinds import Kind
from app.domain.documents.steps import Screen, Step, build_steps
from app.domain.documents.words import Box, Line
from tests.domain.documents.acting import Film, box, on_frame
from tests.domain.writing import line

MENU = [on_frame(name, 20, 60 + 40 * n) for n, name in enumerate(["Overview", "Members", "Billing"])]
ON_MEMBERS = (40, 105)


def page(heading: str, *paragraphs: str) -> list[Line]:
    """A page of the made-up program, with its navigation."""
    return [
        *MENU,
        on_frame(heading, 300, 30, size=26),
        *(on_frame(text, 300, 90 + 30 * n) for n, text in enumerate(paragraphs)),
    ]


OVERVIEW = page("Workspace overview", "Fourteen members recorded ninety videos", "Storage used: a third")
MEMBERS = page("People of the workspace", "Aino Virtanen records most of all", "Ben Carter only looks at videos")
INVITE = on_frame("Invite member", 310, 300)
DIALOG = [on_frame("Who is it?", 480, 200, size=20), on_frame("Email address", 480, 260), on_frame("Send", 700, 400)]


def test_the_first_page_opens_the_guide_and_a_link_leads_on() -> None:
    film = Film().shows(*OVERVIEW).then(*MEMBERS, at=ON_MEMBERS)
    assert film.outline == [(0.0, "open", "Open Workspace overview"), (5.0, "navigate", "Open Members")]
    first, second = film.guide
    assert (first.picture, second.picture) == ("frame 0", "before 5")
    assert second.pointer is not None and abs(second.pointer.x - 40 / 1280) < 1e-9
    assert second.target is not None and second.target.left < 20 / 1280 and second.target.right < 0.15
    assert second.text.splitlines() == [
        "People of the workspace",
        "Aino Virtanen records most of all",
        "Ben Carter only looks at videos",
    ]


def test_a_dialog_that_is_opened_filled_in_and_sent() -> None:
    behind = [*MEMBERS, INVITE]
    typed = on_frame("mira@example.org", 490, 285)
    film = Film().shows(*behind).then(*behind, *DIALOG, at=(330, 305), veil=1)
    film.then(*behind, *DIALOG, typed, at=(520, 288), where=box(480, 280, 300, 24), strokes=5, advance=4, shape="beam")
    film.then(*behind, on_frame("It is on its way", 1000, 680), at=(710, 405), veil=-1)
    assert film.outline[1:] == [
        (5.0, "dialog", "Click Invite member"),
        (10.0, "type", "Type the email address"),
        (15.0, "submit", "Click Send"),
    ]


def test_a_field_that_is_typed_into_again_is_one_step_whatever_was_read_of_it_meanwhile() -> None:
    field = {"where": box(480, 280, 300, 24), "strokes": 5, "advance": 4, "shape": "beam"}
    film = Film().shows(*OVERVIEW, *DIALOG)
    for text in ("olga@or xampled", "olga@firm.example"):
        film.then(*OVERVIEW, *DIALOG, on_frame(text, 490, 285), at=(520, 288), **field)
    (typed,) = film.guide[1:]
    assert (typed.title, typed.label) == ("Type the email address", "Email address")


def test_code_is_quoted_and_the_line_above_is_not_its_name() -> None:
    file = [on_frame("settings.py", 300, 100, size=16), on_frame("KEEP_DAYS = 365", 300, 150)]
    film = Film().shows(*OVERVIEW, *file)
    typed = on_frame("RETRIES = 3", 300, 180)
    film.then(*OVERVIEW, *file, typed, where=box(300, 178, 200, 20), strokes=5, advance=4)
    assert film.outline[1:] == [(5.0, "type", "Type `RETRIES = 3`")]


def test_a_switch_is_turned_on_and_off() -> None:
    setting, switch = on_frame("Weekly digest", 300, 200), box(880, 196, 34, 20)
    screen = [*OVERVIEW, setting]
    film = Film().shows(*screen).then(*screen, at=(895, 206), where=switch, tint=0.2)
    film.then(*screen, at=(895, 206), where=switch, tint=-0.2)
    titles = [title for _, _, title in film.outline[1:]]
    assert titles == ["Turn on Weekly digest", "Turn off Weekly digest"]


def test_an_option_is_chosen_from_the_list_that_was_opened() -> None:
    label, value = on_frame("Role", 300, 200), on_frame("Viewer", 310, 225)
    options = [on_frame(name, 310, 255 + 28 * n) for n, name in enumerate(["Editor", "Administrator"])]
    chosen = on_frame("Editor", 310, 225)
    film = Film().shows(*OVERVIEW, label, value).then(*OVERVIEW, label, value, *options, at=(330, 230))
    film.then(*OVERVIEW, label, chosen, at=(330, 262))
    assert film.outline[1:] == [(10.0, "choose", "Choose Editor in Role")]


def test_an_option_is_chosen_however_short_the_pointer_rested_on_it() -> None:
    label, value = on_frame("Status", 300, 200), on_frame("Waiting", 310, 225)
    options = [on_frame(name, 310, 255 + 28 * n) for n, name in enumerate(["Active", "Closed"])]
    chosen = on_frame("Active", 310, 225)
    film = Film().shows(*OVERVIEW, label, value).then(*OVERVIEW, label, value, *options, at=(330, 230))
    film.then(*OVERVIEW, label, chosen, at=(330, 262), rested=0.0)
    assert film.outline[1:] == [(10.0, "choose", "Choose Active in Status")]


def test_commands_and_what_they_say_are_one_step_each() -> None:
    prompt = "ops@harbor:~/app$"
    first = on_frame(f"{prompt} git status", 20, 20)
    said = [on_frame("On branch main", 20, 42), on_frame("nothing to commit, working tree clean", 20, 64)]
    film = Film().shows(on_frame(prompt, 20, 20)).then(on_frame(f"{prompt} git st", 20, 20)).then(first)
    film.then(first, *said, on_frame(prompt, 20, 86))
    film.then(first, *said, on_frame(f"{prompt} npm run build", 20, 86))
    assert film.outline == [(5.0, "command", "Run `git status`"), (20.0, "command", "Run `npm run build`")]


def test_a_command_that_is_read_with_another_space_is_the_same() -> None:
    film = Film().shows(on_frame("$", 20, 20)).then(on_frame("$ cat config. toml", 20, 20))
    film.then(on_frame("$ cat config.toml", 20, 20), on_frame("[server]", 20, 42))
    assert [kind for _, kind, _ in film.outline] == ["command"]


def test_a_slide_has_all_its_lines_however_late_it_was_known_to_be_one() -> None:
    heading = on_frame("The plan until summer", 100, 80, size=48)
    bullets = [on_frame(text, 120, 240 + 80 * n, size=28) for n, text in enumerate(["A pilot in March", "Training"])]
    film = Film().shows(*OVERVIEW, on_frame("A pilot in March", 100, 500)).then(heading, *bullets)
    assert film.guide[-1].text.splitlines() == ["The plan until summer", "A pilot in March", "Training"]


def test_a_slide_is_one_step_with_all_of_its_bullets() -> None:
    heading = on_frame("The plan until summer", 100, 80, size=48)
    bullets = [on_frame(text, 120, 240 + 80 * n, size=28) for n, text in enumerate(["A pilot in March", "Training"])]
    film = Film().shows(heading).then(heading, bullets[0]).then(heading, *bullets)
    film.then(on_frame("Questions we were asked", 100, 80, size=48))
    assert film.outline == [(0.0, "slide", "The plan until summer"), (15.0, "slide", "Questions we were asked")]
    assert film.guide[0].picture == "frame 10"
    assert film.guide[0].text.splitlines() == ["The plan until summer", "A pilot in March", "Training"]


def test_scrolling_is_told_by_the_heading_it_stops_at() -> None:
    sentences = [f"Sentence {word} about backups and how they run." for word in "abcdef"]
    prose = [on_frame(text, 300, 120 + 26 * n) for n, text in enumerate(sentences)]
    film = Film().shows(*MENU, on_frame("Manual", 300, 30, size=26), *prose)
    film.then(*MENU, on_frame("Restore a project", 300, 20, size=20), *prose, scrolled=0.8)
    assert film.outline[1:] == [(5.0, "scroll", "Scroll to Restore a project")]


def test_a_german_screen_gets_a_german_guide() -> None:
    texts = ["Alles über den Arbeitsbereich wird auf dieser Seite festgelegt", "Fragen Sie die Verwaltung"]
    film = (
        Film()
        .shows(*OVERVIEW[:3], on_frame("Überblick", 300, 30, size=26))
        .then(*page("Mitglieder der Gruppe", *texts), at=ON_MEMBERS)
    )
    assert film.outline[-1][2] == "Members öffnen"


def test_what_comes_by_itself_is_told_by_its_heading() -> None:
    film = Film().shows(*OVERVIEW).then(*MEMBERS)
    assert film.outline[1:] == [(5.0, "navigate", "People of the workspace")]
    assert film.guide[1].strength < 0.5 and film.guide[1].picture == "frame 5"


def test_a_message_that_follows_a_press_is_no_step_of_its_own() -> None:
    film = Film().shows(*OVERVIEW).then(*MEMBERS, at=ON_MEMBERS)
    film.changes.append(Change(6.0, 6.25, 6.25, (box(1000, 660, 250, 40),)))
    film.screens.append(Screen(6.25, 9.0, (*MEMBERS, on_frame("Loaded everybody", 1010, 670)), "late"))
    assert [title for _, _, title in film.outline] == ["Open Workspace overview", "Open Members"]


def test_a_clock_and_a_face_are_no_steps() -> None:
    film = Film().shows(*OVERVIEW).then(*OVERVIEW, on_frame("10:42", 1200, 8), where=box(1190, 4, 60, 20))
    film.then(*OVERVIEW, where=box(1100, 540, 150, 150))
    assert len(film.outline) == 1


def test_a_recording_without_text_has_no_steps() -> None:
    assert build_steps([], []) == []
    assert Film().shows().then(at=(20, 20)).then().guide == []


any_lines = st.lists(
    st.builds(
        line,
        st.text("abcdefgh ijk:/.$0123", min_size=1, max_size=30).map(str.strip).filter(bool),
        st.floats(0, 0.8),
        st.floats(0, 0.9),
        st.sampled_from([0.02, 0.03, 0.06]),
        st.integers(50, 99),
    ),
    max_size=6,
)
shares = st.floats(0, 1)
any_change = st.builds(
    lambda boxes, at, rested, strokes, veil, scrolled: (boxes, at, rested, strokes, veil, scrolled),
    st.lists(st.builds(Box, shares, shares, shares, shares), max_size=3).map(tuple),
    st.none() | st.builds(Pointer, shares, shares, st.sampled_from(["arrow", "hand", "beam", "other"])),
    st.floats(0, 9),
    st.integers(1, 9),
    st.sampled_from([-1, 0, 1]),
    st.sampled_from([0.0, 0.4]),
)


@given(st.lists(st.tuples(any_lines, any_change), max_size=10))
def test_steps_come_in_order_with_a_title_and_only_text_that_was_on_screen(scenes: list[Any]) -> None:
    screens = [Screen(n * 3.0, n * 3.0 + 3, tuple(lines), f"frame {n}") for n, (lines, _) in enumerate(scenes)]
    changes = [
        Change(n * 3.0 - 0.25, n * 3.0, n * 3.0, boxes, at, rested, strokes, strokes - 1, veil, scrolled)
        for n, (_, (boxes, at, rested, strokes, veil, scrolled)) in enumerate(scenes)
        if n
    ]
    steps = build_steps(screens, changes)
    shown = {each.text for lines, _ in scenes for each in lines}
    assert [step.timestamp for step in steps] == sorted(step.timestamp for step in steps)
    assert len(steps) <= len(scenes)
    for step in steps:
        check(step, shown)


def check(step: Step, shown: set[str]) -> None:
    """A step that can be shown."""
    assert step.title and step.kind in set(Kind) and 0 <= step.strength <= 1
    assert set(step.text.splitlines()) <= shown
    assert any(step.label in text for text in shown)
    assert step.target is None or (0 <= step.target.left <= step.target.right <= 1 + 1e-9)
