"""One's own account: what it says, its password, and where it is signed in."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import events
from app.errors import VideoFlowError
from app.services.accounts import credentials, watch, whereabouts
from tests.conftest import PASSWORD, Person
from tests.support.recordings import at_once, settings_changed
from tests.support.tokens import code_of, sign_in_of

NEW = "an unlikely sentence of mine"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


def sign_in(client: FlaskClient, person: Person, password: str = PASSWORD) -> TestResponse:
    """Signs them in once more, by a browser."""
    words = {"email": person.email, "password": password}
    return client.post("/auth/login", json=words, headers={"User-Agent": FIREFOX})


def bearer(signed_in: TestResponse) -> dict[str, str]:
    """What a request needs to come from there."""
    return {"Authorization": f"Bearer {signed_in.json['access_token']}"}


def change(client: FlaskClient, headers: dict[str, str], current: str = PASSWORD, new: str = NEW) -> TestResponse:
    """Asks for another password."""
    return client.post("/account/password", json={"current": current, "new": new}, headers=headers)


def listed(client: FlaskClient, headers: dict[str, str]) -> list[dict[str, Any]]:
    """Where they are signed in."""
    return client.get("/account/sign-ins", headers=headers).json["items"]


# ---- what it says ------------------------------------------------------------------------------------------------


def test_an_account_says_what_its_person_chose(client: FlaskClient, person: Person) -> None:
    before = client.get("/account", headers=person.headers).json
    assert (before["id"], before["email"]) == (str(person.id), person.email)
    assert (before["language"], before["time_zone"]) == (None, None)
    chosen = {"name": "  Ada L.  ", "language": "de", "time_zone": "Europe/Vienna"}
    after = client.patch("/account", json=chosen, headers=person.headers)
    assert after.json == before | chosen | {"name": "Ada L."}
    # What is left out stays; null takes it back.
    assert client.patch("/account", json={"time_zone": None}, headers=person.headers).json == after.json | {
        "time_zone": None
    }
    assert client.patch("/account", json={}, headers=person.headers).json == after.json | {"time_zone": None}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"name": ""}, "invalid_request"),
        ({"name": None}, "invalid_request"),
        ({"name": "a\x00b"}, "invalid_request"),
        ({"name": "x" * 101}, "invalid_request"),
        ({"language": "tlh"}, "invalid_request"),
        ({"time_zone": "Mars/Olympus"}, "invalid_time_zone"),
        ({"time_zone": "../../etc/passwd"}, "invalid_time_zone"),
        ({"time_zone": ""}, "invalid_request"),
    ],
)
def test_what_cannot_be_taken_changes_nothing(
    client: FlaskClient, person: Person, body: dict[str, Any], code: str
) -> None:
    before = client.get("/account", headers=person.headers).json
    answer = client.patch("/account", json=body | {"role": "admin"}, headers=person.headers)
    assert (400 <= answer.status_code < 500, code_of(answer)) == (True, code)
    assert client.get("/account", headers=person.headers).json == before


def test_nobody_gives_themselves_a_role(client: FlaskClient, make_person: Callable[[], Person]) -> None:
    make_person()
    member = make_person()
    client.patch("/account", json={"role": "admin", "email": "root@example.org"}, headers=member.headers)
    after = client.get("/account", headers=member.headers).json
    assert (after["role"], after["email"]) == ("member", member.email)


# ---- its password ------------------------------------------------------------------------------------------------


def test_a_new_password_ends_every_other_sign_in(client: FlaskClient, person: Person) -> None:
    """Invariant 10: what the others opened ends with them."""
    elsewhere = sign_in(client, person)
    other = UUID(sign_in_of(elsewhere.json["access_token"]))
    with watch.watching(other) as stream, events.hub().listen(events.sign_in_channel(other)) as told:
        stream.require()
        assert change(client, person.headers).status_code == 204
        assert told.get(timeout=10) == {"ended": True}
        watch._open.ask({other})
        with pytest.raises(VideoFlowError):
            stream.require()
    assert client.get("/account", headers=bearer(elsewhere)).status_code == 401
    assert client.get("/account", headers=person.headers).status_code == 200
    assert sign_in(client, person).status_code == 401
    assert sign_in(client, person, NEW).status_code == 200


@pytest.mark.parametrize(
    ("current", "new", "status", "code"),
    [
        ("not the password", NEW, 403, "current_password_wrong"),
        (PASSWORD, "password1", 422, "weak_password"),
        (PASSWORD, "short", 400, "invalid_request"),
        (PASSWORD, "x" * 257, 400, "invalid_request"),
    ],
)
def test_a_password_that_cannot_be_taken_ends_nothing(
    client: FlaskClient, person: Person, current: str, new: str, status: int, code: str
) -> None:
    elsewhere = sign_in(client, person)
    answer = change(client, person.headers, current, new)
    assert (answer.status_code, code_of(answer)) == (status, code)
    assert client.get("/account", headers=bearer(elsewhere)).status_code == 200
    assert sign_in(client, person).status_code == 200


def test_guesses_at_the_current_password_are_counted(app: APIFlask, client: FlaskClient, person: Person) -> None:
    with settings_changed(app, limits="password.person=2/minute", limits_factor=1.0):
        codes = [code_of(change(client, person.headers, "a guess of many")) for _ in range(3)]
    assert codes == ["current_password_wrong"] * 2 + ["rate_limited"]


def test_of_two_who_change_it_at_once_one_is_told(app: APIFlask, person: Person) -> None:
    def ask(new: str) -> Callable[[], str]:
        def run() -> str:
            try:
                credentials.change_password(person.id, PASSWORD, new, None)
            except VideoFlowError as error:
                return error.code
            return "changed"

        return run

    found = at_once(app, ask(NEW), ask(NEW + "s"))
    # The later one compared before the first had changed it, or after.
    assert sorted(found)[0] == "changed" and sorted(found)[1] in {
        "current_password_wrong",
        "password_changed_meanwhile",
    }


# ---- where it is signed in ---------------------------------------------------------------------------------------


def test_sign_ins_are_listed_by_what_they_are(client: FlaskClient, person: Person) -> None:
    there = sign_in(client, person)
    found = listed(client, person.headers)
    assert [each["device"] for each in found][0] == "Firefox on Linux"
    assert [each["current"] for each in found] == [False, True]
    assert found[0]["id"] == str(sign_in_of(there.json["access_token"]))
    assert found[0]["created_at"] <= found[0]["last_used_at"] < found[0]["expires_at"]
    assert "jti" not in str(found)


def test_one_is_ended_from_another(client: FlaskClient, person: Person) -> None:
    there = sign_in(client, person)
    path = f"/account/sign-ins/{sign_in_of(there.json['access_token'])}"
    assert client.delete(path, headers=person.headers).status_code == 204
    assert client.get("/account", headers=bearer(there)).status_code == 401
    assert len(listed(client, person.headers)) == 1
    assert code_of(client.delete(path, headers=person.headers)) == "not_found"


def test_somebody_elses_is_not_there(client: FlaskClient, make_person: Callable[[], Person]) -> None:
    """Invariant 6."""
    ada, bob = make_person(), make_person()
    theirs = listed(client, bob.headers)[0]["id"]
    answers = [client.delete(f"/account/sign-ins/{each}", headers=ada.headers) for each in (theirs, uuid4())]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].data == answers[1].data
    assert client.get("/account", headers=bob.headers).status_code == 200
    assert theirs not in str(listed(client, ada.headers))


def test_all_others_end_at_once(client: FlaskClient, make_person: Callable[[], Person]) -> None:
    ada, bob = make_person(), make_person()
    others = [sign_in(client, ada) for _ in range(2)]
    assert client.delete("/account/sign-ins", headers=ada.headers).status_code == 204
    assert [client.get("/account", headers=bearer(each)).status_code for each in others] == [401, 401]
    assert [client.get("/account", headers=each.headers).status_code for each in (ada, bob)] == [200, 200]
    assert [row.user_id for row in whereabouts.listing(ada.id)] == [ada.id]
