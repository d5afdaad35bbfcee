"""Who may have an account, and who may be the first."""

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from app.services.accounts import admission
from tests.conftest import PASSWORD, Person
from tests.support.recordings import settings_changed
from tests.support.tokens import code_of


def register(client: FlaskClient, email: str = "ada@example.org", **more: str) -> tuple[int, str | None]:
    body = {"email": email, "password": PASSWORD, "name": "Somebody"} | more
    answer = client.post("/auth/register", json=body)
    return answer.status_code, None if answer.status_code == 201 else code_of(answer)


def test_on_loopback_the_first_account_is_one_form(client: FlaskClient) -> None:
    assert client.get("/auth/options").json["setup_code"] is False
    assert register(client) == (201, None)


@pytest.mark.parametrize(
    "reached",
    [{"public_url": "https://video.example.org"}, {"web_bind": "0.0.0.0:8000"}, {"web_bind": "[::]:8000"}],
    ids=str,
)
def test_where_others_reach_it_the_first_account_needs_the_code(
    app: APIFlask, client: FlaskClient, reached: dict[str, str]
) -> None:
    with settings_changed(app, **reached):
        code = admission.setup_code()
        assert client.get("/auth/options").json["setup_code"] is True
        assert register(client) == (403, "setup_code_needed")
        assert register(client, setup_code="aaaa-aaaa-aaaa") == (403, "setup_code_needed")
        assert register(client, setup_code="") == (403, "setup_code_needed")
        assert client.get("/auth/options").json["first_account"] is True
        assert register(client, setup_code=f" {code.upper()} ") == (201, None)
        # It opens nothing else: the second account is a member's, with or without.
        assert register(client, "second@example.org") == (201, None)


def test_the_code_is_another_ones_elsewhere(app: APIFlask) -> None:
    first = admission.setup_code()
    with settings_changed(app, secret_key="s" * 40):
        assert admission.setup_code() != first
    assert admission.setup_code() == first


@pytest.mark.parametrize(
    ("rule", "email", "outcome"),
    [
        ({"registration": "open"}, "b@example.net", (201, None)),
        ({"registration": "closed"}, "b@example.net", (403, "registration_closed")),
        ({"registration": "invitation"}, "b@example.net", (403, "invitation_needed")),
        (
            {"registration": "domain", "registration_domains": "example.com, b\u00fccher.example"},
            "b@example.net",
            (403, "domain_not_allowed"),
        ),
        (
            {"registration": "domain", "registration_domains": "example.com, b\u00fccher.example"},
            "b@EXAMPLE.com",
            (201, None),
        ),
        (
            {"registration": "domain", "registration_domains": "example.com, b\u00fccher.example"},
            "b@xn--bcher-kva.example",
            (201, None),
        ),
        (
            {"registration": "domain", "registration_domains": "example.com"},
            "b@sub.example.com",
            (403, "domain_not_allowed"),
        ),
    ],
)
def test_the_rule_for_new_accounts(
    app: APIFlask,
    client: FlaskClient,
    person: Person,
    rule: dict[str, str],
    email: str,
    outcome: tuple[int, str | None],
) -> None:
    with settings_changed(app, **rule):
        assert register(client, email) == outcome


def test_a_look_alike_of_an_account_is_no_account(client: FlaskClient, person: Person) -> None:
    assert register(client, "\u0430da@example.org")[0] == 400
    assert register(client, "ada@example.org") == (201, None)
    assert register(client, " ADA@Example.org ") == (409, "email_taken")
