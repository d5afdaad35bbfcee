"""Which step is which."""

from app.domain.documents.editing.matching import matches
from tests.domain.documents.editing.guides import machine, sid


def test_steps_are_known_again_by_their_time_and_by_what_they_are_called() -> None:
    old = [machine(0, "Security", 3.0), machine(1, "Save", 4.0)]
    new = [machine(0, "Security", 3.4, 2), machine(1, "Save", 6.5, 2)]
    assert matches(old, new) == {sid(0): new[0], sid(1): new[1]}


def test_of_two_that_are_called_the_same_each_is_the_one_at_its_time() -> None:
    old = [machine(0, "Save", 3.0), machine(1, "Save", 6.0)]
    later = [machine(0, "Save", 6.1, 2)]
    assert matches(old, later) == {sid(1): later[0]}


def test_at_the_same_moment_it_is_the_same_whatever_it_is_called() -> None:
    new = machine(0, "Something else", 3.1, 2)
    assert matches([machine(0, "Save", 3.0)], [new]) == {sid(0): new}


def test_far_apart_or_called_otherwise_it_is_another() -> None:
    old = [machine(0, "Save", 3.0)]
    assert matches(old, [machine(0, "Save", 9.0, 2)]) == {}
    assert matches(old, [machine(0, "Members", 7.0, 2, kind="type")]) == {}


def test_what_was_read_a_little_otherwise_is_the_same() -> None:
    new = machine(0, "Send invitati0n", 6.0, 2, kind="submit")
    assert matches([machine(0, "Send invitation", 3.0)], [new]) == {sid(0): new}
