"""Whatever is sent, the answer is a clear refusal with a stable code, and nothing is left behind."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from app.storage.spool import get_spool
from tests.conftest import Person
from tests.support.recordings import (
    queued,
    spool_folder,
    upload_of,
    video_of,
)
from tests.support.rest_recorder import MAX_CHUNK, MAX_RECORDING, Recorder, check, check_unchanged
from tests.support.tokens import code_of

pytestmark = pytest.mark.usefixtures("small_limits")


# ---- chunks ------------------------------------------------------------------------------------------------------


def test_an_unknown_recording(client: FlaskClient, person: Person) -> None:
    check(client.post(f"/video/chunk/{uuid4()}", data=b"x", headers=person.headers), 404, "not_found")
    check(client.post(f"/video/abort/{uuid4()}", headers=person.headers), 404, "not_found")
    body = {"video_id": str(uuid4())}
    check(client.post("/video/complete", json=body, headers=person.headers), 404, "not_found")


@pytest.mark.parametrize("name", ["x", "5", "11111111-2222-3333-4444-55555555555", "%00", "..", "{video}", "a b"])
def test_an_id_that_is_none(client: FlaskClient, person: Person, name: str) -> None:
    for path in (f"/video/{name}", f"/video/chunk/{name}", f"/video/{name}/document", f"/annotations/video/{name}"):
        answer = client.get(path, headers=person.headers)
        assert answer.status_code in {404, 405}, path
        assert code_of(answer) in {"not_found", "method_not_allowed"}


def test_an_empty_chunk(recorder: Recorder) -> None:
    recorder.chunk(b"12345")
    check(recorder.chunk(b""), 400, "empty_chunk")
    check(recorder.chunk(b"", 5), 400, "empty_chunk")
    check_unchanged(recorder, 5)


@pytest.mark.parametrize("over", [1, 70_000, 5_000_000])
def test_a_chunk_that_is_too_large(recorder: Recorder, over: int) -> None:
    details = check(recorder.chunk(bytes(MAX_CHUNK + over)), 413, "chunk_too_large")
    assert details == {"max_chunk": MAX_CHUNK}
    check_unchanged(recorder, 0)


def test_a_chunk_of_unknown_length_that_is_too_large(recorder: Recorder) -> None:
    """As a client sends it that does not know the length beforehand (Transfer-Encoding: chunked)."""
    body = BytesIO(bytes(MAX_CHUNK + 70_000))
    environ = {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    answer = recorder.chunk(b"", input_stream=body, environ_overrides=environ)
    check(answer, 413, "chunk_too_large")
    check_unchanged(recorder, 0)


@pytest.mark.parametrize("offset", [None, 200_000])
def test_a_recording_that_is_too_large(recorder: Recorder, offset: int | None) -> None:
    for _ in range(2):
        recorder.chunk(bytes(MAX_CHUNK))
    check(recorder.chunk(bytes(50_001), offset), 413, "recording_too_large")
    check_unchanged(recorder, 200_000)


@pytest.mark.parametrize("offset", [0, 4, 6, 1000])
def test_a_chunk_at_a_wrong_offset(recorder: Recorder, offset: int) -> None:
    recorder.chunk(b"12345")
    assert check(recorder.chunk(b"more", offset), 409, "offset_mismatch") == {"offset": 5}
    check_unchanged(recorder, 5)


@pytest.mark.parametrize("offset", ["", " ", "-1", "+5", "5.0", "0x5", "five", "5,5", "1e3", "٥", "9" * 18])
def test_an_offset_that_is_no_number_of_bytes(recorder: Recorder, offset: str) -> None:
    recorder.chunk(b"12345")
    check(recorder.chunk(b"more", offset), 400, "invalid_offset")
    check_unchanged(recorder, 5)


def test_a_chunk_after_the_end(recorder: Recorder) -> None:
    recorder.chunk(b"12345")
    assert recorder.complete(size=5).status_code == 202
    check(recorder.chunk(b"more", 5), 409, "already_finished")
    check(recorder.chunk(b"more"), 409, "already_finished")
    assert upload_of(recorder.video).size == 5
    with get_spool().reader(upload_of(recorder.video).id, 0, 5) as spooled:
        assert spooled.read() == b"12345"


def test_a_chunk_after_it_was_thrown_away(recorder: Recorder) -> None:
    recorder.abort()
    check(recorder.chunk(b"more"), 409, "aborted")
    check(recorder.complete(), 409, "aborted")


def test_a_form_without_a_file(recorder: Recorder) -> None:
    for form in ({"movie": (BytesIO(b"x"), "a.webm")}, {"file": "text, not a file"}):
        answer = recorder.chunk(form, content_type="multipart/form-data")
        check(answer, 400, "missing_file")
    check_unchanged(recorder, 0)


@pytest.mark.parametrize(
    "body", [b"", b"--x", b"--x\r\n\r\n--x--", b"garbage", b"--x\r\nContent-Disposition: form-data\r\n\r\n"]
)
def test_a_form_that_is_none(recorder: Recorder, body: bytes) -> None:
    answer = recorder.chunk(body, content_type="multipart/form-data; boundary=x")
    check(answer, 400, "missing_file")
    check(recorder.chunk(body, content_type="multipart/form-data"), 400, "missing_file")
    check_unchanged(recorder, 0)


def test_a_form_with_an_empty_file(recorder: Recorder) -> None:
    form = {"file": (BytesIO(b""), "a.webm")}
    check(recorder.chunk(form, content_type="multipart/form-data"), 400, "empty_chunk")


# ---- the end -----------------------------------------------------------------------------------------------------


def test_a_recording_of_nothing(recorder: Recorder) -> None:
    check(recorder.complete(), 409, "empty_recording")
    check(recorder.complete(size=0), 409, "empty_recording")
    assert queued("uploads.in-process") == []
    check_unchanged(recorder, 0)


@pytest.mark.parametrize("size", [0, 4, 6, 2**40, 10**30])
def test_an_end_with_another_size(recorder: Recorder, size: int) -> None:
    recorder.chunk(b"12345")
    assert check(recorder.complete(size=size), 409, "incomplete") == {"offset": 5}
    check_unchanged(recorder, 5)
    assert recorder.complete(size=9).status_code == 202


@pytest.mark.parametrize(
    "body",
    [
        {"size": "5"},
        {"size": -1},
        {"size": 5.5},
        {"size": True},
        {"size": []},
        {"video_id": None},
        {"video_id": 5},
        {"video_id": "x"},
        {"video_id": ["x"]},
        {"video_id": "\ud800"},
        {"video_id": "a\0b"},
    ],
    ids=str,
)
def test_an_end_of_the_wrong_types(recorder: Recorder, body: dict[str, Any]) -> None:
    recorder.chunk(b"12345")
    answer = recorder.complete(**body)
    assert list(check(answer, 400, "invalid_request")["fields"]["json"]) == list(body)
    check_unchanged(recorder, 5)


def test_an_abort_after_the_end(recorder: Recorder) -> None:
    recorder.chunk(b"12345")
    recorder.complete(size=5)
    check(recorder.abort(), 409, "already_finished")
    assert video_of(recorder.video).status == "processing"


def test_refused_chunks_leave_no_file(recorder: Recorder) -> None:
    """Invariant 8."""
    recorder.chunk(b"12345")
    before = sorted(path.name for path in spool_folder(recorder.video).iterdir())
    for refused in (
        recorder.chunk(b""),
        recorder.chunk(b"x", 3),
        recorder.chunk(b"x", "no"),
        recorder.chunk(bytes(MAX_CHUNK + 1)),
        recorder.chunk(b"x", MAX_RECORDING),
    ):
        assert refused.status_code >= 400
    assert sorted(path.name for path in spool_folder(recorder.video).iterdir()) == before
