"""What belongs to one person is, to everybody else, not there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.services.annotations import comments, shown
from app.services.ingest import upload_tokens
from app.services.videos import library
from tests.conftest import Person
from tests.support.recordings import stages_of, upload_of, video_of
from tests.support.tokens import code_of
from tests.support.voices import speak

ADDED = {"op": "add", "new": "00000000-0000-4000-8000-000000000001", "at": 0, "title": "Mine now"}
DRAWN = {"video_id": "{video}", "timestamp": 0, "drawing_data": {"tool_type": "pen", "points": [[0, 0], [1, 1]]}}
SPOKEN = {"video_id": "{video}", "timestamp": "0"}
# Method, path, and the body where one is needed; {video} and {annotation} stand for ids.
ROUTES: list[tuple[str, str, dict[str, Any] | None]] = [
    ("GET", "/video/{video}", None),
    ("PATCH", "/video/{video}", {"title": "Mine now"}),
    ("DELETE", "/video/{video}", None),
    ("POST", "/video/{video}/restore", None),
    ("POST", "/video/{video}/shares", {"right": "view"}),
    ("GET", "/video/{video}/shares", None),
    ("PATCH", "/video/{video}/shares/{other}", {"right": "comment"}),
    ("DELETE", "/video/{video}/shares/{other}", None),
    ("POST", "/video/{video}/people", {"email": "bob@example.org"}),
    ("GET", "/video/{video}/people", None),
    ("DELETE", "/video/{video}/people/{other}", None),
    ("GET", "/video/{video}/events", None),
    ("GET", "/video/{video}/document", None),
    ("GET", "/video/{video}/document/export?format=vtt", None),
    ("GET", "/video/{video}/document/edits", None),
    ("POST", "/video/{video}/document/edits", {"base_version": 0, "operations": [ADDED]}),
    ("GET", "/video/{video}/document/history", None),
    ("POST", "/video/{video}/document/revert", {"base_version": 0, "version": 0}),
    ("GET", "/video/{video}/document/frames", None),
    ("GET", "/video/{video}/texts", None),
    ("GET", "/video/{video}/secrets", None),
    ("POST", "/video/{video}/secrets", {"ids": ["00000000-0000-0000-0000-000000000001"], "decision": "dismissed"}),
    ("GET", "/video/{video}/search?q=mine", None),
    ("POST", "/video/{video}/stages/finalize/retry", None),
    ("POST", "/ocr/process/{video}", None),
    ("POST", "/video/chunk/{video}", None),
    ("HEAD", "/video/chunk/{video}", None),
    ("POST", "/video/abort/{video}", None),
    ("POST", "/video/complete", {"video_id": "{video}"}),
    ("POST", "/video/{video}/marks", {"marks": [{"id": "8f2f1f6e-6a3f-4f57-9a52-1d1a86f6a0b1", "at": 1.0}]}),
    ("POST", "/annotations/", {"video_id": "{video}", "timestamp": 0, "content": "Hello"}),
    ("GET", "/annotations/video/{video}", None),
    ("GET", "/video/{video}/annotations/export?format=csv", None),
    ("GET", "/video/{video}/annotations/sheet", None),
    ("PATCH", "/annotations/{annotation}", {"content": "Mine now"}),
    ("DELETE", "/annotations/{annotation}", None),
    ("GET", "/annotations/{annotation}/history", None),
    ("GET", "/annotations/{annotation}/voice", None),
    ("POST", "/annotations/{annotation}/resolve", None),
    ("DELETE", "/annotations/{annotation}/resolve", None),
    ("PUT", "/annotations/{annotation}/reactions/\N{THUMBS UP SIGN}", None),
    ("DELETE", "/annotations/{annotation}/reactions/\N{THUMBS UP SIGN}", None),
    ("POST", "/api/v1/annotations/drawing", DRAWN),
    ("POST", "/api/v1/annotations/voice-over", SPOKEN),
    ("GET", "/api/status?videoId={video}", None),
    ("GET", "/api/stream?videoId={video}", None),
    ("GET", "/api/v1/videos/{video}", None),
    ("GET", "/api/uploads/{video}", None),
    ("POST", "/api/uploads/{video}/parts", {"numbers": [1]}),
    ("POST", "/api/uploads/{video}/complete", {"parts": [{"number": 1, "etag": "0"}]}),
    ("DELETE", "/api/uploads/{video}", None),
    ("POST", "/api/compile-video/{session}", None),
    ("GET", "/api/download/{session}", None),
    ("DELETE", "/api/sessions/{session}", None),
]
# No id in them: they show and make what is the caller's own.
OWN = {
    ("GET", "/auth/me"),
    ("POST", "/auth/logout"),
    ("POST", "/auth/refresh"),
    ("POST", "/auth/invitations/accept"),
    # About accounts, for administrators.
    ("GET", "/admin/people"),
    ("PATCH", "/admin/people/<uuid:user_id>"),
    ("POST", "/admin/people/<uuid:user_id>/transfer"),
    ("GET", "/admin/storage"),
    ("GET", "/admin/workspace"),
    ("PATCH", "/admin/workspace"),
    ("PUT", "/admin/workspace/logo"),
    ("DELETE", "/admin/workspace/logo"),
    ("GET", "/admin/invitations"),
    ("POST", "/admin/invitations"),
    ("DELETE", "/admin/invitations/<uuid:invitation_id>"),
    ("GET", "/admin/audit"),
    ("GET", "/admin/audit/export"),
    # One's own account; tests/api/accounts/test_account.py asks for what is somebody else's.
    ("GET", "/account"),
    ("PATCH", "/account"),
    ("POST", "/account/password"),
    ("GET", "/account/sign-ins"),
    ("DELETE", "/account/sign-ins"),
    ("DELETE", "/account/sign-ins/<uuid:sign_in_id>"),
    ("GET", "/account/export"),
    ("POST", "/account/export"),
    ("PUT", "/account/picture"),
    ("DELETE", "/account/picture"),
    ("POST", "/account/closing"),
    ("POST", "/account/confirmation"),
    ("GET", "/account/notifications"),
    ("POST", "/account/notifications/read"),
    ("GET", "/account/tokens"),
    ("POST", "/account/tokens"),
    ("DELETE", "/account/tokens/<uuid:token_id>"),
    ("POST", "/video/start"),
    ("GET", "/search"),
    ("GET", "/video/"),
    ("GET", "/video/events"),
    ("GET", "/api/sessions"),
    ("GET", "/api/uploads/"),
    ("POST", "/api/uploads/"),
    ("POST", "/api/v1/videos"),
    ("POST", "/api/upload"),
}
OTHER = uuid4()
IDS = [f"{method} {path}" for method, path, _ in ROUTES]


@dataclass(frozen=True, slots=True)
class Belongings:
    """Somebody's video and annotation."""

    owner: Person
    video: UUID
    annotation: int

    def call(
        self, client: FlaskClient, route: tuple[str, str, dict[str, Any] | None], headers: dict[str, str] | None
    ) -> TestResponse:
        """One request about them."""
        method, path, body = route
        words = {
            "{video}": str(self.video),
            "{other}": str(OTHER),
            "{session}": str(self.video),
            "{annotation}": str(self.annotation),
        }
        for word, value in words.items():
            path = path.replace(word, value)
        payload = {key: words.get(str(value), value) for key, value in body.items()} if body else None
        data = b"a chunk" if "chunk" in path and method == "POST" else None
        if path.endswith("/voice-over"):
            return speak(client, headers, **(payload or {}))
        return client.open(path, method=method, headers=headers, json=payload, data=data)


