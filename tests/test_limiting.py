"""How often is often: counted for all processes in Redis, and by each while that is away."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from app import guards, limiting
from app.errors import VideoFlowError
from app.limiting import TooMany
from app.serving import unwelcome
from tests.conftest import PASSWORD, Person
from tests.support.recordings import settings_changed
from tests.support.tokens import code_of


@pytest.fixture(autouse=True)
def few(app: APIFlask) -> Iterator[None]:
    """A table that is soon used up."""
    rows = "login.address=4/minute; login.account=2/minute; register.address=2/minute; "
    rows += "start.person=3/hour; read.person=5/minute"
    with settings_changed(app, limits=rows, limits_factor=1.0):
        yield


def test_it_is_counted_by_key_and_said_when_to_come_again() -> None:
    for _ in range(3):
        limiting.take("start", person="one", address="192.0.2.1")
    with pytest.raises(TooMany) as refusal:
        limiting.take("start", person="one", address="192.0.2.1")
    assert 1 <= refusal.value.retry_after <= 3600
    assert (refusal.value.code, refusal.value.http_status) == ("rate_limited", 429)
    limiting.take("start", person="another", address="192.0.2.1")


def test_a_key_that_has_no_row_is_not_counted() -> None:
    for _ in range(20):
        limiting.take("comment", address="192.0.2.1")


def test_it_is_forgotten_for_whom_it_is_asked() -> None:
    for _ in range(2):
        limiting.take("login", account="one")
    limiting.forget("login", "account", "one")
    limiting.take("login", account="one")


def test_without_redis_each_process_counts(app: APIFlask) -> None:
    with settings_changed(app, redis_url="redis://127.0.0.1:1/0"):
        for _ in range(3):
            limiting.take("start", person="alone")
        with pytest.raises(TooMany):
            limiting.take("start", person="alone")
        limiting.forget("start", "person", "alone")
        limiting.take("start", person="alone")


def test_guesses_at_one_account_are_stopped_from_whatever_address(client: FlaskClient, person: Person) -> None:
    guess = {"email": person.email, "password": "not this one"}
    answers = [client.post("/auth/login", json=guess, environ_base={"REMOTE_ADDR": f"192.0.2.{n}"}) for n in range(4)]
    assert [answer.status_code for answer in answers] == [401, 401, 429, 429]
    assert code_of(answers[-1]) == "rate_limited"
    assert int(answers[-1].headers["Retry-After"]) >= 1
    # However the account is written.
    wide = "".join(chr(ord(letter) + 0xFEE0) if letter.isalnum() else letter for letter in person.email.split("@")[0])
    for written in (f" {person.email.upper()} ", f"{wide}@example.org"):
        answer = client.post("/auth/login", json=guess | {"email": written}, environ_base={"REMOTE_ADDR": "192.0.2.9"})
        assert answer.status_code == 429, written


def test_whoever_knows_the_password_is_not_counted_as_guessing(client: FlaskClient, person: Person) -> None:
    right = {"email": person.email, "password": PASSWORD}
    for n in range(4):
        answer = client.post("/auth/login", json=right, environ_base={"REMOTE_ADDR": f"192.0.2.{n}"})
        assert answer.status_code == 200


def test_one_address_tries_many_accounts_only_so_often(client: FlaskClient) -> None:
    codes = [
        client.post("/auth/login", json={"email": f"{n}@example.org", "password": "x"}).status_code for n in range(6)
    ]
    assert codes == [401] * 4 + [429] * 2


def test_accounts_are_made_only_so_often(client: FlaskClient) -> None:
    def new(n: int) -> int:
        body = {"email": f"n{n}@example.org", "password": PASSWORD, "name": "N"}
        return client.post("/auth/register", json=body).status_code

    assert [new(n) for n in range(3)] == [201, 201, 429]


def test_a_person_begins_videos_only_so_often_and_nothing_is_left(client: FlaskClient, person: Person) -> None:
    codes = [client.post("/video/start", json={}, headers=person.headers).status_code for _ in range(5)]
    assert codes == [201] * 3 + [429] * 2
    assert len(client.get("/video/?limit=50", headers=person.headers).json["items"]) == 3


def test_who_reads_too_often_is_told_and_others_are_not(
    client: FlaskClient, person: Person, make_person: Callable[[], Person]
) -> None:
    codes = [client.get("/auth/me", headers=person.headers).status_code for _ in range(7)]
    assert codes == [200] * 5 + [429] * 2
    assert client.get("/auth/me", headers=make_person().headers).status_code == 200


def test_who_is_refused_sockets_again_and_again_gets_none(app: APIFlask, client: FlaskClient) -> None:
    """An upgrade costs a thread and a handshake: the third is answered before there is a socket."""
    upgrade = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version": "13",
    }
    with settings_changed(app, limits="denied.address=2/minute", limits_factor=1.0):
        for _ in range(2):
            with app.test_request_context("/ws/upload/x", environ_base={"REMOTE_ADDR": "192.0.2.1"}):
                with pytest.raises(VideoFlowError) as refusal:
                    guards.socket_caller()
                assert refusal.value.code == "not_authenticated"
        path = f"/ws/upload/{uuid4()}"
        answer = client.get(path, headers=upgrade, environ_base={"REMOTE_ADDR": "192.0.2.1"})
        assert (answer.status_code, code_of(answer)) == (429, "rate_limited")
        # And the next ones at the door.
        assert unwelcome.HERE.seconds("192.0.2.1") > 0
        client.get("/auth/options", environ_base={"REMOTE_ADDR": "192.0.2.1"}).get_json()
