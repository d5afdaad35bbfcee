"""An upload token opens one upload, for a while, and nothing else."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import jwt
import pytest
from apiflask import APIFlask
from flask import Flask, current_app

from app import config
from app.services.ingest import upload_tokens
from app.services.ingest.upload_tokens import UploadGrant
from tests.support.tokens import claims_of, forged

USER, VIDEO = uuid4(), uuid4()


@pytest.fixture(autouse=True)
def context() -> Iterator[None]:
    """Settings are all that tokens need."""
    app = Flask(__name__)
    app.config["VIDEOFLOW"] = config.load()
    app.config["JWT_SECRET_KEY"] = config.load().secret_key
    with app.app_context():
        yield


def test_it_opens_the_upload_it_was_made_for() -> None:
    assert upload_tokens.read(upload_tokens.issue(USER, VIDEO)) == UploadGrant(USER, VIDEO)


def test_it_lasts_as_long_as_the_setting_says() -> None:
    expires = datetime.fromtimestamp(claims_of(upload_tokens.issue(USER, VIDEO))["exp"], UTC)
    wanted = timedelta(hours=current_app.config["VIDEOFLOW"].upload_token_hours)
    assert abs(expires - datetime.now(UTC) - wanted) < timedelta(minutes=1)


@pytest.mark.parametrize(
    "how",
    [
        {"expired": True},
        {"algorithm": "none"},
        {"key": "another key that is long enough to be one"},
        {"aud": "session"},
        {"aud": None},
        {"sub": None},
        {"sub": "somebody"},
        {"video": None},
        {"video": "something"},
        {"video": 5},
        {"exp": None},
    ],
    ids=str,
)
def test_anything_else_opens_nothing(how: dict[str, Any]) -> None:
    """Invariant 6."""
    assert upload_tokens.read(forged(upload_tokens.issue(USER, VIDEO), **how)) is None


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é", "\0", "x" * 10_000, "eyJhbGciOiJIUzI1NiJ9.W10.AAAA"])
def test_garbage_opens_nothing(token: str) -> None:
    assert upload_tokens.read(token) is None


def test_a_sign_in_is_no_upload_token(app: APIFlask, person: Any) -> None:
    assert upload_tokens.read(person.headers["Authorization"].removeprefix("Bearer ")) is None


def test_a_token_from_before_the_key_changed_opens_nothing() -> None:
    old = jwt.encode({"sub": str(USER), "video": str(VIDEO), "aud": "upload"}, "k" * 40, algorithm="HS256")
    assert upload_tokens.read(old) is None


def test_ids_come_back_as_ids() -> None:
    grant = upload_tokens.read(upload_tokens.issue(USER, VIDEO))
    assert grant
    assert isinstance(grant.user_id, UUID)
    assert isinstance(grant.video_id, UUID)
