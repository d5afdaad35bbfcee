"""The environment is read once, and what is wrong with it is said by name."""

import socket
from pathlib import Path

import pytest

from app.config import ConfigError, Settings, load
from app.domain import times

GOOD = {
    "DATABASE_URL": "postgresql+psycopg2://user:secret@127.0.0.1:5432/videoflow",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "SECRET_KEY": "k" * 32,
    "S3_BUCKET": "videoflow",
}


def test_four_settings_are_enough() -> None:
    settings = load(GOOD)
    assert settings.database_url == GOOD["DATABASE_URL"]
    assert settings.host_id == socket.gethostname()
    assert settings.s3_endpoint_url is None
    assert settings.s3_public_endpoint is None
    assert (settings.chunk_seconds, settings.part_bytes, settings.max_chunk_bytes) == (3.0, 8 * 1024**2, 16 * 1024**2)
    assert settings.registration == "open"
    assert settings.cookie_secure is False


@pytest.mark.parametrize("name", sorted(GOOD))
@pytest.mark.parametrize("value", [None, "", "   "])
def test_each_of_them_is_needed(name: str, value: str | None) -> None:
    env = {key: kept for key, kept in GOOD.items() if key != name} | ({} if value is None else {name: value})
    with pytest.raises(ConfigError, match=f"{name} is not set"):
        load(env)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "k" * 31),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "postgresql://127.0.0.1/videoflow"),
        ("DATABASE_URL", "mysql://127.0.0.1/videoflow"),
        ("REDIS_URL", "127.0.0.1:6379"),
        ("REDIS_URL", "http://127.0.0.1:6379"),
        ("PUBLIC_URL", "videoflow.example.org"),
        ("PUBLIC_URL", "ftp://videoflow.example.org"),
        ("PUBLIC_URL", "https://"),
        ("S3_ENDPOINT_URL", "127.0.0.1:8333"),
        ("S3_PUBLIC_ENDPOINT", "//s3.example.org"),
        ("SPOOL_FSYNC", "always"),
        ("PART_BYTES", "5242879"),
        ("PART_BYTES", "5368709121"),
        ("PART_BYTES", "8 MiB"),
        ("PART_BYTES", "8388608.0"),
        ("MAX_CHUNK_BYTES", "0"),
        ("MAX_CHUNK_BYTES", "many"),
        ("MAX_RECORDING_BYTES", "-1"),
        ("MAX_RECORDING_BYTES", str(5 * 1024**4 + 1)),
        ("CHUNK_SECONDS", "0"),
        ("CHUNK_SECONDS", "nan"),
        ("CHUNK_SECONDS", "inf"),
        ("CHUNK_SECONDS", "three"),
        ("ACCESS_TOKEN_MINUTES", "0"),
        ("ACCESS_TOKEN_MINUTES", "1.5"),
        ("REFRESH_TOKEN_DAYS", "-3"),
        ("UPLOAD_TOKEN_HOURS", "0"),
        ("PLAYBACK_URL_SECONDS", "0"),
        ("PLAYBACK_URL_SECONDS", "604801"),
        ("ABANDONED_AFTER_MINUTES", "0"),
        ("ABANDONED_AFTER_MINUTES", "2.4"),
        ("ABANDONED_AFTER_MINUTES", "nan"),
        ("REGISTRATION", "maybe"),
        ("COOKIE_SECURE", "perhaps"),
        ("LOG_LEVEL", "CHATTY"),
        ("METRICS_TOKEN", "short"),
        ("SMTP_URL", "mail.example.org:25"),
        ("SMTP_URL", "http://mail.example.org"),
        ("SMTP_URL", "smtp://"),
    ],
)
def test_a_bad_value_stops_the_boot_and_is_named(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name):
        load(GOOD | {name: value})


@pytest.mark.parametrize("secret", [GOOD["SECRET_KEY"][:-1], "tiny"])
def test_a_secret_is_never_in_the_message(secret: str) -> None:
    with pytest.raises(ConfigError) as stopped:
        load(GOOD | {"SECRET_KEY": secret})
    assert secret not in str(stopped.value)


@pytest.mark.parametrize("sender", ["", "VideoFlow", "a@example.org\r\nBcc: b@example.org", "a@b <c@d>"])
def test_mail_comes_from_an_address(sender: str) -> None:
    server = {"SMTP_URL": "smtps://user:tiger@mail.example.org"}
    with pytest.raises(ConfigError, match="MAIL_FROM") as stopped:
        load(GOOD | server | {"MAIL_FROM": sender})
    assert "tiger" not in str(stopped.value)
    assert load(GOOD | server | {"MAIL_FROM": "VideoFlow <vf@example.org>"}).smtp_url == server["SMTP_URL"]


def test_the_password_of_a_database_url_is_never_in_the_message() -> None:
    with pytest.raises(ConfigError) as stopped:
        load(GOOD | {"DATABASE_URL": "mysql://user:tiger@127.0.0.1/videoflow"})
    assert "tiger" not in str(stopped.value)


