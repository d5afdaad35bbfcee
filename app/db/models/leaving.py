"""What somebody takes along: a zip of everything that is theirs."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, ByteCount, CreatedAt, UuidKey


class AccountExport(Base):
    """A person's one export: asked for, being made, or there until `expires_at`. `size` is bytes, `progress` 0 to 1.

    `touched_at` is when it moved last. Each attempt stores below a name of its own, `s3_key`.
    """

    __tablename__ = "account_exports"
    __table_args__ = (
        CheckConstraint("state IN ('pending', 'running', 'done', 'failed')", name="state"),
        CheckConstraint("progress BETWEEN 0 AND 1", name="progress"),
        Index("ix_account_exports_waiting", "touched_at", postgresql_where=text("state IN ('pending', 'running')")),
    )

    id: Mapped[UuidKey]
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), unique=True)
    state: Mapped[str] = mapped_column(default="pending")
    progress: Mapped[float] = mapped_column(default=0.0)
    attempts: Mapped[int] = mapped_column(default=0)
    s3_key: Mapped[str | None]
    size: Mapped[ByteCount | None]
    created_at: Mapped[CreatedAt]
    touched_at: Mapped[CreatedAt]
    expires_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
