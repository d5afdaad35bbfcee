"""Drawings, threads, edits, reactions and mentions over HTTP; bad input is refused, and nothing of it is kept."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from app import limiting
from app.db.models import Annotation, Video
from app.db.unit_of_work import transaction
from app.services.annotations import reactions
from app.services.sharing import people
from app.services.videos import library
from tests.conftest import Person
from tests.support.recordings import settings_changed
from tests.support.sharing import share, visit
from tests.support.tokens import code_of

STROKE = {"tool_type": "pen", "points": [[0.1, 0.2], [0.3, 0.4]], "color": "#FF0000"}
THUMB = "👍"


@pytest.fixture
def video(person: Person) -> UUID:
    video = library.start(person.id, None, None)
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video).values(duration=20.0))
    return video


def post(client: FlaskClient, person: Person, video: UUID, path: str = "/annotations/", **body: Any) -> Any:
    whole = {"video_id": str(video), "timestamp": 1.5, **body}
    return client.post(path, json=whole, headers=person.headers)


def made(client: FlaskClient, person: Person, video: UUID, **body: Any) -> Any:
    answer = post(client, person, video, **{"content": "Here", **body})
    assert answer.status_code == 201, answer.text
    return answer.json


def count() -> int:
    with transaction() as work:
        return work.scalar(select(func.count()).select_from(Annotation)) or 0


def test_a_drawing_as_the_service_has_it(client: FlaskClient, person: Person, video: UUID) -> None:
    answer = post(client, person, video, "/api/v1/annotations/drawing", timestamp=15.5, drawing_data=STROKE)
    assert answer.status_code == 201, answer.text
    assert (answer.json["type"], answer.json["timestamp"], answer.json["content"]) == ("drawing", 15.5, "")
    kept = {"tool_type": "pen", "points": [[0.1, 0.2], [0.3, 0.4]], "color": "#ff0000", "width": 0.004}
    assert answer.json["data"] == {"strokes": [kept]}
    listed = client.get(f"/annotations/video/{video}", headers=person.headers).json
    assert listed["items"] == [answer.json]


def test_a_drawing_lasts_and_is_the_same_through_both_doors(client: FlaskClient, person: Person, video: UUID) -> None:
    both = {"strokes": [STROKE, {"tool_type": "text", "points": [[0.5, 0.5]], "text": "Here", "width": 0.02}]}
    one = post(client, person, video, type="drawing", data=both, end=4.5).json
    two = post(client, person, video, "/api/v1/annotations/drawing", drawing_data=both, end=4.5, content="So").json
    assert one["data"] == two["data"]
    assert (one["end"], two["end"], one["content"], two["content"]) == (4.5, 4.5, "", "So")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"drawing_data": {**STROKE, "points": [[0, 0]] * 100_000}}, "drawing_too_large"),
        ({"drawing_data": {**STROKE, "points": [[0, 1.5]]}}, "drawing_outside"),
        ({"drawing_data": {**STROKE, "tool_type": "laser"}}, "drawing_tool_unknown"),
        ({"drawing_data": {**STROKE, "color": "<script>"}}, "drawing_color_invalid"),
        (
            {"drawing_data": {"tool_type": "text", "points": [[0, 0]], "text": "<script>alert(1)</script>"}},
            "drawing_text_invalid",
        ),
        ({"drawing_data": STROKE, "timestamp": 20.6}, "outside_video"),
        ({"drawing_data": STROKE, "end": 21}, "outside_video"),
        ({"drawing_data": STROKE, "end": 1}, "ends_before"),
        ({"drawing_data": STROKE, "timestamp": -1}, "invalid_request"),
        ({"drawing_data": STROKE, "parent_id": 2**62}, "not_found"),
        ({"drawing_data": STROKE, "parent_id": 2**80}, "invalid_request"),
        ({"drawing_data": [STROKE]}, "invalid_request"),
        ({"drawing_data": STROKE, "content": "\x00"}, "invalid_request"),
        ({}, "invalid_request"),
    ],
    ids=lambda value: str(value)[:70],
)
def test_what_is_no_drawing_is_refused(
    client: FlaskClient, person: Person, video: UUID, body: dict[str, Any], code: str
) -> None:
    """Invariant 8."""
    answer = post(client, person, video, "/api/v1/annotations/drawing", **body)
    assert 400 <= answer.status_code < 500
    assert code_of(answer) == code
    assert count() == 0


@pytest.mark.parametrize(
    ("number", "code"), [("NaN", "invalid_request"), ("Infinity", "invalid_request"), ("1e999", "drawing_outside")]
)
def test_what_is_no_number_is_refused(client: FlaskClient, person: Person, video: UUID, number: str, code: str) -> None:
    stroke = f'{{"tool_type": "pen", "points": [[{number}, 0]]}}'
    body = f'{{"video_id": "{video}", "timestamp": 1, "drawing_data": {stroke}}}'
    headers = person.headers | {"Content-Type": "application/json"}
    answer = client.post("/api/v1/annotations/drawing", data=body, headers=headers)
    assert (answer.status_code, code_of(answer), count()) == (400, code, 0)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"content": "Hi", "data": STROKE},
        {"type": "drawing"},
        {"type": "voice_over", "content": "Hi"},
        {"content": ""},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(client: FlaskClient, person: Person, video: UUID, body: dict[str, Any]) -> None:
    answer = post(client, person, video, **body)
    assert (answer.status_code, code_of(answer), count()) in [(400, "invalid_request", 0), (422, "invalid_request", 0)]


def test_sent_again_it_is_not_said_twice(
    client: FlaskClient, person: Person, video: UUID, make_person: Callable[[], Person]
) -> None:
    mine = str(uuid4())
    first = made(client, person, video, client_id=mine)
    assert made(client, person, video, client_id=mine, content="Whatever") == first
    assert (first["client_id"], count()) == (mine, 1)
    client.patch(f"/video/{video}", json={"visibility": "workspace"}, headers=person.headers)
    answer = post(client, make_person(), video, content="Here", client_id=mine)
    assert (answer.status_code, code_of(answer)) == (409, "client_id_taken")


def test_one_edits_ones_own_and_what_it_was_is_kept(client: FlaskClient, person: Person, video: UUID) -> None:
    first = made(client, person, video)
    path = f"/annotations/{first['id']}"
    change = {"content": "There", "timestamp": 3.0, "end": 4.0}
    second = client.patch(path, json=change, headers=person.headers | {"If-Match": f'"{first["version"]}"'}).json
    assert (second["content"], second["timestamp"], second["end"]) == ("There", 3.0, 4.0)
    assert second["version"] > first["version"]
    assert second["edited_at"] is not None
    late = client.patch(path, json={"content": "X"}, headers=person.headers | {"If-Match": str(first["version"])})
    assert (late.status_code, code_of(late)) == (409, "changed_meanwhile")
    assert late.json["error"]["details"] == {"version": second["version"]}
    assert client.patch(path, json={"end": None}, headers=person.headers).json["end"] is None
    items = client.get(f"{path}/history", headers=person.headers).json["items"]
    assert [(each["content"], each["timestamp"], each["end"]) for each in items] == [
        ("Here", 1.5, None),
        ("There", 3.0, 4.0),
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, "invalid_request"),
        ({"timestamp": 21}, "outside_video"),
        ({"end": 1}, "ends_before"),
        ({"data": STROKE}, "not_a_drawing"),
        ({"content": None}, "no_words"),
        ({"mentions": [str(uuid4())]}, "mention_unknown"),
    ],
    ids=str,
)
def test_an_edit_that_cannot_be_changes_nothing(
    client: FlaskClient, person: Person, video: UUID, change: dict[str, Any], code: str
) -> None:
    first = made(client, person, video)
    answer = client.patch(f"/annotations/{first['id']}", json=change, headers=person.headers)
    assert 400 <= answer.status_code < 500
    assert code_of(answer) == code
    listed = client.get(f"/annotations/video/{video}", headers=person.headers).json
    assert (listed["items"], listed["version"]) == ([first], first["version"])


def test_if_match_is_a_number(client: FlaskClient, person: Person, video: UUID) -> None:
    headers = person.headers | {"If-Match": "yesterday"}
    answer = client.patch(f"/annotations/{made(client, person, video)['id']}", json={"content": "X"}, headers=headers)
    assert (answer.status_code, code_of(answer)) == (400, "invalid_version")


def test_rights_by_who_one_is(
    client: FlaskClient, person: Person, video: UUID, make_person: Callable[[], Person]
) -> None:
    """Who may comment changes their own, who may edit ends and removes others', nobody rewrites them."""
    viewer, commenter, editor = make_person(), make_person(), make_person()
    client.patch(f"/video/{video}", json={"visibility": "people"}, headers=person.headers)
    for each, right in ((viewer, "view"), (commenter, "comment"), (editor, "edit")):
        people.name(video, person.caller, each.email, right)
    own = made(client, commenter, video)
    path = f"/annotations/{own['id']}"
    for method, to, who, expected in [
        ("PUT", f"{path}/reactions/{THUMB}", viewer, 403),
        ("POST", f"{path}/resolve", viewer, 403),
        ("PATCH", path, viewer, 403),
        ("DELETE", path, viewer, 403),
        ("GET", f"{path}/history", viewer, 200),
        ("PATCH", path, editor, 403),
        ("PATCH", path, person, 403),
        ("PATCH", path, commenter, 200),
        ("POST", f"{path}/resolve", editor, 200),
        ("DELETE", f"{path}/resolve", commenter, 200),
        ("POST", f"{path}/resolve", person, 200),
        ("PUT", f"{path}/reactions/{THUMB}", editor, 200),
        ("DELETE", path, editor, 204),
        ("DELETE", path, editor, 404),
    ]:
        body = {"content": "Changed"} if method == "PATCH" else None
        assert client.open(to, method=method, json=body, headers=who.headers).status_code == expected, (method, to)
    drawn = post(client, viewer, video, "/api/v1/annotations/drawing", drawing_data=STROKE)
    assert (drawn.status_code, code_of(drawn)) == (403, "not_allowed")


