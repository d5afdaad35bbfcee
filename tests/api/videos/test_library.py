"""What a library lists: one's own, what was shared, what is the workspace's, what lies in the trash."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import update

from app.db.models import Upload, Video
from app.db.unit_of_work import transaction
from app.domain.access import rule
from app.services.operations import retention
from app.services.videos import library
from tests.conftest import Person
from tests.support.recordings import queued, record, settings_changed, video_of
from tests.support.sharing import change
from tests.support.streams import streamable


def done(person: Person, title: str = "A stream") -> UUID:
    video = streamable(person.id, title)
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video).values(status="done"))
        work.execute(update(Upload).where(Upload.video_id == video).values(state="completed"))
    return video


def listed(client: FlaskClient, person: Person, scope: str) -> list[UUID]:
    answer = client.get(f"/video/?scope={scope}", headers=person.headers)
    assert answer.status_code == 200, answer.text
    return [UUID(item["id"]) for item in answer.json["items"]]


def test_each_scope_lists_what_it_says(client: FlaskClient, person: Person, make_person: Callable[[], Person]) -> None:
    friend = make_person()
    private, named, shared, linked, public = (done(person, str(number)) for number in range(5))
    client.post(f"/video/{named}/people", json={"email": friend.email}, headers=person.headers)
    client.post(f"/video/{private}/people", json={"email": friend.email}, headers=person.headers)
    for video, visibility in ((private, "private"), (shared, "workspace"), (linked, "link"), (public, "public")):
        change(client, person, video, visibility=visibility)
    assert listed(client, person, "mine") == [public, linked, shared, named, private]
    assert listed(client, friend, "mine") == []
    assert listed(client, friend, "shared") == [named]
    assert listed(client, person, "shared") == []
    for who in (person, friend):
        assert listed(client, who, "workspace") == [public, shared]
    assert client.get("/video/?scope=all", headers=friend.headers).status_code == 400


def test_what_was_put_into_the_trash_comes_back(client: FlaskClient, person: Person) -> None:
    video = done(person)
    path = f"/video/{video}"
    assert client.post(f"{path}/restore", headers=person.headers).status_code == 404
    assert client.delete(path, headers=person.headers).status_code == 204
    assert client.get(path, headers=person.headers).status_code == 404
    assert listed(client, person, "mine") == []
    item = client.get("/video/?scope=trash", headers=person.headers).json["items"][0]
    assert (item["id"], item["rights"]) == (str(video), ["delete", "restore"])
    assert item["trashed_at"] is not None
    restored = client.post(f"{path}/restore", headers=person.headers)
    assert (restored.status_code, restored.json["trashed_at"]) == (200, None)
    assert listed(client, person, "mine") == [video]
    assert listed(client, person, "trash") == []
    assert queued("default") == []


def test_the_trash_is_its_owners(client: FlaskClient, person: Person, make_person: Callable[[], Person]) -> None:
    friend, video = make_person(), done(person)
    client.post(f"/video/{video}/people", json={"email": friend.email, "right": "edit"}, headers=person.headers)
    client.delete(f"/video/{video}", headers=person.headers)
    assert listed(client, friend, "trash") == listed(client, friend, "shared") == []
    for method, path in (("POST", f"/video/{video}/restore"), ("DELETE", f"/video/{video}")):
        assert client.open(path, method=method, headers=friend.headers).status_code == 404


@pytest.mark.parametrize(("state", "days"), [("open", 30.0), ("completed", 0.0)])
def test_what_is_nothing_yet_and_without_a_trash_it_goes_for_good(
    app: APIFlask, client: FlaskClient, person: Person, state: str, days: float
) -> None:
    video = done(person)
    with transaction() as work:
        work.execute(update(Upload).where(Upload.video_id == video).values(state=state))
    with settings_changed(app, trash_days=days):
        assert client.delete(f"/video/{video}", headers=person.headers).status_code == 204
    assert video_of(video).deleted_at is not None


def test_the_trash_is_emptied_after_a_while(app: APIFlask, client: FlaskClient, person: Person) -> None:
    old, young = done(person), done(person, "young")
    for video in (old, young):
        library.discard(video, person.caller)
    with transaction() as work:
        long_ago = datetime.now(UTC) - timedelta(days=31)
        work.execute(update(Video).where(Video.id == old).values(trashed_at=long_ago))
    assert retention.empty_trash() == 1
    assert video_of(old).deleted_at is not None
    assert video_of(young).deleted_at is None
    assert retention.empty_trash() == 0


def test_what_lies_in_the_trash_takes_room(app: APIFlask, client: FlaskClient, person: Person) -> None:
    video = done(person)
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video).values(size=1000))
    library.discard(video, person.caller)
    with settings_changed(app, user_quota_bytes=1000):
        assert client.post("/video/start", json={}, headers=person.headers).status_code == 413
        library.delete(video, person.caller)
        assert client.post("/video/start", json={}, headers=person.headers).status_code == 201


def test_a_recording_under_way_is_thrown_away_at_once(client: FlaskClient, person: Person) -> None:
    video = record(person.id, b"12345")
    client.delete(f"/video/{video}", headers=person.headers)
    assert listed(client, person, "trash") == []
    assert queued("default") == [("maintenance.purge_video", [str(video)])]


def test_a_list_asks_the_rule_a_few_times_a_video(
    client: FlaskClient, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is made in the loop that recorders wait for."""
    for _ in range(5):
        library.start(person.id, None, "video/webm")
    asked: list[object] = []
    standings = rule.standings
    monkeypatch.setattr(rule, "standings", lambda who, video: asked.append(who) or standings(who, video))
    assert len(client.get("/video/", headers=person.headers).get_json()["items"]) == 5
    assert 5 <= len(asked) <= 15
