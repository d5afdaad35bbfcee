"""What comes after what: what is still open runs, in order, on the right queues."""

import os
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from redis import Redis

from app import jobs
from app.domain.pipeline.states import NEEDS, PLANS, STAGES, Source, StageState
from app.services.ingest import connections
from app.services.pipeline import stages
from tests.conftest import Person
from tests.support.recordings import queued, record
from workers import pipeline, uploads

# As the plan of each source has them, without what is sent by itself.
OPEN = {source: [name for name in plan if name != "finalize"] for source, plan in PLANS.items()}


@pytest.fixture
def video(person: Person) -> UUID:
    video = record(person.id, b"12345")
    connections.finish(video, person.caller)
    return video


@pytest.mark.parametrize(
    ("source", "trunk"), [(Source.RECORDING, []), (Source.FILE, ["scan"]), (Source.SESSION, ["compile"])]
)
def test_what_can_run_runs_side_by_side(source: Source, trunk: list[str]) -> None:
    rounds, left = [], list(OPEN[source])
    while first := pipeline.first_of(left):
        rounds.append(first)
        left = [name for name in left if name not in first]
    looking = ["probe", "vet"] if source is Source.RECORDING else ["probe"]
    side_by_side = ["thumbnails", "storyboard", "transcode", "frames"]
    assert rounds == [*([each] for each in trunk), looking, side_by_side, ["text"], ["document"]]
    assert left == []


@pytest.mark.parametrize(
    ("pending", "expected"),
    [
        ([], []),
        (["thumbnails"], ["thumbnails"]),
        (["document"], ["document"]),
        (["text", "document"], ["text"]),
        (["thumbnails", "text"], ["thumbnails", "text"]),
        (["probe", "frames", "text"], ["probe"]),
    ],
)
def test_only_what_is_open_runs(pending: list[str], expected: list[str]) -> None:
    assert pipeline.first_of(pending) == expected


@pytest.mark.parametrize("source", list(Source))
def test_no_stage_comes_before_what_it_needs(source: Source) -> None:
    left = list(OPEN[source])
    while first := pipeline.first_of(left):
        assert all(not set(NEEDS[name]) & set(left) for name in first)
        left = [name for name in left if name not in first]


def test_whoever_ends_a_stage_asks_for_what_waited_for_it_alone(video: UUID) -> None:
    for name in ("finalize", "probe", "frames"):
        claim = stages.claim(video, name)
        assert claim
        stages.finish(video, name, StageState.DONE, claim.attempt)
    pipeline.go_on_from(video, "frames")
    assert queued("ocr") == [("ocr.text", [str(video)])]
    assert queued("media") == queued("transcode") == []
    pipeline.go_on_from(video, "thumbnails")
    assert queued("media") == queued("transcode") == []


def test_every_stage_has_a_job() -> None:
    assert {*jobs.STAGES, pipeline.FIRST} == set(STAGES)


def test_finalize_goes_to_the_host_with_the_spool(video: UUID) -> None:
    pipeline.start.apply(args=(str(video),)).get()
    # Once by whoever finished the recording, once by the start.
    assert queued("uploads.in-process") == [("uploads.finalize", [str(video)])] * 2
    assert queued("media") == queued("ocr") == []


def test_probe_follows_finalize(video: UUID) -> None:
    uploads.finalize.apply(args=(str(video),)).get()
    assert queued("media") == [("media.probe", [str(video)]), ("media.vet", [str(video)])]
    assert queued("uploads.in-process") == [("uploads.finalize", [str(video)])]


def test_a_second_finalize_neither_runs_ahead_of_the_first_nor_asks_for_a_third(video: UUID) -> None:
    """Invariant 5: at the same time as itself."""
    assert stages.claim(video, "finalize")
    uploads.finalize.apply(args=(str(video),)).get()
    assert queued("media") == []
    assert queued("uploads.in-process") == [("uploads.finalize", [str(video)])]


def test_branches_start_side_by_side_on_their_queues(video: UUID) -> None:
    for name in ("finalize", "probe"):
        claim = stages.claim(video, name)
        assert claim
        stages.finish(video, name, StageState.DONE, claim.attempt)
    pipeline.start.apply(args=(str(video),)).get()
    names = ("media.vet", "media.thumbnails", "media.storyboard")
    assert queued("media") == [(name, [str(video)]) for name in names]
    assert queued("transcode") == [("transcode.run", [str(video)])]
    assert queued("ocr") == [("ocr.frames", [str(video)])]


def test_a_pipeline_may_be_started_any_number_of_times(video: UUID) -> None:
    """Invariant 5: the second message of each stage finds it claimed."""
    for _ in range(3):
        pipeline.start.apply(args=(str(video),)).get()
    assert queued("uploads.in-process") == [("uploads.finalize", [str(video)])] * 4
    assert stages.claim(video, "finalize")
    assert stages.claim(video, "finalize") is None


def test_who_starts_a_pipeline_waits_for_no_result(video: UUID) -> None:
    """Invariant 3: each result that was waited for would stay in the sender's memory for ever."""
    redis = Redis.from_url(os.environ["REDIS_URL"])
    before = redis.pubsub_channels("celery-task-meta-*")
    for name in ("finalize", "probe"):
        claim = stages.claim(video, name)
        assert claim
        stages.finish(video, name, StageState.DONE, claim.attempt)
    pipeline.start.apply(args=(str(video),)).get()
    assert redis.pubsub_channels("celery-task-meta-*") == before


def test_nothing_starts_where_all_has_ended_or_the_video_is_gone(video: UUID) -> None:
    """Invariant 5: late."""
    for name in PLANS[Source.RECORDING]:
        claim = stages.claim(video, name)
        assert claim
        stages.finish(video, name, StageState.DONE, claim.attempt)
    before = queued("uploads.in-process")
    pipeline.start.apply(args=(str(video),)).get()
    pipeline.start.apply(args=(str(uuid4()),)).get()
    assert queued("uploads.in-process") == before


def test_pipeline_tests_see_an_empty_broker(app: APIFlask) -> None:
    assert queued("uploads.in-process") == queued("media") == queued("ocr") == []
