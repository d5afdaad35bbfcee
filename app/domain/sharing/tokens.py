"""Tokens of links: 128 bits that are made of the link's id and our secret. Pure.

What is kept is a digest, which recognises a token and gives none away: who reads the database opens no link. Whoever
made a link is shown it again, because it can be made again.
"""

import base64
import hashlib
import hmac
from uuid import UUID

_PURPOSE = b"link\n"
_BYTES = 16


def token_of(share_id: UUID, secret: str) -> str:
    """The token of a link, in letters that an address takes as they are."""
    digest = hmac.digest(secret.encode(), _PURPOSE + share_id.bytes, "sha256")[:_BYTES]
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def lock_of(password_hash: str | None, needs_email: bool) -> str:
    """What a link wants to be told, as a word that changes with it; empty where it wants nothing."""
    if password_hash is None and not needs_email:
        return ""
    return hashlib.sha256(f"{password_hash}\n{needs_email}".encode()).hexdigest()[:16]


def digest_of(token: str) -> bytes:
    """What is kept of a token. It has more bits than anybody can try, so it needs no salt and no costs."""
    return hashlib.sha256(_PURPOSE + token.encode()).digest()
