"""Settings: read from the environment once; a bad value stops the boot with its name."""

import os
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlsplit

from app.domain import limits as limit_rules
from app.domain import times
from app.domain.documents import scripts

MIB = 1024 * 1024
S3_MIN_PART = 5 * MIB
S3_MAX_PART = 5 * 1024 * MIB
S3_MAX_OBJECT = 5 * 1024 * 1024 * MIB
# Signatures of S3 URLs last no longer (AWS Signature Version 4).
MAX_URL_SECONDS = 7 * 24 * 3600
# Whether a chunk survives crashes of our processes (never), or a power cut, too (chunk).
FSYNC_POLICIES = ("never", "chunk")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

_UPPER_LIMITS: Mapping[str, float] = {
    "chunk_seconds": 3600,
    "max_chunk_bytes": 1024 * MIB,
    "max_recording_bytes": S3_MAX_OBJECT,
    "access_token_minutes": 24 * 60,
    "refresh_token_days": 3650,
    "upload_token_hours": 7 * 24,
    "playback_url_seconds": MAX_URL_SECONDS,
    "abandoned_after_minutes": 7 * 24 * 60,
    "spill_seconds": 3600,
    "max_video_seconds": 7 * 24 * 3600,
    "max_video_pixels": 16384,
    "direct_upload_hours": 7 * 24,
    "segment_seconds": 10,
    "piece_seconds": 3600,
    "transcode_threads": 64,
    "session_hours": 365 * 24,
    "keep_aborted_days": 3650,
    "keep_sign_ins_days": 3650,
    "keep_ended_links_days": 3650,
    "export_days": 365,
    "scan_seconds": 6 * 3600,
}
# Who may sign up: anybody, nobody, who was invited, whose address is of one of REGISTRATION_DOMAINS.
REGISTRATIONS = ("open", "closed", "invitation", "domain")
# For whom a private video is once its first link is made.
SHARE_VISIBILITIES = ("people", "workspace", "link")
# For whom a new video is, where its person chose nothing.
DEFAULT_VISIBILITIES = ("private", "workspace", "link")
# What reads Latin letters on screens: two small networks, or Tesseract, which takes less memory and finds less.
OCR_ENGINES = ("ppocr", "tesseract")
# x264's presets; the slower ones take more than a rung is worth here.
PRESETS = ("ultrafast", "superfast", "veryfast", "faster", "fast", "medium")


class ConfigError(ValueError):
    """A setting is missing or unusable; the message names it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the environment decides. Sizes are bytes unless the name says otherwise.

    `user_quota_bytes`: unset, the table of limits says it, and 0 is no limit; `originals_cache_bytes`: 0 keeps nothing.
    `max_video_pixels` bounds the longer side. `clamd` is `unix:/path` or `host:port`. `cloudfront_private_key` is the
    path of a PEM file; with `cloudfront_cookie_domain`, cookies are signed instead of URLs. `transcode_threads` are an
    encoder's where several workers share a video. `ocr_languages` are codes as "en, de".
    `trash_days`: 0 is no trash. `audit_days`: 0 keeps the audit log for
    ever. `share_visibility` is for whom a private video is once a link to it is made, `default_visibility` for whom a
    new one is where the workspace chose nothing. `embed_ancestors` are the origins
    that may frame /embed, as a policy has them. `allowed_hosts` and `registration_domains` are names with commas
    between them; `limits` are rows of domain/limits.py as "login.address=5/minute; ...". `trusted_proxies`: how many of
    them stand before the web server and say in X-Forwarded-For who came to them.
    """

    database_url: str
    redis_url: str
    secret_key: str
    s3_bucket: str
    s3_endpoint_url: str | None = None
    s3_public_endpoint: str | None = None
    s3_region: str = "us-east-1"
    aws_access_key_id: str | None = None
    aws_secret_access_key: str | None = None
    public_url: str = "http://127.0.0.1:8000"
    spool_dir: str = "/var/tmp/videoflow/spool"
    spool_fsync: str = "never"
    scratch_dir: str = "/var/tmp/videoflow/scratch"
    originals_cache_bytes: int = 20 * 1024 * MIB
    host_id: str = ""
    chunk_seconds: float = 3.0
    max_chunk_bytes: int = 16 * MIB
    max_recording_bytes: int = 20 * 1024 * MIB
    part_bytes: int = 8 * MIB
    access_token_minutes: int = 15
    refresh_token_days: int = 30
    upload_token_hours: int = 12
    playback_url_seconds: int = 4 * 3600
    abandoned_after_minutes: float = 10
    spill_seconds: float = 15.0
    user_quota_bytes: int | None = None
    max_video_seconds: float = 12 * 3600
    max_video_pixels: int = 8192
    direct_upload_hours: float = 24
    session_hours: float = 24
    keep_aborted_days: float = 7
    keep_sign_ins_days: float = 30
    keep_ended_links_days: float = 30
    trash_days: float = 30
    audit_days: float = 365
    export_days: float = 7
    share_visibility: str = "link"
    default_visibility: str = "private"
    embed_ancestors: str = "*"
    clamd: str | None = None
    scan_seconds: float = 900
    transcode_preset: str = "veryfast"
    transcode_threads: int = 1
    segment_seconds: float = 4
    piece_seconds: float = 120
    ocr_engine: str = "ppocr"
    ocr_languages: str = "en"
    read_while_recording: bool = True
    live_rewind_bytes: int = 512 * MIB
    cloudfront_domain: str | None = None
    cloudfront_key_id: str | None = None
    cloudfront_private_key: str | None = None
    cloudfront_cookie_domain: str | None = None
    alert_webhook_url: str | None = None
    metrics_token: str | None = None
    smtp_url: str | None = None
    mail_from: str | None = None
    registration: str = "open"
    registration_domains: str = ""
    allowed_hosts: str = ""
    trusted_proxies: int = 0
    web_bind: str = "127.0.0.1:8000"
    limits: str = ""
    limits_factor: float = 1.0
    flower_url: str | None = None
    log_level: str = "INFO"
    cookie_secure: bool = False

    @property
    def host_names(self) -> tuple[str, ...]:
        """ALLOWED_HOSTS, one by one."""
        return _listed(self.allowed_hosts)

    @property
    def allowed_domains(self) -> tuple[str, ...]:
        """REGISTRATION_DOMAINS, one by one."""
        return _listed(self.registration_domains)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(each for each in text.lower().replace(",", " ").split() if each)


