"""What is of no use any more is forgotten, and what still is stays."""

import os
from datetime import timedelta

from apiflask import APIFlask
from redis import Redis
from sqlalchemy import func, select, update

from app import jobs
from app.db.models import Host, SignIn, Upload, Video, VideoEvent
from app.db.unit_of_work import transaction
from app.domain import times
from app.domain.pipeline.states import VideoStatus
from app.services.accounts import sign_ins
from app.services.hosts import liveness, queues
from app.services.ingest import connections
from app.services.operations import purging, retention
from app.services.pipeline.transitions import change_status
from app.settings import settings
from benchmarks.support.ageing import let_pass
from tests.conftest import PASSWORD, Person
from tests.support.recordings import record, upload_of


def count(model: type) -> int:
    with transaction() as work:
        return work.scalar(select(func.count()).select_from(model)) or 0


def days(number: float) -> timedelta:
    return timedelta(days=number)


def test_what_was_thrown_away_is_forgotten_after_a_while(person: Person) -> None:
    connections.abort(record(person.id, b"12345"), person.caller)
    kept = record(person.id, b"12345")
    let_pass(days(settings().keep_aborted_days - 0.1))
    assert retention.expire_aborted() == 0
    let_pass(days(0.2))
    assert retention.expire_aborted() == 1
    let_pass(days(1))
    assert purging.sweep_deleted() == 1
    with transaction() as work:
        assert list(work.scalars(select(Video.id))) == [kept]


def test_what_was_thrown_away_just_now_is_remembered_however_old_it_is(person: Person) -> None:
    video = record(person.id, b"12345")
    let_pass(days(100))
    connections.abort(video, person.caller)
    assert retention.expire_aborted() == 0


def test_sign_ins_that_ended_are_forgotten_after_a_while(app: APIFlask, person: Person) -> None:
    with transaction() as work:
        first = work.scalars(select(SignIn.id)).one()
    sign_ins.login(person.email, PASSWORD)
    sign_ins.logout(first)
    let_pass(days(settings().keep_sign_ins_days + 0.1))
    assert retention.forget_sign_ins() == 1
    assert count(SignIn) == 1
    let_pass(days(settings().refresh_token_days))
    assert retention.forget_sign_ins() == 1
    assert count(SignIn) == 0


def test_a_machine_goes_with_its_queue(app: APIFlask) -> None:
    liveness.beat()
    for _ in range(3):
        jobs.drain_stalled("in-process")
    redis = Redis.from_url(os.environ["REDIS_URL"])
    assert redis.llen("uploads.in-process") == 3
    let_pass(timedelta(seconds=times.HOST_FORGOTTEN + 1))
    assert retention.forget_all()["hosts"] == 1
    assert count(Host) == 0
    assert [key for key in redis.scan_iter() if b"uploads.in-process" in key] == []


def test_what_comes_back_to_the_queue_of_a_machine_that_was_forgotten_goes_too(person: Person) -> None:
    recording = upload_of(record(person.id, b"12345")).id
    with transaction() as work:
        work.execute(update(Upload).where(Upload.id == recording).values(host="not heard of yet"))
    liveness.beat()
    for host in ("in-process", "not heard of yet", "forgotten"):
        jobs.drain_stalled(host)
    retention.forget_all()
    assert queues.machines() == {"in-process", "not heard of yet"}
    assert [key for key in Redis.from_url(os.environ["REDIS_URL"]).scan_iter() if b"forgotten" in key] == []


def test_a_videos_story_does_not_grow_without_end(person: Person) -> None:
    """Somebody starts a stage again and again."""
    video = record(person.id, b"12345")
    for _ in range(40):
        for status in (VideoStatus.PROCESSING, VideoStatus.DONE):
            with transaction() as work:
                change_status(work, video, status, "again")
    assert count(VideoEvent) == 50
