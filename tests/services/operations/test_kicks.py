"""Stalled work goes on, and nobody is buried under what asks for it."""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from apiflask import APIFlask
from redis import Redis

from app.domain import times
from app.domain.pipeline.states import PLANS, Source, StageState
from app.services.hosts import liveness as machines
from app.services.ingest import connections, takeover
from app.services.multitrack import upkeep
from app.services.operations import abandoned, kicks, sweeping
from app.services.pipeline import stages
from benchmarks.support.ageing import let_pass
from tests.conftest import Person
from tests.services.operations import upkept
from tests.services.operations.upkept import HOST_QUEUE, TWO_PARTS, forget_messages, pipeline_quiet_for, silent_for
from tests.support.recordings import (
    content,
    let_time_pass,
    queued,
    record,
    stages_of,
    upload_of,
)


@pytest.fixture(autouse=True)
def small_parts(app: APIFlask) -> Iterator[None]:
    with upkept.small_parts(app):
        yield


@pytest.fixture
def video(person: Person) -> UUID:
    return upkept.under_way(person)


def test_a_quiet_upload_is_drained_again(person: Person) -> None:
    """Invariant 1: a lost message costs seconds."""
    video = record(person.id, TWO_PARTS)
    forget_messages()
    assert kicks.kick_stalled_uploads() == 0, "nobody lives who could be asked"
    machines.beat()
    assert kicks.kick_stalled_uploads() == 1
    assert queued(HOST_QUEUE) == [("uploads.drain_stalled", [])]
    assert kicks.drain_stalled() == 0, "it is not quiet yet"
    silent_for(video, "16 seconds")
    assert kicks.drain_stalled() == 1
    assert upload_of(video).cursor > 0


def test_an_upload_that_fills_its_next_part_is_left_alone(person: Person) -> None:
    video = record(person.id, content(100_000))
    silent_for(video, "16 seconds")
    assert kicks.drain_stalled() == 0
    assert upload_of(video).cursor == 0


def test_workers_that_are_behind_are_not_buried(monkeypatch: pytest.MonkeyPatch, person: Person, video: UUID) -> None:
    other = record(person.id, content(1000))
    connections.finish(video, person.caller)
    connections.finish(other, person.caller)
    forget_messages()
    pipeline_quiet_for(video, "61 seconds")
    pipeline_quiet_for(other, "90 seconds")
    monkeypatch.setattr(kicks, "KICKED_AT_ONCE", 1)
    assert kicks.kick_stalled_pipelines() == 1
    assert queued(HOST_QUEUE) == [("pipeline.start", [str(other)])]


def test_uploads_that_ended_are_not_drained_again(person: Person, video: UUID) -> None:
    connections.finish(video, person.caller)
    silent_for(video, "1 hour")
    assert kicks.drain_stalled() == 0


def test_a_pipeline_in_which_nothing_moves_is_started_again(person: Person, video: UUID) -> None:
    """Invariant 1: the message that should have started it was lost."""
    connections.finish(video, person.caller)
    forget_messages()
    assert kicks.kick_stalled_pipelines() == 0
    pipeline_quiet_for(video, "61 seconds")
    assert kicks.kick_stalled_pipelines() == 1
    assert queued(HOST_QUEUE) == [("pipeline.start", [str(video)])]


def test_a_pipeline_whose_worker_beats_is_left_alone_and_one_whose_worker_died_is_not(
    person: Person, video: UUID
) -> None:
    connections.finish(video, person.caller)
    pipeline_quiet_for(video, "10 minutes")
    assert stages.claim(video, "finalize")
    assert kicks.kick_stalled_pipelines() == 0
    let_time_pass("stages", "updated_at", stages_of(video)["finalize"].id, f"{times.SILENT + 1} seconds")
    assert kicks.kick_stalled_pipelines() == 0
    pipeline_quiet_for(video, "61 seconds")
    assert kicks.kick_stalled_pipelines() == 1


