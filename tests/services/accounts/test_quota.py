"""A person's quota: counted over what they sent and did not delete, kept to on every way in."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import update

from app.db.models import User
from app.db.unit_of_work import transaction
from app.errors import VideoFlowError
from app.services.accounts import quota
from app.services.files import direct_uploads
from app.services.files.form_uploads import About
from app.services.ingest import connections
from app.services.uploads import finishing
from app.services.videos import library
from tests.conftest import Person
from tests.support.forms import run_purges, send
from tests.support.live import Socket, serving
from tests.support.recordings import at_once, record, settings_changed, upload_of, video_of
from tests.support.tokens import code_of

QUOTA = 1_000_000
HEAD = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2"


@pytest.fixture(autouse=True)
def limited(app: APIFlask) -> Iterator[None]:
    with settings_changed(app, user_quota_bytes=QUOTA):
        yield


def refused(call) -> str:
    with pytest.raises(VideoFlowError) as caught:
        call()
    assert caught.value.http_status == 413
    return caught.value.code


def finished(person: Person, size: int) -> UUID:
    video_id = record(person.id, bytes(size))
    connections.finish(video_id, person.caller)
    finishing.finalize(video_id)
    return video_id


def test_a_recording_may_fill_what_is_left_and_no_more(person: Person) -> None:
    finished(person, 600_000)
    connection = connections.connect(library.start(person.id, None, None), person.caller)
    connections.append(connection, bytes(400_000))
    assert refused(lambda: connections.append(connection, b"x")) == "quota_exceeded"
    # What was taken before stays, and can be finished.
    connections.finish(connection.video_id, person.caller, 400_000)


def test_a_chunk_over_plain_http_is_measured_too(client: FlaskClient, person: Person) -> None:
    finished(person, 999_990)
    video_id = library.start(person.id, None, None)
    url = f"/video/chunk/{video_id}"
    assert client.post(url, data=bytes(10), headers=person.headers).status_code == 200
    answer = client.post(url, data=b"x", headers=person.headers)
    assert (answer.status_code, code_of(answer)) == (413, "quota_exceeded")


def test_nothing_starts_where_all_is_full(client: FlaskClient, person: Person) -> None:
    full = finished(person, QUOTA)
    answer = client.post("/video/start", json={}, headers=person.headers)
    assert (answer.status_code, code_of(answer)) == (413, "quota_exceeded")
    with transaction() as work:
        work.execute(update(type(video_of(full))).values(status="done"))
    library.delete(full, person.caller)
    assert client.post("/video/start", json={}, headers=person.headers).status_code == 201


def test_a_socket_is_closed_for_it(app: APIFlask, person: Person) -> None:
    video_id = library.start(person.id, None, None)
    with serving(app) as url, Socket(url, video_id, **person.headers) as socket:
        socket.hear_until("ready")
        socket.send(bytes(QUOTA + 1))
        said = socket.hear_all()
    assert (said[-2]["code"], said[-1]["code"]) == ("quota_exceeded", 4413)


def test_a_file_is_refused_before_and_while_it_is_sent(
    app: APIFlask, client: FlaskClient, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = send(client, person, HEAD + bytes(QUOTA + 20_000))
    assert (answer.status_code, code_of(answer)) == (413, "quota_exceeded")
    # Nobody knows beforehand how much of the body is the file.
    answer = send(client, person, HEAD + bytes(QUOTA - len(HEAD) + 1))
    assert (answer.status_code, code_of(answer)) == (413, "quota_exceeded")
    run_purges()
    assert library.page(person.caller, None, None, 10, None).items == []
    assert send(client, person, HEAD + bytes(QUOTA - len(HEAD))).status_code == 201


def test_a_direct_upload_counts_with_what_it_announced(person: Person) -> None:
    first = direct_uploads.start(person.id, About("a.mp4"), 700_000)
    assert refused(lambda: direct_uploads.start(person.id, About("b.mp4"), 300_001)) == "quota_exceeded"
    direct_uploads.start(person.id, About("b.mp4"), 300_000)
    direct_uploads.abort(first.video_id, person.caller)
    direct_uploads.start(person.id, About("c.mp4"), 700_000)


def test_of_two_who_ask_at_once_one_gets_it(app: APIFlask, person: Person) -> None:
    calls = [lambda: direct_uploads.start(person.id, About("a.mp4"), 600_000)] * 2
    answers = at_once(app, *calls)
    assert sum(isinstance(each, direct_uploads.Plan) for each in answers) == 1


def test_what_grows_beside_it_is_noticed(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (connections.connect(library.start(person.id, None, None), person.caller) for _ in range(2))
    connections.append(one, bytes(700_000))
    connections.finish(one.video_id, person.caller)
    monkeypatch.setattr(quota, "_LOOK_AGAIN_SECONDS", 0.0)
    assert refused(lambda: connections.append(other, bytes(300_001))) == "quota_exceeded"
    connections.append(other, bytes(300_000))


@pytest.mark.parametrize(("own", "fits"), [(0, True), (2_000_000, True), (10, False)])
def test_a_persons_own_quota_overrules(person: Person, own: int, fits: bool) -> None:
    with transaction() as work:
        work.execute(update(User).where(User.id == person.id).values(quota_bytes=own))
    connection = connections.connect(library.start(person.id, None, None), person.caller)
    if fits:
        connections.append(connection, bytes(QUOTA + 1))
    else:
        assert refused(lambda: connections.append(connection, bytes(11))) == "quota_exceeded"


def test_somebody_elses_videos_do_not_count(person: Person, make_person) -> None:
    finished(make_person(), QUOTA)
    finished(person, QUOTA)
    assert upload_of(video_of(record_of(person)).id).size == QUOTA


def record_of(person: Person) -> UUID:
    return library.page(person.caller, None, None, 1, None).items[0].video.id
