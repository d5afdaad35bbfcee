"""Videos: started, looked at, listed in pages, renamed, deleted."""

from uuid import UUID

import pytest
from apiflask import APIFlask

from app.domain import times
from app.domain.pipeline.states import PLANS, Source
from app.errors import VideoFlowError
from app.services.ingest import connections
from app.services.uploads.default_titles import Reader
from app.services.videos import library
from app.storage import keys
from tests.conftest import Person
from tests.support.recordings import (
    at_once,
    let_time_pass,
    queued,
    record,
    said,
    stages_of,
    story_of,
    upload_of,
    video_of,
)


def test_a_start_prepares_everything_a_recording_needs(app: APIFlask, person: Person) -> None:
    video = library.start(person.id, "My title", "video/webm;codecs=vp9,opus")
    row, upload = video_of(video), upload_of(video)
    assert (row.title, row.status, row.mime_type, row.playable) == (
        "My title",
        "uploading",
        "video/webm;codecs=vp9,opus",
        False,
    )
    assert row.s3_key == upload.s3_key == keys.original(video, "video/webm")
    assert (upload.state, upload.cursor, upload.epoch, upload.host) == ("open", 0, 0, "in-process")
    assert set(stages_of(video)) == set(PLANS[Source.RECORDING])
    assert story_of(video) == [(None, "uploading")]


def test_a_recording_without_a_title_gets_one_that_says_when(person: Person) -> None:
    video = video_of(library.start(person.id, None, None))
    assert video.title in said("Recording", None, video)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
def test_it_says_so_by_the_clock_of_its_person(person: Person, zone: str) -> None:
    video = video_of(library.start(person.id, None, None, Reader(zone)))
    assert video.title in said("Recording", zone, video)
    assert video_of(library.start(person.id, "Mine", None, Reader(zone))).title == "Mine"


def test_a_time_zone_that_there_is_not_begins_nothing(person: Person) -> None:
    for title in (None, "Mine"):
        with pytest.raises(VideoFlowError) as refused:
            library.start(person.id, title, None, Reader("Mars/Olympus"))
        assert (refused.value.code, refused.value.http_status) == ("invalid_time_zone", 400)
    assert library.page(person.caller, None, None, 10, None).items == []


def listed(person: Person) -> list[UUID]:
    return [each.video.id for each in library.page(person.caller, None, None, 10, None).items]


def test_a_recording_of_which_nothing_ever_came_is_not_listed(person: Person) -> None:
    closed, recorded = record(person.id, b""), record(person.id, b"1")
    assert listed(person) == [recorded, closed], "its first bytes may be on their way"
    for video in (closed, recorded):
        let_time_pass("videos", "created_at", video, f"{times.SILENT} seconds")
    assert listed(person) == [recorded]
    connections.append_once(closed, person.caller, b"late", 0)
    assert listed(person) == [recorded, closed]


def test_its_first_byte_is_noted_once(person: Person) -> None:
    video = record(person.id, b"123456", chunk=1)
    first = upload_of(video).first_byte_at
    connections.append(connections.connect(video, person.caller), b"7")
    connections.append_once(video, person.caller, b"8", 7)
    assert first is not None and upload_of(video).first_byte_at == first


def test_deleting_a_recording_under_way_aborts_it(person: Person) -> None:
    video = record(person.id, b"12345")
    library.delete(video, person.caller)
    assert upload_of(video).state == "aborted"
    assert story_of(video)[-1] == ("uploading", "aborted")
    with pytest.raises(VideoFlowError, match="No such"):
        connections.append_once(video, person.caller, b"more", 5)


def test_of_two_deletes_at_once_one_finds_it(app: APIFlask, person: Person) -> None:
    video = record(person.id, b"12345")
    connections.finish(video, person.caller)
    done = at_once(app, *[lambda: library.delete(video, person.caller)] * 3)
    assert sum(each is None for each in done) == 1
    assert {each.code for each in done if each} == {"not_found"}
    assert len(queued("default")) == 1
