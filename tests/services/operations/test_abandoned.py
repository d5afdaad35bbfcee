"""Uploads whose sender went away come to an end."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from apiflask import APIFlask

from app.services.ingest import connections
from app.services.operations import abandoned
from app.services.uploads import draining, finishing
from app.services.videos import library
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.services.operations import upkept
from tests.services.operations.upkept import HOST_QUEUE, TWO_PARTS, silent_for
from tests.support.recordings import (
    PART,
    at_once,
    objects_and_multiparts,
    queued,
    record,
    settings_changed,
    spool_folder,
    story_of,
    upload_of,
    video_of,
)


@pytest.fixture(autouse=True)
def small_parts(app: APIFlask) -> Iterator[None]:
    with upkept.small_parts(app):
        yield


@pytest.fixture
def video(person: Person) -> UUID:
    return upkept.under_way(person)


def test_an_abandoned_recording_that_never_sent_a_byte_is_thrown_away(person: Person, store: ObjectStore) -> None:
    video = library.start(person.id, None, None)
    connections.connect(video, person.caller)
    silent_for(video, "11 minutes")
    assert abandoned.end_abandoned_recordings() == 1
    assert queued(HOST_QUEUE) == [("uploads.end_abandoned", [str(upload_of(video).id)])]

    abandoned.end_abandoned(upload_of(video).id)
    assert story_of(video) == [(None, "uploading"), ("uploading", "aborted")]
    assert queued(HOST_QUEUE)[-1] == ("uploads.discard", [str(upload_of(video).id)])
    finishing.discard(upload_of(video).id)
    assert objects_and_multiparts(video, store) == (False, 0)
    assert not spool_folder(video).exists()


def test_an_abandoned_recording_with_bytes_is_finished_with_what_arrived(video: UUID) -> None:
    """Invariant 1: the browser vanished, its acknowledged bytes did not."""
    silent_for(video, "11 minutes")
    abandoned.end_abandoned(upload_of(video).id)
    assert story_of(video)[-1] == ("uploading", "processing")
    assert upload_of(video).size == len(TWO_PARTS)
    assert queued(HOST_QUEUE)[-1] == ("uploads.finalize", [str(video)])


def test_one_whose_bytes_are_all_in_s3_is_not_taken_for_an_empty_one(person: Person) -> None:
    video = record(person.id, TWO_PARTS[: 2 * PART])
    draining.drain(upload_of(video).id)
    silent_for(video, "11 minutes")
    abandoned.end_abandoned(upload_of(video).id)
    assert (upload_of(video).state, upload_of(video).size) == ("finishing", 2 * PART)


def test_a_recorder_that_pauses_is_not_abandoned(video: UUID) -> None:
    silent_for(video, "11 minutes")
    connections.touch(upload_of(video).id)
    assert abandoned.end_abandoned_recordings() == 0
    abandoned.end_abandoned(upload_of(video).id)
    assert video_of(video).status == "uploading"


def test_abandonment_is_seen_once_however_often_it_is_looked_for(app: APIFlask, video: UUID) -> None:
    """Invariant 5."""
    silent_for(video, "11 minutes")
    upload_id = upload_of(video).id
    done = at_once(app, *[lambda: abandoned.end_abandoned(upload_id)] * 4)
    assert done == [None] * 4
    assert story_of(video) == [(None, "uploading"), ("uploading", "processing")]


def test_how_long_silence_may_last_is_a_setting(app: APIFlask, video: UUID) -> None:
    silent_for(video, "3 minutes")
    assert abandoned.end_abandoned_recordings() == 0
    with settings_changed(app, abandoned_after_minutes=2):
        assert abandoned.end_abandoned_recordings() == 1
