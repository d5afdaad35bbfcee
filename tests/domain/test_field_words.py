"""No message of the validator's reaches a person: every fault of every field has words."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel, ValidationError
from pydantic_core.core_schema import ErrorType

from app.api.wire import Request
from app.domain.field_words import by_field, words

API = Path(import_module("app.api").__file__ or "").parent

# One of each kind of nonsense: nothing, too much, another type, what cannot be read or kept.
NONSENSE: list[Any] = [
    None,
    "",
    "  ",
    "a\0b",
    "\ud83d",
    "x" * 20_000,
    "nonsense",
    True,
    -1,
    1.5,
    10**30,
    float("nan"),
    [],
    {},
    ["x"] * 11_000,
]

RAW = re.compile(r"should|input|valid|required|pattern|error|\bpermitted|instance|\^|\\", re.IGNORECASE)


def requests() -> list[type[BaseModel]]:
    """What the API takes: every body, and every query."""
    found: dict[str, type[BaseModel]] = {}
    for path in sorted(API.glob("*/schemas.py")):
        module = import_module(f"app.api.{path.parent.name}.schemas")
        for name, thing in vars(module).items():
            if not isinstance(thing, type) or thing.__module__ != module.__name__:
                continue
            if issubclass(thing, Request) or (issubclass(thing, BaseModel) and name.endswith("Query")):
                found[name] = thing
    return list(found.values())


def faults(schema: type[BaseModel]) -> Iterator[dict[str, Any]]:
    for given in [
        {},
        [],
        "text",
        {"unheard of": 1},
        *({name: value} for name in schema.model_fields for value in NONSENSE),
    ]:
        try:
            schema.model_validate(given)
        except ValidationError as error:
            yield from map(dict, error.errors())


def test_there_are_requests_to_look_at() -> None:
    assert {"Registration", "Change", "NewAnnotation", "VideoQuery", "CompileOptions"} <= {
        schema.__name__ for schema in requests()
    }


@pytest.mark.parametrize("schema", requests(), ids=lambda schema: schema.__name__)
def test_every_fault_of_a_request_has_words_of_its_own(schema: type[BaseModel]) -> None:
    said = {(fault["type"], text) for fault in faults(schema) for [text] in by_field([fault]).values()}
    assert said
    for kind, text in said:
        assert not RAW.search(text), (kind, text)
        assert text[0].isupper() and text.endswith("."), (kind, text)
        assert "cannot be taken as it is" not in text, (kind, "has only the words for what nobody foresaw")


@pytest.mark.parametrize("kind", get_args(ErrorType))
def test_a_kind_that_nobody_foresaw_has_words_too(kind: str) -> None:
    assert words("title", kind, {}).endswith(".")
    assert "{" not in words("title", kind, {})


def test_the_words_say_what_to_do() -> None:
    assert words("email", "value_error", {"error": "Write an email address, such as name@example.org."}) == (
        "Write an email address, such as name@example.org."
    )
    assert words("password", "string_too_short", {"min_length": 8}) == "A password has 8 characters or more."
    assert words("limit", "less_than_equal", {"le": 100}) == "This must be 100 at most."


def test_fields_are_named_by_their_path() -> None:
    inner = {"loc": ("parts", 3, "etag"), "type": "missing", "msg": "Field required"}
    assert by_field([inner, {"loc": (), "type": "model_type", "msg": "?"}]) == {
        "parts.3.etag": ["This is needed."],
        "body": ["This must have fields with names."],
    }
