"""Annotations over HTTP: what is said about a moment is kept as it was said."""

from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from app.db.models import Video
from app.db.unit_of_work import transaction
from app.services.videos import library
from tests.conftest import Person
from tests.support.tokens import code_of


@pytest.fixture
def video(person: Person) -> UUID:
    return library.start(person.id, None, None)


def lasts(video: UUID, seconds: float) -> None:
    """The probe found out how long the video is."""
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video).values(duration=seconds))


def say(client: FlaskClient, person: Person, video: UUID, **body: Any) -> TestResponse:
    """Comments on a moment."""
    whole = {"video_id": str(video), "timestamp": 1.5, "content": "Look here", **body}
    return client.post("/annotations/", json=whole, headers=person.headers)


def listed(client: FlaskClient, person: Person, video: UUID, **query: Any) -> Any:
    """The list, or one page of it."""
    return client.get(f"/annotations/video/{video}", query_string=query, headers=person.headers).json


def test_a_comment_is_kept_and_listed(client: FlaskClient, person: Person, video: UUID) -> None:
    answer = say(client, person, video)
    assert answer.status_code == 201
    made = answer.json
    assert made == {
        "id": made["id"],
        "video_id": str(video),
        "timestamp": 1.5,
        "end": None,
        "type": "comment",
        "content": "Look here",
        "data": None,
        "voice": None,
        "author": {"id": str(person.id), "name": "Somebody", "guest": False, "gone": False, "picture_url": None},
        "created_at": made["created_at"],
        "version": 2,
        "parent_id": None,
        "client_id": None,
        "edited_at": None,
        "resolved": None,
        "reactions": [],
        "mentions": [],
    }
    assert listed(client, person, video) == {"items": [made], "next_cursor": None, "version": 2, "deleted": []}
    assert client.get(f"/video/{video}", headers=person.headers).json["counts"]["comments"] == 1


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert('x')</script>",
        '<b>bold</b> &amp; & "quoted"',
        "{{ 7 * 7 }} %s {0}",
        "'; DROP TABLE annotations; --",
        "line\nbreak\ttab",
        "🎬 emoji, ß, 日本語, \u202eright to left",
        "x" * 5000,
    ],
    ids=lambda text: ascii(text)[:20],
)
def test_text_stays_the_text_it_was(client: FlaskClient, person: Person, video: UUID, text: str) -> None:
    """Markup in a comment is kept as text; what shows it shows it as text."""
    assert say(client, person, video, content=text).json["content"] == text
    answer = client.get(f"/annotations/video/{video}", headers=person.headers)
    assert answer.content_type == "application/json"
    assert answer.json["items"][0]["content"] == text


@pytest.mark.parametrize(
    "change",
    [
        {"timestamp": -0.1},
        {"timestamp": "1"},
        {"timestamp": None},
        {"timestamp": True},
        {"timestamp": [1]},
        {"content": ""},
        {"content": " \n "},
        {"content": 5},
        {"content": None},
        {"content": "x" * 5001},
        {"content": "a\0b"},
        {"content": "\ud800"},
        {"video_id": "x"},
        {"video_id": 5},
        {"video_id": None},
        {"type": "voice_over"},
        {"type": "nonsense"},
        {"type": 5},
    ],
    ids=lambda change: ascii(change)[:40],
)
def test_what_makes_no_sense_is_refused_and_kept_nowhere(
    client: FlaskClient, person: Person, video: UUID, change: dict[str, Any]
) -> None:
    """Invariant 8."""
    answer = say(client, person, video, **change)
    assert (answer.status_code, code_of(answer)) == (400, "invalid_request")
    assert list(answer.json["error"]["details"]["fields"]["json"]) == list(change)
    assert listed(client, person, video)["items"] == []


@pytest.mark.parametrize("timestamp", [b"NaN", b"Infinity", b"-Infinity", b"1e999"])
def test_a_moment_that_is_no_number_is_refused(
    client: FlaskClient, person: Person, video: UUID, timestamp: bytes
) -> None:
    body = b'{"video_id": "%s", "content": "x", "timestamp": %s}' % (str(video).encode(), timestamp)
    headers = person.headers | {"Content-Type": "application/json"}
    answer = client.post("/annotations/", data=body, headers=headers)
    assert (answer.status_code, code_of(answer)) == (400, "invalid_request")


