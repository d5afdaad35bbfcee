"""Words become lines, in the order a person reads them, without noise."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.documents.reading_order import is_legible, read_lines
from app.domain.documents.words import Box, Line, Word
from tests.domain.writing import words


def texts(found: list[Word]) -> list[str]:
    random.Random(7).shuffle(found)
    return [line.text for line in read_lines(found)]


def test_words_side_by_side_are_a_line() -> None:
    assert texts(words("Turn on single sign-on", 100, 40)) == ["Turn on single sign-on"]


def test_low_words_belong_to_the_line_of_tall_ones() -> None:
    found = [Word("Apply", Box(0, 10, 50, 18.6), 95), Word("once", Box(57, 14, 40, 10.6), 95)]
    assert texts(found) == ["Apply once"]


def test_a_wide_gap_parts_two_buttons() -> None:
    assert texts(words("Cancel", 100, 40) + words("Save changes", 260, 40)) == ["Cancel", "Save changes"]


def test_a_sidebar_is_read_before_the_page_beside_it() -> None:
    sidebar = [
        word for n, name in enumerate(["Overview", "Members", "Billing"]) for word in words(name, 20, 100 + 40 * n)
    ]
    page = words("Security settings", 300, 60, size=34)
    page += [word for n in range(4) for word in words(f"Paragraph number {n} here", 300, 105 + 31 * n)]
    assert texts(sidebar + page) == [
        "Overview",
        "Members",
        "Billing",
        "Security settings",
        *[f"Paragraph number {n} here" for n in range(4)],
    ]


def test_labels_are_read_with_their_values() -> None:
    found = words("Name", 20, 100) + words("Morgan", 200, 100) + words("Role", 20, 140) + words("Admin", 200, 140)
    assert texts(found) == ["Name", "Morgan", "Role", "Admin"]


def test_noise_is_left_out() -> None:
    noise = [
        Word("©", Box(0, 0, 10, 10), 90),
        Word("|", Box(400, 0, 2, 300), 95),
        Word("Ee", Box(0, 300, 20, 14), 70),
        Word("blurred", Box(300, 300, 70, 14), 15),
        Word("ghost", Box(600, 300, 70, 14), 35),
        Word("sideways", Box(900, 100, 14, 120), 95),
    ]
    assert texts(noise + words("Real text", 100, 500)) == ["Real text"]


def test_marks_at_the_ends_of_a_line_are_cut_and_those_within_stay() -> None:
    assert texts(words("• Settings › Security >", 100, 40)) == ["Settings › Security"]


def test_a_quotation_mark_stays_where_another_closes_it() -> None:
    assert texts(words("‘Type the address", 100, 40)) == ["Type the address"]
    assert texts(words("“Saved” it says", 100, 40)) == ["“Saved” it says"]
    assert texts(words('"Saved" it says', 100, 40)) == ['"Saved" it says']


def test_short_words_need_a_sure_reading() -> None:
    assert texts(words("OK", 100, 40, confidence=92)) == ["OK"]
    assert texts(words("OK", 100, 40, confidence=72)) == []


def test_nothing_makes_no_lines() -> None:
    assert texts([]) == []


coordinates = st.integers(0, 1900)
any_words = st.lists(
    st.builds(
        Word,
        st.text(min_size=1, max_size=12).filter(str.strip),
        st.builds(Box, coordinates, coordinates, st.integers(1, 300), st.integers(1, 60)),
        st.floats(0, 100),
    ),
    max_size=60,
)


@given(any_words)
def test_no_word_is_doubled_or_made_up(found: list[Word]) -> None:
    read = [word for line in read_lines(found) for word in line.words]
    assert len(read) <= len(found)
    left = [word.box for word in found]
    for word in read:
        left.remove(word.box)


@pytest.mark.parametrize(
    ("text", "confidence", "top", "legible"),
    [
        ("Save changes", 45, 100, True),
        # A switch, an icon, a caret: and numbers that stand alone.
        ("8", 81, 100, False),
        ("8", 97, 100, True),
        ("o5", 31, 100, False),
        ("OK", 95, 100, True),
        ("Unl", 83, 100, False),
        # Half a line, where the picture ends.
        ("To r mi corrme votr snars", 65, 712, False),
        ("Version 2.4 of the agent", 97, 712, True),
    ],
)
def test_what_networks_are_unsure_of_is_no_text(text: str, confidence: float, top: float, legible: bool) -> None:
    assert (
        is_legible(Line((Word(text, Box(100, top, 90, 720 - top if top > 700 else 14), confidence),)), 720) is legible
    )
