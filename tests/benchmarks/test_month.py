"""The simulated month, quickly: days go by, and what is there is what is kept (invariant 13)."""

from pathlib import Path

import pytest
from apiflask import APIFlask

from app.domain import times
from benchmarks.support.month import Month, grown
from tests.support.recordings import settings_changed
from workers.celery_app import flask_app

pytestmark = pytest.mark.slow

RECORDING = Path(__file__).parents[1] / "fixtures" / "media" / "chromium-camera-vp9-opus.webm"
# What is kept for days is kept for one.
KEPT = {"keep_aborted_days": 1, "keep_sign_ins_days": 1, "refresh_token_days": 1, "audit_days": 1}
SETTLED, DAYS = 4, 6


def test_after_days_of_use_there_is_no_more_than_what_is_kept(app: APIFlask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(times, "HOST_FORGOTTEN", 24 * 3600.0)
    with settings_changed(app, **KEPT), settings_changed(flask_app, **KEPT):
        month = Month(app, RECORDING.read_bytes(), whole=False)
        with month.worker():
            found = []
            for _ in range(DAYS):
                month.day()
                found.append(month.counts())
    assert grown(found[SETTLED - 1], found[-1], slack=1) == {}
    last = found[-1]
    assert last["users"] == 1
    assert 0 < last["bucket: videos"] <= last["videos"]
    assert (last["redis: messages"], last["bucket: quarantine"], last["bucket: multiparts"]) == (0, 0, 0)
    assert last["disk: spooled uploads"] == 0
