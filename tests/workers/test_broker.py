"""A worker whose Redis goes away while messages are unacknowledged closes its connection and lives on."""

import os
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from kombu import Connection
from redis import Redis

from scripts.stack import Stack
from tests.support.proxy import CuttableProxy
from workers import broker

QUEUE = "test-of-the-broker"


@pytest.fixture
def line(services: Stack) -> Iterator[CuttableProxy]:
    """The way to Redis."""
    broker.install()
    port = urlsplit(os.environ["REDIS_URL"]).port
    assert port
    with CuttableProxy(port) as line:
        yield line


@pytest.fixture
def connection(line: CuttableProxy) -> Connection:
    port = urlsplit(os.environ["REDIS_URL"]).port
    return Connection(os.environ["REDIS_URL"].replace(f":{port}/", f":{line.port}/"))


def take_one(connection: Connection) -> None:
    """Sends a message, receives it without acknowledging it, and listens on, over several channels as workers do."""
    queue = connection.SimpleQueue(QUEUE, channel=connection.default_channel)
    for _ in range(3):
        connection.SimpleQueue(f"{QUEUE}-other", channel=connection.channel()).consumer.consume()
    queue.clear()
    queue.put("work")
    queue.get(timeout=5)
    with suppress(TimeoutError):
        connection.drain_events(timeout=0.2)
    assert waiting() == 0


def waiting() -> int:
    """How many messages lie in the queue."""
    return int(Redis.from_url(os.environ["REDIS_URL"]).llen(QUEUE))


def test_a_broken_connection_closes_without_an_error(connection: Connection, line: CuttableProxy) -> None:
    take_one(connection)
    line.cut()
    # What Celery does with a connection that broke: the first may fail, the second ended the worker.
    with suppress(*connection.connection_errors):
        connection.collect()
    connection.close()
    assert waiting() == 0


def test_a_connection_that_works_puts_unacknowledged_messages_back(connection: Connection) -> None:
    take_one(connection)
    connection.close()
    assert waiting() == 1


def test_a_channel_asks_through_one_client_until_its_connections_are_gone(connection: Connection) -> None:
    channel = connection.default_channel
    client = channel._create_client()
    assert channel._create_client() is client
    assert channel.client is not client
    channel._disconnect_pools()
    assert channel._create_client() is not client
    assert channel._create_client().ping()