def load(env: Mapping[str, str] = os.environ) -> Settings:
    """Reads and checks every setting. Raises ConfigError."""
    values: dict[str, object] = {}
    for field in fields(Settings):
        raw = env.get(field.name.upper(), "").strip()
        if raw:
            values[field.name] = _coerce(field.name, raw)
    for required in ("database_url", "redis_url", "secret_key", "s3_bucket"):
        if required not in values:
            raise ConfigError(f"{required.upper()} is not set")
    values.setdefault("host_id", socket.gethostname())
    values["log_level"] = str(values.get("log_level", "INFO")).upper()
    values.setdefault("s3_public_endpoint", values.get("s3_endpoint_url"))
    values.setdefault("cookie_secure", str(values.get("public_url", "")).startswith("https:"))
    settings = Settings(**values)  # type: ignore[arg-type]  # each value was coerced to its field's type above
    _check(settings)
    return settings


def _coerce(name: str, raw: str) -> object:
    kinds = {field.name: field.type for field in fields(Settings)}
    kind = kinds[name]
    try:
        if kind in (int, int | None):
            return int(raw)
        if kind is float:
            return float(raw)
    except ValueError:
        raise ConfigError(f"{name.upper()} is not a number: {raw!r}") from None
    if kind is bool:
        return _bool(name, raw)
    return raw


def _bool(name: str, raw: str) -> bool:
    lowered = raw.lower()
    if lowered in {"1", "true", "yes", "on"}:
        return True
    if lowered in {"0", "false", "no", "off"}:
        return False
    raise ConfigError(f"{name.upper()} is neither true nor false: {raw!r}")


def _check(settings: Settings) -> None:
    if len(settings.secret_key) < 32:
        raise ConfigError("SECRET_KEY is shorter than 32 characters")
    if not S3_MIN_PART <= settings.part_bytes <= S3_MAX_PART:
        raise ConfigError("PART_BYTES is outside the 5 MiB to 5 GiB that S3 takes as a part")
    _check_bytes(settings)
    if settings.metrics_token is not None and len(settings.metrics_token) < 16:
        raise ConfigError("METRICS_TOKEN is shorter than 16 characters")
    if not 0 <= settings.trusted_proxies <= 10:
        raise ConfigError("TRUSTED_PROXIES is not a number from 0 to 10")
    _check_limits(settings)
    _check_words(settings)
    _check_reading(settings)
    _check_patience(settings)
    _check_addresses(settings)
    _check_mail(settings)
    _check_cloudfront(settings)
    for name, most in _UPPER_LIMITS.items():
        value = getattr(settings, name)
        # Written this way round, so that it refuses NaN too.
        if not 0 < value <= most:
            raise ConfigError(f"{name.upper()} must be above zero and at most {most}")


def _check_bytes(settings: Settings) -> None:
    for name in ("user_quota_bytes", "originals_cache_bytes", "live_rewind_bytes", "trash_days", "audit_days"):
        if (getattr(settings, name) or 0) < 0:
            raise ConfigError(f"{name.upper()} is below zero")


def _check_limits(settings: Settings) -> None:
    if not 0 < settings.limits_factor <= 1_000_000:
        raise ConfigError("LIMITS_FACTOR must be above zero and at most 1000000")
    try:
        limit_rules.table(settings.limits, settings.limits_factor)
    except ValueError as problem:
        raise ConfigError(f"LIMITS: {problem}") from None


