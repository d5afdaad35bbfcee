"""Tokens of invitations: made of an id and our secret, recognised by a digest."""

from uuid import UUID, uuid4

from app.domain.accounts import invitations
from app.domain.sharing import tokens as links

ID = UUID("00000000-0000-0000-0000-000000000001")


def test_a_token_is_128_bits_that_another_secret_does_not_make() -> None:
    token = invitations.token_of(ID, "s" * 32)
    assert len(token) == 22
    assert token == invitations.token_of(ID, "s" * 32)
    assert token not in (invitations.token_of(ID, "t" * 32), invitations.token_of(uuid4(), "s" * 32))
    # A link that happens to have the same id opens nothing here.
    assert token != links.token_of(ID, "s" * 32)
    assert token.encode() not in invitations.digest_of(token)


def test_tokens_of_other_kinds_are_told_apart() -> None:
    assert invitations.is_one(invitations.token_of(ID, "s" * 32))
    assert not any(invitations.is_one(each) for each in (None, "", "eyJlbWFpbCI6I.aSx.kQ", "x" * 23))
