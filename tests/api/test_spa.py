"""The browser app: its files, and its one page under every address that is not the API's."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from app.api import spa


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """An application with a browser app of two files, beside one that is nobody's business."""
    (tmp_path / "secret.txt").write_text("secret")
    dist = tmp_path / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text("<title>the app</title>")
    (dist / "favicon.svg").write_text("<svg/>")
    (dist / "assets" / "main-1a2b.js").write_text("run()")
    monkeypatch.setattr(spa, "DIST", dist)
    return create_app().test_client()


@pytest.mark.parametrize(
    "path", ["/", "/record", "/watch/11111111-2222-3333-4444-555555555555", "/login", "/no/such/page"]
)
def test_every_page_is_the_app_and_is_never_old(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        assert answer.status_code == 200
        assert answer.text == "<title>the app</title>"
        assert answer.content_type.startswith("text/html")
        assert answer.cache_control.max_age == 0


def test_a_reader_gets_the_pages_of_their_language_where_there_are_any(client: FlaskClient) -> None:
    german = {"Accept-Language": "de-AT,en;q=0.5"}
    with client.get("/login", headers=german) as answer:
        assert answer.text == "<title>the app</title>"
    (spa.DIST / "index.de.html").write_text("<title>die App</title>")
    with client.get("/login", headers=german) as answer:
        assert answer.text == "<title>die App</title>"
        assert {"Accept-Language", "Cookie"} <= set(answer.vary)
    client.set_cookie("language", "en")
    with client.get("/login", headers=german) as answer:
        assert answer.text == "<title>the app</title>"


def test_files_whose_name_changes_with_them_are_kept_for_a_year(client: FlaskClient) -> None:
    with client.get("/assets/main-1a2b.js") as answer:
        assert answer.text == "run()"
        assert answer.cache_control.max_age == 365 * 24 * 3600


def test_other_files_are_served_as_they_are(client: FlaskClient) -> None:
    with client.get("/favicon.svg") as answer:
        assert (answer.text, answer.mimetype) == ("<svg/>", "image/svg+xml")


@pytest.mark.parametrize(
    ("taken", "encoding", "body"),
    [
        ("br, gzip", "br", b"as brotli"),
        ("gzip", "gzip", b"as gzip"),
        ("br;q=0, gzip", "gzip", b"as gzip"),
        ("", None, b"run()"),
    ],
)
def test_whoever_takes_a_compressed_copy_is_sent_it(
    client: FlaskClient, taken: str, encoding: str | None, body: bytes
) -> None:
    (spa.DIST / "assets" / "main-1a2b.js.br").write_bytes(b"as brotli")
    (spa.DIST / "assets" / "main-1a2b.js.gz").write_bytes(b"as gzip")
    with client.get("/assets/main-1a2b.js", headers={"Accept-Encoding": taken}) as answer:
        assert (answer.data, answer.content_encoding) == (body, encoding)
        assert answer.mimetype == "text/javascript"
        assert "Accept-Encoding" in answer.vary
        assert answer.cache_control.max_age == 365 * 24 * 3600


def test_each_copy_has_a_tag_of_its_own_and_is_not_sent_again(client: FlaskClient) -> None:
    (spa.DIST / "index.html.gz").write_bytes(b"as gzip")
    tags = set()
    for taken in ("gzip", "identity"):
        with client.get("/login", headers={"Accept-Encoding": taken}) as answer:
            assert answer.cache_control.max_age == 0
            tags.add(answer.headers["ETag"])
        again = {"Accept-Encoding": taken, "If-None-Match": answer.headers["ETag"]}
        with client.get("/login", headers=again) as answer:
            assert answer.status_code == 304
    assert len(tags) == 2


def test_a_copy_is_no_address_of_its_own(client: FlaskClient) -> None:
    (spa.DIST / "assets" / "main-1a2b.js.br").write_bytes(b"as brotli")
    assert client.get("/assets/main-1a2b.js.br").status_code == 404


def test_a_missing_asset_is_not_the_app(client: FlaskClient) -> None:
    answer = client.get("/assets/gone.js")
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "not_found")


@pytest.mark.parametrize("path", ["/video/nothing", "/auth/nothing", "/annotations/x/y", "/ocr/x", "/ws/x", "/api/x"])
def test_an_address_of_the_api_is_not_the_app(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/..%2fsecret.txt", "/assets/..%2f..%2fsecret.txt", "/assets/../../secret.txt", "//secret.txt"],
)
def test_nothing_beside_it_is_served(client: FlaskClient, path: str) -> None:
    with client.get(path, follow_redirects=True) as answer:
        assert "secret" not in answer.text


def test_without_a_build_there_is_no_page(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(spa, "DIST", tmp_path / "never-built")
    assert client.get("/").status_code == 404
    assert client.get("/health").status_code == 200


def test_a_page_beside_the_api_is_for_who_goes_there_in_a_browser(client: FlaskClient) -> None:
    """/search is both: what a browser sends as it goes somewhere is not what a page's code or a program sends."""
    going = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
    with client.get("/search?q=word", headers={"Accept": going}) as answer:
        assert (answer.status_code, answer.text) == (200, "<title>the app</title>")
        assert "Accept" in answer.vary
    for accept in ({}, {"Accept": "*/*"}, {"Accept": "application/json"}, {"Accept": "application/json, text/html"}):
        with client.get("/search?q=word", headers=accept) as answer:
            assert (answer.status_code, answer.json["error"]["code"]) == (401, "not_authenticated")
            assert "Accept" in answer.vary
    with client.get("/video/", headers={"Accept": going}) as answer:
        assert answer.status_code == 401
