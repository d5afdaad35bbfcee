"""A person's picture over HTTP: where it is shown, and what is refused."""

from uuid import UUID

import pytest
import requests
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.accounts import pictures as rules
from app.services.annotations import comments
from app.services.videos import library
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.support.portraits import drawn
from tests.support.tokens import code_of


def put(client: FlaskClient, person: Person, data: bytes) -> TestResponse:
    return client.put("/account/picture", data=data, headers=person.headers, content_type="application/octet-stream")


def test_it_is_shown_wherever_its_person_is(client: FlaskClient, store: ObjectStore, person: Person) -> None:
    url = put(client, person, drawn()).json["picture_url"]
    led = client.get("/" + url.split("/", 3)[3])
    assert led.status_code == 307
    assert requests.get(led.headers["Location"], timeout=10).headers["Content-Type"] == "image/webp"
    video: UUID = library.start(person.id, None, None)
    comments.create(video, person.caller, 0, "Hello", "comment")
    shown = [
        client.get("/auth/me", headers=person.headers).json["user"]["picture_url"],
        client.get(f"/annotations/video/{video}", headers=person.headers).json["items"][0]["author"]["picture_url"],
        client.get(f"/video/{video}/people", headers=person.headers).json["owner"]["picture_url"],
    ]
    assert shown == [url] * 3
    assert client.delete("/account/picture", headers=person.headers).json["picture_url"] is None


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"", 415, "unsupported_picture"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 415, "unsupported_picture"),
        (drawn()[:60], 415, "unsupported_picture"),
        (drawn()[:16] + b"\x00\x00\xff\xff\x00\x00\xff\xff" + drawn()[24:], 413, "picture_too_large"),
        (drawn() + bytes(rules.LARGEST_BYTES), 413, "picture_too_large"),
    ],
)
def test_what_is_refused_leaves_nothing(
    client: FlaskClient, store: ObjectStore, person: Person, data: bytes, status: int, code: str
) -> None:
    """Invariant 8."""
    answer = put(client, person, data)
    assert (answer.status_code, code_of(answer)) == (status, code)
    assert client.get("/account", headers=person.headers).json["picture_url"] is None
    assert store.list_keys("") == []