def test_a_thread_is_ended_by_somebody(client: FlaskClient, person: Person, video: UUID) -> None:
    path = f"/annotations/{made(client, person, video)['id']}/resolve"
    ended = client.post(path, headers=person.headers).json["resolved"]
    assert ended["by"] == {"id": str(person.id), "name": "Somebody"}
    assert client.delete(path, headers=person.headers).json["resolved"] is None


def test_each_puts_an_emoji_there_once(
    client: FlaskClient, person: Person, video: UUID, make_person: Callable[[], Person]
) -> None:
    other = make_person()
    client.patch(f"/video/{video}", json={"visibility": "workspace"}, headers=person.headers)
    path = f"/annotations/{made(client, person, video)['id']}/reactions"
    for who in (person, person, other):
        answer = client.put(f"{path}/{THUMB}", headers=who.headers).json
    assert answer["reactions"] == [{"emoji": THUMB, "count": 2, "people": [str(person.id), str(other.id)]}]
    assert client.delete(f"{path}/{THUMB}", headers=person.headers).json["reactions"] == [
        {"emoji": THUMB, "count": 1, "people": [str(other.id)]}
    ]
    refused = client.put(f"{path}/%3Cb%3E", headers=person.headers)
    assert (refused.status_code, code_of(refused)) == (400, "not_an_emoji")


