"""What somebody takes along: a zip of everything that is theirs."""

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base
from app.db.models.exports import ExportRow


class AccountExport(ExportRow, Base):
    """A person's one export."""

    __tablename__ = "account_exports"
    __table_args__ = (
        CheckConstraint("state IN ('pending', 'running', 'done', 'failed')", name="state"),
        CheckConstraint("progress BETWEEN 0 AND 1", name="progress"),
        Index("ix_account_exports_waiting", "touched_at", postgresql_where=text("state IN ('pending', 'running')")),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), unique=True)
