"""Who is in a room, over all processes: a hash in Redis of what others see of each, as long as their process says so.

While Redis is away everybody sees those of their own process; whoever comes then is counted by it alone.
"""

import json
import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import structlog
from redis.exceptions import RedisError

from app import events
from app.settings import settings

log = structlog.get_logger()

# A process says so every HOLD_SECONDS; of one that was killed nobody is left after LEASE_SECONDS.
LEASE_SECONDS = 45.0
HOLD_SECONDS = 15.0
# Beyond that nobody would see anything for cursors.
MOST_PEOPLE = 300

Person = Mapping[str, Any]


def _key(video_id: UUID) -> str:
    return f"videoflow-room:{video_id}:people"


def note(video_id: UUID, people: Mapping[str, Person]) -> None:
    """Says that they are here, for a while. A Redis that is away hears of it the next time."""
    if not people:
        return
    until = time.time() + LEASE_SECONDS
    try:
        redis = events.client(settings().redis_url)
        redis.hset(_key(video_id), mapping={peer: json.dumps([until, person]) for peer, person in people.items()})
        redis.expire(_key(video_id), int(LEASE_SECONDS) + 1)
    except RedisError as error:
        log.warning("people of a room not noted", error=str(error))


def forget(video_id: UUID, peer: str) -> None:
    """Says that somebody is gone; where that is not heard, their place ends by itself."""
    try:
        events.client(settings().redis_url).hdel(_key(video_id), peer)
    except RedisError as error:
        log.warning("somebody who left a room is still noted", error=str(error))


def people(video_id: UUID) -> dict[str, Person]:
    """Everybody who is here; nobody where Redis is away."""
    try:
        found: Any = events.client(settings().redis_url).hgetall(_key(video_id))
    except RedisError as error:
        log.warning("people of a room not known", error=str(error))
        return {}
    now = time.time()
    entries = {peer.decode(): json.loads(entry) for peer, entry in found.items()}
    return {peer: person for peer, (until, person) in entries.items() if until > now}
