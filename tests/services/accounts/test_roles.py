"""Roles: somebody always looks after the server, and who may not record any more records no more."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from app.errors import VideoFlowError
from app.services.accounts import roles
from app.services.ingest import upload_tokens
from app.services.videos import library
from tests.conftest import Person
from tests.support.recordings import at_once
from tests.support.tokens import code_of, sign_in_of


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(VideoFlowError) as caught:
        call()
    return caught.value.code


def test_the_last_administrator_stays(client: FlaskClient, person: Person, make_person: Callable[[], Person]) -> None:
    other = make_person()
    path = f"/admin/people/{person.id}"
    answer = client.patch(path, json={"role": "member"}, headers=person.headers)
    assert (answer.status_code, code_of(answer)) == (409, "last_admin")
    assert client.patch(path, json={"role": "member"}, headers=other.headers).status_code == 403
    assert client.patch(path, json={"role": "owner"}, headers=person.headers).status_code == 400
    roles.give(other.id, "admin")
    assert client.patch(path, json={"role": "member"}, headers=person.headers).json["role"] == "member"
    assert refused(lambda: roles.give(other.id, "viewer")) == "last_admin"
    assert refused(lambda: roles.give(uuid4(), "member")) == "not_found"


def test_of_two_who_demote_each_other_one_stays(
    app: APIFlask, person: Person, make_person: Callable[[], Person]
) -> None:
    other = make_person()
    roles.give(other.id, "admin")

    def demote(who: Person) -> str:
        try:
            return roles.give(who.id, "member").role
        except VideoFlowError as error:
            return error.code

    assert sorted(at_once(app, lambda: demote(person), lambda: demote(other))) == ["last_admin", "member"]


def test_who_becomes_a_viewer_is_signed_out_and_records_no_more(
    client: FlaskClient, person: Person, make_person: Callable[[], Person]
) -> None:
    """Invariant 10: sockets and streams end with the sign-in (watch)."""
    recorder = make_person()
    video = library.start(recorder.id, None, None)
    sign_in_id = UUID(sign_in_of(recorder.headers["Authorization"].removeprefix("Bearer ")))
    token = {"Authorization": f"Bearer {upload_tokens.issue(recorder.id, video, sign_in_id)}"}
    assert client.post(f"/video/chunk/{video}", data=b"12345", headers=token).status_code == 200
    roles.give(recorder.id, "viewer")
    assert client.get("/auth/me", headers=recorder.headers).status_code == 401
    assert client.post(f"/video/chunk/{video}", data=b"12345", headers=token).status_code == 401


def test_everybody_is_listed_page_by_page(
    client: FlaskClient, person: Person, make_person: Callable[[], Person]
) -> None:
    people = {str(person.id), *(str(make_person().id) for _ in range(4))}
    seen: list[str] = []
    cursor = ""
    while True:
        page = client.get(f"/admin/people?limit=2{cursor}", headers=person.headers).json
        seen += [each["id"] for each in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert len(seen) == 5
    assert set(seen) == people
