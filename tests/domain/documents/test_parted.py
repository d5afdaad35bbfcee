"""A line that a pointer parts is one; what is typed, and what really changed, stays as it was read."""

from app.domain.documents.parted import whole
from app.domain.documents.words import Box, Line, Word


def line(text: str, left: float = 0.1, top: float = 0.2) -> Line:
    words, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        words.append(Word(word, Box(left + 0.01 * at, top, 0.01 * len(word), 0.03), 99))
        at += len(word)
    return Line(tuple(words))


PAGE = [line("Members", top=0.4), line("Billing", top=0.5), line("Save changes", top=0.6)]


def told(*screens: list[Line]) -> list[list[str]]:
    return [[each.text for each in lines if each not in PAGE] for lines in whole([[*each, *PAGE] for each in screens])]


def test_two_pieces_are_the_line_that_was_there_before_or_after() -> None:
    parted = [line("Sa"), line("lests", left=0.19)]
    assert told(parted, [line("Sales requests")]) == [["Sales requests"]] * 2
    assert told([line("Sales requests")], parted) == [["Sales requests"]] * 2


def test_letters_beside_the_pointer_may_be_read_as_others() -> None:
    parted = [line("Exporl"), line("CSV", left=0.2)]
    assert told([line("Export as CSV")], parted) == [["Export as CSV"]] * 2


def test_a_line_whose_end_is_hidden_for_a_while_is_whole() -> None:
    whole_line, piece = line("Workspace name"), line("Workspace n")
    assert told([whole_line], [piece], [piece], [whole_line]) == [["Workspace name"]] * 4


def test_what_is_typed_on_is_no_piece() -> None:
    typed = [[line("mira@ex")], [line("mira@example")], [line("mira@example.org")]]
    assert told(*typed) == [["mira@ex"], ["mira@example"], ["mira@example.org"]]


def test_what_really_changed_stays() -> None:
    assert told([line("Last week")], [line("Next", left=0.1), line("year", left=0.2)]) == [
        ["Last week"],
        ["Next", "year"],
    ]
    assert told([line("Sales requests")], [line("Sales", top=0.3)]) == [["Sales requests"], ["Sales"]]


def test_another_page_knows_nothing_of_this_one() -> None:
    other = [line("Sales requests"), line("Inbox", top=0.4), line("Drafts", top=0.5)]
    pieces = [line("Sa"), line("lests", left=0.19), *PAGE]
    assert whole([other, pieces])[1] == tuple(pieces)
