"""Figures for Prometheus: the same from every process."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from apiflask import APIFlask
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import event, text, update

from app import jobs
from app.db.models import Video
from app.db.unit_of_work import transaction
from app.domain.pipeline.states import StageState
from app.extensions import db
from app.services.hosts import liveness
from app.services.operations import metrics
from app.services.pipeline import stages
from app.services.videos import library
from tests.conftest import Person
from tests.support.recordings import record, settings_changed


def figures() -> dict[tuple[str, ...], float]:
    """Name and label values → figure."""
    return {
        (sample.name, *(sample.labels[name] for name in sorted(sample.labels))): sample.value
        for family in text_string_to_metric_families(metrics.exposition().decode())
        for sample in family.samples
    }


def test_figures_are_what_is_there(person: Person) -> None:
    record(person.id, b"12345")
    failing, deleted = library.start(person.id, None, None), library.start(person.id, None, None)
    claim = stages.claim(failing, "finalize")
    assert claim
    stages.finish(failing, "finalize", StageState.FAILED, claim.attempt, "lost_bytes", "Gone.")
    library.delete(deleted, person.caller)
    liveness.beat()
    jobs.probe(failing)
    found = figures()
    assert found["videoflow_videos", "uploading"] == 1
    assert found["videoflow_videos", "failed"] == 1
    assert found["videoflow_stages", "finalize", "failed"] == 1
    assert found["videoflow_stage_failures_total", "lost_bytes", "finalize"] == 1
    assert found["videoflow_open_uploads",] == 2
    assert found["videoflow_queue_length", "media"] == 1
    assert found["videoflow_queue_length", "transcode"] == 0
    assert ("videoflow_queue_length", "uploads.in-process") in found


def test_failures_stay_counted_when_a_stage_is_started_again(person: Person) -> None:
    for _ in range(2):
        video = library.start(person.id, None, None)
        claim = stages.claim(video, "finalize")
        assert claim
        stages.finish(video, "finalize", StageState.FAILED, claim.attempt, "lost_bytes", "Gone.")
        stages.restart(video, person.caller, "finalize")
    assert figures()["videoflow_stage_failures_total", "lost_bytes", "finalize"] == 2


def test_without_redis_there_is_still_what_the_database_knows(app: APIFlask, person: Person) -> None:
    library.start(person.id, None, None)
    with settings_changed(app, redis_url="redis://127.0.0.1:9/0"):
        assert figures()["videoflow_videos", "uploading"] == 1


MANY_VIDEOS, STAGES_EACH = 30_000, 3
_UNCHECKED = "SET LOCAL session_replication_role = replica"


@pytest.fixture
def many(app: APIFlask, person: Person) -> Iterator[None]:
    """A table too large to be counted, of which a hundredth is under way and a hundredth has failed."""
    with transaction() as work:
        # What is made here is whole by itself: asking for each row's owner would take most of the time.
        work.execute(text(_UNCHECKED))
        work.execute(
            text(
                "INSERT INTO videos (id, owner_id, title, s3_key, mime_type, status, visibility, playable)"
                " SELECT gen_random_uuid(), :owner, repeat('x', 300), n::text, 'video/webm',"
                " CASE n % 100 WHEN 0 THEN 'processing' WHEN 1 THEN 'failed' ELSE 'done' END, 'private', true"
                " FROM generate_series(1, :count) AS n"
            ),
            {"owner": person.id, "count": MANY_VIDEOS},
        )
        work.execute(
            text(
                "INSERT INTO stages (video_id, name, state, progress, attempts)"
                " SELECT id, 'stage-' || n, CASE status WHEN 'processing' THEN 'running' ELSE 'done' END, 1, 1"
                " FROM videos CROSS JOIN generate_series(1, :count) AS n"
            ),
            {"count": STAGES_EACH},
        )
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE videos, stages, uploads, hosts"))
        yield
        with transaction() as work:
            work.execute(text(_UNCHECKED))
            work.execute(text("DELETE FROM stages"))
            work.execute(text("DELETE FROM videos"))
        # What is left is as small as it was.
        connection.execute(text("VACUUM ANALYZE videos, stages"))


@contextmanager
def listened() -> Iterator[list[tuple[str, Any]]]:
    """Every statement that is sent meanwhile, with its parameters."""
    sent: list[tuple[str, Any]] = []

    def hear(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        sent.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)


def test_a_scrape_reads_no_table_from_end_to_end(many: None) -> None:
    """However many videos there are, and in as many questions."""
    with listened() as sent:
        found = figures()
    assert found["videoflow_videos", "processing"] == found["videoflow_videos", "failed"] == MANY_VIDEOS / 100
    assert found["videoflow_videos", "done"] == pytest.approx(MANY_VIDEOS * 0.98, rel=0.02)
    assert found["videoflow_stages", "stage-1", "running"] == MANY_VIDEOS / 100
    assert len(sent) <= 7
    with db.engine.connect() as connection:
        plans = [
            "\n".join(connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).scalars())
            for statement, parameters in sent
            if statement.lstrip().upper().startswith("SELECT")
        ]
    assert len(plans) == len(sent)
    read = [plan for plan in plans if "Seq Scan on videos" in plan or "Seq Scan on stages" in plan]
    assert read == []


def test_few_videos_are_counted(person: Person) -> None:
    for _ in range(3):
        library.start(person.id, None, None)
    with transaction() as work:
        work.execute(update(Video).values(status="done"))
    assert figures()["videoflow_videos", "done"] == 3