def test_nobody_floods_a_layer_with_changes(app: APIFlask, client: FlaskClient, person: Person, video: UUID) -> None:
    path = f"/annotations/{made(client, person, video)['id']}"
    changes = (
        ("comment", lambda: client.patch(path, json={"content": "Else"}, headers=person.headers)),
        ("comment", lambda: client.post(f"{path}/resolve", headers=person.headers)),
        ("comment", lambda: client.delete(f"{path}/resolve", headers=person.headers)),
        ("react", lambda: client.put(f"{path}/reactions/{THUMB}", headers=person.headers)),
        ("react", lambda: client.delete(f"{path}/reactions/{THUMB}", headers=person.headers)),
    )
    for what, change in changes:
        with settings_changed(app, limits=f"{what}.person=2/minute", limits_factor=1.0):
            limiting.forget(what, "person", str(person.id))
            assert [change().status_code for _ in range(3)] == [200, 200, 429], what


def test_only_so_many_different_ones(
    client: FlaskClient, person: Person, video: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reactions, "MOST", 1)
    path = f"/annotations/{made(client, person, video)['id']}/reactions"
    assert client.put(f"{path}/{THUMB}", headers=person.headers).status_code == 200
    assert client.put(f"{path}/{THUMB}", headers=person.headers).status_code == 200
    answer = client.put(f"{path}/✅", headers=person.headers)
    assert (answer.status_code, code_of(answer)) == (409, "too_many_reactions")