@pytest.fixture
def belongings(person: Person) -> Belongings:
    video = library.start(person.id, "Mine", "video/webm")
    return Belongings(person, video, comments.create(video, person.caller, 1.0, "Mine, too", "comment").id)


def check_untouched(belongings: Belongings) -> None:
    """Nothing of it has changed."""
    assert (video_of(belongings.video).title, video_of(belongings.video).status) == ("Mine", "uploading")
    assert video_of(belongings.video).deleted_at is None
    assert (upload_of(belongings.video).epoch, upload_of(belongings.video).state) == (0, "open")
    assert {row.state for row in stages_of(belongings.video).values()} == {"pending"}
    assert len(shown.listing(belongings.video, belongings.owner.caller, 10).items) == 1


@pytest.mark.parametrize("route", ROUTES, ids=IDS)
def test_strangers_must_sign_in(
    client: FlaskClient, belongings: Belongings, route: tuple[str, str, dict[str, Any] | None]
) -> None:
    """Invariant 6."""
    answer = belongings.call(client, route, None)
    assert answer.status_code == 401
    if route[0] != "HEAD":
        assert code_of(answer) == "not_authenticated"
    check_untouched(belongings)


@pytest.mark.parametrize("route", ROUTES, ids=IDS)
def test_somebody_elses_is_not_there_and_answers_as_what_never_was(
    client: FlaskClient,
    belongings: Belongings,
    make_person: Callable[[], Person],
    route: tuple[str, str, dict[str, Any] | None],
) -> None:
    """Invariant 6: neither an id nor its absence can be found out."""
    stranger = make_person()
    answer = belongings.call(client, route, stranger.headers)
    nothing = Belongings(belongings.owner, uuid4(), 2**40).call(client, route, stranger.headers)
    assert (answer.status_code, answer.data) == (nothing.status_code, nothing.data)
    assert answer.status_code == 404
    if route[0] != "HEAD":
        assert code_of(answer) == "not_found"
    check_untouched(belongings)


