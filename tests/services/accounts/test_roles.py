"""Roles: somebody always looks after the server, and who may not record any more records no more."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import func, update

from app.db.models import User
from app.db.unit_of_work import transaction
from app.domain.accounts.scopes import Scope
from app.errors import VideoFlowError
from app.services.accounts import api_tokens, roles
from app.services.accounts.roles import Change
from app.services.ingest import upload_tokens
from app.services.videos import library
from tests.conftest import PASSWORD, Person
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


def test_whose_account_is_shut_is_out_at_once_and_comes_not_in(
    client: FlaskClient, person: Person, make_person: Callable[[], Person]
) -> None:
    """Invariant 10; sockets and streams end with it, too (test_watch.py)."""
    other = make_person()
    credentials = {"email": other.email, "password": PASSWORD}
    _, program = api_tokens.create(other.id, "A program", [Scope.READ], None)
    answer = client.patch(f"/admin/people/{other.id}", json={"disabled": True}, headers=person.headers)
    assert (answer.status_code, answer.json["disabled_at"] is None) == (200, False)
    assert client.get("/account", headers=other.headers).status_code == 401
    assert client.get("/video/", headers={"Authorization": f"Bearer {program}"}).status_code == 401
    answer = client.post("/auth/login", json=credentials)
    assert (answer.status_code, code_of(answer)) == (403, "account_disabled")
    answer = client.post("/auth/login", json={**credentials, "password": "not the password"})
    assert code_of(answer) == "bad_credentials"
    client.patch(f"/admin/people/{other.id}", json={"disabled": False}, headers=person.headers)
    assert client.post("/auth/login", json=credentials).status_code == 200


def test_a_sign_in_made_while_its_account_is_shut_opens_nothing(
    client: FlaskClient, person: Person, make_person: Callable[[], Person]
) -> None:
    other = make_person()
    with transaction() as work:
        work.execute(update(User).where(User.id == other.id).values(disabled_at=func.now()))
    assert client.get("/account", headers=other.headers).status_code == 401


def test_the_last_administrator_is_not_shut_out(
    app: APIFlask, person: Person, make_person: Callable[[], Person]
) -> None:
    other = make_person()
    assert refused(lambda: roles.change(person.id, Change(disabled=True), person.id)) == "last_admin"
    roles.give(other.id, "admin")
    roles.change(other.id, Change(disabled=True), person.id)
    # One who cannot sign in looks after nothing.
    assert refused(lambda: roles.give(person.id, "member")) == "last_admin"


def test_a_quota_is_set_and_taken_back(client: FlaskClient, person: Person) -> None:
    path = f"/admin/people/{person.id}"
    assert client.patch(path, json={"quota_bytes": 5}, headers=person.headers).json["quota_bytes"] == 5
    assert client.patch(path, json={"role": "admin"}, headers=person.headers).json["quota_bytes"] == 5
    assert client.patch(path, json={"quota_bytes": None}, headers=person.headers).json["quota_bytes"] is None
    for wrong in ({"quota_bytes": -1}, {"quota_bytes": 2**63}, {}, {"disabled": "yes"}):
        assert client.patch(path, json=wrong, headers=person.headers).status_code == 400
