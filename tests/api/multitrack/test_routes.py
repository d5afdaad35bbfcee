"""/api/sessions, compile-video, download: what a session's owner can do, and when not."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from app.domain.pipeline.states import StageState
from app.services.ingest import connections
from app.services.multitrack import compiling, tracks
from app.services.pipeline import stages
from app.services.videos import library
from app.storage.s3 import ObjectStore
from app.storage.spool import get_spool
from tests.conftest import Person
from tests.services.recorded import quiet
from tests.services.tracked import begin, record, track_of
from tests.support.players import opened
from tests.support.recordings import queued, stages_of, story_of, video_of
from tests.support.sync_measure import make_picture
from tests.support.tokens import code_of


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_picture(tmp_path_factory.mktemp("tracks") / "picture.webm", flash=0.2, seconds=0.5, size="64x48")


def end_stage(video_id: UUID, name: str, state: StageState, code: str | None = None, words: str | None = None) -> None:
    claim = stages.claim(video_id, name)
    assert claim
    stages.finish(video_id, name, state, claim.attempt, code, words)


def compile_now(video_id: UUID) -> None:
    """Does the worker's part, and that of the stages after it."""
    claim = stages.claim(video_id, "compile")
    assert claim
    compiling.run(video_id, quiet)
    stages.finish(video_id, "compile", StageState.DONE, claim.attempt)


def end_the_rest(video_id: UUID) -> None:
    for name in stages.pending(video_id):
        if name in stages.pending(video_id):
            end_stage(video_id, name, StageState.SKIPPED if name != "probe" else StageState.DONE)


def only(client: FlaskClient, person: Person) -> dict:
    (found,) = client.get("/api/sessions", headers=person.headers).json["sessions"]
    return found


def ask(client: FlaskClient, person: Person, session_id: UUID, **options: object):
    body = {"json": options} if options else {}
    return client.post(f"/api/compile-video/{session_id}", headers=person.headers, **body)


def test_a_session_from_beginning_to_end(
    client: FlaskClient, person: Person, picture: Path, store: ObjectStore
) -> None:
    session_id = begin(person.id, "video", picture.read_bytes(), started_at=1790000000.5)
    shown = only(client, person)
    assert shown["session_id"] == str(session_id)
    assert shown["status"] == "recorded"
    assert shown["tracks"] == [
        {
            "track": "video",
            "state": "open",
            "size": picture.stat().st_size,
            "mime_type": "video/webm",
            "started_at": 1790000000.5,
        }
    ]
    download = f"/api/download/{session_id}"
    early = client.get(download, headers=person.headers)
    assert (early.status_code, code_of(early)) == (409, "not_compiled")
    assert early.json["error"]["details"] == {"status": "recorded", "progress": 0.0}
    assert client.get("/video/", headers=person.headers).json["items"] == []

    answer = ask(client, person, session_id)
    assert (answer.status_code, answer.json["status"]) == (202, "compiling")
    # The recorder was gone, so the track ended with what had arrived; its object comes first.
    assert queued("uploads.in-process")[-1] == ("uploads.finalize_track", [str(track_of(session_id, "video").id)])
    tracks.store(track_of(session_id, "video").id)
    assert queued("uploads.in-process")[-1] == ("pipeline.start", [str(session_id)])
    assert len(client.get("/video/", headers=person.headers).json["items"]) == 1
    assert client.get(download, headers=person.headers).json["error"]["details"]["status"] == "compiling"
    assert ask(client, person, session_id, crf=40).status_code == 202

    compile_now(session_id)
    assert only(client, person)["status"] == "compiled"
    answer = client.get(download, headers=person.headers)
    assert answer.status_code == 302
    assert f"videos/{session_id}/compiled/" in answer.headers["Location"]
    assert "attachment" in opened(client, answer.headers["Location"])
    assert story_of(session_id) == [(None, "uploading"), ("uploading", "processing")]
    # The same once more changes nothing.
    assert ask(client, person, session_id).json["status"] == "compiled"

    first = video_of(session_id).s3_key
    busy = ask(client, person, session_id, crf=40)
    assert (busy.status_code, code_of(busy)) == (409, "stage_running")
    end_the_rest(session_id)
    assert ask(client, person, session_id, crf=40, preset="ultrafast").json["status"] == "compiling"
    compile_now(session_id)
    assert video_of(session_id).s3_key != first
    # Whoever was given a URL of it reads it to the end.
    assert store.head(first)


