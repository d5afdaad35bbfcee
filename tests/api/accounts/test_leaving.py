"""What somebody takes along, and the end of their account, over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
import requests
from apiflask import APIFlask
from flask.testing import FlaskClient

from app.services.leaving import exporting
from tests.conftest import PASSWORD, Person
from tests.support.recordings import queued, settings_changed
from tests.support.tokens import code_of


@pytest.fixture
def leaver(make_person: Callable[[], Person]) -> Person:
    """Somebody who is not the last administrator."""
    make_person()
    return make_person()


def test_an_export_is_asked_for_followed_and_saved(client: FlaskClient, person: Person) -> None:
    def state() -> Any:
        return client.get("/account/export", headers=person.headers).json

    assert (state()["state"], state()["url"]) == ("none", None)
    asked = client.post("/account/export", headers=person.headers)
    assert (asked.status_code, asked.json["state"], asked.json["progress"]) == (202, "pending", 0)
    assert code_of(client.post("/account/export", headers=person.headers)) == "export_under_way"
    ((_, (export_id,)),) = queued("default")
    exporting.run(export_id)
    done = state()
    assert (done["state"], done["progress"]) == ("done", 1)
    led = client.get("/" + done["url"].split("/", 3)[3])
    saved = requests.get(led.headers["Location"], timeout=10)
    assert (len(saved.content), saved.headers["Content-Type"]) == (done["size"], "application/zip")
    assert "videoflow-export-" in saved.headers["Content-Disposition"]


def test_exports_are_counted(app: APIFlask, client: FlaskClient, person: Person) -> None:
    with settings_changed(app, limits="export_account.person=1/day", limits_factor=1.0):
        statuses = [client.post("/account/export", headers=person.headers).status_code for _ in range(2)]
    assert statuses == [202, 429]


@pytest.mark.parametrize("body", [{"password": "not mine"}, {"password": ""}, {}, {"password": None}])
def test_without_the_password_nothing_happens(client: FlaskClient, leaver: Person, body: dict[str, str]) -> None:
    answer = client.post("/account/closing", json=body, headers=leaver.headers)
    assert answer.status_code in (400, 403)
    assert client.get("/account", headers=leaver.headers).status_code == 200


def test_guesses_at_the_password_are_counted(app: APIFlask, client: FlaskClient, leaver: Person) -> None:
    with settings_changed(app, limits="password.person=2/minute", limits_factor=1.0):
        guesses = [{"password": f"a guess {number}"} for number in range(2)] + [{"password": PASSWORD}]
        codes = [code_of(client.post("/account/closing", json=each, headers=leaver.headers)) for each in guesses]
    assert codes == ["current_password_wrong"] * 2 + ["rate_limited"]
