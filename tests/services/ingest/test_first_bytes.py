"""What is no recording is refused by its first bytes, whichever way it is sent, and nothing of it stays."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db.models import Upload
from app.db.unit_of_work import transaction
from app.services.ingest import upload_tokens
from app.services.uploads import finishing
from app.services.videos import library
from app.storage.s3 import ObjectStore
from app.storage.spool import get_spool
from scripts.client import OPENING
from tests.conftest import Person
from tests.services.recorded import FIXTURES
from tests.support.live import Socket, serving
from tests.support.recordings import queued, upload_of, video_of
from tests.support.scanner import EICAR
from tests.support.tokens import code_of

pytestmark = pytest.mark.usefixtures("first_bytes_count")
WEBM = (FIXTURES / "webm" / "chromium-vp8.webm").read_bytes()


@pytest.fixture
def url(app: APIFlask) -> Iterator[str]:
    with serving(app) as address:
        yield address


def check_gone(video: UUID) -> None:
    """Thrown away, and its end asked for, which leaves nothing in the spool."""
    upload = upload_of(video)
    assert (upload.state, video_of(video).status) == ("aborted", "aborted")
    assert "uploads.discard" in [task for task, _ in queued("uploads.in-process")]
    finishing.discard(upload.id)
    assert upload.id not in {each for each, _ in get_spool().uploads()}


def test_a_socket_that_sends_something_else(url: str, person: Person, store: ObjectStore) -> None:
    video = library.start(person.id, None, "video/webm")
    with Socket(url, video, upload_tokens.issue(person.id, video)) as socket:
        socket.hear()
        socket.send(EICAR)
        error, close = socket.hear_all()[-2:]
    assert (error["code"], close["code"]) == ("not_a_recording", 4415)
    check_gone(video)
    assert store.list_keys("") == []


def test_a_request_that_sends_something_else(client: FlaskClient, person: Person) -> None:
    video = library.start(person.id, None, "video/mp4")
    answer = client.post(f"/video/chunk/{video}", data=EICAR, headers=person.headers)
    assert (answer.status_code, code_of(answer)) == (415, "not_a_recording")
    check_gone(video)
    again = client.post(f"/video/chunk/{video}", data=OPENING, headers=person.headers)
    assert (again.status_code, code_of(again)) == (409, "aborted")


def test_the_first_bytes_may_come_in_small_pieces(client: FlaskClient, person: Person) -> None:
    """And what they turn out to be is seen as soon as it can be."""
    good, bad = (library.start(person.id, None, "video/webm") for _ in range(2))
    for at in range(0, 70, 5):
        assert client.post(f"/video/chunk/{good}", data=WEBM[at : at + 5], headers=person.headers).status_code == 200
    data = WEBM[:30] + EICAR
    pieces = [data[at : at + 5] for at in range(0, 60, 5)]
    told = [client.post(f"/video/chunk/{bad}", data=each, headers=person.headers).status_code for each in pieces]
    assert set(told) == {200, 415, 409}
    check_gone(bad)


def test_a_chunk_at_the_wrong_place_is_told_that(client: FlaskClient, person: Person) -> None:
    video = library.start(person.id, None, "video/webm")
    headers = person.headers | {"Upload-Offset": "7"}
    assert code_of(client.post(f"/video/chunk/{video}", data=EICAR, headers=headers)) == "offset_mismatch"
    assert video_of(video).status == "uploading"


def test_a_track_of_two_goes_alone(url: str, person: Person) -> None:
    with Socket.of_track(url, "video", person.headers) as picture:
        recording = UUID(picture.hear()["session_id"])
        picture.send(OPENING)
        picture.hear()
        with Socket.of_track(url, "audio", person.headers, session_id=recording) as sound:
            sound.hear()
            sound.send(EICAR)
            assert sound.hear_all()[-1]["code"] == 4415
    with transaction() as work:
        rows = work.execute(select(Upload.track, Upload.state).where(Upload.video_id == recording))
        assert {row.track: row.state for row in rows} == {"video": "open", "audio": "aborted"}
    assert video_of(recording).status == "uploading"


@pytest.mark.parametrize(
    ("data", "claimed", "kind"),
    [
        (WEBM, "video/webm;codecs=vp8", "video/webm"),
        (WEBM, "video/mp4", "video/webm"),
        (OPENING + bytes(100), "audio/webm", "audio/mp4"),
    ],
)
def test_an_object_has_the_type_of_its_bytes(
    client: FlaskClient, person: Person, store: ObjectStore, data: bytes, claimed: str, kind: str
) -> None:
    video = library.start(person.id, None, claimed)
    client.post(f"/video/chunk/{video}", data=data, headers=person.headers)
    client.post("/video/complete", json={"video_id": str(video)}, headers=person.headers)
    finishing.finalize(video)
    stored = store.head(video_of(video).s3_key)
    assert stored
    assert (stored.content_type, video_of(video).mime_type) == (kind, kind)
    assert video_of(video).playable


def test_what_is_too_short_to_be_told_is_nobodys_to_play(client: FlaskClient, person: Person) -> None:
    video = library.start(person.id, None, "video/mp4")
    client.post(f"/video/chunk/{video}", data=OPENING[:3], headers=person.headers)
    client.post("/video/complete", json={"video_id": str(video)}, headers=person.headers)
    finishing.finalize(video)
    assert (video_of(video).mime_type, video_of(video).playable) == ("application/octet-stream", False)