@pytest.mark.parametrize("state", [StageState.DONE, StageState.FAILED])
def test_a_video_that_is_over_is_not_started_again(person: Person, video: UUID, state: StageState) -> None:
    connections.finish(video, person.caller)
    for name in PLANS[Source.RECORDING]:
        if claim := stages.claim(video, name):
            stages.finish(video, name, state, claim.attempt)
    pipeline_quiet_for(video, "1 day")
    assert kicks.kick_stalled_pipelines() == 0


# ---- a queue whose worker is down --------------------------------------------------------------------------------


def ticks(minutes: int) -> None:
    """What beat does in so many minutes, while nobody takes a message."""
    for tick in range(minutes * 4):
        kicks.kick_stalled_uploads()
        if tick % 2 == 0:
            kicks.kick_stalled_pipelines()
            upkeep.kick_stalled_tracks()
        if tick % 4 == 0:
            abandoned.end_abandoned_recordings()
            takeover.adopt_abandoned()
        if tick % 60 == 0:
            sweeping.sweep_aborted()
        let_pass(timedelta(seconds=15))
        machines.beat()


def messages() -> Counter[str]:
    return Counter(name for name, _ in queued(HOST_QUEUE))


def test_workers_that_are_down_find_about_one_message_for_each_thing_to_do(person: Person) -> None:
    """Ten minutes: before, there were twenty for each video and forty for the machine."""
    count = 6
    machines.beat()
    for _ in range(count):
        connections.finish(record(person.id, b"12345"), person.caller)
        connections.abort(record(person.id, b"12345"), person.caller)
        record(person.id, b"12345")
    ticks(10)
    found = messages()
    assert found["uploads.finalize"] == found["uploads.discard"] == count
    assert found["pipeline.start"] == count, "one for each video that stood still"
    assert found["uploads.drain_stalled"] <= 6
    assert sum(found.values()) <= 3 * count + 6


@pytest.mark.slow
def test_after_a_day_there_are_few_more(person: Person) -> None:
    machines.beat()
    connections.finish(record(person.id, b"12345"), person.caller)
    ticks(10)
    for _ in range(23):
        let_pass(timedelta(hours=1))
        ticks(1)
    found = messages()
    assert found["pipeline.start"] <= 8
    assert sum(found.values()) <= 25


def test_what_was_lost_while_workers_have_nothing_to_do_is_asked_for_again_soon(person: Person, video: UUID) -> None:
    """Also where the message that asked for it again was lost."""
    connections.finish(video, person.caller)
    Redis.from_url(os.environ["REDIS_URL"]).delete(HOST_QUEUE)
    pipeline_quiet_for(video, "61 seconds")
    assert kicks.kick_stalled_pipelines() == 1
    Redis.from_url(os.environ["REDIS_URL"]).delete(HOST_QUEUE)
    assert kicks.kick_stalled_pipelines() == 0
    let_pass(timedelta(minutes=2))
    assert kicks.kick_stalled_pipelines() == 1


def test_what_moved_and_stands_still_again_is_asked_for_at_once(person: Person, video: UUID, short_grace: None) -> None:
    connections.finish(video, person.caller)
    pipeline_quiet_for(video, "61 seconds")
    assert kicks.kick_stalled_pipelines() == 1
    assert stages.claim(video, "finalize")
    assert kicks.kick_stalled_pipelines() == 0
    pipeline_quiet_for(video, "61 seconds")
    assert kicks.kick_stalled_pipelines() == 1


def test_a_broker_that_lost_its_data_is_asked_again_for_all(person: Person, video: UUID) -> None:
    connections.finish(video, person.caller)
    pipeline_quiet_for(video, "61 seconds")
    assert kicks.kick_stalled_pipelines() == 1
    assert kicks.kick_stalled_pipelines() == 0
    forget_messages()
    assert kicks.kick_stalled_pipelines() == 1
