"""Of several readings of one line the best one stands; what really changed stays as it was read."""

import pytest

from app.domain.documents.agreement import agreed
from app.domain.documents.words import Box, Line, Word


def line(text: str, confidence: float = 99, top: float = 0.2, width: float | None = None) -> Line:
    """A line in a type whose signs are all as wide, at the left."""
    step = (width or 0.01 * len(text)) / len(text)
    words, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        words.append(Word(word, Box(0.1 + step * at, top, step * len(word), 0.03), confidence))
        at += len(word)
    return Line(tuple(words))


def told(*screens: list[Line]) -> list[list[str]]:
    return [[each.text for each in lines] for lines in agreed(screens)]


@pytest.mark.parametrize(
    ("slip", "confidence", "right"),
    [
        # A pointer over it.
        ("Antwq", 92, "Antworten"),
        ("Keep thgata for ne year", 92, "Keep the data for one year"),
        ("Spring aInch", 72, "Spring launch"),
        ("setngsy", 73, "settings.py"),
        # One sign, as sure as can be.
        ("Actiyity", 98, "Activity"),
        # A caret, a space, an accent, a look-alike.
        ("Filter,anwenden", 99, "Filter anwenden"),
        ("root@web-1:/srv#docker compose up", 98, "root@web-1:/srv# docker compose up"),
        ("une clé doit étre retirée", 98, "une clé doit être retirée"),
        ("Context INF0", 97, "Context INFO"),
    ],
)
def test_a_slip_gives_way_to_what_was_read_before_or_after(slip: str, confidence: float, right: str) -> None:
    spoilt, good = line(slip, confidence, width=0.01 * len(right)), line(right)
    assert told([good], [spoilt], [good]) == [[right]] * 3
    if confidence <= 90 or confidence >= 97:
        assert told([good], [good], [spoilt]) == [[right]] * 3
        assert told([spoilt], [good], [good]) == [[right]] * 3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("3 files", "4 files"),
        ("Members", "Members of the team"),
        ("Enable", "Disable"),
        ("Sort ascending", "Sort descending"),
        ("def load(name):", "def load(self, name):"),
        ("Draft", "Sent"),
    ],
)
def test_what_changed_stays(before: str, after: str) -> None:
    screens = [[line(before, 97)], [line(before, 97)], [line(before, 97)], [line(after, 98)]]
    assert told(*screens) == [[before]] * 3 + [[after]]


def test_two_messages_at_one_place_are_two() -> None:
    page, one, two = line("Projects", top=0.6), line("The project was created", 95), line("The project was deleted")
    screens = [[page, one], [page], [page], [page], [page, two], [page, two], [page, two]]
    assert agreed(screens) == [tuple(each) for each in screens]
    assert agreed([[one], [two], [two], [two]]) == [(one,), (two,), (two,), (two,)]


def test_lines_that_move_up_are_lines_of_their_own() -> None:
    names = ["Container web Started", "Container mail Started", "Container ball Started"]
    screens = [[line(names[n], 95, top=0.2), line(names[n + 1], 95, top=0.25)] for n in range(2)]
    assert told(*screens) == [names[0:2], names[1:3]]


def test_a_line_that_was_covered_for_a_while_is_still_that_line() -> None:
    good, dialog = line("Notifications"), line("Delete this?", top=0.6)
    assert told([good], [good], [dialog], [line("Notificptjons", 88)])[3] == ["Notifications"]


def test_the_words_have_the_place_of_the_better_reading() -> None:
    good = line("Save changes")
    assert agreed([[good], [good], [line("Save charges", 92)]])[2] == (good,)


def test_settling_twice_is_settling_once() -> None:
    screens = [[line("Activity")], [line("Actiyity", 98)], [line("Activity", 94), line("Audit log", top=0.5)]]
    once = agreed(screens)
    assert agreed(once) == once
    assert agreed([]) == [] and agreed([[], []]) == [(), ()]
