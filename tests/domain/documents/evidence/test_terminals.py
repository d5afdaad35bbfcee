"""What a program sets in columns is one line of what it says."""

from app.domain.documents.evidence.terminals import with_whole_rows
from app.domain.documents.words import Box, Line, Word


def piece(text: str, left: float, row: int, edge: float = 0.0) -> Line:
    """A piece of a row in letters of one width, `left` signs from the edge."""
    words, at = [], left
    for word in text.split():
        words.append(Word(word, Box(edge + 0.011 * at, 0.1 + 0.03 * row, 0.011 * len(word), 0.018), 97))
        at += len(word) + 1
    return Line(tuple(words))


def told(*lines: Line) -> list[str]:
    return [line.text for line in with_whole_rows(lines)]


def test_columns_are_one_line_row_by_row() -> None:
    assert told(
        piece("$ docker compose up -d", 0, 0),
        piece("Container app-db-1", 1, 1),
        piece("Container app-web-1", 1, 2),
        piece("Started", 24, 1),
        piece("Started", 24, 2),
        piece("$", 0, 3),
    ) == ["$ docker compose up -d", "Container app-db-1 Started", "Container app-web-1 Started", "$"]


def test_a_prompt_and_its_command_are_one_line() -> None:
    assert told(piece("ls -l", 10, 0), piece("~/app %", 0, 0)) == ["~/app % ls -l"]


def test_what_stands_left_of_a_terminal_or_above_it_stays_by_itself() -> None:
    assert told(
        piece("app.py", 0, 0),
        piece("models.py", 0, 3),
        piece("Problems", 30, 0, 0.02),
        piece("$ pytest", 30, 2, 0.02),
        piece("214 passed", 30, 3, 0.02),
    ) == ["app.py", "models.py", "Problems", "$ pytest", "214 passed"]


def test_a_screen_without_a_prompt_is_left_alone() -> None:
    lines = (piece("Container", 1, 1), piece("Started", 20, 1))
    assert with_whole_rows(lines) == lines


def test_what_is_far_to_the_right_is_of_something_else() -> None:
    assert told(piece("$ ls", 0, 0), piece("10:41:07", 60, 0)) == ["$ ls", "10:41:07"]