def test_nobody_is_given_up_before_a_recorder_that_is_there_would_have_been_heard() -> None:
    least = times.RECORDER_GONE / 60
    assert load(GOOD | {"ABANDONED_AFTER_MINUTES": str(least)}).abandoned_after_minutes == least
    with pytest.raises(ConfigError, match=r"below 2\.5: a recorder that is connected is noted every 60 seconds only"):
        load(GOOD | {"ABANDONED_AFTER_MINUTES": str(least - 0.01)})


@pytest.mark.parametrize(
    ("raw", "value"),
    [(word, True) for word in ("1", "TRUE", "yes", "on")] + [(word, False) for word in ("0", "False", "no", "off")],
)
def test_switches_take_the_usual_words(raw: str, value: bool) -> None:
    assert load(GOOD | {"COOKIE_SECURE": raw}).cookie_secure is value


def test_cookies_are_secure_where_the_site_is() -> None:
    assert load(GOOD | {"PUBLIC_URL": "https://videoflow.example.org"}).cookie_secure is True
    assert load(GOOD | {"PUBLIC_URL": "https://videoflow.example.org", "COOKIE_SECURE": "no"}).cookie_secure is False


def test_browsers_use_the_same_s3_endpoint_unless_told_otherwise() -> None:
    inner = GOOD | {"S3_ENDPOINT_URL": "http://s3:8333"}
    assert load(inner).s3_public_endpoint == "http://s3:8333"
    assert load(inner | {"S3_PUBLIC_ENDPOINT": "https://s3.example.org"}).s3_public_endpoint == "https://s3.example.org"


def test_every_setting_comes_from_its_name_in_capitals_without_the_space_around_it() -> None:
    settings = load(
        GOOD
        | {
            "HOST_ID": " one ",
            "CHUNK_SECONDS": " 1.5 ",
            "PART_BYTES": "5242880",
            "MAX_RECORDING_BYTES": "5497558138880",
            "REGISTRATION": "closed",
            "LOG_LEVEL": "debug",
            "FLOWER_URL": "http://127.0.0.1:5555",
        }
    )
    assert settings == Settings(
        database_url=GOOD["DATABASE_URL"],
        redis_url=GOOD["REDIS_URL"],
        secret_key=GOOD["SECRET_KEY"],
        s3_bucket="videoflow",
        host_id="one",
        chunk_seconds=1.5,
        part_bytes=5 * 1024**2,
        max_recording_bytes=5 * 1024**4,
        registration="closed",
        log_level="DEBUG",
        flower_url="http://127.0.0.1:5555",
    )


# ---- CloudFront ------------------------------------------------------------------------------------------------------


def cloudfront(key: Path) -> dict[str, str]:
    """Its three settings."""
    return {
        "CLOUDFRONT_DOMAIN": "d111111abcdef8.cloudfront.net",
        "CLOUDFRONT_KEY_ID": "K2JCJMDEHXQW5F",
        "CLOUDFRONT_PRIVATE_KEY": str(key),
    }


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key.pem"
    path.write_text("a key")
    return path


def test_cloudfront_has_all_of_its_settings_or_none(key: Path) -> None:
    assert load(GOOD | cloudfront(key)).cloudfront_private_key == str(key)
    for name in cloudfront(key):
        with pytest.raises(ConfigError, match=f"{name} is not set"):
            load(GOOD | cloudfront(key) | {name: ""})
    with pytest.raises(ConfigError, match="CLOUDFRONT_DOMAIN"):
        load(GOOD | {"CLOUDFRONT_COOKIE_DOMAIN": "example.org"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CLOUDFRONT_DOMAIN", "https://cdn.example.org"),
        ("CLOUDFRONT_DOMAIN", "cdn.example.org/videos"),
        ("CLOUDFRONT_PRIVATE_KEY", "/nowhere/key.pem"),
        # A browser would not send cookies of this domain to the distribution, or not take them from us.
        ("CLOUDFRONT_COOKIE_DOMAIN", "example.org"),
        ("CLOUDFRONT_COOKIE_DOMAIN", "cloudfront.net"),
    ],
)
def test_what_cloudfront_cannot_work_with_stops_the_boot(key: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name):
        load(GOOD | {"PUBLIC_URL": "https://video.example.org"} | cloudfront(key) | {name: value})


def test_cookies_are_for_a_domain_above_both_hosts(key: Path) -> None:
    above = {"PUBLIC_URL": "https://video.example.org", "CLOUDFRONT_DOMAIN": "cdn.example.org"}
    for domain in ("example.org", ".example.org"):
        assert load(GOOD | cloudfront(key) | above | {"CLOUDFRONT_COOKIE_DOMAIN": domain})
    with pytest.raises(ConfigError, match="COOKIE_DOMAIN"):
        load(GOOD | cloudfront(key) | above | {"CLOUDFRONT_COOKIE_DOMAIN": "ample.org"})
