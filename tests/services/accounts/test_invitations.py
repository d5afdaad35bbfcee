"""Administrators' invitations: for one address, once, for two weeks, in no list and no log."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import func, insert, select, text

from app.db.models import Invitation
from app.db.unit_of_work import transaction
from app.errors import VideoFlowError
from app.services.accounts import invitations
from tests.conftest import PASSWORD, Person
from tests.support.mail import post_office
from tests.support.recordings import at_once, let_time_pass, queued, settings_changed
from tests.support.tokens import code_of

EMAIL = "new@example.net"


def invite(client: FlaskClient, person: Person, email: str = EMAIL, **more: str) -> dict[str, str]:
    answer = client.post("/admin/invitations", json={"email": email, **more}, headers=person.headers)
    assert answer.status_code == 201, answer.json
    return dict(answer.json)


def token_of(url: str) -> str:
    link = urlsplit(url)
    # Behind '#': neither logs nor Referer have it.
    assert (link.path, link.query) == ("/register", "")
    return parse_qs(link.fragment)["invite"][0]


def register(client: FlaskClient, token: str, email: str = EMAIL) -> tuple[int, str | None]:
    body = {"email": email, "password": PASSWORD, "name": "Somebody", "invitation": token}
    answer = client.post("/auth/register", json=body)
    return answer.status_code, answer.json["user"]["role"] if answer.status_code == 201 else code_of(answer)


@pytest.mark.parametrize("rule", ["closed", "invitation", "open"])
def test_it_is_for_its_address_for_its_role_and_for_once(
    app: APIFlask, client: FlaskClient, person: Person, rule: str
) -> None:
    token = token_of(invite(client, person, "New@Example.net", role="viewer")["url"])
    assert len(token) == 22
    with settings_changed(app, registration=rule):
        assert register(client, token, "other@example.net") == (403, "invitation_not_yours")
        assert register(client, token[:-1] + ("A" if token[-1] != "A" else "Q")) == (410, "invitation_over")
        assert register(client, token) == (201, "viewer")
        assert register(client, token) == (410, "invitation_over")
        assert register(client, token, "other@example.net") == (410, "invitation_over")
    assert client.get("/admin/invitations", headers=person.headers).json["items"] == []


def test_of_two_who_use_it_at_once_one_gets_in(app: APIFlask, client: FlaskClient, person: Person) -> None:
    token = token_of(invite(client, person)["url"])
    answers = at_once(app, *[lambda: register(app.test_client(), token)] * 2)
    assert sorted(answers)[0] == (201, "member")
    assert sorted(answers)[1][1] in ("invitation_over", "email_taken")


def test_it_is_withdrawn_replaced_or_too_old(client: FlaskClient, person: Person) -> None:
    first = invite(client, person)
    second = invite(client, person)
    assert [each["id"] for each in client.get("/admin/invitations", headers=person.headers).json["items"]] == [
        second["id"]
    ]
    assert register(client, token_of(first["url"])) == (410, "invitation_over")
    path = f"/admin/invitations/{second['id']}"
    assert client.delete(path, headers=person.headers).status_code == 204
    assert client.delete(path, headers=person.headers).status_code == 404
    assert register(client, token_of(second["url"])) == (410, "invitation_over")
    third = invite(client, person)
    let_time_pass("invitations", "expires_at", UUID(third["id"]), "14 days")
    assert register(client, token_of(third["url"])) == (410, "invitation_over")
    # There is room for another one.
    assert register(client, token_of(invite(client, person)["url"])) == (201, "member")


def test_whoever_has_an_account_is_not_invited_and_can_take_one_up(
    client: FlaskClient, person: Person, make_person: Callable[[], Person]
) -> None:
    other = make_person()
    answer = client.post("/admin/invitations", json={"email": other.email.upper()}, headers=person.headers)
    assert (answer.status_code, code_of(answer)) == (409, "email_taken")
    token = token_of(invite(client, person)["url"])
    answer = client.post("/auth/invitations/accept", json={"invitation": token}, headers=other.headers)
    assert (answer.status_code, code_of(answer)) == (403, "invitation_not_yours")


def test_only_so_many_wait(client: FlaskClient, person: Person) -> None:
    row = {"role": "member", "expires_at": func.now() + text("interval '1 day'")}
    with transaction() as work:
        for number in range(invitations.OPEN):
            email = f"{number}@example.net"
            work.execute(insert(Invitation).values(email=email, token_hash=email.encode(), **row))
    answer = client.post("/admin/invitations", json={"email": EMAIL}, headers=person.headers)
    assert (answer.status_code, code_of(answer)) == (409, "too_many_invitations")
    with transaction() as work:
        assert work.scalar(select(func.count()).select_from(Invitation)) == invitations.OPEN
    # One that waits already may be sent again.
    invite(client, person, "7@example.net")


@pytest.mark.parametrize(
    "wrong",
    [{"email": "a@example.net\r\nBcc: b@example.net"}, {"email": EMAIL, "role": "owner"}, {"email": "<b>@x"}, {}],
)
def test_what_is_no_address_or_role_is_refused(client: FlaskClient, person: Person, wrong: dict[str, str]) -> None:
    assert client.post("/admin/invitations", json=wrong, headers=person.headers).status_code == 400
    assert invitations.listing() == []


def test_only_administrators_invite(client: FlaskClient, person: Person, make_person: Callable[[], Person]) -> None:
    other = make_person().headers
    for answer in (
        client.post("/admin/invitations", json={"email": EMAIL}, headers=other),
        client.get("/admin/invitations", headers=other),
        client.get("/admin/people", headers=other),
        client.get("/admin/storage", headers=other),
        client.get("/admin/audit", headers=other),
        client.get("/admin/audit/export", headers=other),
    ):
        assert (answer.status_code, code_of(answer)) == (403, "forbidden")


def test_it_is_mailed_and_then_shown_to_nobody(app: APIFlask, client: FlaskClient, person: Person) -> None:
    with post_office() as post, settings_changed(app, smtp_url=post.url, mail_from="vf@example.org"):
        made = invite(client, person)
        assert made["url"] is None
        # What waits in the queue, and so what Flower shows, is an id.
        assert queued("default")[-1] == ("mail.invitation", [made["id"]])
        invitations.send(UUID(made["id"]))
        body = next(post.letters[-1].iter_parts()).get_content()
        found = re.search(r"\S+/register#invite=\S+", body)
        assert found
        assert register(client, token_of(found[0])) == (201, "member")
        # Whoever has an account by now gets no other mail.
        invitations.send(UUID(made["id"]))
        assert len(post.letters) == 1


def test_what_ended_long_ago_is_forgotten(client: FlaskClient, person: Person) -> None:
    made = invite(client, person)
    assert invitations.forget() == 0
    let_time_pass("invitations", "expires_at", UUID(made["id"]), "45 days")
    assert invitations.forget() == 1
    with pytest.raises(VideoFlowError):
        invitations.withdraw(UUID(made["id"]), person.id)
