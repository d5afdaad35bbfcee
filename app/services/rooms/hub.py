"""Carries what people in a room tell each other to everybody in it, over any number of processes.

1. What somebody says is put aside; one loop of the process sends what each room has, all together, through Redis.
2. One subscription of the process, to the rooms in which somebody is here, hears it, from this process as from others.
3. The same loop hands what came to everybody who is here, as one batch that is made once. How long it waits for more
   grows with the room: what 200 people are told 100 times a second is more than a processor can send.
4. Who takes it is each one's own business (app/ws): a batch is put beside those they were not told yet, and waits not.
5. Redis only carries. While it is away people of one process hear each other; what is committed is in the database, and
   a loop asks every few seconds of which version each room is, so that nobody misses what was told meanwhile.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol
from uuid import UUID, uuid4

import structlog
from redis import Redis
from redis.backoff import NoBackoff
from redis.client import PubSub
from redis.exceptions import RedisError
from redis.retry import Retry

from app import loops
from app.domain import times
from app.domain.rooms.backlog import Batch, Line, packed, unpacked
from app.settings import settings

log = structlog.get_logger()

_PREFIX = "videoflow-room:"
# Between two batches, in seconds: with one person, and more for each further one, up to what is still at once.
FIRST_WAIT, WAIT_EACH, LONGEST_WAIT = 0.006, 0.00012, 0.04
_SUBSCRIBED_SECONDS = 2.0


class Listener(Protocol):
    """Somebody who is told batches; taking one must not wait."""

    def take(self, batch: Batch) -> None:
        """One more batch to tell them."""


class _Sender:
    """Sends, and after a failure tries not again for a while: nobody waits for a Redis that is away."""

    def __init__(self, url: str) -> None:
        patience = {"socket_timeout": times.EVENT_TIMEOUT, "socket_connect_timeout": times.EVENT_TIMEOUT}
        # One more try at once, as a connection that was idle may have been closed by the other end.
        self._redis = Redis.from_url(url, retry=Retry(NoBackoff(), 1), **patience)
        self._away_until = 0.0

    def send(self, channel: str, text: str) -> bool:
        """Whether Redis has it."""
        if time.monotonic() < self._away_until:
            return False
        try:
            self._redis.publish(channel, text)
        except RedisError as error:
            self._away_until = time.monotonic() + times.EVENT_BREAK
            log.warning("rooms are told by process", error=str(error), seconds=times.EVENT_BREAK)
            return False
        return True


class Hub:
    """The rooms of one process."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(url, socket_timeout=30, socket_connect_timeout=5, health_check_interval=10)
        self._sender = _sender(url)
        # By this it wakes itself, when the rooms it listens to are others.
        self._own = f"{_PREFIX}process:{uuid4()}"
        self._lock = threading.Lock()
        self._listeners: dict[str, set[Listener]] = defaultdict(set)
        self._heard: set[str] = set()
        self._changed = threading.Condition(self._lock)
        self._out: dict[str, list[Line]] = defaultdict(list)
        self._in: dict[str, list[Line]] = defaultdict(list)
        self._news = threading.Event()
        loops.start("room-hub", self._pump)
        loops.start("room-batches", self._turn)

    def join(self, video_id: UUID, listener: Listener) -> None:
        """From now on they are told all that is said; waits until this process hears it, or for long enough."""
        channel = _channel(video_id)
        with self._changed:
            self._listeners[channel].add(listener)
        self._wake()
        with self._changed:
            self._changed.wait_for(lambda: channel in self._heard, _SUBSCRIBED_SECONDS)

    def leave(self, video_id: UUID, listener: Listener) -> None:
        """They are told nothing more."""
        channel = _channel(video_id)
        with self._lock:
            self._listeners[channel].discard(listener)
            if self._listeners[channel]:
                return
            del self._listeners[channel]
        self._wake()

    def say(self, video_id: UUID, line: Line) -> None:
        """Tells everybody in the room, those of other processes as well."""
        with self._lock:
            self._out[_channel(video_id)].append(line)
        self._news.set()

    def tell_here(self, video_id: UUID, line: Line) -> None:
        """Tells those of this process alone."""
        self._hear(_channel(video_id), [line])

    def rooms(self) -> list[UUID]:
        """In which somebody is here."""
        with self._lock:
            return [UUID(channel.removeprefix(_PREFIX)) for channel in self._listeners]

    def _wake(self) -> None:
        self._sender.send(self._own, "")

    # ---- the subscription --------------------------------------------------------------------------------------------

    def _pump(self) -> None:
        with self._changed:
            self._heard.clear()
        with PubSub(self._redis.connection_pool) as pubsub:
            pubsub.subscribe(self._own)
            while True:
                self._follow(pubsub)
                message = pubsub.get_message(timeout=1.0)
                if message:
                    self._got(message["type"], message["channel"].decode(), message["data"])

    def _follow(self, pubsub: PubSub) -> None:
        """Listens to the rooms in which somebody is here, and to no others."""
        with self._lock:
            wanted, asked = set(self._listeners), {name.decode() for name in pubsub.channels} - {self._own}
        if new := wanted - asked:
            pubsub.subscribe(*new)
        if old := asked - wanted:
            pubsub.unsubscribe(*old)  # type: ignore[no-untyped-call]  # redis-py's is

    def _got(self, kind: str, channel: str, data: bytes) -> None:
        if channel == self._own:
            return
        if kind == "message":
            self._hear(channel, unpacked(data.decode(errors="replace")))
            return
        with self._changed:
            (self._heard.add if kind == "subscribe" else self._heard.discard)(channel)
            self._changed.notify_all()

    def _hear(self, channel: str, lines: Iterable[Line]) -> None:
        with self._lock:
            self._in[channel] += lines
        self._news.set()

    # ---- the batches -------------------------------------------------------------------------------------------------

    def _turn(self) -> None:
        self._news.wait()
        self._news.clear()
        time.sleep(self._wait())
        with self._lock:
            out, self._out = self._out, defaultdict(list)
            came, self._in = self._in, defaultdict(list)
        for channel, lines in came.items():
            self._deliver(channel, lines)
        for channel, lines in out.items():
            self._send(channel, lines)

    def _wait(self) -> float:
        with self._lock:
            people = sum(len(each) for each in self._listeners.values())
        return min(FIRST_WAIT + WAIT_EACH * people, LONGEST_WAIT)

    def _deliver(self, channel: str, lines: list[Line]) -> None:
        with self._lock:
            listeners = list(self._listeners.get(channel, ()))
        batch = Batch(lines)
        for listener in listeners:
            listener.take(batch)

    def _send(self, channel: str, lines: list[Line]) -> None:
        if channel not in self._heard or not self._sender.send(channel, packed(lines)):
            self._deliver(channel, lines)


def _channel(video_id: UUID) -> str:
    return f"{_PREFIX}{video_id}"


def announce(video_id: UUID, line: Line) -> None:
    """Tells a room of what was committed, from any process, also one in which nobody is. One that Redis loses is told
    by its version a few seconds later.
    """
    _sender(settings().redis_url).send(_channel(video_id), packed([line]))


@lru_cache(maxsize=4)
def _sender(url: str) -> _Sender:
    return _Sender(url)


@lru_cache(maxsize=4)
def _hub(url: str) -> Hub:
    return Hub(url)


def hub() -> Hub:
    """The process's hub. First called after a fork, so its threads live in the process that needs them."""
    return _hub(settings().redis_url)
