"""The audit log and the workspace as they go over the wire."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, model_validator

from app.api.wire import NO_NUL, Request, Site, readable
from app.domain.workspace.audit import Kind
from app.domain.workspace.choices import COLOUR, LONGEST_NAME, MOST_DOMAINS

Person = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=NO_NUL)]


class AuditQuery(BaseModel):
    """Which entries: of one kind, or all; of people by a part of their name or email, or of all.

    Somebody without an account is found by three characters or more of the email.
    """

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


Registration = Literal["open", "closed", "invitation", "domain"]
FirstVisibility = Literal["private", "workspace", "link"]
Sites = Annotated[list[Site], Field(max_length=MOST_DOMAINS)]
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME, pattern=NO_NUL),
    AfterValidator(readable),
]
# A century, which is what nobody means who means "for ever".
_MOST_DAYS = 36_500


class WorkspaceChange(Request):
    """What to choose: what is left out stays, null is as the server was told.

    `retention_days` is after how many days a video goes into the trash, null never; `embed_domains` are the sites that
    may frame players, of which there may be none.
    """

    name: Name | None = None
    colour: Annotated[str, StringConstraints(to_lower=True, pattern=COLOUR)] | None = None
    registration: Registration | None = None
    registration_domains: Sites = []
    default_visibility: FirstVisibility | None = None
    retention_days: Annotated[int, Field(ge=1, le=_MOST_DAYS)] | None = None
    embed_domains: Sites | None = None

    @model_validator(mode="after")
    def _means_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("Say what to change.")
        if self.registration == "domain" and not self.registration_domains:
            raise ValueError("Name the domains whose people may make accounts.")
        return self

    def changes(self) -> dict[str, Any]:
        """The fields that were sent, as the choices have them."""
        sent = self.model_dump(exclude_unset=True)
        if "registration" in sent:
            # They belong together: a rule without its domains would let nobody in.
            sent["registration_domains"] = self.registration_domains if self.registration == "domain" else []
        else:
            sent.pop("registration_domains", None)
        return {name: tuple(value) if isinstance(value, list) else value for name, value in sent.items()}


class Otherwise(BaseModel):
    """What holds where nothing is chosen: what the server was told when it was started."""

    registration: str
    registration_domains: list[str]
    embed_ancestors: str


class Workspace(BaseModel):
    """What is chosen; null is as `otherwise` has it."""

    name: str | None
    colour: str | None
    logo_url: str | None
    registration: Registration | None
    registration_domains: list[str]
    default_visibility: FirstVisibility | None
    retention_days: int | None
    embed_domains: list[str] | None
    otherwise: Otherwise
