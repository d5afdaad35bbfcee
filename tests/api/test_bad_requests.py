"""Bodies, queries and paths that make no sense get a clear 4xx and leave nothing behind (invariant 8)."""

import base64
import json
import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from app.services.videos import library
from tests.conftest import Person
from tests.support.recordings import (
    at_once,
    video_of,
)
from tests.support.rest_recorder import Recorder, check
from tests.support.tokens import code_of

pytestmark = pytest.mark.usefixtures("small_limits")


# ---- everything else -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/video/start"),
        ("POST", "/video/complete"),
        ("PATCH", "/video/{video}"),
        ("POST", "/annotations/"),
    ],
)
@pytest.mark.parametrize("body", [b"{", b"[]", b'"text"', b"5", b"\xff\xfe", b"[" * 50_000, b'{"title": NaN}', b"true"])
def test_bodies_that_are_no_json_object(
    client: FlaskClient, person: Person, recorder: Recorder, method: str, path: str, body: bytes
) -> None:
    """Invariant 8."""
    headers = person.headers | {"Content-Type": "application/json"}
    answer = client.open(path.replace("{video}", str(recorder.video)), method=method, data=body, headers=headers)
    check(answer, 400, "invalid_request")


@pytest.mark.parametrize(
    "body",
    [
        {"title": ""},
        {"title": "   "},
        {"title": 5},
        {"title": "x" * 201},
        {"title": "a\0b"},
        {"title": "\ud83d"},
        {"title": ["x"]},
        {"mime_type": "text/html"},
        {"mime_type": "video"},
        {"mime_type": "video/"},
        {"mime_type": "video/webm\r\nX-Evil: 1"},
        {"mime_type": "video/webm;codecs=vp9\n"},
        {"mime_type": "video/webm;\ncodecs=vp9"},
        {"mime_type": "video/日本"},
        {"mime_type": "video/webm;codecs=é"},
        {"mime_type": "video/webm; codecs=" + "x" * 200},
        {"mime_type": 5},
    ],
    ids=ascii,
)
def test_a_start_that_makes_no_sense_makes_no_recording(
    client: FlaskClient, person: Person, body: dict[str, Any]
) -> None:
    answer = client.post("/video/start", json=body, headers=person.headers)
    assert list(check(answer, 400, "invalid_request")["fields"]["json"]) == list(body)
    assert client.get("/video/", headers=person.headers).json["items"] == []


@pytest.mark.parametrize(
    "mime_type",
    [
        "video/webm",
        "audio/mp4",
        "video/webm;codecs=vp9,opus",
        'video/mp4; codecs="avc1.42E01E, mp4a.40.2"',
        "video/x-matroska;codecs=avc1",
        "video/webm; codecs='vp8'",
    ],
)
def test_what_recorders_say_of_their_format_is_taken(client: FlaskClient, person: Person, mime_type: str) -> None:
    answer = client.post("/video/start", json={"mime_type": mime_type}, headers=person.headers)
    assert answer.status_code == 201
    assert video_of(UUID(answer.json["video_id"])).mime_type == mime_type


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=101",
        "limit=x",
        "limit=-1",
        "limit=1.5",
        "status=nonsense",
        "q=" + "x" * 201,
        "q=%00",
        "cursor=x",
        "cursor=%00",
        "cursor=" + "A" * 201,
        "cursor=W10",
        "cursor=bnVsbA",
        "cursor=WzEsMl0",
        "cursor=WyJ4IiwieSJd",
        "cursor=é",
    ],
)
def test_a_list_asked_for_in_a_wrong_way(client: FlaskClient, person: Person, query: str) -> None:
    answer = client.get(f"/video/?{query}", headers=person.headers)
    assert answer.status_code == 400
    assert code_of(answer) in {"invalid_request", "invalid_cursor"}


@pytest.mark.parametrize("cursor", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-01-01"])
def test_a_cursor_from_the_ends_of_time_is_no_accident(client: FlaskClient, person: Person, cursor: str) -> None:
    made = base64.urlsafe_b64encode(json.dumps([cursor, str(uuid4())]).encode()).decode()
    assert client.get("/video/", query_string={"cursor": made}, headers=person.headers).status_code in {200, 400}


@pytest.mark.parametrize("q", ["%", "_", "\\", "'", '"', "'; DROP TABLE videos; --", "<b>", "%25", "ß", "🎥"])
def test_a_search_means_its_characters(client: FlaskClient, person: Person, q: str) -> None:
    for title in (f"before {q} after", "plain title"):
        library.start(person.id, title, None)
    found = client.get("/video/", query_string={"q": q}, headers=person.headers).json["items"]
    assert [item["title"] for item in found] == [f"before {q} after"]


def test_markup_in_a_title_is_text(client: FlaskClient, person: Person, recorder: Recorder) -> None:
    title = "<script>alert(1)</script> & \"quotes\" 'too'"
    # But for the mark that would turn what follows it.
    answer = client.patch(f"/video/{recorder.video}", json={"title": f"{title} \u202e"}, headers=person.headers)
    assert answer.json["title"] == title
    assert answer.content_type == "application/json"


@pytest.mark.parametrize(
    "path", ["/" + "x" * 300, "/" + "x/" * 200, "/%00", "/..%2f..%2fetc/passwd", "/a\\b", "/é", "/%ff"]
)
def test_a_page_that_cannot_be_a_file(client: FlaskClient, path: str) -> None:
    """Any page of the browser app, or, where it is not built, not found."""
    with client.get(path) as answer:
        assert answer.status_code in {200, 404}


@pytest.mark.parametrize(
    "path",
    ["/assets/..%2f..%2fwsgi.py", "/assets/%00", "/assets/" + "x" * 300, "/..%2fwsgi.py", "/../wsgi.py", "//wsgi.py"],
)
def test_no_file_beside_the_browser_app_is_served(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        assert b"create_app" not in answer.data
        assert answer.status_code in {200, 308, 400, 404}


@pytest.mark.parametrize(
    "path", ["/video/x/y", "/auth/nothing", "/annotations/x", "/ws/nothing", "/api/nothing", "/ocr/x"]
)
def test_an_unknown_api_path_says_so_in_json(client: FlaskClient, path: str) -> None:
    check(client.get(path), 404, "not_found")


def test_a_socket_that_is_none(client: FlaskClient, recorder: Recorder) -> None:
    answer = client.get(f"/ws/upload/{recorder.video}")
    assert answer.status_code in {400, 404, 426}
    code_of(answer)


def test_requests_side_by_side_get_one_clear_answer_each(app: APIFlask, person: Person, recorder: Recorder) -> None:
    def send() -> tuple[int, str]:
        answer = app.test_client().post(
            f"/video/chunk/{recorder.video}", data=b"12345", headers=person.headers | {"Upload-Offset": "0"}
        )
        return answer.status_code, "" if answer.status_code == 200 else code_of(answer)

    assert sorted(at_once(app, *[send] * 6)) == [(200, "")] + [(409, "offset_mismatch")] * 5


def test_an_id_that_is_none_is_not_there_for_any_method(app: APIFlask, client: FlaskClient) -> None:
    """Every route that takes a UUID, also one that comes later."""
    asked = 0
    for rule in app.url_map.iter_rules():
        if "<uuid:" not in rule.rule or rule.rule.startswith("/ws/"):
            continue
        path = re.sub(r"<[^>]+>", "0", rule.rule)
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}:
            answer = client.open(path, method=method, json={} if method != "GET" else None)
            assert answer.status_code == 404, (method, path, answer.status_code)
            asked += 1
    assert asked > 20
