"""What belongs to the workspace as a whole: its log."""

import uuid

from sqlalchemy import Index, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Json, Moment, SerialKey


class AuditEntry(Base):
    """Something that happened, by whom and to what. It is only ever added to: a trigger refuses anything else.

    `person` is the email of who did it, and `about` what it was done to, as both were called then: entries outlive what
    they tell of, and so refer to nothing.
    """

    __tablename__ = "audit_log"
    __table_args__ = (
        Index("ix_audit_log_kind_id", "kind", "id"),
        Index("ix_audit_log_person_id_of", "person", "id"),
    )

    id: Mapped[SerialKey]
    at: Mapped[Moment] = mapped_column(server_default=func.now(), index=True)
    kind: Mapped[str]
    person_id: Mapped[uuid.UUID | None]
    person: Mapped[str | None]
    about_id: Mapped[uuid.UUID | None]
    about: Mapped[str | None]
    details: Mapped[Json] = mapped_column(JSONB)
