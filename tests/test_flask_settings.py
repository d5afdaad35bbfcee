"""What Flask and its extensions are told comes from our settings."""

from datetime import timedelta

from app import config
from app.flask_settings import flask_config

GIVEN = {
    "DATABASE_URL": "postgresql+psycopg2://someone@db/videoflow",
    "REDIS_URL": "redis://redis/0",
    "S3_BUCKET": "videos",
    "SECRET_KEY": "a secret of more than thirty-two characters",
}


def made(**more: str) -> dict[str, object]:
    return flask_config(config.load(GIVEN | more))


def test_a_chunk_and_its_form_fit_but_little_more() -> None:
    limits = made(MAX_CHUNK_BYTES="1000000")
    assert limits["MAX_CONTENT_LENGTH"] == 1_000_000 + 64 * 1024
    options = limits["SOCK_SERVER_OPTIONS"]
    assert isinstance(options, dict) and 1_000_000 < options["max_message_size"] <= 3_000_000


def test_tokens_live_as_long_as_the_settings_say() -> None:
    told = made(ACCESS_TOKEN_MINUTES="7", REFRESH_TOKEN_DAYS="3")
    assert told["JWT_ACCESS_TOKEN_EXPIRES"] == timedelta(minutes=7)
    assert told["JWT_REFRESH_TOKEN_EXPIRES"] == timedelta(days=3)


def test_cookies_are_for_our_pages_alone() -> None:
    told = made(PUBLIC_URL="https://videos.example.org")
    assert (told["JWT_COOKIE_SECURE"], told["JWT_COOKIE_SAMESITE"], told["JWT_COOKIE_CSRF_PROTECT"]) == (
        True,
        "Lax",
        True,
    )
    assert made(PUBLIC_URL="http://127.0.0.1:8000")["JWT_COOKIE_SECURE"] is False


def test_a_database_that_is_away_is_not_waited_for_long() -> None:
    engine = made()["SQLALCHEMY_ENGINE_OPTIONS"]
    assert isinstance(engine, dict) and engine["connect_args"]["connect_timeout"] <= 10
    assert engine["max_overflow"] == 0
