"""What is shown of a hit: the words marked, the text around them, their boxes."""

from app.domain.search.asking import parse, terms
from app.domain.search.lines import Moment
from app.domain.search.snippets import LONGEST, Part, boxes, matched, snippet
from app.domain.search.vectors import line_vector
from app.domain.search.words import Token, tokens

STEMS = {"invitations": ["invit"], "invitation": ["invit"]}


def found(text: str, query: str) -> list[Token]:
    """The words of a text that a query is about."""
    vector = line_vector([token.word for token in tokens(text)], STEMS)
    return matched(text, vector, terms(parse(query), STEMS))


def shown(text: str, query: str) -> str:
    return "".join(f"[{part.text}]" if part.marked else part.text for part in snippet(text, found(text, query)))


def test_words_are_marked_as_they_are_written() -> None:
    assert shown("Send the Invitations, or ré-send", "invitation RE ") == "Send the [Invitations], or [ré]-send"
    assert shown("Invitation", "inv") == "[Invitation]"


def test_a_long_text_is_cut_between_words_around_the_first() -> None:
    text = f"{'before ' * 40}Invitation {'after ' * 60}"
    parts = snippet(text, found(text, "invitation"))
    words = "".join(part.text for part in parts)
    assert words.startswith("…before ")
    assert words.endswith("after…")
    assert Part("Invitation", True) in parts
    assert len(words) <= LONGEST + 2
    assert words[1:-1] in text


def test_a_text_without_spaces_is_cut_all_the_same() -> None:
    text = "x" * 1000
    assert len("".join(part.text for part in snippet(text, []))) == LONGEST + 1


def test_boxes_are_those_of_the_words_at_each_place() -> None:
    text = "Send l'invitation now"
    row = ((0.1, 0.1, 0.1, 0.1), (0.3, 0.1, 0.1, 0.1), (0.5, 0.1, 0.1, 0.1))
    below = tuple((left, 0.6, width, height) for left, _, width, height in row)
    at = Moment(1, 2, "a.jpg", (row, below))
    assert boxes(text, found(text, "invitation"), at) == [row[1], below[1]]
    # A line that was longer than any has boxes for its beginning.
    assert boxes(text, found(text, "now"), Moment(1, 2, "a.jpg", (row[:2],))) == []
