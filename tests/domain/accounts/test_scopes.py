"""Scopes are what goes over the wire."""

from typing import get_args

from app.api.accounts.token_schemas import ScopeName
from app.domain.accounts.scopes import Scope


def test_the_wire_knows_each_scope() -> None:
    assert set(get_args(ScopeName)) == {scope.value for scope in Scope}
