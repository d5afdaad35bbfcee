"""Tidies the disk of a machine that works on recordings, for as long as its worker runs."""

from celery.worker.consumer import Consumer
from flask import Flask

from app.services.pipeline import source_media

# Queues whose tasks have recordings on the disk.
QUEUES = frozenset({"media", "transcode", "ocr"})
EVERY_SECONDS = 600.0


def start(app: Flask, consumer: Consumer) -> None:
    """Tidies now and from time to time, between two tasks of the worker's own process."""

    def tidy() -> None:
        with app.app_context():
            source_media.tidy()

    if QUEUES.intersection(consumer.app.amqp.queues.consume_from):
        # The timer goes on whatever a round meets.
        consumer.timer.call_after(0.0, tidy)
        consumer.timer.call_repeatedly(EVERY_SECONDS, tidy)
