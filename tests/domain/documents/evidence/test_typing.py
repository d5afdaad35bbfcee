"""Text that is typed grows, or comes stroke by stroke where there was none."""

from app.domain.documents.evidence.changes import Change
from app.domain.documents.evidence.texts import difference
from app.domain.documents.evidence.typing import Typed, is_focused, typed
from app.domain.documents.words import Box, Line
from tests.domain.writing import line

SIZE = 0.02
LABEL = line("Email address", 0.2, 0.3, size=SIZE)
FIELD = Box(0.18, 0.33, 0.6, 0.04)


def told(before: list[Line], after: list[Line], strokes: int = 4, advance: int = 3, box: Box = FIELD) -> Typed | None:
    change = Change(1.0, 1.25, 2.0, (box,), strokes=strokes, advance=advance)
    return typed(change, difference(before, after, change.boxes))


def test_what_comes_into_an_empty_field_is_typed_and_the_field_has_a_name() -> None:
    found = told([LABEL], [LABEL, line("mira@example.org", 0.21, 0.34, size=SIZE)])
    assert found is not None and (found.text, found.label) == ("mira@example.org", "Email address")


def test_a_placeholder_names_the_field() -> None:
    holder, text = line("Filter orders", 0.21, 0.34, size=SIZE), line("berlin", 0.21, 0.34, size=SIZE)
    found = told([LABEL, holder], [LABEL, text])
    assert found is not None and found.label == "Filter orders"


def test_a_line_that_grows_is_typed_however_few_strokes_were_seen() -> None:
    before, after = line("mira@exa", 0.21, 0.34, size=SIZE), line("mira@example.org", 0.21, 0.34, size=SIZE)
    found = told([LABEL, before], [LABEL, after], strokes=1, advance=0)
    assert found is not None and (found.text, found.label) == ("mira@example.org", "Email address")


def test_what_comes_at_once_is_not_typed() -> None:
    assert told([LABEL], [LABEL, line("Connection works", 0.21, 0.34, size=SIZE)], strokes=1, advance=0) is None


def test_a_clock_that_ticks_types_nothing() -> None:
    assert told([LABEL], [LABEL, line("10:41:03", 0.21, 0.34, size=SIZE)]) is None


def test_lines_of_code_are_typed_below_each_other_and_columns_are_none() -> None:
    code = [line("def orders():", 0.21, 0.34, size=SIZE), line("return 1", 0.25, 0.37, size=SIZE)]
    everywhere = Box(0, 0, 1.7, 1)
    found = told([], code, box=everywhere)
    assert found is not None and (found.text, found.label) == ("def orders():", "")
    assert told([], [code[0], line("Orders", 0.9, 0.34, size=SIZE)], box=everywhere) is None


RIM = Change(4.0, 4.25, 4.25, (Box(0.18, 0.33, 0.5, 0.05),))


def test_a_short_word_in_a_field_that_was_clicked_into_is_typed_where_no_pointer_is_seen() -> None:
    holder, text = line("Filter orders", 0.21, 0.34, size=SIZE), line("march", 0.21, 0.34, size=SIZE)
    change = Change(5.0, 5.25, 5.5, (Box(0.2, 0.335, 0.08, 0.03),), strokes=2)
    found = difference([holder], [text], change.boxes)
    assert is_focused(RIM, change)
    assert typed(change, found) is None
    assert typed(change, found, is_in_field=True) == Typed("march", text, "Filter orders")


def test_a_field_has_the_focus_for_a_while_and_is_no_page() -> None:
    inside, outside = Box(0.2, 0.335, 0.08, 0.03), Box(0.2, 0.5, 0.08, 0.03)
    assert not is_focused(RIM, Change(5.0, 5.25, 5.5, (outside,)))
    assert not is_focused(RIM, Change(30.0, 30.25, 30.5, (inside,)))
    assert not is_focused(Change(4.0, 4.25, 4.25, (Box(0, 0, 1.7, 1),)), Change(5.0, 5.25, 5.5, (inside,)))
    assert not is_focused(Change(4.0, 4.25, 4.25, (Box(0.18, 0.33, 0.06, 0.05),)), Change(5.0, 5.25, 5.5, (inside,)))
