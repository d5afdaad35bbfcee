"""Tokens of administrators' invitations: 128 bits that are made of the invitation's id and our secret. Pure.

What is kept is a digest; whoever writes the mail makes the token again, so that it travels in no message and no row.
"""

import base64
import hashlib
import hmac
from uuid import UUID

_PURPOSE = b"invitation\n"
_BYTES = 16
# In letters; signed invitations to single videos are longer, and have dots in them.
_LENGTH = 22


def token_of(invitation_id: UUID, secret: str) -> str:
    """The token of an invitation, in letters that an address takes as they are."""
    digest = hmac.digest(secret.encode(), _PURPOSE + invitation_id.bytes, "sha256")[:_BYTES]
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def digest_of(token: str) -> bytes:
    """What is kept of a token. It has more bits than anybody can try, so it needs no salt and no costs."""
    return hashlib.sha256(_PURPOSE + token.encode()).digest()


def is_one(token: str | None) -> bool:
    """Whether it looks like one, so that it is none of another kind."""
    return token is not None and len(token) == _LENGTH and "." not in token