def test_who_is_mentioned_sees_the_video(
    client: FlaskClient, person: Person, video: UUID, make_person: Callable[[], Person]
) -> None:
    named, stranger = make_person(), make_person()
    client.patch(f"/video/{video}", json={"visibility": "people"}, headers=person.headers)
    people.name(video, person.caller, named.email, "view")
    said = made(client, person, video, mentions=[str(named.id), str(person.id), str(named.id)])
    assert sorted(each["id"] for each in said["mentions"]) == sorted([str(named.id), str(person.id)])
    answer = post(client, person, video, content="Look", mentions=[str(stranger.id)])
    assert (answer.status_code, code_of(answer), count()) == (400, "mention_unknown", 1)


def test_what_changed_since_is_told_in_pages(client: FlaskClient, person: Person, video: UUID) -> None:
    ids = [made(client, person, video)["id"] for _ in range(3)]
    client.delete(f"/annotations/{ids[1]}", headers=person.headers)

    def since(**query: Any) -> Any:
        return client.get(f"/annotations/video/{video}", query_string=query, headers=person.headers)

    first = since(since=0, limit=1).json
    assert ([each["id"] for each in first["items"]], first["deleted"], first["version"]) == ([ids[0]], [], 2)
    rest = since(since=0, cursor=first["next_cursor"]).json
    assert ([each["id"] for each in rest["items"]], rest["deleted"]) == ([ids[2]], [ids[1]])
    assert (rest["version"], rest["next_cursor"]) == (5, None)
    assert (since(since=6).status_code, code_of(since(since=6))) == (410, "too_long_away")
    assert code_of(since(since=0, type="drawing")) == "invalid_request"


def test_a_guest_draws_answers_and_reacts(client: FlaskClient, person: Person, video: UUID) -> None:
    link = share(client, person, video, right="comment")["token"]
    guest, path = visit(client, link), f"/api/links/{link}/annotations"
    said = made(client, person, video)
    body = {"timestamp": 2.0, "drawing_data": STROKE, "name": "Gil", "client_id": str(uuid4())}
    drawn = client.post(f"{path}/drawing", json=body, headers=guest)
    assert drawn.status_code == 201, drawn.text
    assert client.post(f"{path}/drawing", json=body, headers=guest).json == drawn.json
    answer = {"timestamp": 0, "content": "Yes", "name": "Gil", "parent_id": said["id"]}
    assert client.post(path, json=answer, headers=guest).json["timestamp"] == 1.5
    for _ in range(2):
        reacted = client.put(f"{path}/{said['id']}/reactions/{THUMB}", headers=guest).json
    assert reacted["reactions"] == [{"emoji": THUMB, "count": 1, "people": []}]
    assert client.delete(f"{path}/{said['id']}/reactions/{THUMB}", headers=guest).json["reactions"] == []
    assert client.put(f"{path}/{said['id']}/reactions/{THUMB}").status_code == 401
    other = library.start(person.id, None, None)
    elsewhere = made(client, person, other)["id"]
    assert client.put(f"{path}/{elsewhere}/reactions/{THUMB}", headers=guest).status_code == 404


def test_a_guest_who_may_only_look_does_neither(client: FlaskClient, person: Person, video: UUID) -> None:
    link = share(client, person, video, right="view")["token"]
    guest, path = visit(client, link), f"/api/links/{link}/annotations"
    said = made(client, person, video)
    body = {"timestamp": 2.0, "drawing_data": STROKE, "name": "Gil"}
    assert client.post(f"{path}/drawing", json=body, headers=guest).status_code == 403
    assert client.put(f"{path}/{said['id']}/reactions/{THUMB}", headers=guest).status_code == 403
    assert count() == 1
