"""Tokens of links: made of the id and the secret, recognised by a digest."""

import re
from uuid import UUID, uuid4

from app.domain.sharing.tokens import digest_of, token_of

SECRET = "s" * 32


def test_a_token_can_be_made_again_and_has_128_bits() -> None:
    share = uuid4()
    assert token_of(share, SECRET) == token_of(share, SECRET)
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", token_of(share, SECRET))


def test_another_link_and_another_secret_have_others() -> None:
    share = UUID(int=5)
    assert len({token_of(share, SECRET), token_of(UUID(int=6), SECRET), token_of(share, "t" * 32)}) == 3


def test_a_digest_recognises_one_token() -> None:
    token = token_of(uuid4(), SECRET)
    assert digest_of(token) == digest_of(token) != digest_of(token.lower() + "x")
    assert token.encode() not in digest_of(token)
