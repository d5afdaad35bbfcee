"""A link as its guests open it: what they see, what they may, and what ends it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import requests
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import update

from app.db.models import Share, Upload
from app.db.unit_of_work import transaction
from app.services.annotations import comments
from app.services.sharing import guest_tokens
from tests.conftest import Person
from tests.support.players import path_of, playlist
from tests.support.recordings import at_once, record, settings_changed
from tests.support.sharing import bearer, change, open_link, share, visit
from tests.support.streams import streamable
from tests.support.tokens import code_of, forged

GONE = (404, "gone")


def refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, code_of(answer)


def shown(client: FlaskClient, token: str, headers: dict[str, str] | None = None) -> Any:
    answer = open_link(client, token, headers)
    assert answer.status_code == 200, answer.text
    return answer.json


def test_a_link_opens_to_whoever_has_it(client: FlaskClient, person: Person) -> None:
    video = streamable(person.id, "For you")
    link = share(client, person, video, start=12.5)
    assert len(link["token"]) == 22
    assert link["url"].endswith(f"/s/{link['token']}")
    assert link["visibility"] == "link"
    found = shown(client, link["token"])
    assert (found["id"], found["title"], found["rights"]) == (str(video), "For you", ["see", "watch"])
    assert found["link"] == {
        "right": "view",
        "downloads": False,
        "start": 12.5,
        "expires_at": None,
        "needs_email": False,
    }
    assert found["guest"] is True
    assert found["owner"]["name"] == "Somebody"
    # What is about its making is its owner's.
    assert (found["upload"], found["file_name"], found["scan"]) == (None, None, None)
    assert found["playback"]["download_url"] is None


def test_the_guest_token_opens_what_belongs_to_the_page(client: FlaskClient, person: Person) -> None:
    video = streamable(person.id)
    comments.create(video, person.caller, 1.0, "Hello", "comment")
    guest = visit(client, share(client, person, video)["token"])
    assert client.get(f"/video/{video}", headers=guest).json["counts"]["comments"] == 1
    said = client.get(f"/annotations/video/{video}", headers=guest).json["items"]
    assert [each["content"] for each in said] == ["Hello"]
    assert client.get(f"/video/{video}/document", headers=guest).json == {"state": "pending", "steps": [], "unread": []}
    assert client.get(f"/video/{video}/texts", headers=guest).json == {"items": []}


def test_a_new_password_is_asked_of_those_who_came_before(client: FlaskClient, person: Person) -> None:
    video = streamable(person.id)
    link = share(client, person, video)
    path = f"/video/{video}/shares/{link['id']}"
    early = visit(client, link["token"])
    client.patch(path, json={"password": "sesame"}, headers=person.headers)
    assert refused(open_link(client, link["token"], early)) == (401, "password_required")
    unlocked = client.post(f"/api/links/{link['token']}/unlock", json={"password": "sesame"}).json["guest_token"]
    assert open_link(client, link["token"], bearer(unlocked)).status_code == 200
    client.patch(path, json={"password": "another"}, headers=person.headers)
    assert refused(open_link(client, link["token"], bearer(unlocked))) == (401, "password_required")
    # Once it is open again, nobody comes anew.
    client.patch(path, json={"password": None}, headers=person.headers)
    before = client.get(f"/video/{video}/shares", headers=person.headers).json["items"][0]["views"]
    assert open_link(client, link["token"], bearer(unlocked)).status_code == 200
    assert client.get(f"/video/{video}/shares", headers=person.headers).json["items"][0]["views"] == before


def test_a_guest_lists_records_and_edits_nothing(client: FlaskClient, person: Person) -> None:
    """Not even with a link to edit: there is no account that a change could be traced to."""
    video = streamable(person.id, "As it was")
    guest = visit(client, share(client, person, video, right="edit")["token"])
    for method, path, body in (
        ("GET", "/video/", None),
        ("GET", "/video/events", None),
        ("POST", "/video/start", {}),
        ("POST", "/api/uploads/", {}),
        ("PATCH", f"/video/{video}", {"title": "Mine now"}),
        ("DELETE", f"/video/{video}", None),
        ("GET", f"/video/{video}/shares", None),
        ("POST", f"/video/{video}/shares", {}),
        ("GET", f"/video/{video}/people", None),
        ("POST", "/annotations/", {"video_id": str(video), "timestamp": 0, "content": "Hello"}),
        ("POST", f"/video/{video}/stages/finalize/retry", None),
        ("POST", "/video/complete", {"video_id": str(video)}),
        ("GET", "/auth/me", None),
    ):
        answer = client.open(path, method=method, json=body, headers=guest)
        assert refused(answer) == (401, "not_authenticated"), path
    assert client.get(f"/video/{video}", headers=guest).json["title"] == "As it was"


def test_a_link_is_for_one_video(client: FlaskClient, person: Person) -> None:
    video, other = record(person.id, b"1"), record(person.id, b"2")
    guest = visit(client, share(client, person, video)["token"])
    share(client, person, other)
    for target in (other, uuid4()):
        for path in (f"/video/{target}", f"/video/{target}/document", f"/annotations/video/{target}"):
            assert refused(client.get(path, headers=guest)) == GONE


def test_tokens_that_are_altered_open_nothing(client: FlaskClient, person: Person) -> None:
    video = record(person.id, b"1")
    link = share(client, person, video)
    token = visit(client, link["token"])["Authorization"].removeprefix("Bearer ")
    for altered in (
        forged(token, key="k" * 32),
        forged(token, algorithm="none"),
        forged(token, aud="upload"),
        forged(token, aud="session"),
        forged(token, expired=True),
        forged(token, share="1"),
        forged(token, visit=None),
    ):
        assert client.get(f"/video/{video}", headers=bearer(altered)).status_code == 401
    for astray in (forged(token, share=str(uuid4())), forged(token, video=str(uuid4()))):
        assert refused(client.get(f"/video/{video}", headers=bearer(astray))) == GONE
    for other in (link["token"][:-1], link["token"] + "A", link["token"].swapcase(), "x", "%00", "'"):
        assert refused(open_link(client, other)) == GONE


@pytest.mark.parametrize("how", ["revoked", "expired", "private", "people", "workspace", "trashed", "deleted"])
def test_a_link_that_ended_says_no_more_than_one_that_never_was(client: FlaskClient, person: Person, how: str) -> None:
    """Invariant 10: also where it was open."""
    video = streamable(person.id, "Told to nobody")
    link = share(client, person, video, right="comment", downloads=True)
    guest = visit(client, link["token"])
    held = shown(client, link["token"], guest)["playback"]
    addresses = [held[name] for name in ("url", "hls_url", "poster_url", "download_url")]
    addresses += [playlist(client, path_of(held["hls_url"]).replace("master", "720p")).segments[0].uri]
    assert [client.get(path_of(each)).status_code for each in addresses] == [307, 200, 307, 307, 307]
    end(client, person, video, link["id"], how)
    never = open_link(client, "A" * 22)
    answer = open_link(client, link["token"])
    assert (answer.status_code, answer.data) == (never.status_code, never.data)
    assert refused(answer) == GONE
    body = {"timestamp": 0, "content": "Hello", "name": "Ana"}
    assert refused(client.post(f"/api/links/{link['token']}/annotations", json=body, headers=guest)) == GONE
    assert refused(client.post(f"/api/links/{link['token']}/unlock", json={})) == GONE
    for path in (
        f"/video/{video}",
        f"/video/{video}/events",
        f"/video/{video}/document",
        f"/annotations/video/{video}",
    ):
        assert refused(client.get(path, headers=guest)) == GONE
    assert [client.get(path_of(each)).status_code for each in addresses] == [403, 404, 403, 403, 403]


def end(client: FlaskClient, person: Person, video: UUID, share_id: str, how: str) -> None:
    """Ends a link in one of the ways there are."""
    if how == "revoked":
        assert client.delete(f"/video/{video}/shares/{share_id}", headers=person.headers).status_code == 204
    elif how == "expired":
        with transaction() as work:
            work.execute(update(Share).values(expires_at=datetime.now(UTC) - timedelta(seconds=1)))
    elif how in ("trashed", "deleted"):
        with transaction() as work:
            work.execute(update(Upload).where(Upload.video_id == video).values(state="completed"))
        forever = "?forever=true" if how == "deleted" else ""
        assert client.delete(f"/video/{video}{forever}", headers=person.headers).status_code == 204
    else:
        change(client, person, video, visibility=how)


def test_what_a_guest_is_given_plays_and_ends_soon(client: FlaskClient, person: Person) -> None:
    """Each object by an address of ours, which leads on for half a minute."""
    video = streamable(person.id)
    found = shown(client, share(client, person, video, downloads=True)["token"])["playback"]
    media = playlist(client, path_of(found["hls_url"]).replace("master", "720p"))
    urls = [found["url"], found["download_url"], media.segments[0].init_section.uri, media.segments[1].uri]
    for url in urls:
        answer = client.get(path_of(url))
        assert answer.headers["Cache-Control"] == "private, max-age=0"
        assert "X-Amz-Expires=30" in answer.headers["Location"]
        assert requests.get(answer.headers["Location"], timeout=10).status_code == 200
    own = client.get(f"/video/{video}", headers=person.headers).json["playback"]
    assert "for=" not in own["url"]
    # Taken for somebody else's, it opens nothing.
    assert client.get(path_of(found["url"]).replace("&for=s.", "&for=u.")).status_code == 403
    assert client.get(path_of(found["url"]).partition("&for=")[0]).status_code == 403


def test_a_link_without_downloads_saves_nothing(client: FlaskClient, person: Person) -> None:
    video = streamable(person.id)
    found = shown(client, share(client, person, video, downloads=True)["token"])["playback"]["download_url"]
    assert client.get(path_of(found)).status_code == 307
    with transaction() as work:
        work.execute(update(Share).values(downloads=False))
    assert client.get(path_of(found)).status_code == 403


def test_a_view_is_a_visit_and_not_a_reload(client: FlaskClient, person: Person) -> None:
    video = record(person.id, b"1")
    link = share(client, person, video, max_views=2)

    def views() -> int:
        return int(client.get(f"/video/{video}/shares", headers=person.headers).json["items"][0]["views"])

    guest = visit(client, link["token"])
    for _ in range(3):
        guest = bearer(shown(client, link["token"], guest)["guest_token"])
    assert views() == 1
    shown(client, link["token"], person.headers)
    assert views() == 1
    visit(client, link["token"])
    assert views() == 2
    assert refused(open_link(client, link["token"])) == GONE
    assert views() == 2
    # Who is in stays in.
    assert shown(client, link["token"], guest)["id"] == str(video)


def test_of_those_who_come_at_once_for_the_last_view_one_gets_it(
    app: APIFlask, client: FlaskClient, person: Person
) -> None:
    link = share(client, person, record(person.id, b"1"), max_views=3)
    answers = at_once(app, *[lambda: open_link(app.test_client(), link["token"]).status_code] * 8)
    assert sorted(answers) == [200] * 3 + [404] * 5


def test_a_password_is_asked_for(client: FlaskClient, person: Person) -> None:
    video = record(person.id, b"1")
    link = share(client, person, video, password="open sesame")
    token = link["token"]
    assert link["has_password"] is True
    assert "password" not in link
    answer = open_link(client, token)
    assert refused(answer) == (401, "password_required")
    assert answer.json["error"]["details"] == {"needs": ["password"]}
    assert str(video) not in answer.text
    unlock = f"/api/links/{token}/unlock"
    assert refused(client.post(unlock, json={})) == (401, "password_required")
    assert refused(client.post(unlock, json={"password": "open sesam"})) == (401, "wrong_password")
    opened = client.post(unlock, json={"password": "open sesame"})
    assert opened.status_code == 200
    assert shown(client, token, bearer(opened.json["guest_token"]))["id"] == str(video)
    # Another link's visit says nothing of this one's password.
    elsewhere = visit(client, share(client, person, video)["token"])
    assert refused(open_link(client, token, elsewhere)) == (401, "password_required")


def test_passwords_are_not_guessed(app: APIFlask, client: FlaskClient, person: Person) -> None:
    """By address, and by link from wherever."""
    link = share(client, person, record(person.id, b"1"), password="open sesame")
    for limits, addresses in (("unlock.address=3/minute", 1), ("unlock.link=3/minute", 9)):
        with settings_changed(app, limits=limits, limits_factor=1.0):
            answers = [
                client.post(
                    f"/api/links/{link['token']}/unlock",
                    json={"password": "guess"},
                    environ_base={"REMOTE_ADDR": f"192.0.2.{number % addresses + 10 * addresses}"},
                )
                for number in range(5)
            ]
        assert [refused(each) for each in answers] == [(401, "wrong_password")] * 3 + [(429, "rate_limited")] * 2


def test_an_email_is_asked_for_and_kept(client: FlaskClient, person: Person) -> None:
    link = share(client, person, record(person.id, b"1"), needs_email=True, password="open sesame")
    answer = open_link(client, link["token"])
    assert refused(answer) == (401, "password_required")
    assert answer.json["error"]["details"] == {"needs": ["password", "email"]}
    unlock = f"/api/links/{link['token']}/unlock"
    assert refused(client.post(unlock, json={"password": "open sesame"})) == (401, "email_required")
    wrong = client.post(unlock, json={"password": "open sesame", "email": "a@b\r\nBcc: c@d.org"})
    assert refused(wrong) == (400, "invalid_request")
    opened = client.post(unlock, json={"password": "open sesame", "email": "Ana@Example.org"})
    guest = guest_tokens.read(opened.json["guest_token"])
    assert guest and guest.email == "ana@example.org"
    assert shown(client, link["token"], bearer(opened.json["guest_token"]))["link"]["needs_email"] is True


def test_guests_comment_by_name_where_the_link_lets_them(client: FlaskClient, person: Person) -> None:
    video = record(person.id, b"1")
    token = share(client, person, video, right="comment")["token"]
    path = f"/api/links/{token}/annotations"
    body = {"timestamp": 1.5, "content": "<b>Nice</b>", "name": "<i>Ana</i>"}
    assert refused(client.post(path, json=body)) == (401, "not_authenticated")
    guest = visit(client, token)
    answer = client.post(path, json=body, headers=guest)
    assert answer.status_code == 201
    author = {"id": None, "name": "<i>Ana</i>", "guest": True, "gone": False, "picture_url": None}
    assert answer.json["author"] == author
    assert answer.json["content"] == "<b>Nice</b>"
    found = client.get(f"/annotations/video/{video}", headers=person.headers).json["items"]
    assert found == [answer.json]
    # Whose video it is takes it back.
    assert client.delete(f"/annotations/{answer.json['id']}", headers=guest).status_code == 401
    assert client.delete(f"/annotations/{answer.json['id']}", headers=person.headers).status_code == 204


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": " \u200b "},
        {"name": "x" * 101},
        {"name": "a\x00b"},
        {"name": 5},
        {"content": ""},
        {"content": "x" * 5001},
        {"timestamp": -1},
        {"timestamp": "1"},
        {"timestamp": None},
    ],
)
def test_what_a_guest_says_is_held_to_its_shape(client: FlaskClient, person: Person, wrong: dict[str, object]) -> None:
    video = record(person.id, b"1")
    token = share(client, person, video, right="comment")["token"]
    guest = visit(client, token)
    body = {"timestamp": 0, "content": "Hello", "name": "Ana"} | wrong
    answer = client.post(f"/api/links/{token}/annotations", json=body, headers=guest)
    assert refused(answer) == (400, "invalid_request")
    assert client.get(f"/annotations/video/{video}", headers=guest).json["items"] == []


def test_a_link_to_look_at_takes_no_comments(client: FlaskClient, person: Person) -> None:
    video = record(person.id, b"1")
    token = share(client, person, video)["token"]
    guest = visit(client, token)
    other = visit(client, share(client, person, video, right="comment")["token"])
    body = {"timestamp": 0, "content": "Hello", "name": "Ana"}
    path = f"/api/links/{token}/annotations"
    assert refused(client.post(path, json=body, headers=guest)) == (403, "not_allowed")
    assert refused(client.post(path, json=body, headers=other)) == (401, "not_authenticated")
    late = {**body, "timestamp": 10**9}
    comment = share(client, person, video, right="comment")["token"]
    answer = client.post(f"/api/links/{comment}/annotations", json=late, headers=visit(client, comment))
    assert refused(answer) == (400, "outside_video")


def test_guests_do_not_flood(app: APIFlask, client: FlaskClient, person: Person) -> None:
    token = share(client, person, record(person.id, b"1"), right="comment")["token"]
    guest, body = visit(client, token), {"timestamp": 0, "content": "Hello", "name": "Ana"}
    with settings_changed(app, limits="guest_comment.address=2/minute", limits_factor=1.0):
        answers = [client.post(f"/api/links/{token}/annotations", json=body, headers=guest) for _ in range(4)]
    assert [each.status_code for each in answers] == [201, 201, 429, 429]


def test_whoever_may_see_it_by_themselves_is_no_guest(
    client: FlaskClient, person: Person, make_person: Callable[[], Person]
) -> None:
    """For them the link is the address of their own page; for others it depends on whom the video is for."""
    video, colleague = record(person.id, b"1"), make_person()
    token = share(client, person, video)["token"]
    own = shown(client, token, person.headers)
    assert (own["guest"], own["guest_token"]) == (False, None)
    assert "share" in own["rights"]
    assert shown(client, token, colleague.headers)["guest"] is True
    change(client, person, video, visibility="workspace")
    assert refused(open_link(client, token)) == GONE
    inside = shown(client, token, colleague.headers)
    assert (inside["guest"], inside["rights"]) == (False, ["see", "watch", "download", "comment"])
    change(client, person, video, visibility="private")
    assert refused(open_link(client, token, colleague.headers)) == GONE
    # A sign-in that is over keeps nobody from a link.
    change(client, person, video, visibility="link")
    over = {"Authorization": f"Bearer {forged(person.headers['Authorization'].removeprefix('Bearer '), expired=True)}"}
    assert shown(client, token, over)["guest"] is True


def test_what_is_public_is_there_for_everybody(client: FlaskClient, person: Person) -> None:
    video = streamable(person.id)
    path = f"/video/{video}"
    assert refused(client.get(path)) == (401, "not_authenticated")
    change(client, person, video, visibility="public")
    found = client.get(path)
    assert (found.status_code, found.json["rights"]) == (200, ["see", "watch"])
    segment = playlist(client, path_of(found.json["playback"]["hls_url"]).replace("master", "720p")).segments[0].uri
    assert client.get(path_of(segment)).status_code == 307
    assert client.get(f"{path}/document").status_code == 200
    assert client.get(f"/annotations/video/{video}").status_code == 200
    assert refused(client.patch(path, json={"title": "Mine"})) == (401, "not_authenticated")
    change(client, person, video, visibility="private")
    assert refused(client.get(path)) == (401, "not_authenticated")
    assert client.get(path_of(segment)).status_code == 403
