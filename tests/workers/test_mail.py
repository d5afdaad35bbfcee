"""Mails that are not taken are tried again, a few times, and only where that can help."""

from uuid import uuid4

import pytest
from celery import Task
from celery.exceptions import Retry

from app.errors import VideoFlowError
from workers import mail


def refused(retryable: bool) -> VideoFlowError:
    return VideoFlowError("mail_not_sent", "The mail was not taken.", 502, retryable)


def send(error: VideoFlowError, retries: int) -> Exception:
    """What a task ends with that meets this on its n-th try."""

    def write(_: object) -> None:
        raise error

    task: Task[..., None] = mail.reset
    task.push_request(retries=retries, called_directly=False, is_eager=True, args=[], kwargs={}, id="a")
    try:
        with pytest.raises((Retry, VideoFlowError)) as raised:
            mail._send(task, write, str(uuid4()))
    finally:
        task.pop_request()
    return raised.value


def test_a_server_that_is_away_is_asked_again_ever_later() -> None:
    first, second = (send(refused(retryable=True), retries) for retries in (0, 1))
    assert isinstance(first, Retry) and isinstance(second, Retry)
    assert (first.when, second.when) == (5, 20)


@pytest.mark.parametrize(("retryable", "retries"), [(False, 0), (True, 5)])
def test_what_nobody_will_take_is_given_up(retryable: bool, retries: int) -> None:
    assert isinstance(send(refused(retryable), retries), VideoFlowError)
