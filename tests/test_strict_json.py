"""Bodies that are not JSON are bad requests, not accidents."""

import json

import pytest
from flask import Flask, request

from app.strict_json import StrictJSONProvider


@pytest.fixture
def echo() -> Flask:
    """Answers with the JSON it was sent."""
    app = Flask(__name__)
    app.json = StrictJSONProvider(app)

    @app.post("/")
    def answer() -> dict[str, object]:
        return {"got": request.get_json(force=True)}

    return app


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"{'a': 1}",
        b'{"a": NaN}',
        b"[Infinity]",
        b"-Infinity",
        b'"\xff\xfe"',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"1" * 10_000,
    ],
    ids=lambda body: body[:12].decode("latin-1") or "nothing",
)
def test_what_is_not_json_is_a_bad_request(echo: Flask, body: bytes) -> None:
    """Invariant 8."""
    assert echo.test_client().post("/", data=body).status_code == 400


@pytest.mark.parametrize("value", [None, True, 0, -1.5, 1e300, "", "é\u0000\U0001f3a5", [], {}, {"a": [{"b": None}]}])
def test_json_passes(echo: Flask, value: object) -> None:
    # The test client takes json=None for "no body".
    answer = echo.test_client().post("/", data=json.dumps(value))
    assert answer.status_code == 200
    assert answer.json == {"got": value}
