"""Events reach whoever listens now; a listener that is slow or a Redis that is away costs events, nothing else."""

import queue
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from uuid import uuid4

import pytest
from apiflask import APIFlask

from app import events
from tests.conftest import Person
from tests.support.recordings import settings_changed


@pytest.fixture
def hub(app: APIFlask) -> Iterator[events.Hub]:
    """A hub that is known to be subscribed."""
    hub = events.hub()
    with hub.listen("probe") as mailbox:
        while mailbox.empty():
            events.publish("probe", {})
            time.sleep(0.01)
    yield hub


def test_a_listener_hears_its_channel_in_order(hub: events.Hub) -> None:
    with hub.listen("a") as mailbox:
        for number in range(20):
            events.publish("a", {"number": number})
            events.publish("b", {"number": -1})
        heard = [mailbox.get(timeout=10) for _ in range(20)]
    assert heard == [{"number": number} for number in range(20)]


def test_all_listeners_of_a_channel_hear_it(hub: events.Hub) -> None:
    with hub.listen("a") as one, hub.listen("a") as other:
        events.publish("a", {"x": 1})
        assert one.get(timeout=10) == other.get(timeout=10) == {"x": 1}


def test_who_has_left_is_forgotten(hub: events.Hub) -> None:
    before = dict(hub._mailboxes)
    with hub.listen("a"), hub.listen("a"):
        assert len(hub._mailboxes["a"]) == 2
    assert dict(hub._mailboxes) == before


def test_a_slow_listener_keeps_the_newest_and_holds_nobody_up(hub: events.Hub) -> None:
    """Invariant 3: what waits for a listener is bounded."""
    count = events._QUEUE_LENGTH + 50
    with hub.listen("a") as slow, hub.listen("b") as last:
        for number in range(count):
            events.publish("a", {"number": number})
        events.publish("b", {})
        last.get(timeout=20)
        kept = [slow.get_nowait()["number"] for _ in range(slow.qsize())]
    assert kept == list(range(50, count))


def test_a_change_is_told_to_watchers_and_to_the_owners_library(hub: events.Hub) -> None:
    video, owner, other = uuid4(), uuid4(), uuid4()
    with (
        hub.listen(events.video_channel(video)) as watcher,
        hub.listen(events.owner_channel(owner)) as library,
        hub.listen(events.owner_channel(other)) as stranger,
    ):
        events.video_changed(video, owner, gone=True)
        expected = {"video_id": str(video), "gone": True}
        assert watcher.get(timeout=10) == library.get(timeout=10) == expected
        with pytest.raises(queue.Empty):
            stranger.get_nowait()


def test_a_redis_that_is_away_costs_the_event_alone(app: APIFlask, person: Person) -> None:
    with settings_changed(app, redis_url="redis://127.0.0.1:9/0"):
        events.publish("a", {"x": 1})
        events.video_changed(uuid4(), person.id)


def test_the_hub_comes_back_after_its_connection_broke(hub: events.Hub, app: APIFlask) -> None:
    with hub.listen("a") as mailbox:
        # What a Redis that restarts does to its clients.
        events.client(app.config["VIDEOFLOW"].redis_url).client_kill_filter(_type="pubsub", skipme=True)
        deadline = time.monotonic() + 20
        while mailbox.empty():
            assert time.monotonic() < deadline
            events.publish("a", {})
            time.sleep(0.05)


@pytest.mark.parametrize("foreign", [b"\xff\x00 no text", b"no JSON", b"[1, 2]", b"null"])
def test_what_somebody_else_publishes_does_not_end_the_hub(hub: events.Hub, app: APIFlask, foreign: bytes) -> None:
    with hub.listen("a") as mailbox:
        for channel in (b"a", b"\xff"):
            events.client(app.config["VIDEOFLOW"].redis_url).publish(events._PREFIX.encode() + channel, foreign)
        events.publish("a", {"x": 1})
        assert mailbox.get(timeout=10) == {"x": 1}


def test_whoever_tells_waits_for_a_redis_that_is_silent_only_once_in_a_while(app: APIFlask) -> None:
    """A recording's parts must not wait for the telling of each."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.setblocking(False)
        with settings_changed(app, redis_url=f"redis://127.0.0.1:{silent.getsockname()[1]}/0"):
            for _ in range(500):
                events.publish("a", {"x": 1})
        came = 0
        with suppress(BlockingIOError):
            while True:
                silent.accept()[0].close()
                came += 1
        assert 1 <= came <= 2, "once, and once more at once"


def test_a_process_has_one_hub(app: APIFlask) -> None:
    assert events.hub() is events.hub()
