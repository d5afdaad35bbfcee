"""Search over HTTP: its shape, its limits, and whatever somebody may type."""

from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import update

from app.db.models import Video
from app.db.unit_of_work import transaction
from app.services.search import filling
from app.services.videos import library
from tests.conftest import Person
from tests.services.search.test_filling import shown
from tests.support.recordings import settings_changed
from tests.support.tokens import code_of


@pytest.fixture
def video(person: Person) -> UUID:
    video = library.start(person.id, "Onboarding <b>", None)
    shown(video, ("Send invitation",))
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video).values(status="done", playable=True))
    filling.fill(video)
    return video


def search(client: FlaskClient, person: Person, path: str = "/search", **query: Any) -> Any:
    return client.get(path, query_string=query, headers=person.headers)


def test_the_shape_of_what_is_found(client: FlaskClient, person: Person, video: UUID) -> None:
    answer = search(client, person, q="invitation").json
    [item] = answer["items"]
    [hit] = item.pop("hits")
    assert item.pop("created_at")
    assert item == {
        "video_id": str(video),
        "title": "Onboarding <b>",
        "owner": {"id": str(person.id), "name": "Somebody"},
        "duration": None,
        "width": None,
        "height": None,
        "poster_url": None,
        "found": 1,
    }
    assert hit.pop("picture_url").startswith("http")
    assert hit == {
        "kind": "screen",
        "timestamp": 0.0,
        "end": 1.0,
        "snippet": "Send invitation",
        "parts": [{"text": "Send ", "marked": False}, {"text": "invitation", "marked": True}],
        "boxes": [{"x": 0.1, "y": 0.0, "w": 0.08, "h": 0.05}],
    }
    assert (answer["loosened"], answer["next_cursor"]) == (False, None)


def test_inside_a_video(client: FlaskClient, person: Person, video: UUID) -> None:
    answer = search(client, person, f"/video/{video}/search", q="send").json
    assert [(hit["kind"], hit["snippet"]) for hit in answer["items"]] == [("screen", "Send invitation")]
    assert search(client, person, f"/video/{video}/search", q="send", source="title").json["items"] == []


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({}, 400, "invalid_request"),
        ({"q": ""}, 400, "no_words"),
        ({"q": "…"}, 400, "no_words"),
        ({"q": "a"}, 200, None),
        ({"q": "the"}, 200, None),
        ({"q": "\"invitation' & | ! :* <-> \\ %_ )("}, 200, None),
        ({"q": "send:* invitation!"}, 200, None),
        ({"q": "x" * 10_000}, 400, "invalid_request"),
        ({"q": "in\x00vitation"}, 400, "invalid_request"),
        ({"q": "\ud83d\ude00 invitation".encode("utf-16", "surrogatepass").decode("utf-16")}, 200, None),
        ({"q": "invitation", "source": "hearsay"}, 400, "invalid_request"),
        ({"q": "invitation", "scope": "trash"}, 400, "invalid_request"),
        ({"q": "invitation", "limit": 1000}, 400, "invalid_request"),
        ({"q": "invitation", "cursor": "x"}, 400, "invalid_cursor"),
    ],
)
def test_whatever_is_typed_is_answered_in_words(
    client: FlaskClient, person: Person, video: UUID, query: dict[str, Any], status: int, code: str | None
) -> None:
    """Invariant 8."""
    answer = search(client, person, **query)
    assert (answer.status_code, code_of(answer) if code else None) == (status, code)


def test_somebody_who_searches_without_end_is_asked_to_wait(
    app: APIFlask, client: FlaskClient, person: Person, video: UUID
) -> None:
    with settings_changed(app, limits="search.person=2/minute", limits_factor=1.0):
        assert [search(client, person, q="send").status_code for _ in range(3)] == [200, 200, 429]
        assert search(client, person, f"/video/{video}/search", q="send").status_code == 429
