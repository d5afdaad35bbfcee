"""/s/{token}, /embed/{token}, /oembed: what is told to services that know nothing but the address."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import update

from app.api import spa
from app.db.models import Share, Video
from app.db.unit_of_work import transaction
from app.settings import settings
from tests.conftest import Person
from tests.support.players import path_of
from tests.support.recordings import settings_changed
from tests.support.sharing import change, open_link, share
from tests.support.streams import streamable
from tests.support.tokens import code_of

PAGES = {
    "s": "<html><head><title>VideoFlow</title></head><body>The app</body></html>",
    "embed": "<html><head><title>VideoFlow</title></head><body>The player</body></html>",
}


@pytest.fixture(autouse=True)
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "index.html").write_text(PAGES["s"])
    (tmp_path / "embed.html").write_text(PAGES["embed"])
    monkeypatch.setattr(spa, "DIST", tmp_path)


@pytest.fixture
def video(person: Person) -> UUID:
    return streamable(person.id, 'A "talk" <for> you')


def oembed(client: FlaskClient, url: str, **query: Any) -> Any:
    return client.get("/oembed", query_string={"url": url, **query})


def test_a_link_that_anybody_may_open_is_previewed(client: FlaskClient, person: Person, video: UUID) -> None:
    link = share(client, person, video)
    answer = client.get(f"/s/{link['token']}")
    assert answer.status_code == 200
    assert "<title>A &quot;talk&quot; &lt;for&gt; you</title>" in answer.text
    assert f"{settings().public_url}/api/links/{link['token']}/poster" in answer.text
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    found = oembed(client, link["url"], maxwidth=640).json
    assert (found["type"], found["version"], found["title"]) == ("video", "1.0", 'A "talk" <for> you')
    assert found["width"] == 640
    poster = client.get(path_of(found["thumbnail_url"]))
    assert poster.status_code == 307
    assert client.get(path_of(poster.headers["Location"])).status_code == 307
    # To look is not to open.
    assert client.get(f"/video/{video}/shares", headers=person.headers).json["items"][0]["views"] == 0
    client.delete(f"/video/{video}/shares/{link['id']}", headers=person.headers)
    assert client.get(path_of(found["thumbnail_url"])).status_code == 404
    assert client.get(path_of(poster.headers["Location"])).status_code == 403


HIDDEN: dict[str, Callable[[FlaskClient, Person, UUID], str]] = {
    "password": lambda client, person, video: str(share(client, person, video, password="open sesame")["token"]),
    "email": lambda client, person, video: str(share(client, person, video, needs_email=True)["token"]),
    "never": lambda client, person, video: "A" * 22,
}


@pytest.mark.parametrize("how", [*HIDDEN, "expired", "workspace", "over", "trashed"])
def test_any_other_link_says_nothing(client: FlaskClient, person: Person, video: UUID, how: str) -> None:
    token = HIDDEN[how](client, person, video) if how in HIDDEN else share(client, person, video, max_views=1)["token"]
    with transaction() as work:
        if how == "expired":
            work.execute(update(Share).values(expires_at=datetime.now(UTC) - timedelta(seconds=1)))
        if how == "trashed":
            work.execute(update(Video).values(trashed_at=datetime.now(UTC)))
    if how == "workspace":
        change(client, person, video, visibility="workspace")
    if how == "over":
        open_link(client, token)
    for kind, page in PAGES.items():
        assert client.get(f"/{kind}/{token}").text == page
    for path in ("poster", "preview"):
        answer = client.get(f"/api/links/{token}/{path}")
        assert (answer.status_code, code_of(answer)) == (404, "gone")
    answer = oembed(client, f"{settings().public_url}/s/{token}")
    assert (answer.status_code, code_of(answer)) == (404, "gone")


def test_an_embed_is_for_the_frames_that_the_setting_names(app: APIFlask, client: FlaskClient) -> None:
    with settings_changed(app, embed_ancestors="https://wiki.example.org"):
        answer = client.get("/embed/abc")
    assert "X-Frame-Options" not in answer.headers
    assert "X-Is-Framed" not in answer.headers
    assert answer.headers["Content-Security-Policy"].endswith("frame-ancestors https://wiki.example.org")
    assert client.get("/s/abc").headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, (400, "invalid_request")),
        ({"url": "http://elsewhere.example/s/abc"}, (404, "gone")),
        ({"url": "x", "format": "xml"}, (501, "json_only")),
        ({"url": "x", "format": "yaml"}, (400, "invalid_request")),
        ({"url": "x", "maxwidth": "0"}, (400, "invalid_request")),
    ],
)
def test_what_oembed_does_not_know(client: FlaskClient, query: dict[str, str], expected: tuple[int, str]) -> None:
    answer = client.get("/oembed", query_string=query)
    assert (answer.status_code, code_of(answer)) == expected
