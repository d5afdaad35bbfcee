"""Live events between processes: a Redis channel per video, upload and owner.

Delivery is at most once and only to those who listen, so an event says "look again", and listeners look again
by themselves now and then.
"""

import json
import queue
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import Any
from uuid import UUID

import structlog
from redis import Redis
from redis.backoff import NoBackoff
from redis.client import PubSub
from redis.exceptions import RedisError
from redis.retry import Retry

from app import loops
from app.db.unit_of_work import after_commit
from app.domain import times
from app.settings import settings

log = structlog.get_logger()

_PREFIX = "videoflow:"
_QUEUE_LENGTH = 256
Event = dict[str, Any]
Mailbox = queue.Queue[Event]


def upload_channel(upload_id: UUID) -> str:
    """What happens to the bytes of one upload: `stored`, `finished`."""
    return f"upload:{upload_id}"


def video_channel(video_id: UUID) -> str:
    """One video changed or is gone."""
    return f"video:{video_id}"


def owner_channel(owner_id: UUID) -> str:
    """Some video of this person changed or is gone, or there is news for them."""
    return f"owner:{owner_id}"


def sign_in_channel(sign_in_id: UUID) -> str:
    """A sign-in has ended: what it opened ends, too."""
    return f"sign-in:{sign_in_id}"


def publish(channel: str, event: Event) -> None:
    """Tells whoever listens now, or once the transaction is committed that is open here: they look at what it wrote.

    A Redis that is away costs the event, and next to no time.
    """
    after_commit(partial(_publish, channel, event))


def _publish(channel: str, event: Event) -> None:
    _publisher(settings().redis_url).publish(channel, event)


def video_changed(video_id: UUID, owner_id: UUID, gone: bool = False) -> None:
    """Tells the watchers of a video and its owner's library."""
    event = {"video_id": str(video_id), "gone": gone}
    publish(video_channel(video_id), event)
    publish(owner_channel(owner_id), event)


def told(user_id: UUID, video_id: UUID) -> None:
    """Tells somebody that there is news for them, of a video: how much, whoever listens asks."""
    publish(owner_channel(user_id), {"video_id": str(video_id), "gone": False, "told": True})


@lru_cache(maxsize=4)
def client(url: str) -> Redis:
    """This process's connection pool to Redis."""
    return Redis.from_url(url, socket_timeout=5, socket_connect_timeout=5, health_check_interval=30)


class _Publisher:
    """Publishes, and after a failure forgets what it is given for a while: recordings must not wait for events."""

    def __init__(self, url: str) -> None:
        timeout = times.EVENT_TIMEOUT
        # One more try at once, as a connection that was idle may have been closed by the other end.
        retry = Retry(NoBackoff(), 1)
        self._redis = Redis.from_url(url, socket_timeout=timeout, socket_connect_timeout=timeout, retry=retry)
        self._away_until = 0.0

    def publish(self, channel: str, event: Event) -> None:
        if time.monotonic() < self._away_until:
            return
        try:
            self._redis.publish(_PREFIX + channel, json.dumps(event))
        except RedisError as error:
            self._away_until = time.monotonic() + times.EVENT_BREAK
            log.warning("events not published", channel=channel, error=str(error), seconds=times.EVENT_BREAK)


@lru_cache(maxsize=4)
def _publisher(url: str) -> _Publisher:
    return _Publisher(url)


class Hub:
    """One subscription to Redis per process, fanned out to any number of local mailboxes."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(url, socket_timeout=30, socket_connect_timeout=5, health_check_interval=10)
        self._mailboxes: dict[str, set[Mailbox]] = defaultdict(set)
        self._lock = threading.Lock()
        loops.start("event-hub", self._pump)

    @contextmanager
    def listen(self, channel: str) -> Iterator[Mailbox]:
        """A mailbox that receives the channel's events inside the block. A full one loses the oldest."""
        mailbox: Mailbox = queue.Queue(maxsize=_QUEUE_LENGTH)
        with self._lock:
            self._mailboxes[channel].add(mailbox)
        try:
            yield mailbox
        finally:
            with self._lock:
                self._mailboxes[channel].discard(mailbox)
                if not self._mailboxes[channel]:
                    del self._mailboxes[channel]

    def _pump(self) -> None:
        with PubSub(self._redis.connection_pool, ignore_subscribe_messages=True) as pubsub:
            pubsub.psubscribe(_PREFIX + "*")
            while True:
                message = pubsub.get_message(timeout=5)
                if message:
                    self._take(message["channel"], message["data"])

    def _take(self, channel: bytes, data: bytes) -> None:
        try:
            event = json.loads(data)
            if not isinstance(event, dict):
                raise ValueError("not an object")
            name = channel.decode().removeprefix(_PREFIX)
        except ValueError as error:
            # Not of ours: whoever shares this Redis may publish anything.
            log.warning("event not understood", channel=repr(channel), error=str(error))
        else:
            self._deliver(name, event)

    def _deliver(self, channel: str, event: Event) -> None:
        with self._lock:
            mailboxes = list(self._mailboxes.get(channel, ()))
        for mailbox in mailboxes:
            try:
                mailbox.put_nowait(event)
            except queue.Full:
                # Only this thread puts, so that there is room now, and nobody waits.
                _drop_oldest(mailbox)
                mailbox.put_nowait(event)


def _drop_oldest(mailbox: Mailbox) -> None:
    try:
        mailbox.get_nowait()
    except queue.Empty:
        return


@lru_cache(maxsize=4)
def _hub(url: str) -> Hub:
    return Hub(url)


def hub() -> Hub:
    """The process's hub. First called after a fork, so the thread lives in the process that needs it."""
    return _hub(settings().redis_url)
