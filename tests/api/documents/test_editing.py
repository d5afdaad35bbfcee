"""Editing a guide over HTTP."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from app.db.models import FrameText
from app.db.unit_of_work import transaction
from app.services.videos import library
from tests.conftest import Person
from tests.support.guides import written
from tests.support.tokens import code_of

PLACE = {"x": 0.25, "y": 0.5, "width": 0.5, "height": 0.25}


@pytest.fixture
def video(person: Person) -> UUID:
    return library.start(person.id, "Onboarding", "video/webm")


def post(client: FlaskClient, person: Person, path: str, body: dict[str, Any]) -> Any:
    return client.post(path, headers=person.headers, json=body)


def test_every_operation_can_be_asked_for(client: FlaskClient, person: Person, video: UUID) -> None:
    first, second, third = map(str, written(video))
    added, half = str(uuid4()), str(uuid4())
    path = f"/video/{video}/document"
    operations = [
        {"op": "set_title", "step": first, "title": "Open it"},
        {"op": "set_text", "step": first, "text": "**Now**"},
        {"op": "move", "step": third, "after": None},
        {"op": "merge", "first": first, "second": second},
        {"op": "split", "step": first, "new": half, "at": 10, "title": "B", "first_text": "a", "second_text": "b"},
        {"op": "hide", "step": third},
        {"op": "add", "new": added, "at": 12.5, "title": "Mine"},
        {"op": "set_picture", "step": first, "moment": 1.5},
        {"op": "set_target", "step": first, "box": PLACE},
        {"op": "set_blurs", "step": first, "boxes": [PLACE]},
        {"op": "follow", "step": first, "part": "title"},
        {"op": "keep", "step": first, "part": "text"},
        {"op": "remove", "step": added},
    ]
    answer = post(client, person, f"{path}/edits", {"base_version": 0, "operations": operations})
    assert answer.status_code == 200, answer.json
    assert [(step["id"], step["title"], step["hidden"]) for step in answer.json["steps"]] == [
        (third, "Click Save", True),
        (first, "Click Security", False),
        (half, "B", False),
    ]
    step = answer.json["steps"][1]
    assert (step["blurs"], step["target"], step["moment"], step["image_is_making"]) == ([PLACE], PLACE, 1.5, True)
    assert client.get(f"{path}/edits", headers=person.headers).json == answer.json
    readers = client.get(path, headers=person.headers).json["steps"]
    assert [(each["title"], each["text"], each["text_format"]) for each in readers] == [
        ("Click Security", "a", "markdown"),
        ("B", "b", "markdown"),
    ]


def test_who_comes_second_is_told_and_can_go_back(client: FlaskClient, person: Person, video: UUID) -> None:
    first, *_ = map(str, written(video))
    path = f"/video/{video}/document"
    body = {"base_version": 0, "operations": [{"op": "set_title", "step": first, "title": "Open it"}]}
    assert post(client, person, f"{path}/edits", body).json["version"] == 1
    second = post(client, person, f"{path}/edits", body)
    assert (second.status_code, code_of(second)) == (409, "guide_changed")
    assert second.json["error"]["details"]["changes"] == [{"op": "set_title", "title": "Click Security"}]
    undone = post(client, person, f"{path}/revert", {"base_version": 1, "version": 1, "only": True})
    assert undone.json["steps"][0]["title"] == "Click Security"
    back = post(client, person, f"{path}/revert", {"base_version": 2, "version": 1})
    assert back.json["steps"][0]["title"] == "Open it"
    items = client.get(f"{path}/history", headers=person.headers).json["items"]
    assert [(item["version"], item["kind"]) for item in items] == [(3, "revert"), (2, "undo"), (1, "edit")]
    assert items[2]["author"]["id"] == str(person.id)


def test_frames_to_choose_from_come_by_time(client: FlaskClient, person: Person, video: UUID) -> None:
    with transaction() as work:
        work.add_all(FrameText(video_id=video, timestamp=at, end=at + 1, frame_key=f"{at}.jpg") for at in (4.0, 0.0))
    items = client.get(f"/video/{video}/document/frames", headers=person.headers).json["items"]
    assert [item["timestamp"] for item in items] == [0.0, 4.0]


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "explode", "step": str(uuid4())},
        {"op": "set_title", "step": str(uuid4()), "title": " "},
        {"op": "set_title", "step": "not an id", "title": "x"},
        {"op": "set_text", "step": str(uuid4()), "text": "x" * 20_001},
        {"op": "set_text", "step": str(uuid4()), "text": "a\x00b"},
        {"op": "set_blurs", "step": str(uuid4()), "boxes": [{"x": 0.9, "y": 0, "width": 0.2, "height": 0.1}]},
        {"op": "set_target", "step": str(uuid4()), "box": {"x": 0, "y": 0, "width": 0, "height": 1}},
        {"op": "set_picture", "step": str(uuid4()), "moment": -1},
        {"op": "follow", "step": str(uuid4()), "part": "everything"},
    ],
    ids=lambda operation: str(operation)[:40],
)
def test_what_means_nothing_is_refused(
    client: FlaskClient, person: Person, video: UUID, operation: dict[str, Any]
) -> None:
    """Invariant 8."""
    answer = post(client, person, f"/video/{video}/document/edits", {"base_version": 0, "operations": [operation]})
    assert (answer.status_code, code_of(answer)) == (400, "invalid_request")
