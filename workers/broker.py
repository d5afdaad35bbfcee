"""Keeps a worker alive when Redis goes away in the middle of a task, and its way to Redis cheap."""

from typing import Any

from kombu.transport import redis


class PatientQoS(redis.QoS):
    """Acknowledges messages and puts them back, except over a connection that is closed already.

    kombu does not expect that: it meets an AttributeError, which Celery takes for unrecoverable, and the worker
    ends. Nothing is lost by not trying: Redis has these messages still and delivers them again, which tasks do not
    mind; and where it came back without its data, beat asks for the work again.
    """

    def ack(self, delivery_tag: str) -> None:
        """Called when a task has ended, also long after its connection broke."""
        if self._is_connected():
            super().ack(delivery_tag)

    def reject(self, delivery_tag: str, requeue: bool = False) -> None:
        """Called when a task was refused."""
        if self._is_connected():
            super().reject(delivery_tag, requeue)

    def restore_unacked(self, client: Any = None) -> None:
        """Called when a channel closes."""
        if self._is_connected():
            super().restore_unacked(client)

    def _is_connected(self) -> bool:
        transport = self.channel.connection
        return transport is not None and transport.client is not None


class FrugalChannel(redis.Channel):
    """Asks Redis through one client.

    kombu makes a client anew for each thing it asks; that costs 0.2 ms of a processor with this redis-py, and a task
    with its events and what it asks for a dozen times as much.
    """

    QoS = PatientQoS
    _kept: Any = None

    def _create_client(self, asynchronous: bool = False) -> Any:
        # Who listens has a client of its own, whose connection is busy with that.
        if asynchronous:
            return super()._create_client(asynchronous=True)  # type: ignore[misc]  # not in the stubs
        # The pool is another one once a connection was lost.
        if self._kept is None or self._kept.connection_pool is not self.pool:
            self._kept = super()._create_client()  # type: ignore[misc]  # not in the stubs
        return self._kept


def install() -> None:
    """Makes every channel to Redis such a one."""
    redis.Transport.Channel = FrugalChannel
