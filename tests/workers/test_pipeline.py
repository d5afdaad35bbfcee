"""The canvas: what is still open runs, in order, on the right queues."""

import os
from itertools import chain, product
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from celery import Signature
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
VIDEO = uuid4()
BRANCHES = [("thumbnails",), ("storyboard",), ("transcode",), ("frames", "text", "document")]


@pytest.fixture
def video(person: Person) -> UUID:
    video = record(person.id, b"12345")
    connections.finish(video, person.caller)
    return video


def order(canvas: Signature | None) -> list[tuple[str, ...]]:
    """Every way through the canvas, as stage names."""
    by_task = {job.step(VIDEO).task: stage for stage, job in jobs.STAGES.items()}
    if canvas is None:
        return []
    if "tasks" not in canvas.kwargs:
        return [(by_task[canvas.task],)]
    inner = [order(Signature.from_dict(task)) for task in canvas.kwargs["tasks"]]
    if canvas.task == "celery.group":
        return [way for ways in inner for way in ways]
    return [tuple(chain.from_iterable(each)) for each in product(*inner)]


def ways(pending: list[str]) -> list[tuple[str, ...]]:
    """The ways through the canvas of these stages."""
    return order(pipeline.build(VIDEO, pending))


@pytest.mark.parametrize(
    ("source", "trunk"),
    [
        (Source.RECORDING, ("probe",)),
        (Source.FILE, ("scan", "probe")),
        (Source.SESSION, ("compile", "probe")),
    ],
)
def test_the_whole_canvas(source: Source, trunk: tuple[str, ...]) -> None:
    assert ways(OPEN[source]) == [trunk + branch for branch in BRANCHES]


@pytest.mark.parametrize(
    ("pending", "expected"),
    [
        ([], []),
        (["thumbnails"], [("thumbnails",)]),
        (["document"], [("document",)]),
        (["text", "document"], [("text", "document")]),
        (["thumbnails", "text"], [("thumbnails",), ("text",)]),
        (["probe", "frames", "text"], [("probe", "frames", "text")]),
    ],
)
def test_only_what_is_open_runs(pending: list[str], expected: list[tuple[str, ...]]) -> None:
    assert ways(pending) == expected


@pytest.mark.parametrize("source", list(Source))
def test_no_stage_comes_before_what_it_needs(source: Source) -> None:
    for way in ways(OPEN[source]):
        for index, name in enumerate(way):
            assert set(NEEDS[name]) & set(OPEN[source]) <= set(way[:index])


def test_every_stage_has_a_job() -> None:
    assert {*jobs.STAGES, pipeline.FIRST} == set(STAGES)


def test_finalize_goes_to_the_host_with_the_spool(video: UUID) -> None:
    pipeline.start.apply(args=(str(video),)).get()
    # Once by whoever finished the recording, once by the start.
    assert queued("uploads.in-process") == [("uploads.finalize", [str(video)])] * 2
    assert queued("media") == queued("ocr") == []


def test_the_canvas_follows_finalize(video: UUID) -> None:
    uploads.finalize.apply(args=(str(video),)).get()
    assert queued("media") == [("media.probe", [str(video)])]
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
    assert queued("media") == [("media.thumbnails", [str(video)]), ("media.storyboard", [str(video)])]
    assert queued("transcode") == [("transcode.run", [str(video)])]
    assert queued("ocr") == [("ocr.frames", [str(video)])]


def test_a_canvas_may_be_started_any_number_of_times(video: UUID) -> None:
    """Invariant 5: the second message of each stage finds it claimed."""
    for _ in range(3):
        pipeline.start.apply(args=(str(video),)).get()
    assert queued("uploads.in-process") == [("uploads.finalize", [str(video)])] * 4
    assert stages.claim(video, "finalize")
    assert stages.claim(video, "finalize") is None


def test_who_starts_a_canvas_waits_for_no_result(video: UUID) -> None:
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
