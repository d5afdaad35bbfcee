"""Follows addresses of ours where no web server runs."""

from urllib.parse import parse_qsl, unquote, urlsplit

from app.services.playback import signed_urls


def followed(url: str) -> str:
    """Where in the object store an address of ours leads."""
    parts = urlsplit(url)
    key = unquote(parts.path.removeprefix("/api/media/"))
    return signed_urls.target(signed_urls.read(key, dict(parse_qsl(parts.query))), by_head=False).url
