"""/video/{id}/shares and /video/{id}/people: who may share, with whom, and what is refused."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from app.db.models import Named, Share, User
from app.db.unit_of_work import transaction
from app.errors import VideoFlowError
from app.services.accounts import admission, sign_ins
from app.services.sharing import links, people
from tests.conftest import PASSWORD, Person
from tests.support.recordings import record, settings_changed, video_of
from tests.support.sharing import change, share
from tests.support.tokens import code_of


@pytest.fixture
def video(person: Person) -> UUID:
    return record(person.id, b"12345")


def post(client: FlaskClient, person: Person, video: UUID, what: str, body: Any) -> tuple[int, str]:
    answer = client.post(f"/video/{video}/{what}", json=body, headers=person.headers)
    return answer.status_code, "" if answer.status_code < 300 else code_of(answer)


def count(table: type[Any]) -> int:
    with transaction() as work:
        return work.scalar(select(func.count()).select_from(table)) or 0


def test_links_are_listed_until_they_are_revoked(client: FlaskClient, person: Person, video: UUID) -> None:
    until = datetime.now(UTC) + timedelta(days=1)
    first = share(client, person, video)
    second = share(client, person, video, right="edit", expires_at=until.isoformat(), max_views=3, downloads=True)
    path = f"/video/{video}/shares"
    listed = client.get(path, headers=person.headers).json
    assert listed == {"items": [second, first], "visibility": "link"}
    assert datetime.fromisoformat(second["expires_at"]) == until
    assert client.delete(f"{path}/{second['id']}", headers=person.headers).status_code == 204
    assert client.delete(f"{path}/{second['id']}", headers=person.headers).status_code == 404
    assert client.get(path, headers=person.headers).json["items"] == [first]


def test_a_link_changes_and_its_address_stays(client: FlaskClient, person: Person, video: UUID) -> None:
    link = share(client, person, video, max_views=3)
    path = f"/video/{video}/shares/{link['id']}"
    until = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    wanted = {"right": "comment", "password": "sesame", "expires_at": until, "downloads": True, "max_views": None}
    changed = client.patch(path, json=wanted, headers=person.headers).json
    assert changed["url"] == link["url"]
    assert datetime.fromisoformat(changed["expires_at"]) == datetime.fromisoformat(until)
    said = {name: changed[name] for name in ("right", "has_password", "downloads", "max_views", "needs_email")}
    expected = {"right": "comment", "has_password": True, "downloads": True, "max_views": None, "needs_email": False}
    assert said == expected
    opened = client.patch(path, json={"password": None, "expires_at": None}, headers=person.headers).json
    assert (opened["has_password"], opened["expires_at"], opened["right"]) == (False, None, "comment")
    assert client.get(f"/video/{video}/shares", headers=person.headers).json["items"] == [opened]


@pytest.mark.parametrize("wrong", [{}, {"right": None}, {"downloads": None}, {"max_views": 0}, {"password": ""}])
def test_a_change_that_is_none_changes_nothing(client: FlaskClient, person: Person, video: UUID, wrong: Any) -> None:
    link = share(client, person, video)
    path = f"/video/{video}/shares/{link['id']}"
    answer = client.patch(path, json=wrong, headers=person.headers)
    assert (answer.status_code, code_of(answer)) == (400, "invalid_request")
    over = client.patch(path, json={"expires_at": "2001-01-01T00:00:00Z"}, headers=person.headers)
    assert (over.status_code, code_of(over)) == (400, "expired_already")
    assert client.get(f"/video/{video}/shares", headers=person.headers).json["items"] == [link]


def test_a_link_that_was_revoked_changes_no_more(client: FlaskClient, person: Person, video: UUID) -> None:
    link = share(client, person, video)
    path = f"/video/{video}/shares/{link['id']}"
    client.delete(path, headers=person.headers)
    assert client.patch(path, json={"right": "comment"}, headers=person.headers).status_code == 404


def test_a_tokens_digest_is_kept_and_no_token(client: FlaskClient, person: Person, video: UUID) -> None:
    """Who reads the database opens no link; with another secret, a link goes on and cannot be shown."""
    token = share(client, person, video)["token"]
    with transaction() as work:
        row = work.scalars(select(Share)).one()
    assert token not in repr(vars(row))
    found, _ = links.listing(video, person.caller)
    assert [each.token for each in found] == [token]


def test_a_link_of_another_video_is_not_revoked_by_this_ones(
    client: FlaskClient, person: Person, video: UUID, make_person: Callable[[], Person]
) -> None:
    other, stranger = record(person.id, b"1"), make_person()
    link = share(client, person, other)
    assert client.delete(f"/video/{video}/shares/{link['id']}", headers=person.headers).status_code == 404
    theirs = record(stranger.id, b"1")
    assert client.delete(f"/video/{theirs}/shares/{link['id']}", headers=stranger.headers).status_code == 404
    assert client.get(f"/api/links/{link['token']}").status_code == 200


@pytest.mark.parametrize(
    ("before", "after"), [("private", "link"), ("people", "people"), ("workspace", "workspace"), ("public", "public")]
)
def test_a_link_opens_what_was_private_and_leaves_what_was_chosen(
    client: FlaskClient, person: Person, video: UUID, before: str, after: str
) -> None:
    change(client, person, video, visibility=before)
    assert share(client, person, video)["visibility"] == after


def test_what_a_link_opens_to_is_a_setting(app: APIFlask, client: FlaskClient, person: Person, video: UUID) -> None:
    with settings_changed(app, share_visibility="workspace"):
        assert share(client, person, video)["visibility"] == "workspace"


@pytest.mark.parametrize(
    "wrong",
    [
        {"right": "own"},
        {"right": None},
        {"password": ""},
        {"password": "x" * 257},
        {"expires_at": "tomorrow"},
        {"expires_at": 5},
        {"expires_at": "9999-12-31T23:59:59-23:59"},
        {"start": -1},
        {"start": "0"},
        {"start": 10**9},
        {"max_views": 0},
        {"max_views": 10**9},
        {"max_views": True},
        {"downloads": "yes"},
        {"needs_email": 1},
    ],
)
def test_a_link_that_is_none_is_not_made(client: FlaskClient, person: Person, video: UUID, wrong: Any) -> None:
    assert post(client, person, video, "shares", wrong) == (400, "invalid_request")
    assert count(Share) == 0
    assert video_of(video).visibility == "private"


def test_a_link_that_is_over_already_is_not_made(client: FlaskClient, person: Person, video: UUID) -> None:
    over = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
    assert post(client, person, video, "shares", {"expires_at": over}) == (400, "expired_already")
    assert post(client, person, video, "shares", {"expires_at": "2001-01-01T00:00:00"}) == (400, "expired_already")
    assert count(Share) == 0


def test_links_and_people_are_bounded(
    app: APIFlask, client: FlaskClient, person: Person, video: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "MOST", 2)
    monkeypatch.setattr(people, "MOST", 2)
    asked = [post(client, person, video, "shares", {}) for _ in range(3)]
    assert asked == [(201, ""), (201, ""), (409, "too_many_links")]
    asked = [post(client, person, video, "people", {"email": f"{n}@example.org"}) for n in (1, 2, 2, 3)]
    assert asked == [(201, ""), (201, ""), (201, ""), (409, "too_many_people")]
    with settings_changed(app, limits="name.person=3/hour; share.person=3/hour", limits_factor=1.0):
        flood = [post(client, person, video, "people", {"email": "1@example.org"})[0] for _ in range(10)]
        assert flood[-6:] == [429] * 6
        assert [post(client, person, video, "shares", {})[0] for _ in range(10)][-6:] == [429] * 6
    assert count(Named) == 2


def test_somebody_named_sees_it_by_their_right(
    client: FlaskClient, person: Person, video: UUID, make_person: Callable[[], Person]
) -> None:
    friend = make_person()
    path = f"/video/{video}"
    assert client.get(path, headers=friend.headers).status_code == 404
    answer = client.post(f"{path}/people", json={"email": friend.email.upper()}, headers=person.headers)
    assert answer.status_code == 201
    assert answer.json["id"] == str(friend.id)
    assert (answer.json["pending"], answer.json["invitation_url"], answer.json["right"]) == (False, None, "view")
    assert video_of(video).visibility == "people"
    assert client.get(path, headers=friend.headers).json["rights"] == ["see", "watch", "download"]
    # They may know of it, so they are told that they may not.
    refused = client.patch(path, json={"title": "Mine"}, headers=friend.headers)
    assert (refused.status_code, code_of(refused)) == (403, "not_allowed")
    comment = {"video_id": str(video), "timestamp": 0, "content": "Hello"}
    assert client.post("/annotations/", json=comment, headers=friend.headers).status_code == 403
    assert client.delete(path, headers=friend.headers).status_code == 403
    assert client.get(f"{path}/shares", headers=friend.headers).status_code == 403
    assert client.get(f"{path}/people", headers=friend.headers).status_code == 403

    client.post(f"{path}/people", json={"email": friend.email, "right": "edit"}, headers=person.headers)
    assert client.patch(path, json={"title": "Ours"}, headers=friend.headers).json["title"] == "Ours"
    assert client.post("/annotations/", json=comment, headers=friend.headers).status_code == 201
    widened = client.patch(path, json={"title": "X", "visibility": "public"}, headers=friend.headers)
    assert (widened.status_code, video_of(video).title) == (403, "Ours")

    listed = client.get(f"{path}/people", headers=person.headers).json
    assert [(each["email"], each["right"]) for each in listed["items"]] == [(friend.email, "edit")]
    assert listed["owner"]["id"] == str(person.id)
    assert client.delete(f"{path}/people/{friend.id}", headers=person.headers).status_code == 204
    assert client.delete(f"{path}/people/{friend.id}", headers=person.headers).status_code == 404
    assert client.get(path, headers=friend.headers).status_code == 404


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "a@example.org\r\nBcc: b@example.org", "a\x00@example.org", 5])
def test_addresses_that_are_none_name_nobody(client: FlaskClient, person: Person, video: UUID, email: Any) -> None:
    assert post(client, person, video, "people", {"email": email}) == (400, "invalid_request")
    assert post(client, person, video, "people", {"email": "a@example.org", "right": "own"}) == (400, "invalid_request")
    assert post(client, person, video, "people", {"email": person.email}) == (400, "own_video")
    assert count(Named) == 0
    assert video_of(video).visibility == "private"


def register(client: FlaskClient, email: str, invitation: str | None) -> Person:
    """Somebody new, who comes by an invitation or without one."""
    body = {"email": email, "password": PASSWORD, "name": "Ana"} | ({"invitation": invitation} if invitation else {})
    answer = client.post("/auth/register", json=body)
    assert answer.status_code == 201, answer.text
    headers = {"Authorization": f"Bearer {answer.json['access_token']}"}
    return Person(UUID(answer.json["user"]["id"]), email, headers)


def test_somebody_without_an_account_waits_for_one(
    client: FlaskClient, person: Person, make_person: Callable[[], Person]
) -> None:
    """Who comes by the invitation gets what its sender gave; the address alone is no proof that it is theirs."""
    member, other = make_person(), make_person()
    mine, others = record(member.id, b"1"), record(other.id, b"1")
    email = "ana@example.org"
    waiting = client.post(f"/video/{mine}/people", json={"email": email}, headers=member.headers).json
    client.post(f"/video/{others}/people", json={"email": email}, headers=other.headers)
    assert (waiting["pending"], waiting["name"]) == (True, None)
    invitation = waiting["invitation_url"].partition("invitation=")[2].partition("&")[0]
    ana = register(client, email, invitation)
    assert client.get(f"/video/{mine}", headers=ana.headers).status_code == 200
    assert client.get(f"/video/{others}", headers=ana.headers).status_code == 404
    listed = client.get(f"/video/{mine}/people", headers=member.headers).json["items"]
    assert [(each["id"], each["pending"]) for each in listed] == [(str(ana.id), False)]


def test_an_address_alone_claims_nothing(client: FlaskClient, person: Person, video: UUID) -> None:
    client.post(f"/video/{video}/people", json={"email": "ana@example.org"}, headers=person.headers)
    ana = register(client, "ana@example.org", None)
    assert client.get(f"/video/{video}", headers=ana.headers).status_code == 404


def test_a_members_invitation_opens_no_server_that_is_shut(
    app: APIFlask, person: Person, make_person: Callable[[], Person]
) -> None:
    member = make_person()
    with settings_changed(app, registration="invitation"):
        theirs = admission.Proof(invitation=admission.invitation("ana@example.org", member.id, admits=False))
        with pytest.raises(VideoFlowError) as refusal:
            sign_ins.register("ana@example.org", PASSWORD, "Ana", theirs)
        assert refusal.value.code == "invitation_needed"
        admins = admission.Proof(invitation=admission.invitation("ana@example.org", person.id, admits=True))
        assert sign_ins.register("ana@example.org", PASSWORD, "Ana", admins).user.email == "ana@example.org"


def test_an_invitation_is_for_one_address_and_for_once(client: FlaskClient, person: Person, video: UUID) -> None:
    waiting = client.post(f"/video/{video}/people", json={"email": "ana@example.org"}, headers=person.headers).json
    invitation = waiting["invitation_url"].partition("invitation=")[2].partition("&")[0]
    bob = register(client, "bob@example.org", invitation)
    assert client.get(f"/video/{video}", headers=bob.headers).status_code == 404
    register(client, "ana@example.org", invitation)
    again = {"email": "ana@example.org", "password": PASSWORD, "name": "Ana", "invitation": invitation}
    answer = client.post("/auth/register", json=again)
    assert (answer.status_code, code_of(answer)) == (409, "email_taken")


def test_who_made_an_account_by_themselves_takes_up_the_invitation(
    client: FlaskClient, person: Person, video: UUID
) -> None:
    path, body = f"/video/{video}/people", {"email": "ana@example.org"}
    waiting = client.post(path, json=body, headers=person.headers).json
    invitation = waiting["invitation_url"].partition("invitation=")[2].partition("&")[0]
    bob, ana = register(client, "bob@example.org", None), register(client, "ana@example.org", None)
    for who, what, expected in ((bob, invitation, 403), (ana, "x", 403), (ana, invitation, 204)):
        answer = client.post("/auth/invitations/accept", json={"invitation": what}, headers=who.headers)
        assert answer.status_code == expected
    assert client.get(f"/video/{video}", headers=bob.headers).status_code == 404
    assert client.get(f"/video/{video}", headers=ana.headers).status_code == 200


def test_who_waited_and_is_named_again_is_there_once(client: FlaskClient, person: Person, video: UUID) -> None:
    path, body = f"/video/{video}/people", {"email": "ana@example.org"}
    client.post(path, json=body, headers=person.headers)
    ana = register(client, "ana@example.org", None)
    assert client.post(path, json=body, headers=person.headers).json["pending"] is False
    assert client.get(f"/video/{video}", headers=ana.headers).status_code == 200
    assert count(Named) == 1


def test_who_waits_is_let_in_no_more_by_the_entry(client: FlaskClient, person: Person, video: UUID) -> None:
    waiting = client.post(f"/video/{video}/people", json={"email": "ana@example.org"}, headers=person.headers).json
    path = f"/video/{video}/people/"
    assert client.delete(path + str(uuid4()), headers=person.headers).status_code == 404
    assert client.delete(path + waiting["id"], headers=person.headers).status_code == 204
    assert count(Named) == 0


def test_a_viewer_begins_nothing(client: FlaskClient, person: Person) -> None:
    with transaction() as work:
        work.execute(update(User).where(User.id == person.id).values(role="viewer"))
    for path in ("/video/start", "/api/uploads/", "/api/v1/videos", "/api/upload"):
        answer = client.post(path, json={}, headers=person.headers)
        assert (answer.status_code, code_of(answer)) == (403, "viewer_only"), path
    assert client.get("/video/", headers=person.headers).json["items"] == []
