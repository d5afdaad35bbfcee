"""What is looked at before any view: whom a request names, who sent it, how much JSON it brings."""

import json

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from tests.conftest import PASSWORD, Person
from tests.support.recordings import settings_changed
from tests.support.tokens import code_of

LOGIN = "/auth/login"


def credentials(person: Person) -> dict[str, str]:
    return {"email": person.email, "password": PASSWORD, "delivery": "cookie"}


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "", "text/plain; application/json"]
)
def test_a_form_of_another_site_signs_nobody_in(client: FlaskClient, person: Person, kind: str) -> None:
    """Login CSRF: a form can send text that happens to be JSON, and the browser would keep our cookies."""
    body = json.dumps(credentials(person))
    answer = client.post(LOGIN, data=body, content_type=kind)
    assert (answer.status_code, code_of(answer)) == (415, "unsupported_media_type")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.example"},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", [LOGIN, "/auth/register", "/auth/refresh", "/auth/logout", "/video/start"])
def test_a_page_of_another_site_changes_nothing(
    client: FlaskClient, person: Person, headers: dict[str, str], path: str
) -> None:
    answer = client.post(path, json=credentials(person), headers=headers)
    assert (answer.status_code, code_of(answer)) == (403, "cross_site")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": "http://localhost"}],
    ids=str,
)
def test_our_own_pages_and_programs_do(client: FlaskClient, person: Person, headers: dict[str, str]) -> None:
    assert client.post(LOGIN, json=credentials(person), headers=headers).status_code == 200


def test_a_program_with_a_token_may_come_from_anywhere(client: FlaskClient, person: Person) -> None:
    headers = person.headers | {"Origin": "https://tool.example", "Sec-Fetch-Site": "cross-site"}
    assert client.post("/video/start", json={}, headers=headers).status_code == 201


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:80"])
@pytest.mark.parametrize("path", ["/", "/auth/options", "/video/", "/docs"])
def test_a_name_that_is_not_ours_is_not_answered(client: FlaskClient, host: str, path: str) -> None:
    """A redirect or a link made from it would lead to whom it names."""
    answer = client.get(path, headers={"Host": host})
    assert (answer.status_code, code_of(answer)) == (400, "unknown_host")


def test_probes_ask_by_any_name(client: FlaskClient) -> None:
    assert client.get("/health", headers={"Host": "10.1.2.3:8000"}).status_code == 200


def test_more_names_are_a_setting(app: APIFlask, client: FlaskClient) -> None:
    with settings_changed(app, allowed_hosts="video.example.org, .example.com"):
        for host in ("video.example.org", "a.example.com"):
            assert client.get("/auth/options", headers={"Host": host}).status_code == 200
        assert client.get("/auth/options", headers={"Host": "example.net"}).status_code == 400


def test_more_than_a_mebibyte_of_json_is_refused(client: FlaskClient, person: Person) -> None:
    long = {"title": "x" * (1024 * 1024)}
    answer = client.post("/video/start", json=long, headers=person.headers)
    assert (answer.status_code, code_of(answer)) == (413, "too_large")


def test_so_is_as_much_that_does_not_say_how_much_it_is(client: FlaskClient, person: Person) -> None:
    """Transfer-Encoding: chunked."""
    from io import BytesIO

    body = b'{"title": "' + b"x" * (1024 * 1024) + b'"}'
    answer = client.post(
        "/video/start",
        input_stream=BytesIO(body),
        headers=person.headers | {"Content-Type": "application/json", "Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert answer.status_code in {400, 413}
    assert client.get("/video/", headers=person.headers).json["items"] == []


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 33 + b"]" * 33,
        b"[" * 100_000,
        b'{"a":' * 33 + b"1" + b"}" * 33,
        b'{"title": "\\"", "x": ' + b"[" * 40 + b"]" * 40 + b"}",
        b"null",
        b"[]",
        b"5",
        b'"text"',
        b"NaN",
        b"",
    ],
    ids=lambda body: repr(body[:24]),
)
def test_json_that_is_no_object_or_nests_too_deeply_is_a_bad_request(
    client: FlaskClient, person: Person, body: bytes
) -> None:
    headers = person.headers | {"Content-Type": "application/json"}
    answer = client.post("/annotations/", data=body, headers=headers)
    assert (answer.status_code, code_of(answer)) == (400, "invalid_request")


def test_brackets_in_a_text_do_not_nest(client: FlaskClient, person: Person) -> None:
    answer = client.post("/video/start", json={"title": "[" * 100 + '"\\' + "{" * 50}, headers=person.headers)
    assert answer.status_code == 201


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE", "PUT", "POST"])
@pytest.mark.parametrize(
    "path", ["/video/not-an-id", "/annotations/x", "/api/uploads/1", "/ocr/process/x", "/auth/nothing"]
)
def test_an_id_that_is_none_is_not_there_for_any_method(
    client: FlaskClient, person: Person, method: str, path: str
) -> None:
    answer = client.open(path, method=method, headers=person.headers, json={})
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_a_method_that_an_address_does_not_have_is_said(client: FlaskClient, person: Person) -> None:
    answer = client.put("/auth/me", headers=person.headers, json={})
    assert (answer.status_code, code_of(answer)) == (405, "method_not_allowed")
    assert "GET" in answer.headers["Allow"]
