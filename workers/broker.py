"""Keeps a worker alive when Redis goes away in the middle of a task."""

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


def install() -> None:
    """Makes every channel to Redis use it."""
    redis.Channel.QoS = PatientQoS
