"""How tokens name whom they are for."""

from uuid import uuid4

import pytest

from app.domain.access import NOBODY, Caller, Guest, Holder
from app.domain.access.askers import read, written

WHO: list[Holder] = [Caller(uuid4(), role="viewer"), Guest(uuid4(), uuid4()), NOBODY]


@pytest.mark.parametrize("who", WHO, ids=str)
def test_it_is_read_as_it_was_written(who: Holder) -> None:
    assert read(written(who)) == who


def test_a_role_is_not_carried_along() -> None:
    """A token outlives a role."""
    person = uuid4()
    assert read(written(Caller(person, role="admin"))) == Caller(person, role="viewer")


@pytest.mark.parametrize("text", ["", "u", "u.", "u.1", f"s.{uuid4()}", f"v.{uuid4()}", f"x.{uuid4()}", "v.", "s.v.u"])
def test_what_names_nobody_is_nobody(text: str) -> None:
    assert read(text) is None
