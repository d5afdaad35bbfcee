"""What an annotation was before it was edited. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

# Of each annotation; the oldest goes first.
KEPT = 20
_FIELDS = ("content", "timestamp", "end")


def with_edit(history: Sequence[Mapping[str, Any]], before: Mapping[str, Any], at: datetime) -> list[dict[str, Any]]:
    """The history with what it was until `at`. Of a drawing only its words and its time are kept."""
    entry = {name: before[name] for name in _FIELDS} | {"until": at.isoformat()}
    return [*map(dict, history), entry][-KEPT:]
