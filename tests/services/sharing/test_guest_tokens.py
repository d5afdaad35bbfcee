"""Guest tokens: they name one visit of one link."""

from uuid import uuid4

import pytest
from apiflask import APIFlask

from app.domain.access import Guest
from app.services.ingest import upload_tokens
from app.services.sharing import guest_tokens


@pytest.mark.parametrize("email", [None, "ana@example.org"])
def test_it_is_read_as_it_was_issued(app: APIFlask, email: str | None) -> None:
    guest = Guest(uuid4(), uuid4(), "visit", email, "a lock" if email else "")
    assert guest_tokens.read(guest_tokens.issue(guest)) == guest


def test_tokens_of_other_kinds_are_none(app: APIFlask) -> None:
    assert guest_tokens.read(upload_tokens.issue(uuid4(), uuid4())) is None
    assert guest_tokens.read("") is None
