"""/account/notifications: what one is told, and what one wants to be told."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from app.services.annotations import comments
from app.services.videos import library
from tests.conftest import Person
from tests.support.sharing import change, share, visit


@pytest.fixture
def video(client: FlaskClient, person: Person) -> UUID:
    video_id = library.start(person.id, "How to sign in", "video/webm")
    change(client, person, video_id, visibility="link")
    return video_id


@pytest.fixture
def other(person: Person, make_person: Callable[[], Person]) -> Person:
    return make_person()


def listed(client: FlaskClient, person: Person, query: str = "") -> Any:
    answer = client.get(f"/account/notifications{query}", headers=person.headers)
    assert answer.status_code == 200
    return answer.json


def test_a_line_leads_to_the_moment_and_is_read(client: FlaskClient, person: Person, video: UUID) -> None:
    token = share(client, person, video, right="comment")["token"]
    body = {"timestamp": 62.5, "content": "Hello", "name": "Gil"}
    said = client.post(f"/api/links/{token}/annotations", json=body, headers=visit(client, token)).json
    found = listed(client, person)
    (line,) = found["items"]
    assert (found["unread"], found["next_cursor"]) == (1, None)
    assert line | {"created_at": None, "id": None} == {
        "id": None,
        "kind": "comment",
        "video": {"id": str(video), "title": "How to sign in", "poster_url": None},
        "who": {"name": "Gil", "picture_url": None, "gone": False},
        "annotation_id": said["id"],
        "timestamp": 62.5,
        "count": 1,
        "people": 1,
        "created_at": None,
        "read": False,
    }
    answer = client.post("/account/notifications/read", json={"ids": [line["id"]]}, headers=person.headers)
    assert (answer.status_code, answer.json) == (200, {"unread": 0})
    assert [each["read"] for each in listed(client, person)["items"]] == [True]


def test_one_page_leads_to_the_next(client: FlaskClient, person: Person, other: Person) -> None:
    for number in range(3):
        video = library.start(person.id, f"Video {number}", "video/webm")
        change(client, person, video, visibility="workspace")
        comments.create(video, other.caller, 0, "Hello", "comment")
    first = listed(client, person, "?limit=2")
    second = listed(client, person, f"?limit=2&cursor={first['next_cursor']}")
    titles = [line["video"]["title"] for line in (*first["items"], *second["items"])]
    assert (titles, second["next_cursor"]) == (["Video 2", "Video 1", "Video 0"], None)
    # Nothing of it is anybody else's.
    assert listed(client, other) == {"items": [], "unread": 0, "next_cursor": None}
    ids = [line["id"] for line in first["items"]]
    client.post("/account/notifications/read", json={"ids": ids}, headers=other.headers)
    assert listed(client, person)["unread"] == 3


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"ids": []},
        {"ids": [1], "until": 1},
        {"ids": ["a"]},
        {"ids": [-1]},
        {"until": 2**63},
        {"ids": [1] * 101},
        [],
    ],
)
def test_what_says_nothing_is_refused(client: FlaskClient, person: Person, body: Any) -> None:
    answer = client.post("/account/notifications/read", json=body, headers=person.headers)
    assert answer.status_code == 400


@pytest.mark.parametrize("query", ["?limit=0", "?limit=101", "?cursor=-1", "?cursor=" + "9" * 19, "?cursor=a"])
def test_a_page_that_there_is_not_is_refused(client: FlaskClient, person: Person, query: str) -> None:
    assert client.get(f"/account/notifications{query}", headers=person.headers).status_code == 400


def test_what_one_is_told_of_is_chosen_by_kind(client: FlaskClient, person: Person) -> None:
    account = client.get("/account", headers=person.headers).json
    everything = ["comments", "replies", "mentions", "shares", "recordings"]
    assert (account["bell_about"], account["mail_about"]) == (everything, everything[:-1])
    wish = {"bell_about": ["shares", "comments"], "mail_about": []}
    chosen = client.patch("/account", json=wish, headers=person.headers).json
    assert (chosen["bell_about"], chosen["mail_about"]) == (["comments", "shares"], [])


@pytest.mark.parametrize("field", ["bell_about", "mail_about"])
@pytest.mark.parametrize("wish", [None, "comments", ["everything"], ["comments"] * 6, [1]])
def test_what_is_no_choice_is_refused(client: FlaskClient, person: Person, field: str, wish: object) -> None:
    before = client.get("/account", headers=person.headers).json
    assert client.patch("/account", json={field: wish}, headers=person.headers).status_code == 400
    assert client.get("/account", headers=person.headers).json == before
