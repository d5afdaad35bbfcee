"""A guide as a file over HTTP: by people, and by a link's guests where its link lets them save."""

from typing import Any
from uuid import UUID

import pytest
import requests
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import insert, update

from app.db.models import DocumentStep, Share
from app.db.unit_of_work import transaction
from app.services.documents import exporting, exports
from app.services.videos import library
from tests.conftest import Person
from tests.support.players import opened, path_of
from tests.support.recordings import settings_changed
from tests.support.sharing import share, visit


@pytest.fixture
def video(person: Person) -> UUID:
    video = library.start(person.id, 'Über "uns"\r\nX-Bad: 1', "video/webm")
    step = {"video_id": video, "index": 0, "timestamp": 1.5, "title": "Open the menu", "text": ""}
    with transaction() as work:
        work.execute(insert(DocumentStep).values(step))
    return video


def get(client: FlaskClient, video: UUID, headers: dict[str, str] | None, format: str = "vtt") -> Any:
    return client.get(f"/video/{video}/document/export?format={format}", headers=headers)


def make(video: UUID, person: Person) -> None:
    """What the worker does."""
    exporting.run(exports.ask(video, person.caller, exports.Format.VTT, "en", lambda: None).row.id)


def test_it_is_asked_for_followed_and_saved_under_the_videos_title(
    client: FlaskClient, person: Person, video: UUID
) -> None:
    asked = get(client, video, person.headers)
    assert asked.status_code == 200
    assert asked.json == {"state": "pending", "progress": 0.0, "size": None, "expires_at": None, "url": None}
    make(video, person)
    found = get(client, video, person.headers).json
    assert (found["state"], found["progress"]) == ("done", 1.0)
    saved = requests.get(opened(client, found["url"]), timeout=10)
    assert saved.content.startswith(b"WEBVTT") and len(saved.content) == found["size"]
    kept = saved.headers["Content-Disposition"]
    assert kept.startswith("attachment; filename=") and "filename*=UTF-8''%C3%9Cber%20uns%20X-Bad%201.vtt" in kept
    assert "X-Bad" not in saved.headers


def test_a_guest_saves_where_the_link_lets_them_until_it_ends(client: FlaskClient, person: Person, video: UUID) -> None:
    closed = share(client, person, video, right="view")
    link = share(client, person, video, right="view", downloads=True)
    guest = visit(client, link["token"])
    assert get(client, video, visit(client, closed["token"])).json["error"]["code"] == "not_allowed"
    assert get(client, video, guest).status_code == 200
    make(video, person)
    url = get(client, video, guest).json["url"]
    assert requests.get(opened(client, url), timeout=10).content.startswith(b"WEBVTT")
    with transaction() as work:
        work.execute(update(Share).where(Share.id == link["id"]).values(downloads=False))
    assert client.get(path_of(url)).status_code == 403
    assert client.delete(f"/video/{video}/shares/{link['id']}", headers=person.headers).status_code == 204
    assert get(client, video, guest).json["error"]["code"] == "gone"


def test_the_guides_page_of_a_link_is_kept_nowhere(client: FlaskClient, person: Person, video: UUID) -> None:
    page = client.get(f"/guide/{share(client, person, video)['token']}")
    assert page.status_code == 200 and "&quot;uns&quot;" in page.text
    assert (page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    # One that never was looks the same, but for the title.
    assert client.get("/guide/none").status_code == 200


def test_only_what_is_made_is_counted(app: APIFlask, client: FlaskClient, person: Person, video: UUID) -> None:
    with settings_changed(app, limits="export_guide.person=1/hour", limits_factor=1.0):
        assert get(client, video, person.headers).status_code == 200
        assert get(client, video, person.headers).status_code == 200
        assert get(client, video, person.headers, "json").json["error"]["code"] == "rate_limited"
    assert get(client, video, person.headers, "exe").status_code == 400
