"""The guide has a step for every state of the screen, and for nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.documents.steps import Screen, Step, build_steps
from app.domain.documents.words import Line
from tests.domain.writing import line

NAVIGATION = [line(name, 20, 100 + 40 * n) for n, name in enumerate(["Overview", "Members", "Billing"])]


def page(heading: str, *paragraphs: str) -> list[Line]:
    """A page of the made-up product, with its navigation."""
    lines = [line(heading, 300, 50, size=34)]
    return [*NAVIGATION, *lines, *(line(text, 300, 110 + 36 * n) for n, text in enumerate(paragraphs))]


SETTINGS = page(
    "Security settings", "Decide how people sign in to this workspace", "Passwords expire after ninety days"
)
AUDIT = page("Audit log", "Morgan enabled single sign-on for the workspace", "Entries are kept for two years")
DIALOG = [
    line("Choose an identity provider", 480, 220, size=28),
    line("Microsoft Entra", 480, 268),
    line("Google Workspace", 480, 304),
]


def guide(*screens: list[Line], seconds: float = 5.0) -> list[Step]:
    """The steps of screens that follow each other every `seconds`."""
    return build_steps(
        [Screen(n * seconds, (n + 1) * seconds, tuple(lines), f"frame {n}") for n, lines in enumerate(screens)]
    )


def outline(steps: list[Step]) -> list[tuple[float, str]]:
    return [(step.timestamp, step.title) for step in steps]


def test_every_new_page_is_a_step_with_what_is_new_on_it() -> None:
    steps = guide(SETTINGS, AUDIT)
    assert outline(steps) == [(0.0, "Security settings"), (5.0, "Audit log")]
    assert steps[1].text.splitlines() == [
        "Audit log",
        "Morgan enabled single sign-on for the workspace",
        "Entries are kept for two years",
    ]
    assert [step.picture for step in steps] == ["frame 0", "frame 1"]


def test_a_recording_without_text_has_no_steps() -> None:
    assert guide() == []
    assert guide([], [], []) == []


def test_a_screen_that_is_read_a_little_differently_is_the_same_step() -> None:
    misread = page(
        "Security settlngs",
        "Decide how people sign in to this w0rkspace",
        "Passwords expire after ninety days",
    )
    assert outline(guide(SETTINGS, misread, SETTINGS)) == [(0.0, "Security settings")]


def test_a_dialog_is_a_step_and_the_page_behind_it_not_another_when_it_closes() -> None:
    steps = guide(SETTINGS, SETTINGS + DIALOG, SETTINGS)
    assert outline(steps) == [(0.0, "Security settings"), (5.0, "Choose an identity provider")]
    assert "Overview" not in steps[1].text


def test_what_a_dialog_leaves_of_the_lines_behind_it_is_not_new() -> None:
    covered = [line("Decide how", 300, 110) if each.text.startswith("Decide") else each for each in SETTINGS]
    (_, step) = guide(SETTINGS, covered + DIALOG)
    assert step.text.splitlines() == ["Choose an identity provider", "Microsoft Entra", "Google Workspace"]


def test_typing_belongs_to_the_step_it_happens_in_and_only_its_end_is_told() -> None:
    field = [[line(text, 310, 250)] for text in ("https", "https://login.exa", "https://login.example.com")]
    steps = guide(SETTINGS, *[SETTINGS + typed for typed in field])
    assert outline(steps) == [(0.0, "Security settings")]
    assert steps[0].text.splitlines()[-1] == "https://login.example.com"
    assert steps[0].text.count("https") == 1
    assert steps[0].picture == "frame 3"


def test_writing_on_below_stays_in_the_step() -> None:
    written = [
        line(f"Sentence number {word} of a long letter", 300, 200 + 30 * n)
        for n, word in enumerate(["one", "two", "six"])
    ]
    screens = [SETTINGS + written[:count] for count in range(4)]
    steps = guide(*screens)
    assert steps[0].title == "Security settings"
    assert len(steps) <= 2


def test_a_message_elsewhere_on_the_screen_is_a_step() -> None:
    toast = [line("Connection works", 1060, 650)]
    assert outline(guide(SETTINGS, SETTINGS + toast)) == [
        (0.0, "Security settings"),
        (5.0, "Connection works"),
    ]


def test_a_message_that_comes_with_a_page_belongs_to_it() -> None:
    toast = [line("Connection works", 1060, 650)]
    steps = guide(AUDIT, SETTINGS, SETTINGS + toast, seconds=1.0)
    assert [step.title for step in steps] == ["Audit log", "Security settings"]
    assert "Connection works" in steps[1].text


def test_going_back_to_an_earlier_page_is_a_step() -> None:
    other = [
        line("Quarterly report", 300, 50, size=34),
        line("Revenue grew by a third over the last year", 300, 110),
    ]
    titles = [title for _, title in outline(guide(SETTINGS, other, SETTINGS))]
    assert titles == ["Security settings", "Quarterly report", "Security settings"]


def test_a_clock_that_ticks_and_stray_signs_are_no_steps() -> None:
    screens = [[*SETTINGS, line(f"10:{n}", 1200, 700), line("i=|" * n, 900, 600)] for n in range(41, 46)]
    assert outline(guide(*screens)) == [(0.0, "Security settings")]


def test_an_unsure_reading_is_no_step() -> None:
    assert guide([line("leaves on a tree", confidence=62)]) == []


def test_a_screen_that_flashes_by_is_no_step() -> None:
    screens = [
        Screen(0.0, 5.0, tuple(SETTINGS), "a"),
        Screen(5.0, 5.5, (line("Loading your workspace", 600, 300, size=34),), "b"),
        Screen(5.5, 9.0, tuple(AUDIT), "c"),
    ]
    assert outline(build_steps(screens)) == [(0.0, "Security settings"), (5.5, "Audit log")]


def test_the_last_screen_counts_however_short_it_is() -> None:
    screens = [Screen(0.0, 5.0, tuple(SETTINGS), "a"), Screen(5.0, 5.2, tuple(AUDIT), "b")]
    assert outline(build_steps(screens)) == [(0.0, "Security settings"), (5.0, "Audit log")]


any_lines = st.lists(
    st.builds(
        line,
        st.text("abcdefgh ijk:/.0123", min_size=1, max_size=30).map(str.strip).filter(bool),
        st.integers(0, 1200),
        st.integers(0, 700),
        st.sampled_from([18, 20, 34]),
        st.integers(50, 99),
    ),
    max_size=6,
)


@given(st.lists(any_lines, max_size=12))
def test_steps_come_in_order_with_a_title_and_only_text_that_was_on_screen(screens: list[list[Line]]) -> None:
    steps = guide(*screens)
    shown = {each.text for lines in screens for each in lines}
    assert [step.timestamp for step in steps] == sorted({step.timestamp for step in steps})
    assert len(steps) <= len(screens)
    for step in steps:
        assert step.title
        assert set(step.text.splitlines()) <= shown


@given(st.lists(any_lines, min_size=1, max_size=6))
def test_a_screen_shown_twice_adds_nothing(screens: list[list[Line]]) -> None:
    doubled = [lines for lines in screens for _ in (1, 2)]
    assert [step.title for step in guide(*doubled)] == [step.title for step in build_steps(halved(screens))]


def halved(screens: list[list[Line]]) -> list[Screen]:
    return [Screen(n * 10.0, n * 10.0 + 10, tuple(lines), f"frame {2 * n}") for n, lines in enumerate(screens)]
