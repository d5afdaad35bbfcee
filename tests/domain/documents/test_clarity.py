"""What is read far less surely than the rest of a recording is no text."""

from app.domain.documents.clarity import clear
from app.domain.documents.words import Box, Line, Word


def line(text: str, confidence: float) -> Line:
    return Line((Word(text, Box(0.1, 0.1, 0.2, 0.02), confidence),))


def test_a_blurred_moment_is_left_out() -> None:
    sharp, blurred = [line(f"Line {n}", 97) for n in range(9)], line("Vion ptet Dats lieg", 71)
    assert clear([sharp, [*sharp[:3], blurred], [blurred]]) == [tuple(sharp), tuple(sharp[:3]), ()]


def test_a_recording_that_is_blurred_all_over_is_read_as_well_as_can_be() -> None:
    lines = [line(f"Line {n}", 70 + n) for n in range(9)]
    assert clear([lines]) == [tuple(lines)]
    assert clear([]) == [] and clear([[]]) == [()]


def test_what_is_only_a_little_blurred_is_left_out_where_all_else_is_sharp() -> None:
    sharp, blurred = [line(f"Line {n}", 98) for n in range(9)], line("Andermges geifennaohrwenigen", 87)
    assert clear([[*sharp, blurred]]) == [tuple(sharp)]
    assert clear([[*sharp, line("Keep the data", 89)]]) == [(*sharp, line("Keep the data", 89))]
