"""What somebody asks for: words, and nothing that a database would take for something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.search.asking import MOST_WORDS, every, loosened, parse, some, terms

STEMS = {"invitations": ["invit"], "senden": ["send"]}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Send invitations", ("send", "invitations")),
        ("how do I send the invitations", ("send", "invitations")),
        ("Wie sende ich die Einladung", ("sende", "einladung")),
        ("the", ("the",)),
        ("send send SEND", ("send",)),
        ("\"send\" & !(mail | 'quoted'):*", ("send", "mail", "quoted")),
        ("", ()),
        ("  \t!!! -- ''", ()),
        ("\x00", ()),
        ("7", ("7",)),
    ],
)
def test_words_of_a_query(text: str, words: tuple[str, ...]) -> None:
    assert parse(text).words == words


def test_only_so_many_words_are_looked_for() -> None:
    assert len(parse(" ".join(f"word{number}" for number in range(50))).words) == MOST_WORDS


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("send inv", True),
        ("send inv ", False),
        ("send inv!", False),
        ("send to", False),
        ("", False),
        ("in in", True),
    ],
)
def test_the_last_word_may_go_on(text: str, is_open: bool) -> None:
    assert parse(text).open is is_open


def test_a_word_is_matched_under_its_stems_and_the_last_one_as_a_beginning() -> None:
    wanted = terms(parse("senden invitations"), STEMS)
    assert every(wanted) == "('send' | 'senden') & ('invit' | 'invitations' | 'invitations':*)"
    assert some(wanted) == "'send' | 'senden' | 'invit' | 'invitations' | 'invitations':*"
    assert wanted[1].matches("invitationss")
    assert not wanted[0].matches("sendeninvit")


def test_one_letter_is_no_beginning() -> None:
    assert every(terms(parse("a"), {})) == "('a')"


def test_loosened_words_are_beginnings_and_what_is_nearly_the_same() -> None:
    wanted = loosened(parse("invitaiton mail "), {}, [["invitation"], []])
    assert every(wanted) == "('invitaiton' | 'invitation' | 'invitaiton':*) & ('mail' | 'mail':*)"


@given(st.text(max_size=200))
def test_whatever_is_typed_is_a_query_of_letters_and_numbers(text: str) -> None:
    query = parse(text)
    assert all(word.isalnum() for word in query.words)
    assert bool(query.words) or not any(sign.isascii() and sign.isalnum() for sign in text)
