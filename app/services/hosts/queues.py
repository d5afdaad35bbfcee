"""The broker's queues: how much waits in each, and the end of those that nobody will ever read again."""

from collections.abc import Iterable
from typing import cast

from app import events, jobs
from app.settings import settings

# Read by workers on any machine.
SHARED = ("default", "media", "ocr", "transcode")


def of_host(name: str) -> str:
    """The queue that a machine's own uploads worker reads."""
    return f"uploads.{name}"


def lengths(hosts: Iterable[str]) -> dict[str, int]:
    """How many messages no worker has taken yet, by queue: the shared ones and these machines'. Raises RedisError."""
    names = [*SHARED, *(of_host(host) for host in sorted(hosts))]
    # A queue is a list of its name (kombu.transport.redis).
    pipeline = events.client(settings().redis_url).pipeline(transaction=False)
    for name in names:
        pipeline.llen(name)
    return dict(zip(names, cast(list[int], pipeline.execute()), strict=True))


def machines() -> set[str]:
    """The machines in whose own queues something waits, whether they are known or not. Raises RedisError."""
    names = events.client(settings().redis_url).scan_iter(match=of_host("*"), count=1000, _type="list")
    return {name.decode().removeprefix(of_host("")) for name in cast(Iterable[bytes], names)}


def remove_of(hosts: Iterable[str]) -> None:
    """Removes the queues of machines that are gone, with what waits in them."""
    for host in hosts:
        jobs.remove_queue(of_host(host))
