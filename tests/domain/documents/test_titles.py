"""Titles are the most prominent new line, cleaned up."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.documents.titles import clean, clock, title_of
from app.domain.documents.words import Line
from tests.domain.writing import line


def test_the_heading_wins_over_what_stands_above_it() -> None:
    lines = [
        line("Acme Cloud", 0, 10),
        line("Security settings", 200, 40, size=34),
        line("Decide how people sign in"),
    ]
    assert title_of(lines, 4.0) == "Security settings"


def test_a_page_is_called_as_the_entry_that_leads_to_it() -> None:
    lines = [line("Quillworks", 0, 10, size=30), line("Members", 0, 60), line("Members", 200, 10, size=28)]
    assert title_of(lines, 4.0) == "Members"


def test_what_is_hardly_read_makes_no_title() -> None:
    guessed = line("Vion ptet Dats lieg", 0, 10, size=30)
    guessed = Line(tuple(replace(word, confidence=71.0) for word in guessed.words))
    assert title_of([guessed, line("Projects", 0, 60)], 4.0) == "Projects"


def test_among_lines_of_one_size_the_first_wins() -> None:
    assert title_of([line("Okta"), line("Microsoft Entra", size=21)], 4.0) == "Okta"


@pytest.mark.parametrize(
    "text",
    [
        "https://login.example.com",
        "www.example.com",
        "example.com/start",
        "morgan@example.com",
        "31.4",
        "12:05",
        "ab",
    ],
)
def test_what_makes_no_title_is_passed_over(text: str) -> None:
    assert title_of([line(text, size=60), line("Audit log")], 4.0) == "Audit log"
    assert title_of([line(text)], 42.0) == "Scene at 0:42"


def test_without_lines_the_title_is_the_time() -> None:
    assert title_of([], 3729) == "Scene at 1:02:09"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("• Members:", "Members"),
        ("> Audit  log |", "Audit log"),
        ("Entries are kept for two years.", "Entries are kept for two years"),
        ("Loading...", "Loading..."),
        ("Are you sure?", "Are you sure?"),
        ("#general", "#general"),
        ("(optional) Name", "(optional) Name"),
        ("word " * 30, "word " * 13 + "word…"),
        ("x" * 100, "x" * 71 + "…"),
    ],
)
def test_titles_are_cleaned(text: str, title: str) -> None:
    assert clean(text) == title


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (42.9, "0:42"), (725, "12:05"), (3729, "1:02:09")])
def test_clock(seconds: float, text: str) -> None:
    assert clock(seconds) == text


@given(st.text(max_size=300))
def test_titles_are_short_and_on_one_line(text: str) -> None:
    title = clean(text)
    assert len(title) <= 72
    assert "\n" not in title
