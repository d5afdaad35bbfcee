"""Connections that wait: bounded by address and in all, and the longest silent goes first."""

import pytest

from app.serving.waiting import Bounds, WaitingRoom


@pytest.fixture
def ended() -> list[int]:
    return []


@pytest.fixture
def room() -> WaitingRoom:
    return WaitingRoom(Bounds(of_address=3, in_all=5))


def enter(room: WaitingRoom, ended: list[int], key: int, address: str | None) -> bool:
    return room.enter(key, address, lambda: ended.append(key))


def test_an_address_at_its_bound_is_turned_away_at_the_door(room: WaitingRoom, ended: list[int]) -> None:
    assert [enter(room, ended, key, "a") for key in range(5)] == [True, True, True, False, False]
    assert (ended, len(room)) == ([], 3)


def test_others_lose_nothing_by_it(room: WaitingRoom, ended: list[int]) -> None:
    assert enter(room, ended, 1, "b")
    for key in range(2, 20):
        enter(room, ended, key, "a")
    assert ended == []
    assert enter(room, ended, 20, "c")


def test_where_all_places_are_taken_those_lose_one_who_have_most(room: WaitingRoom, ended: list[int]) -> None:
    for key, address in enumerate("aaabb"):
        enter(room, ended, key, address)
    room.heard(0)
    assert enter(room, ended, 5, "c")
    # The one of "a" that has been silent longest.
    assert (ended, len(room)) == ([1], 5)
    assert not enter(room, ended, 6, "b")
    assert ended == [1]


def test_a_proxy_brings_many_people(room: WaitingRoom, ended: list[int]) -> None:
    for key in range(5):
        assert enter(room, ended, key, None)
    assert ended == []
    assert enter(room, ended, 5, None)
    assert ended == [0]


def test_whoever_left_is_not_turned_out(room: WaitingRoom, ended: list[int]) -> None:
    for key in (1, 2, 3):
        enter(room, ended, key, "a")
    room.leave(1)
    room.leave(1)
    room.heard(1)
    enter(room, ended, 4, "a")
    assert ended == []


def test_one_that_enters_again_has_one_place_under_its_new_name(room: WaitingRoom, ended: list[int]) -> None:
    enter(room, ended, 1, "a")
    enter(room, ended, 1, "b")
    assert len(room) == 1
    assert all(enter(room, ended, key, "a") for key in (2, 3, 4))
    assert ended == []


def test_nothing_is_kept_of_those_who_left(room: WaitingRoom, ended: list[int]) -> None:
    for key in range(1000):
        enter(room, ended, key, f"address {key}")
        room.leave(key)
    assert (len(room), room._by_address) == (0, {})
