"""API tokens: made and shown once, listed, revoked; and what ends with them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import text, update
from werkzeug.test import TestResponse

from app import events
from app.db.models import SignIn
from app.db.unit_of_work import transaction
from app.domain.accounts.scopes import Scope
from app.errors import VideoFlowError
from app.services.accounts import api_tokens, watch
from tests.conftest import Person
from tests.support.recordings import at_once, let_time_pass, settings_changed
from tests.support.tokens import code_of


def create(client: FlaskClient, person: Person, **more: Any) -> TestResponse:
    """Makes a token."""
    wish = {"name": "Build server", "scopes": ["read"]} | more
    return client.post("/account/tokens", json=wish, headers=person.headers)


def by(token: str) -> dict[str, str]:
    """The header of whoever has the token."""
    return {"Authorization": f"Bearer {token}"}


def made(person: Person, *scopes: Scope) -> tuple[UUID, dict[str, str]]:
    row, token = api_tokens.create(person.id, "A program", scopes, None)
    return row.id, by(token)


def listed(client: FlaskClient, person: Person) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.get("/account/tokens", headers=person.headers).json["items"]
    return items


# ---- made, shown once, listed ------------------------------------------------------------------------------------


def test_a_token_is_shown_once_and_kept_as_a_hash(client: FlaskClient, person: Person) -> None:
    answer = create(client, person, scopes=["write", "read", "read"])
    shown = answer.json
    token = shown.pop("token")
    assert answer.status_code == 201
    # 256 bits, and a word to find leaked ones by.
    assert token.startswith("vf_") and len(token) == 46
    assert (shown["scopes"], shown["start"], shown["last_used_at"]) == (["read", "write"], token[:9], None)
    assert listed(client, person) == [shown]
    with transaction() as work:
        kept = str(work.execute(text("SELECT * FROM api_tokens, auth_sessions")).all())
    assert token not in kept and token[9:] not in kept


def test_a_token_says_when_it_was_used(client: FlaskClient, person: Person) -> None:
    token = create(client, person).json["token"]
    for _ in range(2):
        assert client.get("/video/", headers=by(token)).status_code == 200
    used = datetime.fromisoformat(listed(client, person)[0]["last_used_at"])
    assert used > datetime.now(UTC) - timedelta(minutes=5)


def test_a_token_lasts_a_year_or_until_it_is_said(client: FlaskClient, person: Person) -> None:
    until = (datetime.now(UTC) + timedelta(days=3)).replace(microsecond=0)
    usual, own = create(client, person).json, create(client, person, expires_at=until.isoformat()).json
    lasts = datetime.fromisoformat(usual["expires_at"]) - datetime.fromisoformat(usual["created_at"])
    assert timedelta(days=364) < lasts < timedelta(days=366)
    assert datetime.fromisoformat(own["expires_at"]) == until


@pytest.mark.parametrize(
    ("wish", "status", "code"),
    [
        ({"scopes": []}, 400, "invalid_request"),
        ({"scopes": ["admin"]}, 400, "invalid_request"),
        ({"scopes": "read"}, 400, "invalid_request"),
        ({"name": " "}, 400, "invalid_request"),
        ({"expires_at": "2001-01-01T00:00:00Z"}, 400, "token_lifetime"),
        ({"expires_at": "2999-01-01T00:00:00Z"}, 400, "token_lifetime"),
        ({"expires_at": "tomorrow"}, 400, "invalid_request"),
        ({"expires_at": "2027-01-01T00:00:00"}, 400, "invalid_request"),
    ],
)
def test_bad_wishes_make_nothing(
    client: FlaskClient, person: Person, wish: dict[str, Any], status: int, code: str
) -> None:
    answer = create(client, person, **wish)
    assert (answer.status_code, code_of(answer)) == (status, code)
    assert listed(client, person) == []


def test_there_are_so_many_and_no_more_also_at_once(app: APIFlask, person: Person) -> None:
    for _ in range(49):
        made(person, Scope.READ)

    def one_more() -> str:
        try:
            made(person, Scope.READ)
        except VideoFlowError as error:
            return error.code
        return "made"

    assert sorted(at_once(app, one_more, one_more)) == ["made", "too_many_tokens"]


# ---- the end of it -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("token", ["vf_", "vf_unknown", "vf_" + "A" * 43, "vf_\x7f"])
def test_an_unknown_token_is_refused(client: FlaskClient, person: Person, token: str) -> None:
    answer = client.get("/video/", headers=by(token))
    assert (answer.status_code, code_of(answer)) == (401, "not_authenticated")


def test_an_expired_token_is_refused_and_no_more_listed(client: FlaskClient, person: Person) -> None:
    token_id, headers = made(person, Scope.READ)
    let_time_pass("auth_sessions", "expires_at", token_id, "366 days")
    assert client.get("/video/", headers=headers).status_code == 401
    assert listed(client, person) == []


def test_revoking_ends_what_the_token_opened(client: FlaskClient, person: Person) -> None:
    """Invariant 10: streams, sockets, and the recordings it began."""
    token_id, headers = made(person, Scope.RECORD)
    begun = client.post("/video/start", json={}, headers=headers).json
    recorder = by(begun["upload_token"])
    assert client.post(f"/video/chunk/{begun['video_id']}", data=b"12345", headers=recorder).status_code == 200
    with (
        watch.watching(token_id) as stream,
        events.hub().listen(events.sign_in_channel(token_id)) as told,
    ):
        stream.require()
        assert client.delete(f"/account/tokens/{token_id}", headers=person.headers).status_code == 204
        assert told.get(timeout=10) == {"ended": True}
        watch._open.ask({token_id})
        with pytest.raises(VideoFlowError) as ended:
            stream.require()
        assert ended.value.code == "not_authenticated"
    assert client.post(f"/video/chunk/{begun['video_id']}", data=b"6", headers=recorder).status_code == 401
    assert client.post("/video/start", json={}, headers=headers).status_code == 401
    assert code_of(client.delete(f"/account/tokens/{token_id}", headers=person.headers)) == "not_found"


def test_nobody_revokes_somebody_elses(client: FlaskClient, make_person: Callable[[], Person]) -> None:
    """Invariant 6."""
    ada, bob = make_person(), make_person()
    theirs, headers = made(bob, Scope.READ)
    answers = [client.delete(f"/account/tokens/{each}", headers=ada.headers) for each in (theirs, uuid4())]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].data == answers[1].data
    assert client.get("/video/", headers=headers).status_code == 200


def test_tokens_and_sign_ins_are_listed_and_ended_apart(client: FlaskClient, person: Person) -> None:
    token_id, headers = made(person, Scope.READ)
    sign_ins = client.get("/account/sign-ins", headers=person.headers).json["items"]
    assert str(token_id) not in str(sign_ins)
    assert client.delete(f"/account/sign-ins/{token_id}", headers=person.headers).status_code == 404
    assert client.delete(f"/account/tokens/{sign_ins[0]['id']}", headers=person.headers).status_code == 404
    assert client.delete("/account/sign-ins", headers=person.headers).status_code == 204
    assert client.get("/video/", headers=headers).status_code == 200


def test_a_token_acts_for_its_person_alone(client: FlaskClient, make_person: Callable[[], Person]) -> None:
    ada, bob = make_person(), make_person()
    _, headers = made(bob, Scope.READ, Scope.RECORD)
    begun = client.post("/video/start", json={"title": "By a program"}, headers=headers).json
    assert client.get(f"/video/{begun['video_id']}", headers=bob.headers).json["title"] == "By a program"
    assert client.get(f"/video/{begun['video_id']}", headers=ada.headers).status_code == 404
    assert client.get("/video/?status=uploading", headers=headers).json["items"][0]["id"] == begun["video_id"]


def test_what_ended_long_ago_is_forgotten(app: APIFlask, person: Person) -> None:
    """Invariant 13."""
    from app.services.operations import retention

    token_id, _ = made(person, Scope.READ)
    api_tokens.revoke(person.id, token_id)
    with transaction() as work:
        past = datetime.now(UTC) - timedelta(days=400)
        work.execute(update(SignIn).where(SignIn.id == token_id).values(revoked_at=past))
    with settings_changed(app, keep_sign_ins_days=30.0):
        assert retention.forget_sign_ins() == 1
    with transaction() as work:
        assert work.scalar(text("SELECT count(*) FROM api_tokens")) == 0
