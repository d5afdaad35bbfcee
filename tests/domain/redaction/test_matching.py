"""The same place at the same time."""

from app.domain.redaction.matching import is_same_place

STORED = [[0.1, 0.1, 0.2, 0.03, 2.0, 5.0]]


def test_it_is_the_same_where_place_and_time_meet() -> None:
    assert is_same_place(STORED, [[0.11, 0.1, 0.2, 0.03, 4.0, 9.0]])
    assert not is_same_place(STORED, [[0.1, 0.1, 0.2, 0.03, 5.0, 9.0]])
    assert not is_same_place(STORED, [[0.5, 0.1, 0.2, 0.03, 2.0, 5.0]])
