"""What the history of a guide tells: who did what to which steps. Pure."""

import re
from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from app.domain.documents.editing.guide import Guide
from app.domain.documents.editing.operations import Operation, concerned
from app.domain.documents.editing.patches import Patch

# Versions that are kept; what is older cannot be gone back to.
KEPT_VERSIONS = 200
# Of what was done at once so much is told.
_TOLD = 20
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


class EditKind(StrEnum):
    """How a version came about."""

    EDIT = "edit"
    UNDO = "undo"
    REVERT = "revert"
    READING = "reading"


def told(operations: Iterable[Operation], before: Guide, after: Guide) -> list[dict[str, str]]:
    """What was done, and what the steps were called that it was done to. The same twice is told once."""
    found: dict[tuple[str, str], None] = {}
    for operation in operations:
        name = _CAPITAL.sub("_", type(operation).__name__).lower()
        found[name, _title(concerned(operation), before, after)] = None
    return [{"op": name, "title": title} for name, title in list(found)[:_TOLD]]


def told_of_patch(change: Patch, before: Guide, after: Guide) -> list[dict[str, str]]:
    """The steps that differ, where it was no operation that changed them."""
    titles = dict.fromkeys(_title(key, before, after) for key in change.steps)
    return [{"op": "step", "title": title} for title in list(titles)[:_TOLD]]


def _title(step_id: UUID, before: Guide, after: Guide) -> str:
    step = before.step(step_id) or after.step(step_id)
    return step.title if step else ""
