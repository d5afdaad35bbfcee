"""What every answer tells the browser."""

import dataclasses

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from app import config
from app.headers import content_security_policy
from app.settings import settings


@pytest.mark.parametrize("path", ["/", "/auth/options", "/nowhere", "/video/x", "/docs", "/openapi.json"])
def test_every_answer_carries_them(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=(self)" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers


def test_films_come_from_the_object_store(app: APIFlask) -> None:
    policy = content_security_policy(settings())
    assert settings().s3_endpoint_url is not None
    for kind in ("media-src", "img-src", "connect-src"):
        (rule,) = [rule for rule in policy.split("; ") if rule.startswith(kind)]
        assert str(settings().s3_public_endpoint) in rule
        # A page may be opened by another of the server's names.
        assert settings().public_url in rule


def test_a_page_asked_by_another_name_shows_what_is_at_the_public_one(app: APIFlask) -> None:
    policy = content_security_policy(dataclasses.replace(settings(), public_url="https://video.example.org/"))
    for kind in ("media-src", "img-src"):
        (rule,) = [rule for rule in policy.split("; ") if rule.startswith(kind)]
        assert "https://video.example.org" in rule.split()


def test_on_https_the_host_is_held_to_it_and_cookies_are_its_own() -> None:
    from app import create_app

    env = {
        "DATABASE_URL": "postgresql+psycopg2://u:p@127.0.0.1:1/none",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "SECRET_KEY": "k" * 40,
        "S3_BUCKET": "videos",
        "PUBLIC_URL": "https://video.example.org",
        "LIMITS_FACTOR": "1000",
    }
    app = create_app(config.load(env))
    headers = app.test_client().get("/health", base_url="https://video.example.org").headers
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    assert "https://videos.s3.us-east-1.amazonaws.com" in headers["Content-Security-Policy"]
    assert "wss://video.example.org" in headers["Content-Security-Policy"]
    names = [app.config[f"JWT_{kind}_COOKIE_NAME"] for kind in ("ACCESS", "REFRESH", "ACCESS_CSRF", "REFRESH_CSRF")]
    assert all(name.startswith("__Host-") for name in names)
    assert app.config["JWT_REFRESH_COOKIE_PATH"] == "/"
