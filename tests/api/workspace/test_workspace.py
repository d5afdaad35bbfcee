"""What administrators choose for everybody, and where it shows."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import func, text, update

from app.api import spa
from app.db.models import Video
from app.db.unit_of_work import transaction
from app.domain.accounts.pictures import LARGEST_BYTES
from app.services.operations import retention
from app.services.videos import library
from app.services.workspace import audit, choices, logo
from app.services.workspace.audit import Which
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import PASSWORD, Person
from tests.support.portraits import SVG, drawn
from tests.support.recordings import settings_changed
from tests.support.sharing import share
from tests.support.tokens import code_of

PATH = "/admin/workspace"


def choose(client: FlaskClient, person: Person, **chosen: Any) -> Any:
    answer = client.patch(PATH, json=chosen, headers=person.headers)
    assert answer.status_code == 200, answer.json
    return answer.json


def register(client: FlaskClient, email: str) -> str | None:
    answer = client.post("/auth/register", json={"email": email, "password": PASSWORD, "name": "Somebody"})
    return None if answer.status_code == 201 else code_of(answer)


def test_the_administrators_choice_counts_before_the_server_s(
    app: APIFlask, client: FlaskClient, person: Person
) -> None:
    with settings_changed(app, registration="closed"):
        assert register(client, "a@example.org") == "registration_closed"
        found = choose(client, person, registration="domain", registration_domains=["https://Example.net"])
        assert (found["registration_domains"], found["otherwise"]["registration"]) == (["example.net"], "closed")
        assert client.get("/auth/options").json["registration"] == "domain"
        assert register(client, "a@example.org") == "domain_not_allowed"
        assert register(client, "a@example.net") is None
        # Another field leaves the rule as it is; null gives it back to the server.
        choose(client, person, name="Ours")
        assert register(client, "b@example.org") == "domain_not_allowed"
        choose(client, person, registration=None)
        assert register(client, "b@example.net") == "registration_closed"
    told = [entry.details for entry in audit.everything(Which(kind="settings_changed"))]
    assert told[0] == {"field": "registration", "before": "", "after": "domain"}
    assert told[2] == {"field": "name", "before": "", "after": "Ours"}


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"name": " \u200b "},
        {"name": "x" * 61},
        {"colour": "red"},
        {"colour": "#fff"},
        {"colour": "#ffffff;}"},
        {"registration": "everybody"},
        {"registration": "domain"},
        {"default_visibility": "public"},
        {"retention_days": 0},
        {"retention_days": 1.5},
        {"embed_domains": ["*"]},
        {"embed_domains": ["a.example; script-src *"]},
        {"embed_domains": ["a.example"] * 51},
    ],
    ids=str,
)
def test_what_cannot_be_chosen_is_refused(client: FlaskClient, person: Person, wrong: dict[str, Any]) -> None:
    assert client.patch(PATH, json=wrong, headers=person.headers).status_code == 400
    assert choices.current() == choices.Workspace()


def test_it_is_for_administrators(client: FlaskClient, person: Person, make_person: Callable[[], Person]) -> None:
    other = make_person().headers
    for answer in (
        client.get(PATH, headers=other),
        client.patch(PATH, json={"name": "Mine"}, headers=other),
        client.put(f"{PATH}/logo", data=drawn(ending=".png"), content_type="image/png", headers=other),
        client.delete(f"{PATH}/logo", headers=other),
    ):
        assert (answer.status_code, code_of(answer)) == (403, "forbidden")


def test_pages_say_what_it_is_called(
    client: FlaskClient, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "index.html").write_text("<html><head></head></html>")
    monkeypatch.setattr(spa, "DIST", tmp_path)
    with client.get("/") as plain:
        assert plain.text == "<html><head></head></html>"
    choose(client, person, name="<i>Ours</i>", colour="#AA00FF")
    for path in ("/", "/login", "/s/nothing"):
        answer = client.get(path)
        assert 'data-name="&lt;i&gt;Ours&lt;/i&gt;" data-colour="#aa00ff"' in answer.text
    again = client.get("/", headers={"If-None-Match": client.get("/").headers["ETag"]})
    assert again.status_code == 304


def test_a_logo_is_shown_and_replaced_and_goes(client: FlaskClient, person: Person, store: ObjectStore) -> None:
    def put(data: bytes) -> str | None:
        answer = client.put(f"{PATH}/logo", data=data, content_type="image/png", headers=person.headers)
        return None if answer.status_code == 204 else code_of(answer)

    assert put(SVG) == "unsupported_picture"
    assert put(bytes(LARGEST_BYTES + 1)) == "picture_too_large"
    assert put(drawn(ending=".jpg")) is None
    first = client.get(PATH, headers=person.headers).json["logo_url"]
    answer = client.get(first)
    assert (answer.status_code, answer.content_type, answer.data[:4]) == (200, "image/png", b"\x89PNG")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert put(drawn(ending=".png")) is None
    assert client.get(first).status_code == 404
    assert len(store.list_keys(keys.WORKSPACE)) == 1
    assert client.delete(f"{PATH}/logo", headers=person.headers).status_code == 204
    assert client.get(PATH, headers=person.headers).json["logo_url"] is None
    assert store.list_keys(keys.WORKSPACE) == []
    for nothing in ("0a", "..%2f..%2fvideos", "logo-0a.png"):
        assert client.get(f"/workspace/logo/{nothing}").status_code == 404


def test_a_logo_that_never_counted_is_swept(app: APIFlask, person: Person, store: ObjectStore) -> None:
    from datetime import timedelta

    logo.put(person.id, drawn(ending=".png"))
    store.put(keys.logo("0bad"), b"lost", "image/png")
    assert logo.sweep(timedelta(hours=1)) == 0
    assert logo.sweep(timedelta(seconds=-5)) == 1
    assert len(store.list_keys(keys.WORKSPACE)) == 1


def test_who_may_frame_a_player(client: FlaskClient, person: Person) -> None:
    video = library.start(person.id, None, None)
    link = share(client, person, video)

    def framers(token: str) -> str:
        policy = client.get(f"/embed/{token}").headers["Content-Security-Policy"]
        return policy.rpartition("frame-ancestors ")[2]

    assert framers(link["token"]) == "*"
    choose(client, person, embed_domains=["*.example.org"])
    assert framers(link["token"]) == framers("nothing") == "*.example.org"
    path = f"/video/{video}/shares/{link['id']}"
    changed = client.patch(
        path, json={"embed_domains": ["https://intra.example", "a.example:8443"]}, headers=person.headers
    )
    assert changed.json["embed_domains"] == ["intra.example", "a.example:8443"]
    assert framers(link["token"]) == "intra.example a.example:8443"
    assert client.patch(path, json={"embed_domains": ["*"]}, headers=person.headers).status_code == 400
    client.patch(path, json={"embed_domains": []}, headers=person.headers)
    assert framers(link["token"]) == "'none'"
    client.patch(path, json={"embed_domains": None}, headers=person.headers)
    assert framers(link["token"]) == "*.example.org"


def test_new_videos_begin_with_what_is_chosen(client: FlaskClient, person: Person) -> None:
    def first() -> str:
        video = client.post("/video/start", json={}, headers=person.headers).json["video_id"]
        return str(client.get(f"/video/{video}", headers=person.headers).json["visibility"])

    assert first() == "private"
    choose(client, person, default_visibility="workspace")
    assert first() == "workspace"
    choose(client, person, default_visibility=None)
    assert first() == "private"


def aged(owner: Person, days: int, status: str = "done") -> UUID:
    video = library.start(owner.id, "Old", None)
    with transaction() as work:
        old = {"created_at": func.now() - text(f"interval '{days} days'"), "status": status}
        work.execute(update(Video).where(Video.id == video).values(**old))
    return video


def test_old_videos_go_into_the_trash_when_that_is_chosen(client: FlaskClient, person: Person) -> None:
    old, young, running = aged(person, 31), aged(person, 29), aged(person, 31, "uploading")
    assert retention.trash_old() == 0
    choose(client, person, retention_days=30)
    assert retention.trash_old() == 1
    assert retention.trash_old() == 0
    trash = client.get("/video/?scope=trash", headers=person.headers).json["items"]
    assert [each["id"] for each in trash] == [str(old)]
    assert library.view(young, person.caller).video.trashed_at is None
    assert library.view(running, person.caller).video.trashed_at is None
    assert [entry.about_id for entry in audit.everything(Which(kind="video_trashed"))] == [old]
