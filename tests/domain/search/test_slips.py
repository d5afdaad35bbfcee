"""What somebody may have meant who mistyped a word."""

import pytest

from app.domain.search.slips import near, neighbours


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("drfat", "draft"), ("semd", "send"), ("maill", "mail"), ("ma1l", "mail"), ("nvoice", "invoice")],
)
def test_short_words_are_one_slip_away(typed: str, meant: str) -> None:
    assert meant in neighbours(typed)
    assert near(typed, [meant, "something"], 5) == [meant]


def test_tiny_and_long_words_have_no_list_of_neighbours() -> None:
    assert neighbours("the") == neighbours("invitation") == []


def test_a_long_word_is_two_slips_away_and_compounds_come_last() -> None:
    found = near("invitatoin", ["invitation", "invitations", "imitation", "irritating"], 9)
    assert found == ["invitation", "invitations"]
    assert near("rechnung", ["eingangsrechnungen", "rechnumg"], 9) == ["rechnumg", "eingangsrechnungen"]
    assert len(near("word", [f"word{number}" for number in range(20)], 12)) == 12