def test_while_it_is_recorded_it_is_not_compiled(client: FlaskClient, person: Person) -> None:
    session_id = begin(person.id, "video", b"12345")
    connection = connections.connect(session_id, person.caller, "video")
    with tracks.connected(connection):
        assert only(client, person)["status"] == "recording"
        answer = ask(client, person, session_id)
        assert (answer.status_code, code_of(answer)) == (409, "still_recording")
    assert only(client, person)["status"] == "recorded"


def test_nothing_recorded_is_nothing_to_compile(client: FlaskClient, person: Person) -> None:
    session_id = begin(person.id, "video", b"")
    begin(person.id, "audio", b"", session_id)
    answer = ask(client, person, session_id)
    assert (answer.status_code, code_of(answer)) == (409, "nothing_recorded")
    assert only(client, person)["status"] == "recorded"


def test_an_empty_track_does_not_keep_the_other_from_being_compiled(client: FlaskClient, person: Person) -> None:
    session_id = begin(person.id, "video", b"12345")
    begin(person.id, "audio", b"", session_id)
    assert ask(client, person, session_id).status_code == 202
    assert track_of(session_id, "audio").state == "aborted"
    assert video_of(session_id).status == "processing"


def test_why_it_could_not_be_compiled_is_said(client: FlaskClient, person: Person) -> None:
    session_id = record(person.id, video=b"12345")
    assert ask(client, person, session_id).status_code == 202
    end_stage(session_id, "compile", StageState.FAILED, "not_a_video", "No recording.")
    assert only(client, person)["error"] == {"code": "not_a_video", "message": "No recording."}
    assert only(client, person)["status"] == "failed"
    answer = client.get(f"/api/download/{session_id}", headers=person.headers)
    assert (answer.status_code, code_of(answer)) == (409, "not_a_video")
    # It may be tried again.
    assert ask(client, person, session_id).json["status"] == "compiling"
    assert stages_of(session_id)["compile"].state == "pending"


@pytest.mark.parametrize(
    "body",
    [
        '{"crf":52}',
        '{"crf":-1}',
        '{"crf":"23"}',
        '{"preset":"veryslow"}',
        '{"resolution":"4k"}',
        '{"x":1}',
        "[]",
        "{",
        "1",
    ],
)
def test_options_that_mean_nothing_are_refused(client: FlaskClient, person: Person, body: str) -> None:
    """Invariant 8."""
    session_id = record(person.id, video=b"12345")
    headers = person.headers | {"Content-Type": "application/json"}
    answer = client.post(f"/api/compile-video/{session_id}", headers=headers, data=body)
    assert (answer.status_code, code_of(answer)) == (400, "invalid_request")
    assert video_of(session_id).status == "uploading"


def test_deleting_leaves_nothing(client: FlaskClient, person: Person, picture: Path, store: ObjectStore) -> None:
    """Invariant 8."""
    from app.services.operations import purging
    from app.services.uploads import finishing

    session_id = record(person.id, video=picture)
    begin(person.id, "audio", b"12345", session_id)
    audio = track_of(session_id, "audio").id
    assert client.delete(f"/api/sessions/{session_id}", headers=person.headers).status_code == 204
    assert client.get("/api/sessions", headers=person.headers).json == {"sessions": []}
    assert track_of(session_id, "audio").state == "aborted"
    purging.purge(session_id)
    finishing.discard(audio)
    assert list(store.list_keys(f"videos/{session_id}/")) == []
    assert list(store.open_multiparts()) == []
    assert get_spool().end(audio, 0) == 0


def test_nobody_elses(client: FlaskClient, person: Person, make_person, picture: Path) -> None:
    """Invariant 6."""
    session_id = record(person.id, video=picture)
    stranger = make_person().headers
    recording = library.start(person.id, None, None)
    for headers, key in ((stranger, session_id), (person.headers, uuid4()), (person.headers, recording)):
        for method, path in (
            ("POST", f"/api/compile-video/{key}"),
            ("GET", f"/api/download/{key}"),
            ("DELETE", f"/api/sessions/{key}"),
        ):
            answer = client.open(path, method=method, headers=headers)
            assert (answer.status_code, code_of(answer)) == (404, "not_found"), path
    assert client.get("/api/sessions", headers=stranger).json == {"sessions": []}
    assert video_of(session_id).deleted_at is None
