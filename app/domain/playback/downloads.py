"""Names for files that people download, made from titles that people typed."""

import re
from urllib.parse import quote

from app.domain.labels import readable, safe_stem

# What some file system refuses: control characters, separators and Windows' wildcards.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|]+')
# File systems take 255 bytes; the rest is for the extension and for " (2)".
_LONGEST_BYTES = 200


def file_name(title: str, extension: str) -> str:
    """A name that every common file system takes."""
    stem = (readable(_FORBIDDEN.sub(" ", title)) or "").strip(". ")
    stem = stem.encode("utf-8", "ignore")[:_LONGEST_BYTES].decode("utf-8", "ignore").strip(". ")
    return f"{safe_stem(stem) or 'video'}.{extension}"


def attachment(name: str) -> str:
    """A Content-Disposition that saves under this name (RFC 6266): where ASCII is not enough, old clients get less."""
    plain = re.sub(r'[^\x20-\x7e]|["\\%]', "_", name)
    exact = "" if plain == name else f"; filename*=UTF-8''{quote(name, safe='')}"
    return f'attachment; filename="{plain}"{exact}'
