"""How a secret is spoken of."""

from app.domain.redaction.kinds import Kind, masked


def test_no_more_is_told_than_one_needs_to_know_it_again() -> None:
    assert masked(Kind.CARD, "4111111111111111") == "••••11"
    assert masked(Kind.EMAIL, "anna@example.com") == "a••••@••••.com"
    assert masked(Kind.PASSWORD, "hunter2") == "••••"
