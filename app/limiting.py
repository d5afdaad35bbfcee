"""Counts what people do against the table of limits, in Redis for all machines together.

While Redis is away each process counts for itself: a limit is then as many times looser as there are processes, and
nobody is locked out.
"""

import math
import time
from collections.abc import Callable
from functools import lru_cache

import structlog
from limits import RateLimitItem, RateLimitItemPerSecond
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import SlidingWindowCounterRateLimiter
from redis.exceptions import RedisError

from app.domain import limits as rules
from app.domain import times
from app.errors import VideoFlowError
from app.settings import settings

log = structlog.get_logger()

Strategy = SlidingWindowCounterRateLimiter
# Who is looked for again this long after Redis did not answer; until then, nobody waits for it.
_AWAY_SECONDS = 10.0


class TooMany(VideoFlowError):
    """A limit is used up; `retry_after` is in seconds."""

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        unit, count = ("minute", math.ceil(retry_after / 60)) if retry_after > 90 else ("second", retry_after)
        words = f"That was often. Try again in {count} {unit}{'' if count == 1 else 's'}."
        super().__init__("rate_limited", words, 429, details={"retry_after": retry_after})


class Windows:
    """The counters of one process: in Redis, or here while Redis is away."""

    def __init__(self, redis_url: str) -> None:
        patience = {"socket_timeout": times.LIMIT_TIMEOUT, "socket_connect_timeout": times.LIMIT_TIMEOUT}
        self._shared = SlidingWindowCounterRateLimiter(storage_from_string(redis_url, **patience))
        self._own = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._away_until = 0.0

    def hit(self, item: RateLimitItem, key: str) -> float | None:
        """Counts one; returns None, or after how many seconds there is room for one more."""
        return self._ask(lambda windows: windows.hit(item, key), item, key)

    def look(self, item: RateLimitItem, key: str) -> float | None:
        """The same for one more that is not counted."""
        return self._ask(lambda windows: windows.test(item, key), item, key)

    def _ask(self, ask: Callable[[Strategy], bool], item: RateLimitItem, key: str) -> float | None:
        if time.monotonic() >= self._away_until:
            try:
                return _wait(self._shared, ask, item, key)
            except RedisError as error:
                self._away_until = time.monotonic() + _AWAY_SECONDS
                log.warning("limits are counted by process", error=str(error))
        return _wait(self._own, ask, item, key)

    def forget(self, item: RateLimitItem, key: str) -> None:
        """Begins again for this one."""
        self._own.clear(item, key)
        if time.monotonic() < self._away_until:
            return
        try:
            self._shared.clear(item, key)
        except RedisError as error:
            log.warning("a limit was not forgotten", error=str(error))


def _wait(windows: Strategy, ask: Callable[[Strategy], bool], item: RateLimitItem, key: str) -> float | None:
    return None if ask(windows) else max(1.0, windows.get_window_stats(item, key).reset_time - time.time())


def most(name: str) -> int:
    """How many, or how many bytes, a row of the table lets one have at once ("uploads.person")."""
    return _table(settings().limits, settings().limits_factor)[name].amount


def take(what: str, **who: str) -> None:
    """Counts that somebody does something, by each of `who` ("address", "account", "person") that the table has a row
    for. Raises TooMany.
    """
    table = _table(settings().limits, settings().limits_factor)
    for by, key in who.items():
        if limit := _window(table, what, by):
            wait = _windows(settings().redis_url).hit(_item(what, by, limit), key)
            if wait is not None:
                raise TooMany(math.ceil(wait))


def require_room(what: str, **who: str) -> None:
    """Counts nothing. Raises TooMany where it is used up already."""
    table = _table(settings().limits, settings().limits_factor)
    for by, key in who.items():
        if limit := _window(table, what, by):
            wait = _windows(settings().redis_url).look(_item(what, by, limit), key)
            if wait is not None:
                raise TooMany(math.ceil(wait))


def forget(what: str, by: str, key: str) -> None:
    """Lets somebody begin again who has shown that they may: a sign-in that succeeded was no guess."""
    if limit := _table(settings().limits, settings().limits_factor).get(f"{what}.{by}"):
        _windows(settings().redis_url).forget(_item(what, by, limit), key)


def knows(what: str) -> bool:
    """Whether the table has a row for it."""
    return any(name.partition(".")[0] == what for name in rules.DEFAULTS)


def _window(table: dict[str, rules.Limit], what: str, by: str) -> rules.Limit | None:
    limit = table.get(f"{what}.{by}")
    return limit if limit and limit.seconds else None


def _item(what: str, by: str, limit: rules.Limit) -> RateLimitItem:
    return RateLimitItemPerSecond(limit.amount, limit.seconds, namespace=f"videoflow:limit:{what}.{by}")


@lru_cache(maxsize=8)
def _table(overrules: str, factor: float) -> dict[str, rules.Limit]:
    return rules.table(overrules, factor)


@lru_cache(maxsize=4)
def _windows(redis_url: str) -> Windows:
    return Windows(redis_url)
