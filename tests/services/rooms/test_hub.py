"""What is said in a room is heard by everybody in it, in whatever process; two hubs are two processes."""

import time
from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from redis import Redis

from app.domain.rooms.backlog import Batch, Line
from app.services.rooms import hub as hubs
from app.services.rooms import presence
from app.services.rooms import upkeep as upkeeping
from app.services.rooms.hub import Hub
from app.settings import settings


class Ear:
    """Somebody who hears."""

    def __init__(self) -> None:
        self.batches: list[Batch] = []

    def take(self, batch: Batch) -> None:
        self.batches.append(batch)

    def texts(self) -> list[str]:
        return [line.text for batch in list(self.batches) for line in batch.lines]


def wait_until(is_it: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not is_it():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture
def two(app: APIFlask) -> Iterator[tuple[Hub, Hub]]:
    yield Hub(settings().redis_url), Hub(settings().redis_url)


def test_all_processes_hear_all_of_it_in_its_order(two: tuple[Hub, Hub]) -> None:
    room, elsewhere = uuid4(), uuid4()
    ears = [Ear(), Ear(), Ear(), Ear()]
    two[0].join(room, ears[0])
    two[0].join(room, ears[1])
    two[1].join(room, ears[2])
    two[1].join(elsewhere, ears[3])
    said = [f'{{"n":{number}}}' for number in range(200)]
    for text in said:
        two[0].say(room, Line("", text))
    wait_until(lambda: all(len(ear.texts()) == 200 for ear in ears[:3]))
    assert [ear.texts() for ear in ears] == [said, said, said, []]
    # Both of one process were told the same batches, which are made once.
    assert all(one is other for one, other in zip(ears[0].batches, ears[1].batches, strict=True))
    hubs.announce(elsewhere, Line("", "{}"))
    wait_until(lambda: ears[3].texts() == ["{}"])


def test_who_left_hears_nothing_more_and_their_room_is_listened_to_no_longer(two: tuple[Hub, Hub]) -> None:
    room, ear, other = uuid4(), Ear(), Ear()
    two[0].join(room, ear)
    two[1].join(room, other)
    two[0].leave(room, ear)
    assert (two[0].rooms(), two[1].rooms()) == ([], [room])
    with Redis.from_url(settings().redis_url) as redis:
        wait_until(
            lambda: dict(redis.pubsub_numsub(f"videoflow-room:{room}")) == {f"videoflow-room:{room}".encode(): 1}
        )
    two[1].say(room, Line("", "{}"))
    wait_until(lambda: other.texts() == ["{}"])
    assert ear.texts() == []


def test_without_redis_those_of_one_process_hear_each_other(
    two: tuple[Hub, Hub], monkeypatch: pytest.MonkeyPatch
) -> None:
    room, ears = uuid4(), [Ear(), Ear()]
    for ear in ears:
        two[0].join(room, ear)
    monkeypatch.setattr(hubs._Sender, "send", lambda *_: False)
    two[0].say(room, Line("", "{}"))
    wait_until(lambda: [ear.texts() for ear in ears] == [["{}"], ["{}"]])


def test_a_process_that_is_gone_takes_its_people_with_it(app: APIFlask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their places end by themselves; each is told to be gone once."""
    monkeypatch.setattr(upkeeping, "EVERY_SECONDS", 0.0)
    room, left = uuid4(), list[tuple[UUID, str]]()
    upkeep = upkeeping.Upkeep(lambda *_: None, lambda *who: left.append(who))
    presence.note(room, {"a": {"name": "Ann"}})
    with monkeypatch.context() as killed:
        killed.setattr(presence, "LEASE_SECONDS", 0.3)
        presence.note(room, {"b": {"name": "Bob"}})
        upkeep.look(lambda: [room])
        presence.note(room, {"b": {"name": "Bob"}})
    presence.note(room, {"a": {"name": "Ann"}})
    assert set(presence.people(room)) == {"a", "b"}
    wait_until(lambda: set(presence.people(room)) == {"a"})
    for _ in range(2):
        upkeep.look(lambda: [room])
    assert left == [(room, "b")]
    presence.forget(room, "a")
    assert presence.people(room) == {}
