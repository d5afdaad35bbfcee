"""How much of what lasts somebody has open at once: sockets and event streams, counted for all machines together.

1. Whoever opens one takes a place by each key the table of limits has a row for: a member of a sorted set in Redis that
   ends by itself after LEASE.
2. One loop of each process holds on to the places it has; so those of a process that was killed are free again soon,
   and those of a Redis that lost its data are there again.
3. While Redis is away each process counts its own.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from uuid import uuid4

import structlog
from redis import Redis
from redis.exceptions import RedisError

from app import limiting, loops
from app.domain import times
from app.errors import VideoFlowError
from app.settings import settings

log = structlog.get_logger()

LEASE = 60.0
_HOLD_EVERY = LEASE / 4
_AWAY_SECONDS = 10.0
_PREFIX = "videoflow:places:"
# By the clock of Redis, which all machines share.
_NOW = "local t = redis.call('TIME') local now = t[1] + t[2] / 1000000 "
# All of the keys, or none.
_TAKE = (
    _NOW
    + """
for i = 1, #KEYS do
  redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', now)
  if redis.call('ZCARD', KEYS[i]) >= tonumber(ARGV[i + 2]) then return 0 end
end
for i = 1, #KEYS do
  redis.call('ZADD', KEYS[i], now + ARGV[1], ARGV[2])
  redis.call('EXPIRE', KEYS[i], ARGV[1])
end
return 1
"""
)
_HOLD = (
    _NOW
    + """
for i = 2, #ARGV do redis.call('ZADD', KEYS[1], now + ARGV[1], ARGV[i]) end
redis.call('EXPIRE', KEYS[1], ARGV[1])
return 1
"""
)


class Places:
    """The places of one process, and what all have of them in Redis."""

    def __init__(self, url: str) -> None:
        patience = {"socket_timeout": times.LIMIT_TIMEOUT, "socket_connect_timeout": times.LIMIT_TIMEOUT}
        self._redis = Redis.from_url(url, **patience)
        self._take, self._hold = self._redis.register_script(_TAKE), self._redis.register_script(_HOLD)
        self._mine: dict[str, set[str]] = defaultdict(set)
        self._lock = threading.Lock()
        self._away_until = 0.0
        loops.start("places", self.hold, _HOLD_EVERY)

    def take(self, most: Mapping[str, int]) -> str | None:
        """Takes a place by each key, of which there are so many; returns what it is called, or None where one of the
        keys has none left.
        """
        name = uuid4().hex
        with self._lock:
            if any(len(self._mine.get(key, ())) >= count for key, count in most.items()):
                return None
            for key in most:
                self._mine[key].add(name)
        if not self._taken_from_all(most, name):
            self._forget(most, name)
            return None
        return name

    def _taken_from_all(self, most: Mapping[str, int], name: str) -> bool:
        if time.monotonic() < self._away_until:
            return True
        keys = [_PREFIX + key for key in most]
        try:
            return bool(self._take(keys=keys, args=[int(LEASE), name, *most.values()]))
        except RedisError as error:
            self._away_until = time.monotonic() + _AWAY_SECONDS
            log.warning("places are counted by process", error=str(error))
            return True

    def give_back(self, keys: Iterable[str], name: str) -> None:
        """Makes the places free for somebody else."""
        self._forget(keys, name)
        if time.monotonic() < self._away_until:
            return
        pipeline = self._redis.pipeline(transaction=False)
        for key in keys:
            pipeline.zrem(_PREFIX + key, name)
        try:
            pipeline.execute()
        except RedisError as error:
            # They end by themselves.
            log.warning("a place was not given back", error=str(error))

    def hold(self) -> None:
        """Says of all places of this process that they are still taken. Raises RedisError."""
        with self._lock:
            mine = {key: sorted(names) for key, names in self._mine.items() if names}
        pipeline = self._redis.pipeline(transaction=False)
        for key, names in mine.items():
            self._hold(keys=[_PREFIX + key], args=[int(LEASE), *names], client=pipeline)
        if mine:
            pipeline.execute()

    def _forget(self, keys: Iterable[str], name: str) -> None:
        with self._lock:
            for key in keys:
                self._mine[key].discard(name)
                if not self._mine[key]:
                    del self._mine[key]


class Held:
    """The places that one socket or stream has."""

    def __init__(self, places: Places, keys: Sequence[str], name: str) -> None:
        self._places, self._keys, self._name = places, keys, name
        self._held = True

    def give_back(self) -> None:
        """Gives them back; again, it does nothing."""
        if self._held:
            self._held = False
            self._places.give_back(self._keys, self._name)


def take(what: str, words: str, **who: str) -> Held:
    """Takes a place for `what` ("sockets") by each of `who` ("address", "person"); whoever calls gives it back.

    Raises VideoFlowError `too_many_open` (429), with `words` for what there is too much of.
    """
    most = {f"{what}.{by}:{key}": limiting.most(f"{what}.{by}") for by, key in who.items()}
    places = _places(settings().redis_url)
    name = places.take(most)
    if name is None:
        raise VideoFlowError("too_many_open", f"{words} Close one of them first.", 429)
    return Held(places, list(most), name)


@contextmanager
def taken(what: str, words: str, **who: str) -> Iterator[None]:
    """Holds the places while the block lasts."""
    held = take(what, words, **who)
    try:
        yield
    finally:
        held.give_back()


@lru_cache(maxsize=4)
def _places(url: str) -> Places:
    return Places(url)
