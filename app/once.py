"""Lets something be asked for only so often by all processes together, however often somebody finds it undone.

A key in Redis with an expiry, beside the queue that the message goes to: where Redis comes back without its data, the
message and the memory of it are lost together, and it may be sent again.
"""

import math
from collections.abc import Sequence
from typing import cast

import structlog
from redis.exceptions import RedisError

from app import events
from app.settings import settings

log = structlog.get_logger()

_PREFIX = "videoflow:asked:"


def may_ask_for(wanted: Sequence[tuple[str, float]], most: int) -> list[str]:
    """For which of these (what, seconds) nobody was let through in their last seconds: the caller is, and nobody else.

    The first ones first, and at most `most`. Nobody is let through while Redis is away, and could send nothing either.
    """
    redis = events.client(settings().redis_url)
    try:
        known = cast(list[bytes | None], redis.mget([_PREFIX + what for what, _ in wanted])) if wanted else []
        free = [each for each, mark in zip(wanted, known, strict=True) if mark is None][:most]
        pipeline = redis.pipeline(transaction=False)
        for what, seconds in free:
            pipeline.set(_PREFIX + what, 1, nx=True, ex=max(1, math.ceil(seconds)))
        marked = pipeline.execute()
    except RedisError as error:
        log.warning("nothing asked for", error=str(error))
        return []
    return [what for (what, _), mine in zip(free, marked, strict=True) if mine]