def _check_words(settings: Settings) -> None:
    if settings.registration not in REGISTRATIONS:
        raise ConfigError(f"REGISTRATION is none of {', '.join(REGISTRATIONS)}")
    if settings.registration == "domain" and not settings.allowed_domains:
        raise ConfigError("REGISTRATION is domain, and REGISTRATION_DOMAINS is not set")
    if settings.share_visibility not in SHARE_VISIBILITIES:
        raise ConfigError(f"SHARE_VISIBILITY is none of {', '.join(SHARE_VISIBILITIES)}")
    if settings.default_visibility not in DEFAULT_VISIBILITIES:
        raise ConfigError(f"DEFAULT_VISIBILITY is none of {', '.join(DEFAULT_VISIBILITIES)}")
    if not re.fullmatch(r"[A-Za-z0-9*:/.\-\[\]' ]+", settings.embed_ancestors):
        raise ConfigError("EMBED_ANCESTORS has what no policy has")
    if settings.spool_fsync not in FSYNC_POLICIES:
        raise ConfigError("SPOOL_FSYNC is neither never nor chunk")
    if settings.log_level not in LOG_LEVELS:
        raise ConfigError(f"LOG_LEVEL is none of {', '.join(LOG_LEVELS)}")
    if settings.transcode_preset not in PRESETS:
        raise ConfigError(f"TRANSCODE_PRESET is none of {', '.join(PRESETS)}")


def _check_reading(settings: Settings) -> None:
    if settings.ocr_engine not in OCR_ENGINES:
        raise ConfigError(f"OCR_ENGINE is none of {', '.join(OCR_ENGINES)}")
    try:
        scripts.languages(settings.ocr_languages)
    except ValueError as problem:
        raise ConfigError(f"OCR_LANGUAGES: {problem}") from None


def _check_patience(settings: Settings) -> None:
    """Who records is noted every TOUCH only, and may miss one: ending them sooner would end those who are there."""
    least = times.RECORDER_GONE / 60
    if settings.abandoned_after_minutes < least:
        raise ConfigError(
            f"ABANDONED_AFTER_MINUTES is below {least:g}: a recorder that is connected is noted every "
            f"{times.TOUCH:g} seconds only, and one that was not noted for {times.RECORDER_GONE:g} may still be there"
        )


def _check_addresses(settings: Settings) -> None:
    # The values may hold passwords, so the messages do not repeat them.
    if urlsplit(settings.database_url).scheme != "postgresql+psycopg2":
        raise ConfigError("DATABASE_URL does not begin with postgresql+psycopg2://")
    if urlsplit(settings.redis_url).scheme not in {"redis", "rediss", "unix"}:
        raise ConfigError("REDIS_URL is not a redis URL")
    for name in ("public_url", "s3_endpoint_url", "s3_public_endpoint", "alert_webhook_url"):
        url = getattr(settings, name)
        if url and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).netloc):
            raise ConfigError(f"{name.upper()} is not an http(s) URL: {url!r}")


def _check_mail(settings: Settings) -> None:
    # The URL may hold a password, so the messages do not repeat it.
    if settings.smtp_url is None:
        return
    url = urlsplit(settings.smtp_url)
    if url.scheme not in {"smtp", "smtps"} or not url.hostname:
        raise ConfigError("SMTP_URL is not smtp://[user:password@]host[:port] or smtps://…")
    if not re.fullmatch(r"[^\s<>@]+@[^\s<>@]+|[^\r\n<>@]+ <[^\s<>@]+@[^\s<>@]+>", settings.mail_from or ""):
        raise ConfigError("MAIL_FROM is not an address, such as VideoFlow <videoflow@example.org>")


def _check_cloudfront(settings: Settings) -> None:
    names = ("cloudfront_domain", "cloudfront_key_id", "cloudfront_private_key")
    missing = [name.upper() for name in names if not getattr(settings, name)]
    if missing and (len(missing) < len(names) or settings.cloudfront_cookie_domain):
        raise ConfigError(f"CloudFront needs all of its settings: {', '.join(missing)} is not set")
    if missing:
        return
    domain = str(settings.cloudfront_domain)
    if urlsplit(f"https://{domain}").netloc != domain:
        raise ConfigError(f"CLOUDFRONT_DOMAIN is not the name of a host: {domain!r}")
    if not os.access(str(settings.cloudfront_private_key), os.R_OK):
        raise ConfigError("CLOUDFRONT_PRIVATE_KEY is not a file that can be read")
    if settings.cloudfront_cookie_domain:
        _check_cookie_domain(settings.cloudfront_cookie_domain, domain, settings.public_url)


def _check_cookie_domain(cookies: str, domain: str, public_url: str) -> None:
    """Browsers take a cookie only from a host below its domain, and send it to one."""
    for host in (urlsplit(public_url).hostname or "", domain):
        if not f".{host}".endswith(f".{cookies.lstrip('.')}"):
            raise ConfigError(f"CLOUDFRONT_COOKIE_DOMAIN is not a domain of {host}")
