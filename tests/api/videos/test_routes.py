"""/video: what is shown of a video and of a list of them, a new title, and an end."""

from typing import Any
from uuid import UUID

import pytest
import requests
from flask.testing import FlaskClient
from sqlalchemy import event, update

from app.db.models import Video
from app.db.unit_of_work import transaction
from app.domain.pipeline.states import PLANS, Source
from app.extensions import db
from app.services.ingest import connections
from app.services.uploads import finishing
from app.services.videos import library
from tests.conftest import Person
from tests.support.players import opened
from tests.support.recordings import (
    queued,
    record,
    video_of,
)


def get(client: FlaskClient, person: Person, path: str, **query: Any) -> Any:
    """What the API shows that person."""
    answer = client.get(path, query_string=query, headers=person.headers)
    assert answer.status_code == 200, answer.text
    return answer.json


def test_a_video_under_way(client: FlaskClient, person: Person) -> None:
    video = record(person.id, b"12345")
    shown = get(client, person, f"/video/{video}")
    assert shown["upload"] == {"offset": 5, "stored": 0}
    assert (shown["status"], shown["playback"], shown["error"], shown["duration"]) == ("uploading", None, None, None)
    assert shown["owner"] == {"id": str(person.id), "name": "Somebody"}
    assert shown["counts"] == {"comments": 0, "steps": 0}
    assert [stage["name"] for stage in shown["stages"]] == list(PLANS[Source.RECORDING])
    assert {stage["state"] for stage in shown["stages"]} == {"pending"}
    assert shown["created_at"].endswith(("Z", "+00:00"))


def test_a_video_plays_as_soon_as_it_is_whole_whatever_its_status(client: FlaskClient, person: Person) -> None:
    video = record(person.id, b"12345", mime_type="video/mp4; codecs=avc1")
    connections.finish(video, person.caller)
    assert get(client, person, f"/video/{video}")["playback"] is None
    finishing.finalize(video)
    shown = get(client, person, f"/video/{video}")
    assert (shown["status"], shown["size"], shown["upload"]) == ("processing", 5, {"offset": 5, "stored": 5})
    answer = requests.get(opened(client, shown["playback"]["url"]), timeout=10)
    assert (answer.content, answer.headers["Content-Type"]) == (b"12345", "video/mp4")


def test_a_failed_video_says_what_failed(client: FlaskClient, person: Person) -> None:
    video = record(person.id, b"12345")
    with transaction() as work:
        work.execute(
            update(Video)
            .where(Video.id == video)
            .values(status="failed", error_code="lost_bytes", error_message="Gone.")
        )
    assert get(client, person, f"/video/{video}")["error"] == {"code": "lost_bytes", "message": "Gone."}


def made(person: Person, count: int, title: str = "Video") -> list[UUID]:
    """So many videos, oldest first."""
    return [library.start(person.id, f"{title} {index}", None) for index in range(count)]


def walk(client: FlaskClient, person: Person, **query: Any) -> list[str]:
    """The ids of all pages."""
    seen: list[str] = []
    while True:
        page = get(client, person, "/video/", **query)
        seen += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            return seen
        assert len(page["items"]) == query.get("limit", 24)
        query["cursor"] = page["next_cursor"]


@pytest.mark.parametrize("limit", [1, 2, 3, 6, 7, 100])
def test_pages_show_each_video_once_newest_first(client: FlaskClient, person: Person, limit: int) -> None:
    expected = [str(video) for video in reversed(made(person, 6))]
    assert walk(client, person, limit=limit) == expected


def test_videos_of_one_moment_are_told_apart(client: FlaskClient, person: Person) -> None:
    ids = made(person, 5)
    with transaction() as work:
        moment = video_of(ids[0]).created_at
        work.execute(update(Video).values(created_at=moment))
    assert sorted(walk(client, person, limit=2)) == sorted(str(video) for video in ids)


def test_a_page_is_not_shifted_by_what_is_made_or_deleted_meanwhile(client: FlaskClient, person: Person) -> None:
    ids = made(person, 6)
    first = get(client, person, "/video/", limit=3)
    made(person, 2)
    library.delete(ids[4], person.caller)
    rest = get(client, person, "/video/", limit=10, cursor=first["next_cursor"])
    assert [item["id"] for item in rest["items"]] == [str(video) for video in (ids[2], ids[1], ids[0])]


def test_search_looks_into_titles_without_regard_to_case(client: FlaskClient, person: Person) -> None:
    for title in ("Quarterly REPORT", "report card", "Holidays"):
        library.start(person.id, title, None)
    found = get(client, person, "/video/", q="Report")["items"]
    assert [item["title"] for item in found] == ["report card", "Quarterly REPORT"]
    assert get(client, person, "/video/", q="nothing like it")["items"] == []


def test_lists_show_one_status_or_all_but_what_was_thrown_away(client: FlaskClient, person: Person) -> None:
    uploading, aborted, processing = made(person, 1)[0], record(person.id, b""), record(person.id, b"12345")
    connections.abort(aborted, person.caller)
    connections.finish(processing, person.caller)
    assert walk(client, person) == [str(processing), str(uploading)]
    for status, expected in [
        ("uploading", [uploading]),
        ("aborted", [aborted]),
        ("processing", [processing]),
        ("done", []),
    ]:
        assert walk(client, person, status=status) == [str(video) for video in expected]


@pytest.mark.parametrize("path", ["/video/", "/video/{video}"])
def test_what_a_person_waits_for_is_one_query(client: FlaskClient, person: Person, path: str) -> None:
    """Beside the one that says who is asking."""
    video = made(person, 5)[0]
    seen: list[str] = []

    def remember(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT") and "auth_sessions" not in statement:
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", remember)
    try:
        get(client, person, path.replace("{video}", str(video)))
    finally:
        event.remove(db.engine, "before_cursor_execute", remember)
    assert len(seen) == 1


def test_a_title_can_be_changed(client: FlaskClient, person: Person) -> None:
    video = library.start(person.id, "Old", None)
    answer = client.patch(f"/video/{video}", json={"title": "  New "}, headers=person.headers)
    assert (answer.status_code, answer.json["title"]) == (200, "New")
    assert video_of(video).title == "New"


@pytest.mark.parametrize("by_the_trash", [True, False])
def test_delete_takes_it_away_at_once(client: FlaskClient, person: Person, by_the_trash: bool) -> None:
    """For good: by `forever`, or because it lies in the trash already."""
    video = record(person.id, b"12345")
    connections.finish(video, person.caller)
    if by_the_trash:
        assert client.delete(f"/video/{video}", headers=person.headers).status_code == 204
        assert queued("default") == []
    how = "" if by_the_trash else "?forever=true"
    answer = client.delete(f"/video/{video}{how}", headers=person.headers)
    assert (answer.status_code, answer.data) == (204, b"")
    assert client.get(f"/video/{video}", headers=person.headers).status_code == 404
    assert client.delete(f"/video/{video}", headers=person.headers).status_code == 404
    assert get(client, person, "/video/")["items"] == []
    assert queued("default") == [("maintenance.purge_video", [str(video)])]
