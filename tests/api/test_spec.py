"""The API's description says who may call what, and describes bodies that no schema does."""

from typing import Any

import pytest

from app import create_app
from app.api.spec import _rules


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    """The description as it is served."""
    return dict(create_app().spec)


def test_what_is_not_public_says_that_it_wants_a_token(spec: dict[str, Any]) -> None:
    found = {
        (path, method): "security" in spec["paths"][path][method]
        for path, method, rule in _rules(create_app())
        if method in spec["paths"].get(path, {}) and rule != "public"
    }
    assert len(found) > 20
    assert [place for place, secured in found.items() if not secured] == []


def test_what_is_public_asks_for_none(spec: dict[str, Any]) -> None:
    for path, method in (("/auth/login", "post"), ("/health", "get"), ("/auth/options", "get")):
        assert "security" not in spec["paths"][path][method]


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
