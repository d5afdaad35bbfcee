"""Tasks are sent by name, with ids alone, to their queue; a broker that is away is no fault of the caller."""

import json
import os

import pytest
from apiflask import APIFlask
from celery import Celery
from redis import Redis

from app import jobs
from tests.support.recordings import queued


@pytest.mark.parametrize(
    ("task", "host", "queue"),
    [
        ("uploads.drain", "host-7", "uploads.host-7"),
        ("uploads.drain", None, "uploads.in-process"),
        ("pipeline.start", "host-7", "uploads.host-7"),
        ("media.probe", None, "media"),
        ("ocr.text", None, "ocr"),
        ("document.build", None, "ocr"),
        ("maintenance.purge_video", None, "default"),
    ],
)
def test_a_task_goes_to_its_queue(app: APIFlask, task: str, host: str | None, queue: str) -> None:
    assert jobs.enqueue(task, "an-id", host=host) is True
    assert queued(queue) == [(task, ["an-id"])]


def test_people_find_a_task_by_the_id_it_is_for(app: APIFlask) -> None:
    """Flower shows and searches what is in `argsrepr`."""
    jobs.enqueue("media.probe", "11111111-2222-3333-4444-555555555555")
    (raw,) = Redis.from_url(os.environ["REDIS_URL"]).lrange("media", 0, -1)
    assert "11111111-2222-3333-4444-555555555555" in json.loads(raw)["headers"]["argsrepr"]


def test_a_broker_that_is_away_is_said_and_raises_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Invariant 1: what the task would do is in the database or the spool, and beat finds it there."""
    nowhere = Celery("nowhere", set_as_current=False)
    nowhere.config_from_object("celeryconfig")
    nowhere.conf.broker_url = "redis://127.0.0.1:9/0"
    monkeypatch.setattr(jobs, "celery", nowhere)
    for _ in range(2):
        assert jobs.enqueue("uploads.drain", "an-id", host="host-7") is False


def test_who_sends_waits_for_no_result(app: APIFlask) -> None:
    """Invariant 3: each result that was waited for would stay in the sender's memory for ever."""
    redis = Redis.from_url(os.environ["REDIS_URL"])
    before = redis.pubsub_channels("celery-task-meta-*")
    for _ in range(3):
        jobs.enqueue("media.probe", "an-id")
    assert redis.pubsub_channels("celery-task-meta-*") == before
