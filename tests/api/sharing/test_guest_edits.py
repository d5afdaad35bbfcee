"""A guide edited by a link's guest over HTTP."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.services.videos import library
from tests.conftest import Person
from tests.support.guides import written
from tests.support.recordings import settings_changed
from tests.support.sharing import change, share, visit
from tests.support.tokens import code_of

PLACE = {"x": 0.25, "y": 0.5, "width": 0.5, "height": 0.25}


@pytest.fixture
def video(client: FlaskClient, person: Person) -> UUID:
    video = library.start(person.id, "Onboarding", "video/webm")
    change(client, person, video, visibility="link")
    return video


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody with a link."""

    client: FlaskClient
    link: dict[str, Any]
    headers: dict[str, str]

    def edit(self, *operations: Any, **more: Any) -> TestResponse:
        return self.post("edits", {"base_version": 0, "operations": list(operations), **more})

    def post(self, what: str, body: dict[str, Any]) -> TestResponse:
        return self.client.post(f"/api/links/{self.link['token']}/document/{what}", headers=self.headers, json=body)


def invited(client: FlaskClient, person: Person, video: UUID, right: str) -> Invited:
    link = share(client, person, video, right=right)
    return Invited(client, link, visit(client, link["token"]))


def test_a_guest_with_a_link_to_edit_edits_by_name_and_the_owner_takes_it_back(
    client: FlaskClient, person: Person, video: UUID
) -> None:
    first, *_ = map(str, written(video))
    guest = invited(client, person, video, "edit")
    assert "edit" in client.get(f"/video/{video}", headers=guest.headers).json["rights"]
    made = guest.edit({"op": "set_title", "step": first, "title": "Open it"}, name=" Jonas ")
    assert made.status_code == 200, made.text
    assert client.get(f"/video/{video}/document", headers=person.headers).json["steps"][0]["title"] == "Open it"
    unnamed = guest.edit({"op": "hide", "step": first}, base_version=1)
    assert unnamed.json["version"] == 2
    history = client.get(f"/video/{video}/document/history", headers=person.headers).json["items"]
    assert [each["author"] for each in history] == [
        {"id": None, "name": "", "guest": True},
        {"id": None, "name": "Jonas", "guest": True},
    ]
    back = {"base_version": 2, "version": 0}
    answer = client.post(f"/video/{video}/document/revert", headers=person.headers, json=back)
    assert answer.json["steps"][0]["title"] == "Click Security"
    late = guest.edit({"op": "hide", "step": first}, base_version=1)
    assert (late.status_code, code_of(late)) == (409, "guide_changed")
    assert late.json["error"]["details"]["by"] == ["Somebody"]


def test_a_guest_may_change_nothing_else_and_uncovers_nothing(client: FlaskClient, person: Person, video: UUID) -> None:
    first, *_ = map(str, written(video))
    guest = invited(client, person, video, "edit")
    assert client.patch(f"/video/{video}", headers=guest.headers, json={"title": "Mine"}).status_code == 401
    covered = guest.edit({"op": "set_blurs", "step": first, "boxes": [PLACE]})
    assert covered.json["steps"][0]["original_url"] is None
    for operation in (
        {"op": "set_blurs", "step": first, "boxes": []},
        {"op": "set_picture", "step": first, "moment": 1},
    ):
        refused = guest.edit(operation, base_version=1)
        assert (refused.status_code, code_of(refused)) == (403, "blur_stays")
    for only in (True, False):
        body = {"base_version": 1, "version": 1 if only else 0, "only": only}
        refused = guest.post("revert", body)
        assert (refused.status_code, code_of(refused)) == (403, "blur_stays")
    assert client.post(f"/video/{video}/document/revert", headers=person.headers, json=body).status_code == 200


@pytest.mark.parametrize("right", ["view", "comment"])
def test_a_link_for_less_edits_nothing(client: FlaskClient, person: Person, video: UUID, right: str) -> None:
    first, *_ = map(str, written(video))
    guest = invited(client, person, video, right)
    refused = guest.edit({"op": "hide", "step": first})
    assert (refused.status_code, code_of(refused)) == (403, "not_allowed")
    assert client.get(f"/video/{video}/document/edits", headers=guest.headers).status_code == 403


def test_a_link_that_ended_edits_nothing(client: FlaskClient, person: Person, video: UUID) -> None:
    first, *_ = map(str, written(video))
    guest = invited(client, person, video, "edit")
    client.delete(f"/video/{video}/shares/{guest.link['id']}", headers=person.headers)
    refused = guest.edit({"op": "hide", "step": first})
    assert (refused.status_code, code_of(refused)) == (404, "gone")


def test_guests_are_counted(app: APIFlask, client: FlaskClient, person: Person, video: UUID) -> None:
    first, *_ = map(str, written(video))
    guest = invited(client, person, video, "edit")
    with settings_changed(app, limits="guest_edit.link=2/hour", limits_factor=1.0):
        answers = [
            guest.edit({"op": "hide", "step": first, "hidden": not version % 2}, base_version=version)
            for version in range(3)
        ]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
    own = {"base_version": 2, "operations": [{"op": "set_title", "step": first, "title": "Mine"}]}
    assert client.post(f"/video/{video}/document/edits", headers=person.headers, json=own).status_code == 200
