"""Alerts: a failed stage is told once, signed, and whatever goes wrong with that harms nothing."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from structlog.testing import capture_logs

from app.domain.pipeline.states import StageState
from app.errors import VideoFlowError
from app.services.operations import metrics
from app.services.pipeline import alerts, stages
from app.services.videos import library
from tests.conftest import Person
from tests.support.recordings import queued, settings_changed, stages_of, video_of
from tests.support.webhook import Receiver, listening
from workers.celery_app import celery, flask_app


@pytest.fixture
def receiver(app: APIFlask) -> Iterator[Receiver]:
    with listening() as found:
        address = {"alert_webhook_url": found.url}
        with settings_changed(app, **address), settings_changed(flask_app, **address):
            yield found


def failed(person: Person, stage: str = "finalize", code: str = "lost_bytes") -> UUID:
    """A video of which this stage has just failed."""
    video = library.start(person.id, "How we ship", None)
    claim = stages.claim(video, stage)
    assert claim
    stages.finish(video, stage, StageState.FAILED, claim.attempt, code, "Bytes are gone.")
    return video


def sent(receiver: Receiver) -> dict[str, Any]:
    """The one alert that was received, its signature checked as a receiver does."""
    ((headers, body),) = receiver.received
    at, signature = (part.split("=", 1)[1] for part in headers["X-VideoFlow-Signature"].split(","))
    key = hmac.new(b"%s" % _secret().encode(), b"alert-webhook", hashlib.sha256).hexdigest()
    assert hmac.new(key.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest() == signature
    assert headers["Content-Type"] == "application/json"
    return dict(json.loads(body))


def the_task() -> Any:
    """The task as a worker has it."""
    celery.loader.import_default_modules()
    return celery.tasks["alerts.send"]


def _secret() -> str:
    from app.settings import settings

    return settings().secret_key


def test_a_failed_stage_is_told_with_all_that_helps(person: Person, receiver: Receiver) -> None:
    video = failed(person)
    assert queued("default") == [("alerts.send", [str(video), "finalize", "1"])]
    alerts.send(video, "finalize", 1)
    alert = sent(receiver)
    ended_at = stages_of(video)["finalize"].ended_at
    assert ended_at
    assert alert == {
        "event": "stage_failed",
        "video_id": str(video),
        "title": "How we ship",
        "stage": "finalize",
        "code": "lost_bytes",
        "message": "Bytes are gone.",
        "attempts": 1,
        "at": ended_at.isoformat(),
        "url": alert["url"],
    }
    assert alert["url"].startswith("http") and alert["url"].endswith(f"/watch/{video}")


def test_one_failure_is_one_alert(person: Person, receiver: Receiver) -> None:
    video = failed(person)
    for _ in range(3):
        stages.finish(video, "finalize", StageState.FAILED, 1, "lost_bytes", "Again.")
    assert len(queued("default")) == 1
    assert metrics.exposition().count(b'videoflow_stage_failures_total{code="lost_bytes",stage="finalize"} 1.0') == 1


@pytest.mark.parametrize("state", [StageState.DONE, StageState.SKIPPED])
def test_what_did_not_fail_is_not_told(person: Person, receiver: Receiver, state: StageState) -> None:
    video = library.start(person.id, None, None)
    claim = stages.claim(video, "finalize")
    assert claim
    stages.finish(video, "finalize", state, claim.attempt)
    assert queued("default") == []


def test_a_failure_is_in_the_log_as_an_error(person: Person) -> None:
    with capture_logs() as lines:
        video = failed(person)
    (line,) = [line for line in lines if line["event"] == "stage failed"]
    assert line == {
        "event": "stage failed",
        "log_level": "error",
        "video_id": str(video),
        "stage": "finalize",
        "code": "lost_bytes",
        "message": "Bytes are gone.",
        "attempts": 1,
    }


def test_without_a_webhook_nothing_is_sent(person: Person) -> None:
    failed(person)
    assert queued("default") == []


def test_a_stage_that_was_started_again_is_no_news(person: Person, receiver: Receiver) -> None:
    video = failed(person)
    stages.restart(video, person.caller, "finalize")
    alerts.send(video, "finalize", 1)
    assert receiver.received == []


@pytest.mark.parametrize("status", [301, 307, 400, 404, 500, 503])
def test_any_answer_but_a_yes_is_worth_another_try(person: Person, receiver: Receiver, status: int) -> None:
    receiver.answers = [status]
    with pytest.raises(VideoFlowError) as caught:
        alerts.send(failed(person), "finalize", 1)
    assert (caught.value.code, caught.value.retryable) == ("alert_not_taken", True)
    assert "127.0.0.1" not in caught.value.message
    assert len(receiver.received) == 1


def test_a_receiver_that_is_away_is_worth_another_try(app: APIFlask, person: Person) -> None:
    with settings_changed(app, alert_webhook_url="http://127.0.0.1:9/hook"), pytest.raises(VideoFlowError) as caught:
        alerts.send(failed(person), "finalize", 1)
    assert caught.value.retryable


def test_the_task_tries_again_until_it_is_taken(person: Person, receiver: Receiver) -> None:
    receiver.answers = [500, 503, 200]
    video = failed(person)
    assert the_task().apply(args=(str(video), "finalize", "1")).state == "SUCCESS"
    assert len(receiver.received) == 3


def test_the_task_gives_up_after_a_while(person: Person, receiver: Receiver) -> None:
    receiver.answers = [500]
    video = failed(person)
    with capture_logs() as lines:
        assert the_task().apply(args=(str(video), "finalize", "1")).state == "FAILURE"
    assert len(receiver.received) == alerts.MAX_ATTEMPTS
    assert [line["event"] for line in lines] == ["alert given up"]
    assert video_of(video).status == "failed"


def test_a_redis_that_is_away_does_not_keep_a_stage_from_failing(app: APIFlask, person: Person) -> None:
    video = library.start(person.id, None, None)
    claim = stages.claim(video, "finalize")
    assert claim
    with settings_changed(app, redis_url="redis://127.0.0.1:9/0"):
        stages.finish(video, "finalize", StageState.FAILED, claim.attempt, "lost_bytes", "Gone.")
    assert stages_of(video)["finalize"].state == "failed"
