"""Whose an address is, a mail shows: what waited for it is then the account's, and nobody else's."""

import re
from collections.abc import Callable, Iterator

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import insert

from app.db.models import Annotation
from app.db.unit_of_work import transaction
from app.services.accounts import admission, confirmations, profile, resets, sign_ins
from app.services.videos import library
from tests.conftest import PASSWORD, Person
from tests.support.mail import Post, post_office
from tests.support.recordings import queued, settings_changed
from tests.support.tokens import code_of

ANA = "ana@example.org"


@pytest.fixture
def post(app: APIFlask) -> Iterator[Post]:
    with post_office() as found, settings_changed(app, smtp_url=found.url, mail_from="vf@example.org"):
        yield found


def register(email: str = ANA, proof: admission.Proof = admission.NO_PROOF) -> Person:
    signed_in = sign_ins.register(email, PASSWORD, "Ana", proof)
    return Person(signed_in.user.id, email, {"Authorization": f"Bearer {signed_in.access_token}"})


def token_for(person: Person, post: Post) -> str:
    """What the mail links to."""
    confirmations.send(person.id)
    found = re.search(r"/confirm-email#token=(\S+)", next(post.letters[-1].iter_parts()).get_content())
    assert found
    return found[1]


def is_confirmed(person: Person) -> bool:
    return profile.of(person.id).email_confirmed_at is not None


def shared_with(client: FlaskClient, person: Person) -> list[str]:
    return [each["id"] for each in client.get("/video/?scope=shared", headers=person.headers).json["items"]]


def test_what_waited_for_an_address_is_theirs_who_show_that_it_is(
    client: FlaskClient, make_person: Callable[[], Person], post: Post
) -> None:
    """Invariant 6: who merely writes an address when they register has nothing of what others gave to it."""
    owner = make_person()
    video = library.start(owner.id, None, None)
    name = {"email": ANA, "right": "comment"}
    early = client.post(f"/video/{video}/people", json=name, headers=owner.headers)
    said = {"video_id": video, "guest_name": "Ana", "guest_email": ANA, "timestamp": 0, "content": "Hello"}
    with transaction() as work:
        work.execute(insert(Annotation).values(said))
    ana = register()
    assert ("mail.confirmation", [str(ana.id)]) in queued("default")
    # Named once more while the account is there: it waits all the same.
    late = client.post(f"/video/{video}/people", json=name, headers=owner.headers)
    assert (early.json["pending"], late.json["pending"], shared_with(client, ana)) == (True, True, [])
    assert client.get(f"/video/{video}", headers=ana.headers).status_code == 404
    token = token_for(ana, post)
    for _ in range(2):
        assert client.post("/auth/confirm", json={"token": token}).status_code == 204
    assert (is_confirmed(ana), shared_with(client, ana)) == (True, [str(video)])
    (words,) = client.get(f"/annotations/video/{video}", headers=ana.headers).json["items"]
    assert (words["author"]["id"], words["author"]["guest"]) == (str(ana.id), False)
    again = client.post(f"/video/{video}/people", json=name | {"right": "edit"}, headers=owner.headers)
    assert (again.json["pending"], again.json["id"]) == (False, str(ana.id))
    # Nothing is sent for what is shown already.
    count = len(post.letters)
    confirmations.send(ana.id)
    assert len(post.letters) == count


def test_without_a_mail_server_an_address_is_believed(client: FlaskClient, make_person: Callable[[], Person]) -> None:
    owner, ana = make_person(), register()
    assert queued("default") == []
    video = library.start(owner.id, None, None)
    named = client.post(f"/video/{video}/people", json={"email": ANA, "right": "view"}, headers=owner.headers)
    assert (named.json["pending"], shared_with(client, ana)) == (False, [str(video)])
    account = client.get("/account", headers=ana.headers).json
    assert (account["email_confirmed"], account["mail"]) == (False, False)


@pytest.mark.parametrize("token", ["x", "a.b.c", "\u2028", '["' + "0" * 8 + '"]'])
def test_what_is_no_link_shows_nothing(client: FlaskClient, person: Person, token: str) -> None:
    answer = client.post("/auth/confirm", json={"token": token})
    assert (answer.status_code, code_of(answer), is_confirmed(person)) == (410, "confirmation_over", False)


def test_a_link_is_for_its_address_and_for_days(
    client: FlaskClient, person: Person, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = token_for(person, post)
    reset = resets._signer().dumps(str(person.id))
    monkeypatch.setattr(confirmations, "DAYS", -1)
    for each in (token, reset):
        assert code_of(client.post("/auth/confirm", json={"token": each})) == "confirmation_over"
    assert not is_confirmed(person)


def test_other_ways_show_it_too(person: Person, post: Post) -> None:
    """An administrator's invitation went to the address, and so did the link for a new password."""
    invited = register(proof=admission.Proof(invitation=admission.invitation(ANA)))
    assert is_confirmed(invited) and queued("default") == []
    by_a_friend = admission.invitation("bea@example.org", person.id, admits=False)
    assert not is_confirmed(register("bea@example.org", admission.Proof(invitation=by_a_friend)))


def test_asking_for_it_again_is_counted(app: APIFlask, client: FlaskClient, person: Person, post: Post) -> None:
    with settings_changed(
        app, limits="confirmation.person=2/hour", limits_factor=1.0, smtp_url=post.url, mail_from="vf@example.org"
    ):
        statuses = [client.post("/account/confirmation", headers=person.headers).status_code for _ in range(3)]
    assert statuses == [202, 202, 429]
    assert len(queued("default")) == 2
