"""Who is calling, and may they: upload tokens on their one upload, and sockets that other sites open."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from app import guards, marks
from app.errors import VideoFlowError
from app.services.ingest import upload_tokens
from app.services.videos import library
from tests.conftest import PASSWORD, Person
from tests.support.tokens import code_of, forged


@pytest.fixture
def video(person: Person) -> UUID:
    return library.start(person.id, None, None)


@pytest.fixture
def token(person: Person, video: UUID) -> dict[str, str]:
    """The header of a recorder that has nothing but its upload token."""
    return {"Authorization": f"Bearer {upload_tokens.issue(person.id, video)}"}


# ---- what an upload token opens --------------------------------------------------------------------------------------


def test_an_upload_token_records_from_start_to_end(client: FlaskClient, video: UUID, token: dict[str, str]) -> None:
    assert client.post(f"/video/chunk/{video}", data=b"12345", headers=token).json == {"offset": 5, "stored": 0}
    assert client.head(f"/video/chunk/{video}", headers=token).headers["Upload-Offset"] == "5"
    answer = client.post("/video/complete", json={"video_id": str(video), "size": 5}, headers=token)
    assert (answer.status_code, answer.json["status"]) == (202, "processing")


def test_an_upload_token_may_throw_its_recording_away(client: FlaskClient, video: UUID, token: dict[str, str]) -> None:
    assert client.post(f"/video/abort/{video}", headers=token).json["status"] == "aborted"


def test_it_reaches_no_other_recording_not_even_its_owners(
    client: FlaskClient, person: Person, video: UUID, token: dict[str, str]
) -> None:
    """Invariant 6."""
    other = library.start(person.id, None, None)
    for answer in (
        client.post(f"/video/chunk/{other}", data=b"x", headers=token),
        client.post("/video/complete", json={"video_id": str(other)}, headers=token),
        client.post(f"/video/abort/{other}", headers=token),
    ):
        assert (answer.status_code, code_of(answer)) == (404, "not_found")
    assert client.head(f"/video/chunk/{other}", headers=token).status_code == 404


def test_it_is_no_sign_in(client: FlaskClient, video: UUID, token: dict[str, str]) -> None:
    """Invariant 6."""
    for method, path in [
        ("GET", "/auth/me"),
        ("POST", "/auth/refresh"),
        ("POST", "/auth/logout"),
        ("POST", "/video/start"),
        ("GET", "/video/"),
        ("GET", f"/video/{video}"),
        ("PATCH", f"/video/{video}"),
        ("DELETE", f"/video/{video}"),
        ("GET", f"/video/{video}/events"),
        ("GET", f"/annotations/video/{video}"),
        ("POST", f"/ocr/process/{video}"),
    ]:
        answer = client.open(path, method=method, headers=token, json=None if method == "GET" else {})
        assert (answer.status_code, code_of(answer)) == (401, "not_authenticated"), path


@pytest.mark.parametrize(
    "how", [{"expired": True}, {"algorithm": "none"}, {"key": "k" * 40}, {"aud": "session"}], ids=str
)
def test_one_that_is_not_valid_opens_nothing(
    client: FlaskClient, video: UUID, token: dict[str, str], how: dict[str, Any]
) -> None:
    bad = {"Authorization": f"Bearer {forged(token['Authorization'].removeprefix('Bearer '), **how)}"}
    answer = client.post(f"/video/chunk/{video}", data=b"x", headers=bad)
    assert answer.status_code == 401
    assert code_of(answer) in {"not_authenticated", "token_expired"}


def test_one_made_for_somebody_elses_recording_opens_nothing(client: FlaskClient, video: UUID) -> None:
    header = {"Authorization": f"Bearer {upload_tokens.issue(uuid4(), video)}"}
    answer = client.post(f"/video/chunk/{video}", data=b"x", headers=header)
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_a_sign_in_records_as_well(client: FlaskClient, person: Person, video: UUID) -> None:
    assert client.post(f"/video/chunk/{video}", data=b"12345", headers=person.headers).status_code == 200


# ---- sockets -------------------------------------------------------------------------------------------------------


def socket_caller(app: APIFlask, **request: Any) -> guards.Caller:
    """The caller of a socket that was opened by such a request."""
    with app.test_request_context("/ws/upload/x", base_url="http://127.0.0.1:8000", **request):
        return guards.socket_caller()


def refusal(app: APIFlask, **request: Any) -> tuple[str, int]:
    """Code and status of the refusal that such a request meets."""
    with pytest.raises(VideoFlowError) as refused:
        socket_caller(app, **request)
    return refused.value.code, refused.value.http_status


def test_a_socket_takes_the_upload_token_in_its_address_or_a_header(
    app: APIFlask, person: Person, video: UUID, token: dict[str, str]
) -> None:
    by_query = socket_caller(app, query_string={"token": upload_tokens.issue(person.id, video)})
    by_header = socket_caller(app, headers=token)
    assert by_query == by_header == guards.Caller(person.id, only_video=video)


def test_a_socket_takes_a_sign_in_by_header(app: APIFlask, person: Person, video: UUID) -> None:
    caller = socket_caller(app, headers=person.headers)
    assert (caller.user_id, caller.only_video) == (person.id, None)


def test_a_sign_in_in_the_address_opens_no_socket(app: APIFlask, person: Person) -> None:
    """Addresses end up in logs: only the narrow token may be in one."""
    access = person.headers["Authorization"].removeprefix("Bearer ")
    assert refusal(app, query_string={"token": access}) == ("not_authenticated", 401)


@pytest.mark.parametrize("token", ["x", "a.b.c", "\ud83d"])
def test_a_bad_token_is_not_made_good_by_a_cookie(app: APIFlask, person: Person, token: str) -> None:
    headers = {**person.headers, "Origin": "http://127.0.0.1:8000"}
    assert refusal(app, query_string={"token": token.encode("utf-8", "replace")}, headers=headers) == (
        "not_authenticated",
        401,
    )


def cookies_of(app: APIFlask, person: Person) -> str:
    """What a signed-in browser of that person sends along."""
    browser = app.test_client()
    browser.post("/auth/login", json={"email": person.email, "password": PASSWORD, "delivery": "cookie"})
    cookie = browser.get_cookie("access_token_cookie")
    assert cookie
    return f"{cookie.key}={cookie.value}"


@pytest.mark.parametrize(
    ("origin", "welcome"),
    [
        ("http://127.0.0.1:8000", True),
        ("https://evil.example.org", False),
        ("http://127.0.0.1:8000.evil.example.org", False),
        ("http://127.0.0.1:9000", False),
        ("null", False),
        (None, False),
        ("", False),
    ],
)
def test_a_cookie_counts_from_our_own_pages_alone(
    app: APIFlask, person: Person, origin: str | None, welcome: bool
) -> None:
    """Browsers send cookies along with a socket that any site opens."""
    headers = {"Cookie": cookies_of(app, person)} | ({} if origin is None else {"Origin": origin})
    if welcome:
        assert socket_caller(app, headers=headers).user_id == person.id
    else:
        assert refusal(app, headers=headers) == ("not_authenticated", 401)


def test_nobody_opens_no_socket(app: APIFlask) -> None:
    assert refusal(app) == ("not_authenticated", 401)
    assert refusal(app, headers={"Origin": "http://127.0.0.1:8000"}) == ("not_authenticated", 401)


def test_what_views_say_is_read_by_the_names_guards_have_for_it() -> None:
    @guards.starts_video
    def view() -> str:
        return ""

    assert marks.scope_of(view, "GET") == "record"
    assert marks.refusals(guards.in_person(view), "GET").keys() == {401, 403, 429}
