"""The API's description says who may call what, and describes bodies that no schema does."""

from typing import Any

import pytest

from app import create_app
from app.api.spec import _views


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    """The description as it is served."""
    return dict(create_app().spec)


def test_what_is_not_public_says_that_it_wants_a_token(spec: dict[str, Any]) -> None:
    found = {
        (path, method): "security" in spec["paths"][path][method]
        for path, method, view in _views(create_app())
        if method in spec["paths"].get(path, {}) and view.access_rule != "public"
    }
    assert len(found) > 20
    assert [place for place, secured in found.items() if not secured] == []


def test_what_is_public_asks_for_none(spec: dict[str, Any]) -> None:
    for path, method in (("/auth/login", "post"), ("/health", "get"), ("/auth/options", "get")):
        assert "security" not in spec["paths"][path][method]


@pytest.mark.parametrize(
    ("path", "method", "statuses"),
    [
        ("/auth/login", "post", {"200", "400", "401", "403", "408", "413", "415", "429", "503"}),
        ("/video/", "get", {"200", "400", "401", "429", "503"}),
        ("/video/{video_id}", "patch", {"200", "400", "401", "403", "404", "408", "413", "415", "429", "503"}),
        ("/health", "get", {"200", "503"}),
        ("/admin/invitations", "post", {"201", "400", "401", "403", "408", "413", "415", "429", "503"}),
    ],
)
def test_every_status_that_a_guard_gives_is_described(
    spec: dict[str, Any], path: str, method: str, statuses: set[str]
) -> None:
    assert statuses - set(spec["paths"][path][method]["responses"]) == set()


def test_every_call_says_what_it_gives_when_it_is_done(spec: dict[str, Any]) -> None:
    silent = [
        (path, method)
        for path, methods in spec["paths"].items()
        for method, call in methods.items()
        if method != "parameters" and all(status >= "4" for status in call["responses"])
    ]
    assert silent == []


def test_every_refusal_has_the_one_format(spec: dict[str, Any]) -> None:
    schemas = spec["components"]["schemas"]
    assert schemas["HTTPError"] == schemas["ValidationError"]
    assert schemas["HTTPError"]["properties"]["error"]["required"] == ["code", "message"]


def test_a_chunk_is_raw_bytes_or_a_form_and_says_where_it_begins(spec: dict[str, Any]) -> None:
    chunk = spec["paths"]["/video/chunk/{video_id}"]["post"]
    assert set(chunk["requestBody"]["content"]) == {"application/octet-stream", "multipart/form-data"}
    assert [each["name"] for each in chunk["parameters"] if each["in"] == "header"] == ["Upload-Offset"]


def test_figures_for_monitors_are_not_described(spec: dict[str, Any]) -> None:
    assert "/metrics" not in spec["paths"]
