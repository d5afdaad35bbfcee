"""A place is called by the words on it, in its row, beside or above it."""

import pytest

from app.domain.documents.evidence.changes import Pointer
from app.domain.documents.evidence.labels import is_label, is_prose, label_at, label_beside, label_of_field
from app.domain.documents.words import Box
from tests.domain.writing import line

SIZE = 0.02
SAVE, CANCEL = line("Save changes", 0.5, 0.8, size=SIZE), line("Cancel", 0.3, 0.8, size=SIZE)
ROW = [line("Weekly digest", 0.2, 0.4, size=SIZE), line("Security alerts", 0.2, 0.45, size=SIZE)]


def test_a_button_is_what_is_written_on_it() -> None:
    assert label_at([SAVE, CANCEL], Pointer(0.52, 0.805, "hand")) is SAVE
    assert label_at([SAVE, CANCEL], Pointer(0.32, 0.818, "hand")) is CANCEL


def test_a_row_is_what_is_written_in_it() -> None:
    assert label_at(ROW, Pointer(0.5, 0.458, "hand")) is ROW[1]


def test_nothing_near_is_nothing() -> None:
    assert label_at([SAVE, CANCEL, *ROW], Pointer(0.9, 0.2, "arrow")) is None


@pytest.mark.parametrize("text", ["Save changes", "#4100", "Are you sure?", "app.py", "Loading..."])
def test_labels(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize("text", ["✕", "Entries are kept for two years.", "a b c d e f g h", ""])
def test_no_labels(text: str) -> None:
    assert not is_label(text)


def test_a_switch_is_called_as_its_row_says() -> None:
    assert label_beside(ROW, Box(0.7, 0.398, 0.04, 0.02)) is ROW[0]
    assert label_beside(ROW, Box(0.7, 0.6, 0.04, 0.02)) is None


def test_a_field_is_called_as_the_line_above_it_or_before_it() -> None:
    above, before = line("Email address", 0.2, 0.3, size=SIZE), line("Role", 0.12, 0.34, size=SIZE)
    box = line("mira@example.org", 0.21, 0.34, size=SIZE)
    assert label_of_field([above, before], box) is above
    assert label_of_field([before], box) is before
    # Beyond that it is a navigation's entry that happens to be level.
    assert label_of_field([line("Role", 0.0, 0.34, size=SIZE)], box) is None
    assert label_of_field([line("Email address", 0.2, 0.1, size=SIZE)], box) is None


def test_a_line_of_a_paragraph_is_no_label() -> None:
    text = [
        line("Keys have to be changed every year, or", 0.3, 0.3, size=SIZE),
        line("nobody can sign in any more", 0.3, 0.332, size=SIZE),
        line("Reply", 0.3, 0.39, size=SIZE),
    ]
    assert [is_prose(each, text) for each in text] == [True, True, False]


def test_entries_of_a_list_are_labels_however_long() -> None:
    entries = [
        line("Mira Kowalski", 0.1, 0.3, size=SIZE),
        line("Invoices are sent on the first day", 0.1, 0.33, size=SIZE),
        line("Sam Lee", 0.1, 0.39, size=SIZE),
        line("Nobody can sign in any more today", 0.1, 0.42, size=SIZE),
    ]
    assert not any(is_prose(each, entries) for each in entries)
    rows = [line("Invoices are sent on the first day", 0.1, 0.3 + 0.05 * row, size=SIZE) for row in range(3)]
    assert not any(is_prose(each, rows) for each in rows)
