"""Asks again for what was not done, without burying the workers that are to do it.

Nobody can tell a message that was lost from one that waits. So a message is sent again ever more rarely as long as
nothing moves, and where one like it may still wait in a queue, at most once in FAIR_TIME: queues then hold about one
message for each thing that is to be done, however long their workers are down.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app import once
from app.domain import times
from app.services.hosts import queues


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that a machine's workers are to do. Nothing has moved for `age` seconds.

    `name` tells it from everything else that may be asked for, also from itself once it has moved and is still again.
    """

    name: str
    host: str
    age: float


def due(asks: Sequence[Ask], most: int, others: Sequence[str] = ()) -> list[Ask]:
    """Those for which a message may be sent now, the first ones first, `most` of them; the caller is to send them.

    A message may wait in the machine's own queue, and in the `others`. Raises RedisError.
    """
    if not asks:
        return []
    lengths = queues.lengths({ask.host for ask in asks})
    behind = any(lengths[name] for name in others)
    by_mark = dict(_mark(ask, behind or lengths[queues.of_host(ask.host)] > 0) for ask in asks)
    chosen = once.may_ask_for([(mark, seconds) for mark, (_, seconds) in by_mark.items()], most)
    return [by_mark[mark][0] for mark in chosen]


def _mark(ask: Ask, is_behind: bool) -> tuple[str, tuple[Ask, float]]:
    # Apart, so that what was asked for while workers were behind is asked for again once they have nothing to do.
    if is_behind:
        return f"{ask.name}:behind", (ask, max(times.FAIR_TIME, ask.age))
    return f"{ask.name}:idle", (ask, max(times.KICK_PIPELINES_EVERY, ask.age / 2))
