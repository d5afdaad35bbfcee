"""Jobs go to their queue, with ids alone; a broker that is away is no fault of who asks."""

import json
import os
from collections.abc import Callable
from uuid import UUID

import pytest
import structlog
from apiflask import APIFlask
from celery import Celery
from redis import Redis

from app import jobs
from tests.support.recordings import queued

UPLOAD = UUID("11111111-2222-3333-4444-555555555555")


@pytest.mark.parametrize(
    ("ask", "queue", "message"),
    [
        (lambda: jobs.drain(UPLOAD, "host-7"), "uploads.host-7", ("uploads.drain", [str(UPLOAD)])),
        (lambda: jobs.sweep_spool("host-7"), "uploads.host-7", ("uploads.sweep_spool", [])),
        (lambda: jobs.start_pipeline(UPLOAD, "host-7"), "uploads.host-7", ("pipeline.start", [str(UPLOAD)])),
        (lambda: jobs.probe(UPLOAD), "media", ("media.probe", [str(UPLOAD)])),
        (lambda: jobs.transcode(UPLOAD), "transcode", ("transcode.run", [str(UPLOAD)])),
        (lambda: jobs.read_text(UPLOAD), "ocr", ("ocr.text", [str(UPLOAD)])),
        (lambda: jobs.build_document(UPLOAD), "ocr", ("document.build", [str(UPLOAD)])),
        (lambda: jobs.purge_video(UPLOAD), "default", ("maintenance.purge_video", [str(UPLOAD)])),
        (lambda: jobs.send_alert(UPLOAD, "probe", 4), "default", ("alerts.send", [str(UPLOAD), "probe", "4"])),
    ],
)
def test_a_job_goes_to_its_queue_with_ids_alone(
    app: APIFlask, ask: Callable[[], None], queue: str, message: tuple[str, list[str]]
) -> None:
    ask()
    assert queued(queue) == [message]


def test_as_many_helpers_are_asked_for_as_are_wanted(app: APIFlask) -> None:
    jobs.help_transcode(UPLOAD, "run-1", 3)
    assert queued("transcode") == [("transcode.help", [str(UPLOAD), "run-1"])] * 3


def test_people_find_a_task_by_the_id_it_is_for(app: APIFlask) -> None:
    """Flower shows and searches what is in `argsrepr`."""
    jobs.probe(UPLOAD)
    (raw,) = Redis.from_url(os.environ["REDIS_URL"]).lrange("media", 0, -1)
    assert str(UPLOAD) in json.loads(raw)["headers"]["argsrepr"]


def test_a_broker_that_is_away_is_no_fault_of_who_asks(app: APIFlask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Invariant 1: what the task would do is in the database or the spool, and beat finds it there."""
    nowhere = Celery("nowhere", set_as_current=False)
    nowhere.config_from_object("celeryconfig")
    nowhere.conf.broker_url = "redis://127.0.0.1:9/0"
    # As in the web server, which knows tasks by name alone; here they may have been imported.
    nowhere.finalized = True
    monkeypatch.setattr(jobs, "celery", nowhere)
    with structlog.testing.capture_logs() as said:
        jobs.drain(UPLOAD, "host-7")
        jobs.help_transcode(UPLOAD, "run-1", 3)
    assert [(each["event"], str(UPLOAD) in each["canvas"]) for each in said] == [("not sent", True)] * 2


def test_who_sends_waits_for_no_result(app: APIFlask) -> None:
    """Invariant 3: each result that was waited for would stay in the sender's memory for ever."""
    redis = Redis.from_url(os.environ["REDIS_URL"])
    before = redis.pubsub_channels("celery-task-meta-*")
    for _ in range(3):
        jobs.probe(UPLOAD)
    assert redis.pubsub_channels("celery-task-meta-*") == before
