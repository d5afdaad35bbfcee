"""Two readings of one line are the same line; two lines are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.documents.textdiff import LineMemory, has_grown, normalise

text = st.text(max_size=40)


def is_same(one: str, other: str) -> bool:
    return LineMemory([one]).knows(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Security settings", "Security settings"),
        ("Security settings", "security  settings."),
        ("Two-factor codes are required", "Two-factor codes are requlred"),
        ("• Storage used", "Storage used"),
        ("Recorded 10:41", "Recorded 10:42"),
    ],
)
def test_the_same_line(one: str, other: str) -> None:
    assert is_same(one, other) and is_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Okta", "Data"),
        ("Members", "Numbers"),
        ("Save changes", "Discard changes"),
        ("Security settings", "Audit log"),
    ],
)
def test_another_line(one: str, other: str) -> None:
    assert not is_same(one, other) and not is_same(other, one)


@pytest.mark.parametrize(
    ("before", "after", "grown"),
    [
        ("https://login", "https://login.example.com/saml", True),
        ("https://l0gin", "https://login.example.com/saml", True),
        ("Dear Mor", "Dear Morgan, welcome", True),
        ("https://login.example.com", "https://login", False),
        ("Security", "Security", False),
        ("ab", "abcdef", False),
        ("Members", "Security settings", False),
    ],
)
def test_growth(before: str, after: str, grown: bool) -> None:
    assert has_grown(before, after) is grown


def test_a_memory_knows_what_was_added_and_nothing_else() -> None:
    memory = LineMemory(["Security settings"])
    memory.add(["Audit log"])
    assert memory.knows("Audit log") and memory.knows("SECURITY SETTINGS")
    assert not memory.knows("Workspace overview")
    assert not LineMemory().knows("anything")


@given(text)
def test_normalising_again_changes_nothing_and_a_line_is_always_itself(line: str) -> None:
    assert normalise(normalise(line)) == normalise(line)
    assert is_same(line, line)
    assert not has_grown(line, line)


@given(text, text)
def test_typing_more_is_growth(line: str, more: str) -> None:
    start = normalise(line)
    if len(start) >= 3 and len(normalise(start + "x" + more)) > len(start):
        assert has_grown(start, start + "x" + more)
