"""What every request is made of is held to strictly, before any service hears of it."""

from typing import Any
from uuid import UUID

import pytest
from pydantic import TypeAdapter, ValidationError

from app.api.wire import Bytes, Fault, Id, Request, Seconds, Share, Title, fault


class Asked(Request):
    """A request as routes have them."""

    id: Id
    title: Title
    size: Bytes = 0


GOOD: dict[str, Any] = {"id": "12345678-1234-1234-1234-123456789abc", "title": " A talk "}


def test_what_is_right_is_taken_and_trimmed() -> None:
    asked = Asked.model_validate(GOOD | {"size": 5})
    assert (asked.id, asked.title, asked.size) == (UUID(GOOD["id"]), "A talk", 5)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "5"},
        {"id": 5},
        {"title": 5},
        {"title": None},
        {"title": "   "},
        {"title": "x" * 201},
        {"title": "a\0b"},
        {"size": "5"},
        {"size": 5.0},
        {"size": True},
        {"size": -1},
    ],
    ids=str,
)
def test_what_is_of_another_kind_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Asked.model_validate(GOOD | change)


@pytest.mark.parametrize("value", [-0.1, float("nan"), float("inf")])
def test_a_moment_is_a_number_from_zero(value: float) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Seconds).validate_python(value)


def test_a_share_is_never_above_one() -> None:
    assert TypeAdapter(Share).validate_python(1.0) == 1.0
    with pytest.raises(ValidationError):
        TypeAdapter(Share).validate_python(1.01)


def test_a_fault_needs_a_code_and_nothing_else() -> None:
    assert fault(None, "words of a fault that is over") is None
    assert fault("lost_bytes", None) == Fault(code="lost_bytes", message="")
