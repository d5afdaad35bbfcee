"""Alerts: whoever operates the product hears of a stage that failed, by log, by count and, where asked, by webhook."""

import hashlib
import hmac
import json
import time
from typing import Any
from uuid import UUID

import structlog
import urllib3
from redis.exceptions import RedisError
from sqlalchemy import select

from app import events, jobs
from app.db.models import Stage, Video
from app.db.unit_of_work import transaction
from app.domain.pipeline.states import StageState
from app.errors import VideoFlowError
from app.settings import settings

log = structlog.get_logger()

# A hash in Redis, so that all processes count together: "<stage> <code>" → how many.
FAILURES = "videoflow:failures"
MAX_ATTEMPTS = 6
_TIMEOUT = urllib3.Timeout(connect=5, read=10)
# What signs is made from SECRET_KEY and is not it: whoever checks alerts could make sessions otherwise.
_KEY_LABEL = b"alert-webhook"
_client = urllib3.PoolManager(num_pools=2, retries=False, timeout=_TIMEOUT)


def stage_failed(video_id: UUID, stage: str, code: str | None, message: str | None, attempt: int) -> None:
    """Called once a failure is committed. Raises nothing: what is told of a failure must not be one more."""
    log.error("stage failed", video_id=str(video_id), stage=stage, code=code, message=message, attempts=attempt)
    try:
        events.client(settings().redis_url).hincrby(FAILURES, f"{stage} {code}", 1)
    except RedisError as error:
        log.warning("failure not counted", error=str(error))
    if settings().alert_webhook_url:
        jobs.send_alert(video_id, stage, attempt)


def send(video_id: UUID, stage: str, attempt: int) -> None:
    """Posts a failure to ALERT_WEBHOOK_URL, unless the stage was started again meanwhile.

    Raises VideoFlowError `alert_not_taken`, retryable, for any answer but a 2xx.
    """
    url, alert = settings().alert_webhook_url, _alert(video_id, stage, attempt)
    if not url or alert is None:
        return
    body = json.dumps(alert, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", "User-Agent": "VideoFlow", "X-VideoFlow-Signature": sign(body)}
    try:
        # Redirects are not followed: the signed alert is for this address.
        status = _client.request("POST", url, body=body, headers=headers, redirect=False).status
    except urllib3.exceptions.HTTPError as error:
        raise _not_taken(type(error).__name__) from error
    if not 200 <= status < 300:
        raise _not_taken(f"status {status}")


def sign(body: bytes, at: int | None = None) -> str:
    """`t=<seconds since 1970>,v1=<HMAC-SHA256 of "<t>.<body>" in hex>`; the time lets receivers refuse old ones."""
    at = int(time.time()) if at is None else at
    return f"t={at},v1={hmac.new(signing_key(), f'{at}.'.encode() + body, hashlib.sha256).hexdigest()}"


def signing_key() -> bytes:
    """What receivers check with, in hex: `printf alert-webhook | openssl dgst -sha256 -hmac "$SECRET_KEY"`."""
    return hmac.new(settings().secret_key.encode(), _KEY_LABEL, hashlib.sha256).hexdigest().encode()


def _alert(video_id: UUID, stage: str, attempt: int) -> dict[str, Any] | None:
    query = (
        select(Stage, Video.title)
        .join(Video, Video.id == Stage.video_id)
        .where(Stage.video_id == video_id, Stage.name == stage, Video.deleted_at.is_(None))
        .where(Stage.state == StageState.FAILED, Stage.attempts == attempt)
    )
    with transaction() as work:
        found = work.execute(query).one_or_none()
    if found is None:
        return None
    row: Stage = found[0]
    return {
        "event": "stage_failed",
        "video_id": str(video_id),
        "title": found[1],
        "stage": stage,
        "code": row.error_code,
        "message": row.error_message,
        "attempts": row.attempts,
        "at": row.ended_at.isoformat() if row.ended_at else None,
        "url": f"{settings().public_url.rstrip('/')}/watch/{video_id}",
    }


def _not_taken(why: str) -> VideoFlowError:
    # The address may hold a secret, so it is not repeated.
    return VideoFlowError("alert_not_taken", f"The webhook did not take the alert: {why}.", 502, retryable=True)
