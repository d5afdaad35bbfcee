"""Marks of a recording under way: told once however often they are sent, and nothing of a batch that is refused."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select
from werkzeug.test import TestResponse

from app.db.models import RecordingMark, Upload, Video
from app.db.unit_of_work import transaction
from app.domain.documents.evidence.marks import GRACE, MOST_MARKS
from app.services.ingest import connections, upload_tokens
from tests.conftest import Person
from tests.support.recordings import let_time_pass, record, upload_of
from tests.support.tokens import code_of

BOX = {"x": 0.1, "y": 0.2, "width": 0.3, "height": 0.05}


@pytest.fixture
def video(person: Person) -> UUID:
    return record(person.id, b"12345")


def mark(at: object = 1.5, **more: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "at": at, **more}


def send(client: FlaskClient, who: Person | str, video: UUID, *marks: object) -> TestResponse:
    headers = {"Authorization": f"Bearer {who}"} if isinstance(who, str) else who.headers
    return client.post(f"/video/{video}/marks", json={"marks": list(marks)}, headers=headers)


def kept(video: UUID) -> list[RecordingMark]:
    with transaction() as work:
        found = select(RecordingMark).where(RecordingMark.video_id == video)
        return list(work.scalars(found.order_by(RecordingMark.at)))


def test_a_batch_that_is_sent_again_is_kept_once(client: FlaskClient, person: Person, video: UUID) -> None:
    batch = [mark(1), mark(2.5, kind="click", role="button", name="Send  <b>now</b>\u202e\n", box=BOX)]
    assert send(client, person, video, *batch).json == {"added": 2}
    assert send(client, person, video, *batch, mark(3.0, note="Look")).json == {"added": 1}
    step, click, noted = kept(video)
    assert (step.kind, step.name, step.box, noted.note) == ("mark", "", None, "Look")
    # Text stays text; what nobody can see is not of it.
    assert (click.role, click.name, click.box) == ("button", "Send <b>now</b>", [0.1, 0.2, 0.3, 0.05])


def test_a_name_is_cut_to_a_length(client: FlaskClient, person: Person, video: UUID) -> None:
    assert send(client, person, video, mark(kind="click", name="word " * 300)).status_code == 200
    assert len(kept(video)[0].name) == 119


@pytest.mark.parametrize(
    "wrong",
    [
        mark(-0.1),
        mark("1"),
        mark(None),
        mark(id="no id"),
        mark(kind="wipe"),
        mark(kind="click", name="x" * 2001),
        mark(kind="click", role="<b>"),
        mark(is_on="yes"),
        mark(box={**BOX, "x": 0.8}),
        mark(box={**BOX, "y": -0.1}),
        mark(box={**BOX, "width": 0}),
        mark(box={**BOX, "height": 1.5}),
        "a mark",
    ],
    ids=str,
)
def test_nothing_of_a_refused_batch_is_kept(client: FlaskClient, person: Person, video: UUID, wrong: object) -> None:
    answer = send(client, person, video, mark(), wrong)
    assert answer.status_code == 400
    assert kept(video) == []


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e400"])
def test_a_time_is_a_number(client: FlaskClient, person: Person, video: UUID, number: str) -> None:
    body = '{"marks": [{"id": "an id", "at": a time}]}'.replace("an id", str(uuid4())).replace("a time", number)
    answer = client.post(f"/video/{video}/marks", data=body, headers=person.headers, content_type="application/json")
    assert answer.status_code == 400
    assert kept(video) == []


def test_batches_are_bounded(client: FlaskClient, person: Person, video: UUID) -> None:
    assert send(client, person, video).status_code == 400
    assert send(client, person, video, *(mark() for _ in range(101))).status_code == 400
    with transaction() as work:
        work.add_all(
            RecordingMark(video_id=video, id=uuid4(), at=1.0, kind="mark", role="", name="", within="", note="")
            for _ in range(MOST_MARKS - 1)
        )
    answer = send(client, person, video, mark(), mark())
    assert (answer.status_code, code_of(answer)) == (409, "too_many_marks")
    assert send(client, person, video, mark()).json == {"added": 1}
    assert len(kept(video)) == MOST_MARKS


def test_a_moment_behind_the_end_is_refused(client: FlaskClient, person: Person, video: UUID) -> None:
    answer = send(client, person, video, mark(10.0**6))
    assert (answer.status_code, code_of(answer)) == (400, "outside_video")
    assert kept(video) == []


def test_the_recorders_token_tells_for_its_own_recording(
    client: FlaskClient, person: Person, make_person: Callable[[], Person], video: UUID
) -> None:
    assert send(client, upload_tokens.issue(person.id, video), video, mark()).json == {"added": 1}
    other = record(person.id, b"12345")
    stranger = make_person()
    for token in (upload_tokens.issue(person.id, other), upload_tokens.issue(stranger.id, other)):
        answer = send(client, token, video, mark())
        assert (answer.status_code, code_of(answer)) == (404, "not_found")
    assert len(kept(video)) == 1


def test_marks_arrive_a_little_late_and_no_later(client: FlaskClient, person: Person, video: UUID) -> None:
    connections.finish(video, person.caller)
    assert send(client, person, video, mark()).json == {"added": 1}
    let_time_pass(Upload.__tablename__, "touched_at", upload_of(video).id, f"{GRACE + 5} seconds")
    answer = send(client, person, video, mark())
    assert (answer.status_code, code_of(answer)) == (409, "already_finished")
    thrown_away = record(person.id, b"12345")
    connections.abort(thrown_away, person.caller)
    assert code_of(send(client, person, thrown_away, mark())) == "aborted"


def test_marks_go_with_their_video(client: FlaskClient, person: Person, video: UUID) -> None:
    send(client, person, video, mark())
    with transaction() as work:
        work.execute(delete(Video).where(Video.id == video))
    assert kept(video) == []
