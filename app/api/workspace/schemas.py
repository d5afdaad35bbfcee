"""The audit log as it goes over the wire."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from app.api.wire import NO_NUL
from app.domain.workspace.audit import Kind

Person = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=NO_NUL)]


class AuditQuery(BaseModel):
    """Which entries: of one kind, of one person by their email, or all."""

    kind: Kind | None = None
    person: Person | None = None


class AuditPageQuery(AuditQuery):
    """Some of them."""

    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[int, Field(ge=1, lt=2**63)] | None = None


class AuditExportQuery(AuditQuery):
    """All of them, as a table or as JSON lines."""

    format: Literal["csv", "jsonl"] = "csv"


class AuditEntry(BaseModel):
    """Something that happened. `person` did it, null where the server did; `about` is what it was done to."""

    id: int
    at: datetime
    kind: Kind
    person: str | None
    person_id: UUID | None
    about: str | None
    about_id: UUID | None
    details: dict[str, Any]


class AuditPage(BaseModel):
    """Entries, the newest first; `next_cursor` asks for the ones before."""

    items: list[AuditEntry]
    next_cursor: int | None
