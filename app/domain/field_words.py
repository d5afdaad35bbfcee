"""What is the matter with a field somebody filled in, in words for a person, by the field and the kind of its fault.

The kinds and the facts beside them are pydantic's; its own messages are for programmers and reach nobody.
"""

from collections.abc import Iterable, Mapping
from typing import Any

_OTHERWISE = "This cannot be taken as it is."

_BY_FIELD = {
    ("name", "string_too_short"): "Write a name.",
    ("title", "string_too_short"): "A title needs a character or more.",
    ("content", "string_too_short"): "There is nothing written yet.",
    ("password", "string_too_short"): "A password has {min_length} characters or more.",
    ("new", "string_too_short"): "A password has {min_length} characters or more.",
}

_BY_KIND = {
    "missing": "This is needed.",
    "extra_forbidden": "This is not known here.",
    "string_too_short": "This is too short: {min_length} characters or more.",
    "string_too_long": "This is too long: {max_length} characters at most.",
    "string_pattern_mismatch": "This has characters that cannot be taken here.",
    "string_unicode": "This has characters that cannot be taken here.",
    "too_short": "This is too little: {min_length} or more.",
    "too_long": "This is too much: {max_length} at most.",
    "greater_than": "This must be more than {gt}.",
    "greater_than_equal": "This must be {ge} or more.",
    "less_than": "This must be less than {lt}.",
    "less_than_equal": "This must be {le} at most.",
    "finite_number": "This must be a number that ends.",
    "literal_error": "This must be {expected}.",
    "enum": "This must be {expected}.",
    # Raised by our own rules, in words.
    "value_error": "{error}",
}

# Several kinds say the same: what it is not, and what cannot be read as one.
_BY_FAMILY = {
    "string": "This must be text.",
    "int": "This must be a whole number.",
    "float": "This must be a number.",
    "decimal": "This must be a number.",
    "bool": "This must be yes or no.",
    "list": "This must be a list.",
    "date": "This must be a date.",
    "datetime": "This must be a date and a time.",
    "uuid": "This is no id of anything.",
    "model": "This must have fields with names.",
    "dict": "This must have fields with names.",
    "url": "This is no web address.",
}


def words(field: str, kind: str, facts: Mapping[str, Any]) -> str:
    """One sentence; `kind` is a pydantic error type, `facts` its context."""
    said = _BY_FIELD.get((field, kind)) or _BY_KIND.get(kind) or _BY_FAMILY.get(kind.partition("_")[0]) or _OTHERWISE
    try:
        return said.format_map(facts)
    except KeyError:
        return _OTHERWISE


def by_field(faults: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """The words for each field, by its path in what was sent; pydantic's `errors()` are what this takes."""
    said: dict[str, list[str]] = {}
    for fault in faults:
        path = ".".join(map(str, fault["loc"])) or "body"
        field = next((part for part in reversed(fault["loc"]) if isinstance(part, str)), "")
        said.setdefault(path, []).append(words(field, fault["type"], fault.get("ctx", {})))
    return said
