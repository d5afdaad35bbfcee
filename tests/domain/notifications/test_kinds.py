"""What somebody wants to be written to about."""

from app.domain.notifications.kinds import USUAL, Kind, wanted


def test_each_kind_counts_once_in_one_order() -> None:
    assert wanted(["recordings", "comments", "recordings"]) == ["comments", "recordings"]
    assert wanted([]) == []


def test_what_others_did_is_told_to_those_who_chose_nothing() -> None:
    assert set(USUAL) == set(Kind) - {Kind.RECORDINGS}
