"""What was said about a video as files, over HTTP."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from lxml import etree
from sqlalchemy import update

from app.db.models import Video
from app.db.unit_of_work import transaction
from app.services.annotations import comments, exported
from app.services.videos import library
from tests.conftest import Person
from tests.support.recordings import settings_changed
from tests.support.sharing import share, visit
from tests.support.tokens import code_of


@pytest.fixture
def video(person: Person) -> UUID:
    video = library.start(person.id, 'Über "uns"\r\nX-Bad: 1', "video/webm")
    with transaction() as work:
        media = {
            "container": "webm",
            "codecs": {"video": "vp9", "audio": None},
            "rotation": 0,
            "hdr": False,
            "sounds": [],
        }
        media |= {"fps": 29.97, "has_video": True, "has_audio": False, "audio": None, "video": None, "unplayed": []}
        work.execute(update(Video).where(Video.id == video).values(duration=120.0, media=media, width=640, height=360))
    for moment, words in ((60.06, "=cmd()"), (1.5, "<script>alert(1)</script>")):
        comments.create(video, person.caller, moment, words, "comment")
    return video


def get(client: FlaskClient, video: UUID, headers: Any, format: str = "csv") -> Any:
    return client.get(f"/video/{video}/annotations/export?format={format}", headers=headers)


@pytest.mark.parametrize(
    ("format", "mime"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("json", 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'),
        ("edl", "text/plain; charset=utf-8"),
        ("fcpxml", "application/xml"),
    ],
)
def test_each_is_a_file_to_save(client: FlaskClient, person: Person, video: UUID, format: str, mime: str) -> None:
    answer = get(client, video, person.headers, format)
    assert (answer.status_code, answer.content_type) == (200, mime)
    saved = answer.headers["Content-Disposition"]
    assert saved.startswith("attachment; filename=") and saved.endswith(f".{format}") and "X-Bad" in saved
    assert "X-Bad" not in answer.headers
    assert (answer.headers["Cache-Control"], answer.headers["X-Content-Type-Options"]) == ("no-store", "nosniff")


def test_all_tell_the_same_moments(client: FlaskClient, person: Person, video: UUID) -> None:
    table = get(client, video, person.headers).text.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [(row["timecode"], row["content"]) for row in rows] == [
        ("00:00:01;14", "<script>alert(1)</script>"),
        ("00:01:00;02", "'=cmd()"),
    ]
    items = json.loads(get(client, video, person.headers, "json").text)["first"]["items"]
    assert [each["target"]["selector"]["value"] for each in items] == ["t=1.500", "t=60.060"]
    edl = get(client, video, person.headers, "edl").text
    assert "* LOC: 00:00:01;14" in edl and "* LOC: 00:01:00;02" in edl
    markers = etree.fromstring(get(client, video, person.headers, "fcpxml").data).iter("marker")
    assert [each.get("start") for each in markers] == ["44044/30000s", "1801800/30000s"]


def test_more_than_a_page_is_all_of_it(
    client: FlaskClient, person: Person, video: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exported, "_PAGE", 3)
    for number in range(8):
        comments.create(video, person.caller, 10.0, f"No. {number}", "comment")
    table = get(client, video, person.headers).text
    assert [f"No. {number}" in table for number in range(9)] == [True] * 8 + [False]
    assert len(table.splitlines()) == 11


def test_whoever_may_look_may_take_along_what_was_said(
    client: FlaskClient, person: Person, make_person: Callable[[], Person], video: UUID
) -> None:
    link = share(client, person, video, right="view")
    guest = visit(client, link["token"])
    assert get(client, video, guest).status_code == 200
    assert code_of(get(client, video, make_person().headers)) == "not_found"
    assert get(client, video, None).status_code == 401
    assert client.delete(f"/video/{video}/shares/{link['id']}", headers=person.headers).status_code == 204
    assert code_of(get(client, video, guest)) == "gone"


def test_it_is_counted_and_what_is_no_format_is_refused(
    app: APIFlask, client: FlaskClient, person: Person, video: UUID
) -> None:
    assert get(client, video, person.headers, "exe").status_code == 400
    assert client.get(f"/video/{video}/annotations/export", headers=person.headers).status_code == 400
    with settings_changed(app, limits="export_annotations.person=1/hour", limits_factor=1.0):
        assert get(client, video, person.headers).status_code == 200
        assert code_of(get(client, video, person.headers)) == "rate_limited"
