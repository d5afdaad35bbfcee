"""Links, and who opens them, over HTTP in process."""

from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import Person


def share(client: FlaskClient, person: Person, video: UUID, **wish: Any) -> Any:
    """A new link of that person's video."""
    answer = client.post(f"/video/{video}/shares", json=wish, headers=person.headers)
    assert answer.status_code == 201, answer.text
    return answer.json


def bearer(guest_token: str) -> dict[str, str]:
    """What a guest brings along."""
    return {"Authorization": f"Bearer {guest_token}"}


def open_link(client: FlaskClient, token: str, headers: dict[str, str] | None = None) -> TestResponse:
    """What the link's page asks first."""
    return client.get(f"/api/links/{token}", headers=headers)


def visit(client: FlaskClient, token: str) -> dict[str, str]:
    """Opens a link as somebody new; returns what they bring along from then on."""
    answer = open_link(client, token)
    assert answer.status_code == 200, answer.text
    return bearer(answer.json["guest_token"])


def change(client: FlaskClient, person: Person, video: UUID, **what: Any) -> Any:
    """Another title, or for whom the video is."""
    answer = client.patch(f"/video/{video}", json=what, headers=person.headers)
    assert answer.status_code == 200, answer.text
    return answer.json