@pytest.mark.parametrize("route", [route for route in ROUTES if "chunk" in route[1]], ids=str)
def test_another_persons_upload_token_opens_nothing(
    client: FlaskClient, belongings: Belongings, make_person: Callable[[], Person], route: Any
) -> None:
    stranger = make_person()
    token = upload_tokens.issue(stranger.id, library.start(stranger.id, None, None))
    assert belongings.call(client, route, {"Authorization": f"Bearer {token}"}).status_code == 404
    check_untouched(belongings)


def test_an_admin_sees_no_more_than_others(client: FlaskClient, make_person: Callable[[], Person]) -> None:
    admin, member = make_person(), make_person()
    video = library.start(member.id, "Private", None)
    assert client.get(f"/video/{video}", headers=admin.headers).status_code == 404
    assert client.get("/video/", headers=admin.headers).json["items"] == []


def test_lists_show_ones_own(client: FlaskClient, make_person: Callable[[], Person]) -> None:
    """Invariant 6: nobody lists what they may not."""
    ada, bob = make_person(), make_person()
    for who in (ada, bob, ada):
        library.start(who.id, f"of {who.id}", None)
    for who, count in ((ada, 2), (bob, 1)):
        items = client.get("/video/?status=uploading", headers=who.headers).json["items"]
        assert [item["title"] for item in items] == [f"of {who.id}"] * count


@pytest.mark.parametrize("route", [route for route in ROUTES if route[1] != "/annotations/{annotation}"], ids=str)
def test_what_was_deleted_is_not_there_for_its_owner_either(
    client: FlaskClient, belongings: Belongings, route: tuple[str, str, dict[str, Any] | None]
) -> None:
    library.delete(belongings.video, belongings.owner.caller)
    assert belongings.call(client, route, belongings.owner.headers).status_code == 404


def as_rule(path: str) -> str:
    """A path of the table, as Flask writes it."""
    for word, converter in (
        ("\N{THUMBS UP SIGN}", "<emoji>"),
        ("{video}", "<uuid:video_id>"),
        ("{session}", "<uuid:session_id>"),
        ("{annotation}", "<int:annotation_id>"),
        ("/shares/{other}", "/shares/<uuid:share_id>"),
        ("{other}", "<uuid:user_id>"),
        ("/finalize/", "/<name>/"),
    ):
        path = path.replace(word, converter)
    return path.partition("?")[0]


def test_every_route_with_an_id_is_in_the_table(app: APIFlask) -> None:
    """A route that is added is added here, too."""
    found = set()
    for rule in app.url_map.iter_rules():
        access = app.view_functions[rule.endpoint].access_rule
        if access in {"public", "socket", "track_socket", "room_socket", "playback", "media_link", "operator", "link"}:
            continue
        methods = (rule.methods or set()) - {"OPTIONS"}
        found |= {(method, rule.rule) for method in methods if method != "HEAD" or "GET" not in methods}
    table = {(method, as_rule(path)) for method, path, _ in ROUTES}
    assert found == table | OWN
