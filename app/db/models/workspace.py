"""What belongs to the workspace as a whole: what was chosen for it, and its log."""

import uuid

from sqlalchemy import ARRAY, CheckConstraint, Index, String, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Json, Moment, SerialKey


class WorkspaceRow(Base):
    """What administrators chose for everybody, in the one row there is; null is as the environment says.

    `retention_days` is after how long videos go into the trash, `embed_domains` are the sites that frame players.
    """

    __tablename__ = "workspace"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("registration IN ('open', 'closed', 'invitation', 'domain')", name="registration"),
        CheckConstraint("default_visibility IN ('private', 'workspace', 'link')", name="default_visibility"),
        CheckConstraint("retention_days > 0", name="retention_days"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str | None]
    colour: Mapped[str | None]
    logo_key: Mapped[str | None]
    registration: Mapped[str | None]
    registration_domains: Mapped[list[str]] = mapped_column(ARRAY(String), server_default="{}")
    default_visibility: Mapped[str | None]
    retention_days: Mapped[int | None]
    embed_domains: Mapped[list[str] | None] = mapped_column(ARRAY(String))


class AuditEntry(Base):
    """Something that happened, by whom and to what. It is only ever added to: a trigger refuses anything else.

    `person` is the email of who did it, and `about` what it was done to, as both were called then: entries outlive what
    they tell of, and so refer to nothing.
    """

    __tablename__ = "audit_log"
    __table_args__ = (
        Index("ix_audit_log_kind_id", "kind", "id"),
        Index("ix_audit_log_person_id_id", "person_id", "id"),
        Index("ix_audit_log_person_id_of", "person", "id"),
        Index("ix_audit_log_person_alike", "person", postgresql_using="gin", postgresql_ops={"person": "gin_trgm_ops"}),
    )

    id: Mapped[SerialKey]
    at: Mapped[Moment] = mapped_column(server_default=func.now(), index=True)
    kind: Mapped[str]
    person_id: Mapped[uuid.UUID | None]
    person: Mapped[str | None]
    about_id: Mapped[uuid.UUID | None]
    about: Mapped[str | None]
    details: Mapped[Json] = mapped_column(JSONB)
