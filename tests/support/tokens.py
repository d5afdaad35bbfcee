"""Tokens taken apart and put together again, as somebody would who means no good."""

from datetime import UTC, datetime
from typing import Any

import jwt
from flask import current_app
from werkzeug.test import TestResponse


def code_of(answer: TestResponse) -> str:
    """The stable code of a refusal, once its format is checked."""
    body = answer.get_json()
    assert set(body) == {"error"}
    assert {"code", "message"} <= set(body["error"]) <= {"code", "message", "details"}
    assert isinstance(body["error"]["message"], str)
    return str(body["error"]["code"])


def claims_of(token: str) -> dict[str, Any]:
    """What a token says, unchecked."""
    claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return claims


def sign_in_of(token: str) -> str:
    """The id of the sign-in a token belongs to."""
    return str(claims_of(token)["sid"])


def forged(token: str, algorithm: str = "HS256", key: str | None = None, expired: bool = False, **claims: Any) -> str:
    """The same token with other claims (None removes one), signed with our key or another."""
    changed = claims_of(token) | claims
    if expired:
        changed["exp"] = int(datetime.now(UTC).timestamp()) - 5
    changed = {name: value for name, value in changed.items() if value is not None}
    secret = None if algorithm == "none" else key or current_app.config["JWT_SECRET_KEY"]
    return jwt.encode(changed, secret, algorithm=algorithm)
