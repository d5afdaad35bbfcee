"""A person's quota: counted over what they sent and did not delete, kept to on every way in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import event, update

from app.db.models import User
from app.db.unit_of_work import transaction
from app.errors import VideoFlowError
from app.extensions import db
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


@contextmanager
def statements() -> Iterator[list[str]]:
    """What the database is asked in the block."""
    asked: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


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


def grow(connection: connections.Connection, most: int = 2 * QUOTA, step: int = 10_000) -> int:
    """Sends chunks until it is refused; returns how many bytes were taken."""
    while connection.offset < most:
        try:
            connections.append(connection, bytes(step))
        except VideoFlowError as error:
            assert error.code == "quota_exceeded"
            break
    return connection.offset


def test_uploads_that_grow_side_by_side_share_one_quota(app: APIFlask, person: Person) -> None:
    """The attack: none of their bytes is in a part yet, and each had all that was left when it began."""
    many = [connections.connect(library.start(person.id, None, None), person.caller) for _ in range(6)]
    taken = at_once(app, *(lambda each=each: grow(each) for each in many))
    assert all(isinstance(each, int) for each in taken)
    assert 0.9 * QUOTA < sum(taken) <= QUOTA
    # What was set aside for one that is thrown away is free for the others.
    biggest = max(many, key=lambda each: each.offset)
    connections.abort(biggest.video_id, person.caller)
    others = [each for each in many if each is not biggest]
    assert 0.9 * QUOTA < sum(grow(each) for each in others) <= QUOTA


def test_so_do_chunks_over_plain_http(client: FlaskClient, person: Person) -> None:
    videos = [library.start(person.id, None, None) for _ in range(3)]
    send = [
        client.post(f"/video/chunk/{each}", data=bytes(400_000), headers=person.headers).status_code for each in videos
    ]
    assert send == [200, 200, 413]


def test_what_was_set_aside_is_not_asked_for_again(app: APIFlask, person: Person) -> None:
    """Recorders cost the database nothing per chunk."""
    with settings_changed(app, user_quota_bytes=10 * QUOTA):
        connection = connections.connect(library.start(person.id, None, None), person.caller)
        connections.append(connection, bytes(1000))
        with statements() as asked:
            for _ in range(20):
                connections.append(connection, bytes(1000))
        assert asked == []
        # Once it has ended, what it did not need is there for others.
        connections.finish(connection.video_id, person.caller)
        direct_uploads.start(person.id, About("rest.mp4"), 10 * QUOTA - 21_000)


def test_only_so_many_uploads_wait_for_their_bytes(app: APIFlask, client: FlaskClient, person: Person) -> None:
    with settings_changed(app, limits="uploads.person=3 at once", limits_factor=1.0):
        first = library.start(person.id, None, None)
        library.start(person.id, None, None)
        direct_uploads.start(person.id, About("a.mp4"), 1000)
        for answer in (
            client.post("/video/start", json={}, headers=person.headers),
            client.post("/api/uploads/", json={"file_name": "b.mp4", "size": 10}, headers=person.headers),
            send(client, person, HEAD + bytes(100)),
        ):
            assert (answer.status_code, code_of(answer)) == (429, "too_many_uploads")
        # One that has ended makes room.
        connections.abort(first, person.caller)
        assert client.post("/video/start", json={}, headers=person.headers).status_code == 201


def test_a_day_has_only_so_many_videos(app: APIFlask, client: FlaskClient, person: Person) -> None:
    with settings_changed(app, limits="videos.person=2/day", limits_factor=1.0):
        codes = [client.post("/video/start", json={}, headers=person.headers).status_code for _ in range(3)]
    assert codes == [201, 201, 429]


def test_a_socket_that_begins_a_recording_is_counted_as_one(app: APIFlask, person: Person) -> None:
    with settings_changed(app, limits="videos.person=1/day", limits_factor=1.0), serving(app) as url:
        said = []
        for _ in range(2):
            with Socket.of_track(url, "video", person.headers) as socket:
                said.append(socket.hear())
    assert [each.get("code", each.get("type")) for each in said] == ["ready", "rate_limited"]


def test_without_a_setting_the_table_says_how_much(app: APIFlask, person: Person) -> None:
    with settings_changed(app, user_quota_bytes=None, limits="storage.person=2 MiB at once", limits_factor=1.0):
        assert refused(lambda: direct_uploads.start(person.id, About("a.mp4"), 2 * 1024 * 1024 + 1)) == "quota_exceeded"
        direct_uploads.start(person.id, About("a.mp4"), 2 * 1024 * 1024)


def test_what_grows_beside_it_is_noticed(person: Person) -> None:
    one, other = (connections.connect(library.start(person.id, None, None), person.caller) for _ in range(2))
    connections.append(one, bytes(700_000))
    connections.finish(one.video_id, person.caller)
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
