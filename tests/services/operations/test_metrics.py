"""Figures for Prometheus: the same from every process."""

from apiflask import APIFlask
from prometheus_client.parser import text_string_to_metric_families

from app import jobs
from app.domain.pipeline.states import StageState
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
