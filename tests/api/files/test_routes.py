"""POST /api/v1/videos and /api/upload: a form with a file, stored while it is read, or refused without a trace."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from app.services.uploads import draining, finishing
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.support.forms import BOUNDARY, END, NOTHING, left_behind, part, run_purges, send, send_raw
from tests.support.recordings import (
    PART,
    content,
    queued,
    said,
    settings_changed,
    stages_of,
    stored_bytes,
    story_of,
    upload_of,
    video_of,
)
from tests.support.tokens import code_of

# What sniffs as an MP4; whether it plays is asked later.
HEAD = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2"
MOVIE = HEAD + content(300_000)
LARGE = HEAD + content(3 * PART + 12_345)


@pytest.fixture(autouse=True)
def small_parts(app: APIFlask) -> Iterator[None]:
    with settings_changed(app, part_bytes=PART) as settings:
        shutil.rmtree(settings.spool_dir, ignore_errors=True)
        yield


def test_a_file_becomes_a_video_of_the_bytes_that_were_sent(
    client: FlaskClient, person: Person, tmp_path: Path
) -> None:
    """Invariant 2."""
    answer = send(client, person, LARGE, "Holiday 2026.mov", title=" At sea ", description="Waves.")
    assert answer.status_code == 201
    video_id = UUID(answer.json["id"])
    assert answer.json == {"id": str(video_id), "video_id": str(video_id), "title": "At sea", "status": "processing"}
    video, upload = video_of(video_id), upload_of(video_id)
    assert (video.source, video.file_name, video.description) == ("file", "Holiday 2026.mov", "Waves.")
    # By its bytes, whatever its name says.
    assert video.mime_type == "video/mp4"
    assert (upload.state, upload.size, upload.direct) == ("finishing", len(LARGE), False)
    assert ("uploads.finalize", [str(video_id)]) in queued("uploads.in-process")
    draining.drain(upload.id)
    finishing.finalize(video_id)
    assert stored_bytes(video_id, tmp_path) == LARGE
    assert story_of(video_id) == [(None, "uploading"), ("uploading", "processing")]
    assert "scan" in stages_of(video_id)


def test_a_file_cannot_be_played_before_it_was_looked_at(client: FlaskClient, person: Person) -> None:
    video_id = UUID(send(client, person, MOVIE).json["id"])
    finishing.finalize(video_id)
    assert upload_of(video_id).state == "completed"
    assert not video_of(video_id).playable
    assert client.get(f"/video/{video_id}", headers=person.headers).json["playback"] is None


def test_the_streaming_platforms_path_does_the_same(client: FlaskClient, person: Person) -> None:
    answer = send(client, person, MOVIE, path="/api/upload")
    assert (answer.status_code, answer.json["status"], set(answer.json)) == (201, "processing", {"videoId", "status"})
    assert video_of(UUID(answer.json["videoId"])).title == "clip"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/\n",
        b"ffconcat version 1.0\nfile '/etc/passwd'\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(3000),
        content(2 * PART),
    ],
    ids=["nothing", "a byte", "playlist", "ffconcat", "svg", "jpeg", "noise"],
)
def test_what_is_no_video_is_refused_without_a_trace(
    client: FlaskClient, person: Person, store: ObjectStore, data: bytes
) -> None:
    """Invariant 8."""
    answer = send(client, person, data, "film.mp4")
    assert (answer.status_code, code_of(answer)) == (415, "unsupported_media")
    assert left_behind(store) == NOTHING
    assert queued("default") == []


def test_fields_may_come_before_and_behind_the_file(client: FlaskClient, person: Person) -> None:
    body = part("description", b"First.") + part("file", MOVIE, "a.mp4") + part("title", "Später".encode()) + END
    answer = send_raw(client, person, body)
    assert answer.json["title"] == "Später"
    assert video_of(UUID(answer.json["id"])).description == "First."


def test_the_senders_time_zone_may_come_behind_the_file(client: FlaskClient, person: Person) -> None:
    """What has no name of its own is called after the moment it came, by the clock of its sender."""
    body = part("file", MOVIE, "...") + part("time_zone", b"Pacific/Kiritimati") + END
    video = video_of(UUID(send_raw(client, person, body).json["id"]))
    assert video.title in said("Uploaded file", "Pacific/Kiritimati", video)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (part("time_zone", b"Mars/Olympus") + part("file", MOVIE, "a.mp4") + END, "invalid_time_zone"),
        (part("file", MOVIE, "a.mp4") + part("time_zone", b"Mars/Olympus") + END, "invalid_time_zone"),
        (part("file", MOVIE, "a.mp4") + part("time_zone", b"Z" * 65) + END, "invalid_form"),
        (part("title", b"No file") + END, "missing_file"),
        (part("movie", MOVIE, "a.mp4") + END, "invalid_form"),
        (part("file", MOVIE, "a.mp4") + part("file", MOVIE, "b.mp4") + END, "invalid_form"),
        (part("file", MOVIE, "a.mp4") + part("title", b"\xff\xfe") + END, "invalid_form"),
        (part("file", MOVIE, "a.mp4") + part("title", b"x" * 201) + END, "invalid_form"),
        (part("file", MOVIE, "a.mp4") + part("title", b"a\x00b") + END, "invalid_form"),
        (part("file", MOVIE, "a.mp4") + part("title", b"x" * 100_000) + END, "invalid_form"),
        (part("title", b"x" * 400_000) + part("file", MOVIE, "a.mp4") + END, "invalid_form"),
        (part("file", LARGE, "a.mp4")[:-2_000_000], "invalid_form"),
        (part("file", MOVIE, "a.mp4"), "invalid_form"),
        (b"no form at all", "invalid_form"),
        (b"", "missing_file"),
        (f"--{BOUNDARY}\r\n\r\nno disposition\r\n".encode() + END, "invalid_form"),
        (b"".join(part(f"f{n}", b"1") for n in range(30)) + part("file", MOVIE, "a.mp4") + END, "invalid_form"),
    ],
)
def test_a_form_that_is_wrong_leaves_nothing(
    client: FlaskClient, person: Person, store: ObjectStore, body: bytes, code: str
) -> None:
    """Invariant 8: also where the file itself had arrived already."""
    answer = send_raw(client, person, body)
    assert (answer.status_code, code_of(answer)) == (400, code)
    run_purges()
    assert left_behind(store) == NOTHING


def test_a_body_of_another_kind_is_no_form(client: FlaskClient, person: Person) -> None:
    answer = client.post("/api/v1/videos", data=MOVIE, content_type="video/mp4", headers=person.headers)
    assert (answer.status_code, code_of(answer)) == (400, "invalid_form")


def test_a_file_may_be_larger_than_a_chunk_but_not_than_the_limit(
    app: APIFlask, client: FlaskClient, person: Person, store: ObjectStore
) -> None:
    with settings_changed(app, part_bytes=PART, max_chunk_bytes=100_000, max_recording_bytes=len(MOVIE)):
        assert send(client, person, MOVIE).status_code == 201
        for more in (1, 100_000):
            answer = send(client, person, MOVIE + bytes(more))
            assert (answer.status_code, code_of(answer)) == (413, "recording_too_large")
    run_purges()
    assert left_behind(store)["videos"] == 1


def test_names_are_labels_and_never_paths(client: FlaskClient, person: Person) -> None:
    video = video_of(UUID(send(client, person, MOVIE, "../../etc/\u202egpj.x\x07.mp4").json["id"]))
    assert (video.file_name, video.title) == ("gpj.x.mp4", "gpj.x")
    assert video.s3_key == f"videos/{video.id}/original.mp4"


def test_only_somebody_who_signed_in_may_send(client: FlaskClient, store: ObjectStore) -> None:
    for path in ("/api/v1/videos", "/api/upload"):
        assert send(client, Person(UUID(int=0), "", {}), MOVIE, path=path).status_code == 401
    assert left_behind(store) == NOTHING
