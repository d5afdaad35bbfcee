"""Connections that wait: bounded by address and in all, and the longest silent goes first."""

import pytest

from app.serving.waiting import Bounds, WaitingRoom


@pytest.fixture
def ended() -> list[int]:
    return []


@pytest.fixture
def room() -> WaitingRoom:
    return WaitingRoom(Bounds(of_address=3, in_all=5))


def enter(room: WaitingRoom, ended: list[int], key: int, address: str | None) -> None:
    room.enter(key, address, lambda: ended.append(key))


def test_an_address_at_its_bound_loses_the_one_that_is_silent_longest(room: WaitingRoom, ended: list[int]) -> None:
    for key in (1, 2, 3):
        enter(room, ended, key, "a")
    room.heard(1)
    enter(room, ended, 4, "a")
    assert (ended, len(room)) == ([2], 3)


def test_others_lose_nothing_by_it(room: WaitingRoom, ended: list[int]) -> None:
    enter(room, ended, 1, "b")
    for key in range(2, 20):
        enter(room, ended, key, "a")
    assert 1 not in ended
    assert len(room) == 4


def test_many_addresses_together_have_a_bound_too(room: WaitingRoom, ended: list[int]) -> None:
    for key in range(8):
        enter(room, ended, key, f"address {key}")
    assert (ended, len(room)) == ([0, 1, 2], 5)


def test_a_proxy_brings_many_people(room: WaitingRoom, ended: list[int]) -> None:
    for key in range(5):
        enter(room, ended, key, None)
    assert ended == []
    enter(room, ended, 5, None)
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
    for key in (2, 3, 4):
        enter(room, ended, key, "a")
    assert ended == []


def test_nothing_is_kept_of_those_who_left(room: WaitingRoom, ended: list[int]) -> None:
    for key in range(1000):
        enter(room, ended, key, f"address {key}")
        room.leave(key)
    assert (len(room), room._by_address) == (0, {})
