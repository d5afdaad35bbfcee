"""A recording comes in over plain HTTP: chunk after chunk, each repeatable, and an end."""

from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from app.services.uploads import finishing
from app.storage.spool import get_spool
from tests.conftest import Person
from tests.support.recordings import (
    objects_and_multiparts,
    queued,
    said,
    settings_changed,
    spool_folder,
    story_of,
    upload_of,
    video_of,
)
from tests.support.rest_recorder import MAX_CHUNK, Recorder
from tests.support.tokens import code_of

pytestmark = pytest.mark.usefixtures("small_limits")


def test_a_start_says_where_to_send_it(app: APIFlask, client: FlaskClient, person: Person) -> None:
    with settings_changed(app, public_url="https://videoflow.example.org", chunk_seconds=1.5):
        answer = client.post("/video/start", json={}, headers=person.headers)
    assert answer.status_code == 201
    video = answer.json["video_id"]
    assert answer.json == {
        "video_id": video,
        "upload_token": answer.json["upload_token"],
        "ws_url": f"wss://videoflow.example.org/ws/upload/{video}",
        "chunk_url": f"https://videoflow.example.org/video/chunk/{video}",
        "chunk_seconds": 1.5,
        "max_chunk": MAX_CHUNK,
    }


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("video/webm;codecs=vp9,opus", 201),
        ("audio/webm", 201),
        ('video/mp4; codecs="avc1.42E01E, mp4a.40.2"', 201),
        ("video/x-matroska;codecs=avc1", 201),
        ("audio/ogg", 201),
        ("audio/ogg;codecs=opus", 201),
        ("audio/flac", 400),
        ("audio/wav", 400),
        ("video/x-msdownload", 400),
    ],
)
def test_what_cannot_be_finished_is_refused_before_a_byte_of_it(
    client: FlaskClient, person: Person, kind: str, status: int
) -> None:
    answer = client.post("/video/start", json={"mime_type": kind}, headers=person.headers)
    assert answer.status_code == status
    if status == 400:
        assert code_of(answer) == "invalid_request"
        assert "WebM, MP4, Matroska or Ogg" in answer.get_data(as_text=True)
        assert client.get("/video/", headers=person.headers).json["items"] == []


def test_a_recording_without_a_title_says_when_it_began_by_the_clock_of_its_person(
    client: FlaskClient, person: Person
) -> None:
    answer = client.post("/video/start", json={"time_zone": "Pacific/Kiritimati"}, headers=person.headers)
    video = video_of(UUID(answer.json["video_id"]))
    assert video.title in said("Recording", "Pacific/Kiritimati", video)
    german = client.post("/video/start", json={}, headers=person.headers | {"Accept-Language": "de-AT,en;q=0.5"})
    assert video_of(UUID(german.json["video_id"])).title.startswith("Aufnahme vom ")


@pytest.mark.parametrize(
    ("zone", "status", "code"),
    [
        ("Mars/Olympus", 400, "invalid_time_zone"),
        ("America", 400, "invalid_time_zone"),
        ("../../etc/passwd", 400, "invalid_time_zone"),
        ("/etc/localtime", 400, "invalid_time_zone"),
        ("a\x00b", 400, "invalid_time_zone"),
        ("", 400, "invalid_time_zone"),
        ("Z" * 65, 400, "invalid_request"),
        (7, 400, "invalid_request"),
    ],
    ids=str,
)
def test_a_time_zone_that_there_is_not_is_refused(
    client: FlaskClient, person: Person, zone: object, status: int, code: str
) -> None:
    answer = client.post("/video/start", json={"time_zone": zone}, headers=person.headers)
    assert (answer.status_code, code_of(answer)) == (status, code)
    assert client.get("/video/", headers=person.headers).json["items"] == []


def test_chunks_follow_one_another_and_a_head_says_how_far_they_are(recorder: Recorder) -> None:
    assert recorder.chunk(b"12345", 0).json == {"offset": 5, "stored": 0}
    assert recorder.chunk(b"678", 5).json == {"offset": 8, "stored": 0}
    assert recorder.chunk(b"90").json == {"offset": 10, "stored": 0}
    assert recorder.offset() == 10
    with get_spool().reader(upload_of(recorder.video).id, 0, 10) as spooled:
        assert spooled.read() == b"1234567890"


def test_the_largest_chunk_there_may_be(recorder: Recorder) -> None:
    assert recorder.chunk(bytes(MAX_CHUNK)).json["offset"] == MAX_CHUNK


def test_a_chunk_of_unknown_length(recorder: Recorder) -> None:
    environ = {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    answer = recorder.chunk(b"", input_stream=BytesIO(b"12345"), environ_overrides=environ)
    assert answer.json == {"offset": 5, "stored": 0}


def test_a_form_with_a_file_is_a_chunk(recorder: Recorder) -> None:
    data = bytes(range(256)) * 100
    answer = recorder.chunk({"file": (BytesIO(data), "a.webm")}, content_type="multipart/form-data")
    assert answer.json == {"offset": len(data), "stored": 0}
    with get_spool().reader(upload_of(recorder.video).id, 0, len(data)) as spooled:
        assert spooled.read() == data


@pytest.mark.parametrize(
    "content_type",
    [
        "application/octet-stream",
        "video/webm",
        "application/x-www-form-urlencoded",
        "application/json",
        "text/plain",
        "",
    ],
)
def test_raw_bytes_are_raw_bytes_whatever_they_are_called(recorder: Recorder, content_type: str) -> None:
    """Curl, for one, calls everything a form."""
    data = b"a=b&c=%00" + bytes(range(256))
    assert recorder.chunk(data, content_type=content_type).status_code == 200
    with get_spool().reader(upload_of(recorder.video).id, 0, len(data)) as spooled:
        assert spooled.read() == data


def test_ends_are_repeatable(recorder: Recorder) -> None:
    """Complete twice and abort twice answer as the first time did."""
    recorder.chunk(b"12345")
    answers = [recorder.complete(size=5) for _ in range(3)]
    assert [(answer.status_code, answer.data) for answer in answers] == [(202, answers[0].data)] * 3
    assert story_of(recorder.video) == [(None, "uploading"), ("uploading", "processing")]
    assert len(queued("uploads.in-process")) == 1


def test_an_end_repeated_with_another_size_answers_as_the_first(recorder: Recorder) -> None:
    recorder.chunk(b"12345")
    first = recorder.complete(size=5)
    assert recorder.complete(size=99).data == first.data
    assert recorder.complete().data == first.data


def test_aborts_are_repeatable(recorder: Recorder) -> None:
    recorder.chunk(b"12345")
    answers = [recorder.abort() for _ in range(3)]
    assert [(answer.status_code, answer.data) for answer in answers] == [(200, answers[0].data)] * 3
    assert answers[0].json["status"] == "aborted"
    assert story_of(recorder.video) == [(None, "uploading"), ("uploading", "aborted")]


def test_an_aborted_recording_leaves_nothing(recorder: Recorder, store: Any) -> None:
    """Invariant 8."""
    recorder.chunk(b"12345")
    assert spool_folder(recorder.video).exists()
    recorder.abort()
    assert queued("uploads.in-process") == [("uploads.discard", [str(upload_of(recorder.video).id)])]
    finishing.discard(upload_of(recorder.video).id)
    assert not spool_folder(recorder.video).exists()
    assert objects_and_multiparts(recorder.video, store) == (False, 0)
