"""Passwords that were forgotten: one answer for everybody, a link that works once and for an hour."""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from app.db.unit_of_work import transaction
from app.domain.accounts.scopes import Scope
from app.errors import VideoFlowError
from app.services.accounts import api_tokens, resets
from tests.conftest import PASSWORD, Person
from tests.support.mail import Post, post_office
from tests.support.recordings import at_once, let_time_pass, queued, settings_changed
from tests.support.tokens import code_of

NEW = "an unlikely sentence of mine"


@pytest.fixture
def post(app: APIFlask) -> Iterator[Post]:
    with post_office() as found, settings_changed(app, smtp_url=found.url, mail_from="vf@example.org"):
        yield found


def ask(client: FlaskClient, email: str) -> TestResponse:
    return client.post("/auth/forgot", json={"email": email})


def rows() -> list[UUID]:
    with transaction() as work:
        return list(work.scalars(text("SELECT id FROM password_resets ORDER BY created_at")))


def link_for(client: FlaskClient, person: Person, post: Post) -> str:
    """The token of the mail that the worker sends."""
    assert ask(client, person.email).status_code == 202
    resets.send(rows()[-1])
    body = next(post.letters[-1].iter_parts()).get_content()
    found = re.search(r"/reset-password#token=(\S+)", body)
    assert found
    return found[1]


def use(client: FlaskClient, token: str, password: str = NEW) -> TestResponse:
    return client.post("/auth/reset", json={"token": token, "password": password})


def test_a_link_gives_a_new_password_once_and_ends_all_that_acts(
    client: FlaskClient, person: Person, post: Post
) -> None:
    """Invariant 10."""
    _, program = api_tokens.create(person.id, "A program", [Scope.READ], None)
    token = link_for(client, person, post)
    assert use(client, token).status_code == 204
    again = use(client, token, NEW + "s")
    assert (again.status_code, code_of(again)) == (410, "reset_over")
    assert client.get("/account", headers=person.headers).status_code == 401
    assert client.get("/video/", headers={"Authorization": f"Bearer {program}"}).status_code == 401
    codes = [
        client.post("/auth/login", json={"email": person.email, "password": each}).status_code
        for each in (PASSWORD, NEW + "s", NEW)
    ]
    assert codes == [401, 401, 200]


def test_using_one_ends_the_others_and_a_weak_password_ends_none(
    client: FlaskClient, person: Person, post: Post
) -> None:
    first, second = link_for(client, person, post), link_for(client, person, post)
    assert code_of(use(client, first, "password1")) == "weak_password"
    assert use(client, first).status_code == 204
    assert code_of(use(client, second)) == "reset_over"


def test_of_two_who_use_it_at_once_one_does(app: APIFlask, client: FlaskClient, person: Person, post: Post) -> None:
    token = link_for(client, person, post)

    def one() -> str:
        try:
            resets.use(token, NEW)
        except VideoFlowError as error:
            return error.code
        return "used"

    assert sorted(at_once(app, one, one)) == ["reset_over", "used"]


def test_a_link_is_over_after_an_hour_and_forgotten(client: FlaskClient, person: Person, post: Post) -> None:
    """Invariant 13."""
    token = link_for(client, person, post)
    let_time_pass("password_resets", "created_at", rows()[0], "61 minutes")
    assert code_of(use(client, token)) == "reset_over"
    assert resets.forget() == 1
    assert rows() == []


@pytest.mark.parametrize("token", ["x", "x.y.z", '"00000000-0000-4000-8000-000000000000".forged', "\u2028"])
def test_a_link_that_never_was_opens_nothing(client: FlaskClient, person: Person, token: str) -> None:
    answer = use(client, token)
    assert (answer.status_code, code_of(answer)) == (410, "reset_over")


def test_every_address_gets_the_same_answer_for_the_same_work(client: FlaskClient, person: Person, post: Post) -> None:
    """Whose address it is, nobody looks before the answer: one row each, and a worker that finds nobody."""
    known, unknown = ask(client, person.email), ask(client, "nobody@example.org")
    assert (known.status_code, known.data) == (unknown.status_code, unknown.data) == (202, known.data)
    there, nobody = rows()
    assert queued("default") == [("mail.reset", [str(there)]), ("mail.reset", [str(nobody)])]
    resets.send(nobody)
    assert (rows(), post.letters) == ([there], [])


def test_without_a_mail_server_nothing_is_kept_and_nothing_sent(client: FlaskClient, person: Person) -> None:
    assert ask(client, person.email).status_code == 202
    assert rows() == []
    assert client.get("/auth/options").json["mail"] is False


def test_asking_again_and_again_for_one_address_is_counted(
    app: APIFlask, client: FlaskClient, person: Person, post: Post
) -> None:
    with settings_changed(app, limits="forgot.account=2/hour", limits_factor=1.0):
        statuses = [ask(client, person.email).status_code for _ in range(3)]
    assert statuses == [202, 202, 429]


def test_no_link_is_written_down(
    client: FlaskClient,
    person: Person,
    post: Post,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    token = link_for(client, person, post)
    assert use(client, token).status_code == 204
    said = capfd.readouterr()
    assert token not in caplog.text + said.out + said.err
    with transaction() as work:
        assert token not in str(work.execute(text("SELECT * FROM password_resets")).all())
