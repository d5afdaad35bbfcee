"""Texts as PostgreSQL keeps them: words and their stems, each at its place."""

from app.domain.search import vectors
from app.domain.search.vectors import MOST_LEXEMES, document_vector, lexemes, line_vector, read

STEMS = {"invitations": ["invit"], "mueller": ["muell"], "muller": ["mull"]}


def test_a_word_is_found_under_its_forms_and_their_stems() -> None:
    assert lexemes("invitations", STEMS) == {"invitations", "invit"}
    assert lexemes("mueller", STEMS) == {"mueller", "muller", "muell", "mull"}


def test_a_lines_places_number_its_words() -> None:
    vector = line_vector(["send", "invitations", "send"], STEMS)
    assert vector == "'invit':2 'invitations':2 'send':1,3"
    assert read(vector) == {"invit": [2], "invitations": [2], "send": [1, 3]}


def test_lines_of_a_document_stand_apart_and_a_word_counts_so_many_times() -> None:
    vector = read(document_vector([["send"], ["mail"], *[["send"]] * 20], {}))
    assert vector["mail"] == [10]
    assert len(vector["send"]) == vectors._PLACES_A_LEXEME


def test_a_document_is_bounded_however_long_a_video_is() -> None:
    words = [[f"{number}"] for number in range(MOST_LEXEMES + 500)]
    vector = document_vector(words, {})
    assert len(read(vector)) == MOST_LEXEMES
    assert max(place for places in read(vector).values() for place in places) == 16_383
