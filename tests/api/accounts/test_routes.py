"""Accounts over HTTP: who gets in, how tokens rotate, and what ends a sign-in."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from app.db.unit_of_work import transaction
from app.services.accounts import sign_ins
from tests.conftest import PASSWORD, Person
from tests.support.recordings import at_once, let_time_pass, settings_changed
from tests.support.tokens import code_of, sign_in_of

GRACE_OVER = "31 seconds"
OPTIONS = {"registration": "open", "setup_code": False, "mail": False}


def register(client: FlaskClient, email: str = "ada@example.org", **more: Any) -> TestResponse:
    """Signs somebody up."""
    return client.post("/auth/register", json={"email": email, "password": PASSWORD, "name": "Ada", **more})


def login(client: FlaskClient, email: str = "ada@example.org", password: str = PASSWORD, **more: Any) -> TestResponse:
    """Signs somebody in."""
    return client.post("/auth/login", json={"email": email, "password": password, **more})


def refresh(client: FlaskClient, token: str) -> TestResponse:
    """Trades a refresh token in."""
    return client.post("/auth/refresh", headers={"Authorization": f"Bearer {token}"})


def me(client: FlaskClient, token: str) -> TestResponse:
    """Asks who the holder of a token is."""
    return client.get("/auth/me", headers={"Authorization": f"Bearer {token}"})


# ---- accounts ----------------------------------------------------------------------------------------------------


def test_the_first_account_is_the_admin_and_others_are_members(client: FlaskClient) -> None:
    assert client.get("/auth/options").json == {
        "registration": "open",
        "first_account": True,
        "setup_code": False,
        "mail": False,
    }
    first = register(client)
    second = register(client, "bob@example.org")
    assert (first.status_code, second.status_code) == (201, 201)
    assert (first.json["user"]["role"], second.json["user"]["role"]) == ("admin", "member")
    assert client.get("/auth/options").json == {
        "registration": "open",
        "first_account": False,
        "setup_code": False,
        "mail": False,
    }


def test_of_people_who_register_first_at_once_one_is_the_admin(app: APIFlask) -> None:
    emails = [f"{uuid4().hex}@example.org" for _ in range(6)]
    done = at_once(app, *[lambda email=email: sign_ins.register(email, PASSWORD, "Somebody") for email in emails])
    assert sorted(each.user.role for each in done) == ["admin"] + ["member"] * 5


def test_of_people_who_take_one_email_at_once_one_gets_it(app: APIFlask) -> None:
    emails = ["ada@example.org", "ADA@example.org", "Ada@Example.org"]
    done = at_once(app, *[lambda email=email: sign_ins.register(email, PASSWORD, "Ada") for email in emails])
    assert sorted(getattr(each, "code", "in") for each in done) == ["email_taken", "email_taken", "in"]


def test_an_answer_shows_the_person_and_no_secret(client: FlaskClient) -> None:
    answer = register(client, "  ada@example.org ", name="  Ada  ")
    user = answer.json["user"]
    shown = {"id": user["id"], "email": "ada@example.org", "name": "Ada", "role": "admin", "picture_url": None}
    assert user == shown
    assert set(answer.json) == {"user", "access_token", "refresh_token"}
    assert PASSWORD not in answer.text


@pytest.mark.parametrize("email", ["ada@example.org", "ADA@EXAMPLE.ORG", " ada@example.org"])
def test_an_email_is_taken_whatever_its_case(client: FlaskClient, email: str) -> None:
    register(client)
    answer = register(client, email)
    assert (answer.status_code, code_of(answer)) == (409, "email_taken")


@pytest.mark.parametrize("email", ["ada@example.org", "Ada@Example.org", "İpek@example.org", "straße@example.org"])
def test_people_get_in_with_the_email_they_gave_in_any_case(client: FlaskClient, email: str) -> None:
    assert register(client, email).status_code == 201
    assert login(client, email).status_code == 200
    assert login(client, "ADA@example.ORG").status_code == (200 if email.lower() == "ada@example.org" else 401)


def test_unknown_emails_and_wrong_passwords_get_the_same_answer(client: FlaskClient) -> None:
    register(client)
    unknown, wrong = login(client, "nobody@example.org"), login(client, password="not the password")
    assert unknown.status_code == wrong.status_code == 401
    assert unknown.data == wrong.data
    assert code_of(wrong) == "bad_credentials"
    dull = {"Date", "Content-Length"}
    assert {k: v for k, v in unknown.headers if k not in dull} == {k: v for k, v in wrong.headers if k not in dull}


def test_closed_registration_lets_the_first_in_and_nobody_else(app: APIFlask, client: FlaskClient) -> None:
    with settings_changed(app, registration="closed"):
        assert register(client).status_code == 201
        answer = register(client, "bob@example.org")
        assert (answer.status_code, code_of(answer)) == (403, "registration_closed")
        assert client.get("/auth/options").json == {
            "registration": "closed",
            "first_account": False,
            "setup_code": False,
            "mail": False,
        }
        assert login(client).status_code == 200


def test_only_admins_hear_where_to_operate(
    app: APIFlask, client: FlaskClient, make_person: Callable[[], Person]
) -> None:
    admin, member = make_person(), make_person()
    with settings_changed(app, flower_url="http://flower.example.org"):
        assert client.get("/auth/me", headers=admin.headers).json["operate"] == {
            "flower_url": "http://flower.example.org"
        }
        assert client.get("/auth/me", headers=member.headers).json["operate"] is None


def test_passwords_are_kept_as_argon2_hashes(client: FlaskClient) -> None:
    register(client)
    with transaction() as work:
        kept = work.scalar(text("SELECT password_hash FROM users"))
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept


# ---- refresh tokens rotate -----------------------------------------------------------------------------------------


def test_a_refresh_token_is_traded_for_new_tokens(client: FlaskClient) -> None:
    first = register(client).json
    second = refresh(client, first["refresh_token"])
    assert second.status_code == 200
    assert second.json["user"] == first["user"]
    assert second.json["refresh_token"] != first["refresh_token"]
    assert me(client, second.json["access_token"]).status_code == 200
    assert refresh(client, second.json["refresh_token"]).status_code == 200


def test_a_spent_token_used_after_the_grace_ends_the_sign_in(client: FlaskClient) -> None:
    """It leaked: neither who stole it nor its owner goes on with it."""
    first = register(client).json
    second = refresh(client, first["refresh_token"]).json
    let_time_pass("auth_sessions", "rotated_at", sign_in_of(first["access_token"]), GRACE_OVER)
    stolen = refresh(client, first["refresh_token"])
    assert (stolen.status_code, code_of(stolen)) == (401, "not_authenticated")
    assert refresh(client, second["refresh_token"]).status_code == 401
    assert me(client, second["access_token"]).status_code == 401
    assert login(client).status_code == 200


def test_a_token_spent_two_rotations_ago_ends_the_sign_in_at_once(client: FlaskClient) -> None:
    first = register(client).json
    second = refresh(client, first["refresh_token"]).json
    third = refresh(client, second["refresh_token"]).json
    assert refresh(client, first["refresh_token"]).status_code == 401
    assert refresh(client, third["refresh_token"]).status_code == 401


def test_two_tabs_may_refresh_in_the_same_moment(client: FlaskClient) -> None:
    """Whichever answer the browser keeps, it stays signed in."""
    first = register(client).json
    tabs = [refresh(client, first["refresh_token"]) for _ in range(2)]
    assert [tab.status_code for tab in tabs] == [200, 200]
    let_time_pass("auth_sessions", "rotated_at", sign_in_of(first["access_token"]), GRACE_OVER)
    for tab in tabs:
        assert me(client, tab.json["access_token"]).status_code == 200
    assert refresh(client, tabs[0].json["refresh_token"]).status_code == 200
    assert refresh(client, tabs[1].json["refresh_token"]).status_code == 200


def test_many_tabs_at_once(app: APIFlask, client: FlaskClient) -> None:
    token = register(client).json["refresh_token"]
    done = at_once(app, *[lambda: refresh(app.test_client(), token)] * 5)
    assert [each.status_code for each in done] == [200] * 5


def test_a_sign_in_ends_with_its_refresh_token(client: FlaskClient) -> None:
    tokens = register(client).json
    let_time_pass("auth_sessions", "expires_at", sign_in_of(tokens["access_token"]), "31 days")
    assert refresh(client, tokens["refresh_token"]).status_code == 401


def test_logout_ends_both_tokens_and_no_other_sign_in(client: FlaskClient) -> None:
    here, there = register(client).json, login(client).json
    answer = client.post("/auth/logout", headers={"Authorization": f"Bearer {here['access_token']}"})
    assert (answer.status_code, answer.data) == (204, b"")
    assert code_of(me(client, here["access_token"])) == "not_authenticated"
    assert code_of(refresh(client, here["refresh_token"])) == "not_authenticated"
    assert me(client, there["access_token"]).status_code == 200
    assert refresh(client, there["refresh_token"]).status_code == 200


# ---- the browser: cookies and CSRF ---------------------------------------------------------------------------------


def flags_of(answer: TestResponse) -> dict[str, set[str]]:
    """Each cookie the answer sets, and its attributes in lower case."""
    found = {}
    for line in answer.headers.getlist("Set-Cookie"):
        pair, *attributes = line.split("; ")
        found[pair.partition("=")[0]] = {attribute.partition("=")[0].lower() for attribute in attributes} | {
            attribute.lower() for attribute in attributes if "=" in attribute and "xpires" not in attribute
        }
    return found


def csrf(client: FlaskClient, kind: str = "access") -> dict[str, str]:
    """The header that proves that our own page asks."""
    cookie = client.get_cookie(f"csrf_{kind}_token")
    assert cookie
    return {"X-CSRF-TOKEN": cookie.value}


@pytest.fixture
def browser(client: FlaskClient) -> FlaskClient:
    """A signed-in browser."""
    assert register(client, delivery="cookie").status_code == 201
    return client


@pytest.mark.parametrize("secure", [False, True])
def test_tokens_for_browsers_are_out_of_reach_of_scripts(app: APIFlask, client: FlaskClient, secure: bool) -> None:
    app.config["JWT_COOKIE_SECURE"] = secure
    try:
        answer = register(client, delivery="cookie")
    finally:
        app.config["JWT_COOKIE_SECURE"] = False
    assert (answer.json["access_token"], answer.json["refresh_token"]) == (None, None)
    flags = flags_of(answer)
    assert set(flags) == {"access_token_cookie", "refresh_token_cookie", "csrf_access_token", "csrf_refresh_token"}
    for name, attributes in flags.items():
        assert ("httponly" in attributes) is not name.startswith("csrf_")
        assert "samesite=lax" in attributes
        assert ("secure" in attributes) is secure
        assert "expires" in attributes or "max-age" in attributes
    assert "path=/auth" in flags["refresh_token_cookie"]


def test_tokens_in_the_body_come_without_cookies(client: FlaskClient) -> None:
    assert register(client).headers.getlist("Set-Cookie") == []


def test_reading_needs_the_cookie_alone(browser: FlaskClient) -> None:
    assert browser.get("/auth/me").json["user"]["email"] == "ada@example.org"
    assert browser.get("/video/").status_code == 200


@pytest.mark.parametrize("headers", [{}, {"X-CSRF-TOKEN": ""}, {"X-CSRF-TOKEN": "wrong"}])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/video/start"),
        ("POST", "/auth/logout"),
        ("POST", "/auth/refresh"),
        ("PATCH", f"/video/{uuid4()}"),
        ("DELETE", f"/video/{uuid4()}"),
        ("DELETE", "/annotations/1"),
    ],
)
def test_changing_needs_proof_that_our_page_asks(
    browser: FlaskClient, method: str, path: str, headers: dict[str, str]
) -> None:
    answer = browser.open(path, method=method, headers=headers, json={})
    assert (answer.status_code, code_of(answer)) == (401, "csrf_failed")


def test_with_proof_the_browser_may_change(browser: FlaskClient) -> None:
    assert browser.post("/video/start", json={}, headers=csrf(browser)).status_code == 201


def test_the_proof_for_one_cookie_is_none_for_the_other(browser: FlaskClient) -> None:
    assert code_of(browser.post("/auth/refresh", headers=csrf(browser))) == "csrf_failed"
    assert code_of(browser.post("/video/start", json={}, headers=csrf(browser, "refresh"))) == "csrf_failed"


def test_a_browser_refreshes_into_cookies(browser: FlaskClient) -> None:
    before = browser.get_cookie("access_token_cookie").value
    answer = browser.post("/auth/refresh", headers=csrf(browser, "refresh"))
    assert answer.status_code == 200
    assert (answer.json["access_token"], answer.json["refresh_token"]) == (None, None)
    assert browser.get_cookie("access_token_cookie").value != before
    assert browser.post("/video/start", json={}, headers=csrf(browser)).status_code == 201


def test_logout_takes_the_cookies_back(browser: FlaskClient) -> None:
    access = browser.get_cookie("access_token_cookie").value
    assert browser.post("/auth/logout", headers=csrf(browser)).status_code == 204
    assert browser.get_cookie("access_token_cookie") is None
    assert browser.get_cookie("refresh_token_cookie", path="/auth") is None
    assert browser.get("/auth/me").status_code == 401
    browser.set_cookie("access_token_cookie", access)
    assert code_of(browser.get("/auth/me")) == "not_authenticated"


def test_an_api_client_beside_a_browsers_stale_cookies_is_served_as_one(browser: FlaskClient) -> None:
    tokens = login(browser).json
    browser.set_cookie("refresh_token_cookie", "stale", path="/auth")
    answer = refresh(browser, tokens["refresh_token"])
    assert answer.status_code == 200
    assert answer.json["refresh_token"]
