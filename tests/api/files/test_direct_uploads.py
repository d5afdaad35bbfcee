"""/api/uploads: parts straight to the object store, by URLs that take exactly what was announced."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import requests
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import text

from app.db.unit_of_work import transaction
from app.errors import VideoFlowError
from app.services.files import direct_uploads
from app.services.hosts import liveness
from app.services.ingest import takeover
from app.services.operations import abandoned, kicks, sweeping
from app.services.uploads import finishing
from app.services.uploads.spilling import Copier
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.support.forms import NOTHING, left_behind, run_purges
from tests.support.recordings import (
    PART,
    content,
    let_time_pass,
    queued,
    said,
    settings_changed,
    spool_folder,
    stored_bytes,
    upload_of,
    video_of,
)
from tests.support.tokens import code_of

MOVIE = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + content(2 * PART + 1000)
HOST_QUEUE = "uploads.in-process"


@pytest.fixture(autouse=True)
def small_parts(app: APIFlask) -> Iterator[None]:
    with settings_changed(app, part_bytes=PART):
        yield


class Sender:
    """Somebody who sends a file in parts."""

    def __init__(self, client: FlaskClient, person: Person, data: bytes = MOVIE) -> None:
        self._client, self._headers, self.data = client, person.headers, data
        started = self.call("POST", "/", {"file_name": "a/Film.mp4", "size": len(data), "mime_type": "text/html"})
        assert started.status_code == 201, started.json
        self.id: str = started.json["video_id"]
        self.part_size: int = started.json["part_size"]
        self.parts: int = started.json["parts"]
        self.etags: dict[int, str] = {}

    def call(self, method: str, path: str, body: Any = None) -> Any:
        return self._client.open(f"/api/uploads{path}", method=method, json=body, headers=self._headers)

    def url(self, number: int) -> str:
        answer = self.call("POST", f"/{self.id}/parts", {"numbers": [number]})
        assert [each["number"] for each in answer.json["urls"]] == [number]
        return answer.json["urls"][0]["url"]

    def piece(self, number: int) -> bytes:
        return self.data[(number - 1) * self.part_size : number * self.part_size]

    def put(self, *numbers: int) -> None:
        for number in numbers or range(1, self.parts + 1):
            answer = requests.put(self.url(number), data=self.piece(number), timeout=30)
            assert answer.status_code == 200, answer.text
            self.etags[number] = answer.headers["ETag"]

    def complete(self) -> Any:
        body = {"parts": [{"number": number, "etag": etag} for number, etag in self.etags.items()]}
        return self.call("POST", f"/{self.id}/complete", body)


def test_a_file_goes_up_in_parts_and_becomes_a_video(client: FlaskClient, person: Person, tmp_path: Path) -> None:
    """Invariant 2, and 3: nothing of it passes through this server."""
    sender = Sender(client, person)
    assert (sender.part_size, sender.parts) == (PART, 3)
    sender.put(3, 1, 2)
    answer = sender.complete()
    assert (answer.status_code, answer.json) == (202, {"video_id": sender.id, "status": "processing"})
    assert sender.complete().json["status"] == "processing"
    assert queued(HOST_QUEUE) == [("uploads.finalize", [sender.id])]
    video_id = UUID(sender.id)
    finishing.finalize(video_id)
    finishing.finalize(video_id)
    video = video_of(video_id)
    assert stored_bytes(video_id, tmp_path) == MOVIE
    assert (video.source, video.file_name, video.title) == ("file", "Film.mp4", "Film")
    # What the sender says it is counts for nothing.
    assert (video.mime_type, video.size, video.playable) == ("video/mp4", len(MOVIE), False)
    assert not spool_folder(video_id).exists()


def test_the_parts_there_are_can_be_looked_at_and_the_others_sent(client: FlaskClient, person: Person) -> None:
    sender = Sender(client, person)
    sender.put(2)
    listed = sender.call("GET", "/").json["items"]
    assert [(each["video_id"], each["stored"], each["size"]) for each in listed] == [(sender.id, PART, len(MOVIE))]
    found = sender.call("GET", f"/{sender.id}").json
    assert [(each["number"], each["size"]) for each in found["parts"]] == [(2, PART)]
    assert found["parts"][0]["etag"] == sender.etags[2].strip('"')
    assert (found["file_name"], found["state"], found["part_size"]) == ("Film.mp4", "open", PART)
    answer = sender.complete()
    assert (answer.status_code, code_of(answer), answer.json["error"]["details"]) == (
        409,
        "incomplete",
        {"missing": [1, 3]},
    )
    sender.put(1, 3)
    assert sender.complete().status_code == 202
    assert sender.call("GET", "/").json["items"] == []


def test_a_restart_with_another_part_size_does_not_cut_it_anew(
    app: APIFlask, client: FlaskClient, person: Person, tmp_path: Path
) -> None:
    """The sender has sent parts of the size it was told."""
    sender = Sender(client, person)
    sender.put(1)
    with settings_changed(app, part_bytes=2 * PART):
        assert sender.call("GET", f"/{sender.id}").json["part_size"] == PART
        sender.put(2, 3)
        assert sender.complete().status_code == 202
    finishing.finalize(UUID(sender.id))
    assert stored_bytes(UUID(sender.id), tmp_path) == MOVIE


def test_a_url_takes_exactly_the_bytes_of_its_part(client: FlaskClient, person: Person) -> None:
    sender = Sender(client, person)
    for number, data in ((1, sender.piece(1) + b"more"), (3, sender.piece(2)), (3, sender.piece(3)[:-1])):
        assert requests.put(sender.url(number), data=data, timeout=30).status_code == 403
    altered = sender.url(1).replace("partNumber=1", "partNumber=2")
    assert requests.put(altered, data=sender.piece(2), timeout=30).status_code == 403
    assert sender.call("GET", f"/{sender.id}").json["parts"] == []


def test_another_etag_is_another_part(client: FlaskClient, person: Person) -> None:
    sender = Sender(client, person)
    sender.put()
    sender.etags[2] = '"00000000000000000000000000000000"'
    assert sender.complete().json["error"]["details"] == {"missing": [2]}
    assert video_of(UUID(sender.id)).status == "uploading"


def test_a_part_that_is_sent_again_neither_costs_nor_spoils(
    app: APIFlask, client: FlaskClient, person: Person, tmp_path: Path
) -> None:
    with settings_changed(app, user_quota_bytes=len(MOVIE) + 100, part_bytes=PART):
        sender = Sender(client, person)
        sender.put(1, 1, 2, 1, 3, 3)
        found = sender.call("GET", f"/{sender.id}").json
        sizes = [PART, PART, len(MOVIE) - 2 * PART]
        assert [(each["number"], each["size"]) for each in found["parts"]] == list(enumerate(sizes, 1))
        listed = sender.call("GET", "/").json["items"][0]
        assert (listed["stored"], listed["size"]) == (len(MOVIE), len(MOVIE))
        assert direct_uploads.abort_overfull() == 0
        direct_uploads.start(person.id, direct_uploads.About("rest.mp4"), 100)
        assert sender.complete().status_code == 202
        finishing.finalize(UUID(sender.id))
    assert stored_bytes(UUID(sender.id), tmp_path) == MOVIE


def test_who_sends_parts_again_and_again_loses_the_upload(
    client: FlaskClient, person: Person, store: ObjectStore
) -> None:
    """The attack: one URL of one part, used for as long as it lasts."""
    sender = Sender(client, person)
    url = sender.url(1)
    for _ in range(7):
        assert requests.put(url, data=sender.piece(1), timeout=30).status_code == 200
    assert direct_uploads.abort_overfull() == 1
    run_purges()
    assert requests.put(url, data=sender.piece(1), timeout=30).status_code == 404
    assert left_behind(store) == NOTHING


@pytest.mark.parametrize("numbers", [[], [0], [4], [10_001], list(range(1, 102)), ["1"]])
def test_only_parts_that_the_file_has_get_a_url(client: FlaskClient, person: Person, numbers: list[Any]) -> None:
    sender = Sender(client, person)
    assert sender.call("POST", f"/{sender.id}/parts", {"numbers": numbers}).status_code == 400


def test_what_is_no_video_is_known_when_it_is_whole_and_is_not_kept(
    client: FlaskClient, person: Person, store: ObjectStore
) -> None:
    """Invariant 8."""
    sender = Sender(client, person, b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/\n")
    sender.put()
    sender.complete()
    for _ in range(2):
        with pytest.raises(VideoFlowError) as caught:
            finishing.finalize(UUID(sender.id))
        assert (caught.value.code, caught.value.retryable) == ("not_a_video", False)
    left = left_behind(store)
    assert (left["objects"], left["multiparts"]) == (0, 0)


def test_an_upload_that_was_thrown_away_leaves_nothing(client: FlaskClient, person: Person, store: ObjectStore) -> None:
    sender = Sender(client, person)
    sender.put(1)
    assert sender.call("DELETE", f"/{sender.id}").status_code == 204
    run_purges()
    assert left_behind(store) == NOTHING
    assert sender.call("DELETE", f"/{sender.id}").status_code == 404


def test_a_finished_upload_takes_nothing_more(client: FlaskClient, person: Person) -> None:
    sender = Sender(client, person)
    sender.put()
    sender.complete()
    for method, path, body in (
        ("POST", f"/{sender.id}/parts", {"numbers": [1]}),
        ("DELETE", f"/{sender.id}", None),
    ):
        answer = sender.call(method, path, body)
        assert (answer.status_code, code_of(answer)) == (409, "already_finished")


def test_it_is_nobody_elses(client: FlaskClient, person: Person, make_person) -> None:
    """Invariant 6."""
    sender, other = Sender(client, person), make_person()
    for method, path, body in (
        ("GET", "", None),
        ("POST", "/parts", {"numbers": [1]}),
        ("POST", "/complete", {"parts": [{"number": 1, "etag": "x"}]}),
        ("DELETE", "", None),
    ):
        answer = client.open(f"/api/uploads/{sender.id}{path}", method=method, json=body, headers=other.headers)
        assert (answer.status_code, code_of(answer)) == (404, "not_found")
    assert client.get("/api/uploads/", headers=other.headers).json == {"items": []}


def test_chunks_have_no_place_in_it(client: FlaskClient, person: Person) -> None:
    sender = Sender(client, person)
    for answer in (
        client.post(f"/video/chunk/{sender.id}", data=b"bytes", headers=person.headers),
        client.post("/video/complete", json={"video_id": sender.id}, headers=person.headers),
    ):
        assert (answer.status_code, code_of(answer)) == (409, "direct_upload")


def test_beat_leaves_it_alone_until_it_is_abandoned(
    app: APIFlask, client: FlaskClient, person: Person, store: ObjectStore
) -> None:
    sender = Sender(client, person)
    sender.put(1)
    upload = upload_of(UUID(sender.id))
    let_time_pass("uploads", "touched_at", upload.id, "23 hours")
    assert kicks.kick_stalled_uploads() == 0
    assert abandoned.end_abandoned_recordings() == 0
    assert kicks.drain_stalled() == 0
    assert Copier().round() == 0
    assert direct_uploads.abort_abandoned() == 0
    assert sweeping.sweep_multipart_uploads() == 0
    assert left_behind(store)["multiparts"] == 1
    let_time_pass("uploads", "touched_at", upload.id, "2 hours")
    assert direct_uploads.abort_abandoned() == 1
    run_purges()
    assert left_behind(store) == NOTHING


def test_a_lost_machine_is_no_matter(app: APIFlask, client: FlaskClient, person: Person) -> None:
    """Any machine makes the object of what is all in the object store."""
    sender = Sender(client, person)
    sender.put()
    sender.complete()
    with settings_changed(app, part_bytes=PART, host_id="another"):
        liveness.beat()
        with transaction() as work:
            # To the code, this machine has been heard for long.
            work.execute(text("UPDATE hosts SET steady_since = now() - interval '10 minutes'"))
        assert takeover.adopt(upload_of(UUID(sender.id)).id)
        assert upload_of(UUID(sender.id)).host == "another"
        assert ("pipeline.start", [sender.id]) in queued("uploads.another")
        finishing.finalize(UUID(sender.id))
    assert upload_of(UUID(sender.id)).state == "completed"


@pytest.mark.parametrize("size", [0, -1, 30 * 1024**3, "5"])
def test_sizes_that_cannot_be(client: FlaskClient, person: Person, store: ObjectStore, size: Any) -> None:
    body = {"file_name": "a.mp4", "size": size}
    answer = client.post("/api/uploads/", json=body, headers=person.headers)
    assert answer.status_code in (400, 413)
    assert left_behind(store) == NOTHING


def test_what_has_no_name_says_when_it_came_by_the_clock_of_its_sender(client: FlaskClient, person: Person) -> None:
    body = {"file_name": "...", "size": 7, "time_zone": "Pacific/Kiritimati"}
    started = client.post("/api/uploads/", json=body, headers=person.headers)
    video = video_of(UUID(started.json["video_id"]))
    assert video.title in said("Uploaded file", "Pacific/Kiritimati", video)


def test_a_time_zone_that_there_is_not_begins_nothing(client: FlaskClient, person: Person, store: ObjectStore) -> None:
    body = {"file_name": "a.mp4", "size": 7, "time_zone": "Mars/Olympus"}
    answer = client.post("/api/uploads/", json=body, headers=person.headers)
    assert (answer.status_code, code_of(answer)) == (400, "invalid_time_zone")
    assert left_behind(store) == NOTHING
