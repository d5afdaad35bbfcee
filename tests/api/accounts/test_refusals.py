"""What is no token is refused, and so is what is no account or sign-in."""

from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from tests.api.accounts.test_routes import me, refresh, register
from tests.conftest import PASSWORD, Person
from tests.support.tokens import code_of, forged

# ---- tokens that are none ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"expired": True}, "token_expired"),
        ({"type": "refresh"}, "not_authenticated"),
        ({"aud": "upload"}, "not_authenticated"),
        ({"algorithm": "none"}, "not_authenticated"),
        ({"key": "another key that is long enough to be one"}, "not_authenticated"),
        ({"sid": None}, "not_authenticated"),
        ({"sid": "not a session"}, "not_authenticated"),
        ({"sid": str(uuid4())}, "not_authenticated"),
        ({"sub": None}, "not_authenticated"),
    ],
    ids=lambda value: str(value),
)
def test_a_forged_access_token_is_refused(client: FlaskClient, how: dict[str, Any], code: str) -> None:
    """Invariant 6."""
    token = forged(register(client).json["access_token"], **how)
    answer = me(client, token)
    assert (answer.status_code, code_of(answer)) == (401, code)


@pytest.mark.parametrize(
    "how",
    [
        {"expired": True},
        {"type": "access"},
        {"algorithm": "none"},
        {"rot": None},
        {"sid": None},
        {"sid": "x"},
        {"rot": 5},
    ],
    ids=str,
)
def test_a_forged_refresh_token_is_refused(client: FlaskClient, how: dict[str, Any]) -> None:
    token = forged(register(client).json["refresh_token"], **how)
    answer = refresh(client, token)
    assert answer.status_code == 401
    assert code_of(answer) == ("token_expired" if "expired" in how else "not_authenticated")


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Bearer a.b.c",
        "Bearer " + "x" * 5000,
        "Bearer é",
        "Basic YTpi",
        "Token abc",
        "",
        "bearer",
        "Bearer  two words",
        "Bearer eyJhbGciOiJub25lIn0.e30.",
        "Bearer eyJhbGciOiJIUzI1NiJ9.W10.AAAA",
    ],
)
def test_garbage_for_a_token_is_refused(client: FlaskClient, person: Person, header: str) -> None:
    for path in ("/auth/me", "/video/", f"/video/{uuid4()}"):
        answer = client.get(path, headers={"Authorization": header})
        assert (answer.status_code, code_of(answer)) == (401, "not_authenticated")
    answer = client.post(f"/video/chunk/{uuid4()}", headers={"Authorization": header}, data=b"x")
    assert (answer.status_code, code_of(answer)) == (401, "not_authenticated")


def test_a_token_in_the_query_is_none(client: FlaskClient) -> None:
    token = register(client).json["access_token"]
    assert client.get(f"/auth/me?token={token}&jwt={token}&access_token={token}").status_code == 401


# ---- bad input -----------------------------------------------------------------------------------------------------

GOOD = {"email": "eve@example.org", "password": PASSWORD, "name": "Eve"}


@pytest.mark.parametrize(
    "change",
    [
        {"email": None},
        {"email": 5},
        {"email": ""},
        {"email": "eve"},
        {"email": "eve@example"},
        {"email": "eve@ex ample.org"},
        {"email": "@example.org"},
        {"email": "eve@exa\0mple.org"},
        {"email": "e" * 250 + "@example.org"},
        {"email": ["eve@example.org"]},
        {"email": "\ud800@example.org"},
        {"password": "seven77"},
        {"password": "x" * 257},
        {"password": 12345678},
        {"password": "\ud800" * 10},
        {"name": ""},
        {"name": "   "},
        {"name": "x" * 101},
        {"name": "E\0ve"},
        {"name": {"first": "Eve"}},
        {"name": "Eve\udfff"},
        {"delivery": "pigeon"},
        {"delivery": None},
    ],
    ids=lambda change: ascii(change)[:40],
)
def test_a_bad_registration_is_refused_and_makes_nobody(client: FlaskClient, change: dict[str, Any]) -> None:
    """Invariant 8."""
    answer = client.post("/auth/register", json=GOOD | change)
    assert (answer.status_code, code_of(answer)) == (400, "invalid_request")
    fields = answer.json["error"]["details"]["fields"]["json"]
    assert list(fields) == list(change)
    assert "should" not in str(fields), "the validator's own message"
    assert client.get("/auth/options").json["first_account"] is True


@pytest.mark.parametrize("missing", list(GOOD))
def test_what_is_missing_is_named(client: FlaskClient, missing: str) -> None:
    answer = client.post("/auth/register", json={key: value for key, value in GOOD.items() if key != missing})
    assert answer.status_code == 400
    assert list(answer.json["error"]["details"]["fields"]["json"]) == [missing]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"null", b"[]", b'"text"', b"5", b"\xff", b"[" * 50_000, b'{"email": NaN}']
)
@pytest.mark.parametrize("path", ["/auth/register", "/auth/login"])
def test_what_is_no_json_object_is_refused(client: FlaskClient, path: str, body: bytes) -> None:
    answer = client.post(path, data=body, content_type="application/json")
    assert (answer.status_code, code_of(answer)) == (400, "invalid_request")


@pytest.mark.parametrize("change", [{"email": 5}, {"password": None}, {"password": "x" * 257}, {"email": "a\0@b.c"}])
def test_a_bad_login_is_refused(client: FlaskClient, change: dict[str, Any]) -> None:
    answer = client.post("/auth/login", json={"email": "a@b.c", "password": "x", **change})
    assert (answer.status_code, code_of(answer)) == (400, "invalid_request")


def test_refused_passwords_are_not_echoed(client: FlaskClient) -> None:
    answer = client.post("/auth/register", json=GOOD | {"password": "hunter2"})
    assert "hunter2" not in answer.text
