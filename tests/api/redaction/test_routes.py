"""What was found in a video, and having it covered."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from app.db.models import FoundSecret, Stage, Video
from app.db.unit_of_work import transaction
from app.services.videos import library
from tests.conftest import Person

SPOT = [0.1, 0.2, 0.3, 0.04, 2.0, 5.0]


@pytest.fixture
def video_id(person: Person) -> UUID:
    """A video that is done, with an address found in it and a card number."""
    video_id = library.start(person.id, "A recording", "video/webm")
    with transaction() as work:
        work.execute(
            update(Video).where(Video.id == video_id).values(status="done", playable=True, visibility="public")
        )
        work.execute(update(Stage).where(Stage.video_id == video_id).values(state="done"))
        for kind, excerpt, start in (("email", "a••••@••••.com", 2.0), ("card", "••••11", 3.0)):
            found = {"digest": kind.encode(), "spots": [SPOT], "covers": [SPOT]}
            work.add(FoundSecret(video_id=video_id, kind=kind, excerpt=excerpt, start=start, **found))
    return video_id


@pytest.fixture
def other(make_person: Callable[[], Person]) -> Person:
    return make_person()


def stages_of(video_id: UUID) -> dict[str, str]:
    with transaction() as work:
        rows = work.execute(select(Stage.name, Stage.state).where(Stage.video_id == video_id))
        return {row.name: row.state for row in rows}


def test_what_was_found_is_listed_masked(client: FlaskClient, person: Person, video_id: UUID) -> None:
    found = client.get(f"/video/{video_id}/secrets", headers=person.headers).json
    assert found and [each["excerpt"] for each in found["items"]] == ["a••••@••••.com", "••••11"]
    assert found["items"][0]["spots"] == [
        {"place": {"x": 0.1, "y": 0.2, "width": 0.3, "height": 0.04}, "start": 2.0, "end": 5.0}
    ]
    assert (found["state"], found["withheld"], found["may_uncover"]) == ("idle", False, True)


def test_who_only_watches_never_hears_of_it(client: FlaskClient, other: Person, video_id: UUID) -> None:
    assert client.get(f"/video/{video_id}", headers=other.headers).status_code == 200
    assert client.get(f"/video/{video_id}/secrets", headers=other.headers).status_code == 403


def test_covering_makes_all_anew_and_is_the_owner_s_alone_meanwhile(
    client: FlaskClient, person: Person, other: Person, video_id: UUID
) -> None:
    url = f"/video/{video_id}/secrets"
    ids = [each["id"] for each in client.get(url, headers=person.headers).json["items"]]
    said = client.post(url, headers=person.headers, json={"ids": ids, "decision": "blurred"})
    assert said.json and (said.json["state"], said.json["withheld"]) == ("running", True)
    open_again = {name for name, state in stages_of(video_id).items() if state == "pending"}
    assert open_again >= {"redact", "probe", "thumbnails", "storyboard", "transcode", "frames", "document", "reopen"}
    assert client.get(f"/video/{video_id}", headers=other.headers).status_code == 404
    assert client.get(f"/video/{video_id}").status_code in (401, 404)
    assert client.get(f"/video/{video_id}", headers=person.headers).status_code == 200
    # Once more while that is under way: it follows.
    assert client.post(url, headers=person.headers, json={"ids": ids[:1], "decision": "dismissed"}).status_code == 200
    with transaction() as work:
        assert work.get_one(Video, video_id).redaction_due


def test_leaving_it_makes_nothing(client: FlaskClient, person: Person, video_id: UUID) -> None:
    url = f"/video/{video_id}/secrets"
    ids = [each["id"] for each in client.get(url, headers=person.headers).json["items"]]
    said = client.post(url, headers=person.headers, json={"ids": ids, "decision": "dismissed"})
    assert said.json and (said.json["state"], said.json["withheld"]) == ("idle", False)
    assert "redact" not in stages_of(video_id)


def test_a_finding_of_another_video_is_none_of_this_one(client: FlaskClient, person: Person, video_id: UUID) -> None:
    other = library.start(person.id, "Another", "video/webm")
    ids = [each["id"] for each in client.get(f"/video/{video_id}/secrets", headers=person.headers).json["items"]]
    said = client.post(f"/video/{other}/secrets", headers=person.headers, json={"ids": ids, "decision": "blurred"})
    assert said.status_code == 404
