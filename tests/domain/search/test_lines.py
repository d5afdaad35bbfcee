"""What stands on the screen for a while is one line; what comes again is the same line once more."""

import pytest

from app.domain.documents.words import Box, Line, Word
from app.domain.search import lines
from app.domain.search.lines import LONGEST_TEXT, MOST_MOMENTS, Frame, on_screen, pieces


def line(text: str, top: float = 0.1, left: float = 0.1) -> Line:
    words, found = text.split(), []
    for number, word in enumerate(words):
        found.append(Word(word, Box(left + number * 0.1, top, 0.08, 0.03), 90))
    return Line(tuple(found))


def frames(*shown: tuple[Line, ...]) -> list[Frame]:
    """One a second."""
    return [Frame(second, second + 1, f"{second}.jpg", each) for second, each in enumerate(shown)]


def test_a_line_that_stays_for_a_minute_is_one_with_one_moment() -> None:
    [found] = on_screen(frames(*[(line("Send invitation"),)] * 60))
    [moment] = found.moments
    assert (found.text, moment.start, moment.end, moment.picture) == ("Send invitation", 0, 60, "0.jpg")
    assert moment.places == (((0.1, 0.1, 0.08, 0.03), (0.2, 0.1, 0.08, 0.03)),)


def test_a_line_that_comes_again_or_moves_has_a_further_moment() -> None:
    there, moved = line("Settings"), line("settings!", top=0.5)
    [found] = on_screen(frames((there,), (), (there,), (moved,), (moved,)))
    assert [(moment.start, moment.end) for moment in found.moments] == [(0, 1), (2, 3), (3, 5)]


def test_a_text_that_stands_in_several_places_is_one_line_with_all_of_them() -> None:
    [found] = on_screen(frames((line("Edit"), line("Edit", top=0.3), line("Edit", top=0.5))))
    assert [place[0][1] for place in found.moments[0].places] == [0.1, 0.3, 0.5]


def test_what_has_no_word_is_no_line() -> None:
    assert on_screen(frames((line("— | ···"),))) == []


def test_a_video_has_so_many_lines_and_a_line_so_many_moments(monkeypatch: pytest.MonkeyPatch) -> None:
    blinking = [(line("Blink"),) if second % 2 else () for second in range(200)]
    assert len(on_screen(frames(*blinking))[0].moments) == MOST_MOMENTS
    monkeypatch.setattr(lines, "MOST_LINES", 3)
    found = on_screen(frames(*[(line(f"Line {number}"),) for number in range(9)], (line("Line 0"),)))
    assert [each.text for each in found] == ["Line 0", "Line 1", "Line 2"]
    # One that is there already goes on being seen.
    assert len(found[0].moments) == 2


def test_a_word_of_several_has_the_same_box_for_each() -> None:
    glued, empty, other = Box(0, 0, 0.2, 0.1), Box(0, 0, 0, 0), Box(1, 0, 0, 0)
    read = Line((Word("two  words", glued, 90), Word("", empty, 0), Word("x", other, 9)))
    [found] = on_screen(frames((read,)))
    assert found.text == "two words x"
    assert found.moments[0].places == (((0, 0, 0.2, 0.1), (0, 0, 0.2, 0.1), (1, 0, 0, 0)),)


def test_long_texts_come_in_pieces_between_words() -> None:
    words = " ".join(["something"] * 200)
    found = pieces(words)
    assert " ".join(found) == words
    assert all(len(piece) <= LONGEST_TEXT for piece in found)
    assert [len(piece) for piece in pieces("x" * (LONGEST_TEXT + 5))] == [LONGEST_TEXT, 5]
    assert pieces(" \n\x00 … ") == []