@pytest.mark.parametrize(("timestamp", "status"), [(0, 201), (10.0, 201), (10.5, 201), (10.6, 400), (1e300, 400)])
def test_a_moment_outside_the_video_is_refused(
    client: FlaskClient, person: Person, video: UUID, timestamp: float, status: int
) -> None:
    lasts(video, 10.0)
    answer = say(client, person, video, timestamp=timestamp)
    assert answer.status_code == status
    if status == 400:
        assert code_of(answer) == "outside_video"
        assert answer.json["error"]["details"] == {"duration": 10.0}
        assert listed(client, person, video)["items"] == []


def test_while_nobody_knows_how_long_it_is_any_moment_of_the_longest_video_may_be_in_it(
    app: APIFlask, client: FlaskClient, person: Person, video: UUID
) -> None:
    longest = app.config["VIDEOFLOW"].max_video_seconds
    assert say(client, person, video, timestamp=longest).status_code == 201
    assert code_of(say(client, person, video, timestamp=longest + 1)) == "outside_video"


def test_pages_follow_the_time_in_the_video_and_miss_nothing(client: FlaskClient, person: Person, video: UUID) -> None:
    moments = [3.0, 1.0, 2.0, 2.0, 2.0, 0.1, 1e-7, 12345.678, 2.0]
    for index, moment in enumerate(moments):
        say(client, person, video, timestamp=moment, content=f"{index}")
    seen: list[Any] = []
    query: dict[str, Any] = {"limit": 2}
    while True:
        page = listed(client, person, video, **query)
        assert len(page["items"]) <= 2
        seen += page["items"]
        if not page["next_cursor"]:
            break
        query["cursor"] = page["next_cursor"]
    assert [item["timestamp"] for item in seen] == sorted(moments)
    assert [item["id"] for item in seen] == [
        item["id"] for item in sorted(seen, key=lambda item: (item["timestamp"], item["id"]))
    ]
    assert len({item["id"] for item in seen}) == len(moments)


@pytest.mark.parametrize(
    "query",
    [
        {"limit": 0},
        {"limit": 501},
        {"limit": "x"},
        {"cursor": "x"},
        {"cursor": ":"},
        {"cursor": "1.2.3:1"},
        {"cursor": "e:1"},
        {"cursor": "+-:1"},
        {"cursor": "1:-1"},
        {"cursor": "nan:1"},
        {"cursor": "1:1\n"},
        {"cursor": "١:١"},
        {"cursor": ""},
    ],
    ids=str,
)
def test_a_page_asked_for_in_a_wrong_way(
    client: FlaskClient, person: Person, video: UUID, query: dict[str, Any]
) -> None:
    answer = client.get(f"/annotations/video/{video}", query_string=query, headers=person.headers)
    assert answer.status_code == 400
    assert code_of(answer) in {"invalid_request", "invalid_cursor"}


def test_it_can_be_taken_back(client: FlaskClient, person: Person, video: UUID) -> None:
    made = say(client, person, video).json["id"]
    answer = client.delete(f"/annotations/{made}", headers=person.headers)
    assert (answer.status_code, answer.data) == (204, b"")
    assert listed(client, person, video)["items"] == []
    assert client.delete(f"/annotations/{made}", headers=person.headers).status_code == 404


@pytest.mark.parametrize("name", ["0", "9" * 18, "9223372036854775808", "9" * 40, "-1", "x", "1.5"])
def test_there_is_no_such_annotation(client: FlaskClient, person: Person, name: str) -> None:
    answer = client.delete(f"/annotations/{name}", headers=person.headers)
    assert (answer.status_code in {404, 405}) and code_of(answer) in {"not_found", "method_not_allowed"}


def test_annotations_of_a_deleted_video_are_gone(client: FlaskClient, person: Person, video: UUID) -> None:
    made = say(client, person, video).json["id"]
    library.delete(video, person.caller)
    assert client.delete(f"/annotations/{made}", headers=person.headers).status_code == 404
