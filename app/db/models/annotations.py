"""Annotations: what people say about a moment of a video."""

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base, CreatedAt, Json, SerialKey
from app.db.models.users import User
from app.domain.accounts.closed import NOBODY


class Annotation(Base):
    """A comment, drawing or voice-over at `timestamp` (seconds), optionally lasting until `end`.

    A guest's has no author but the name they wrote, and the link they came by. Of somebody who is gone there is neither
    author nor link left, and a name that is nobody's.
    """

    __tablename__ = "annotations"
    __table_args__ = (
        CheckConstraint("type IN ('comment', 'drawing', 'voice_over')", name="type"),
        CheckConstraint("timestamp >= 0", name="timestamp"),
        CheckConstraint('"end" IS NULL OR "end" >= timestamp', name="end"),
        CheckConstraint("author_id IS NOT NULL OR guest_name IS NOT NULL", name="author"),
        Index("ix_annotations_video_id_timestamp_id", "video_id", "timestamp", "id"),
        Index("ix_annotations_guest_email", "guest_email", postgresql_where=text("guest_email IS NOT NULL")),
    )

    id: Mapped[SerialKey]
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"))
    author_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    share_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("shares.id", ondelete="SET NULL"), index=True)
    guest_name: Mapped[str | None]
    guest_email: Mapped[str | None]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("annotations.id", ondelete="CASCADE"), index=True)
    timestamp: Mapped[float]
    end: Mapped[float | None]
    type: Mapped[str] = mapped_column(default="comment")
    content: Mapped[str]
    data: Mapped[Json | None] = mapped_column(JSONB)
    created_at: Mapped[CreatedAt]

    author: Mapped[User | None] = relationship(lazy="raise")

    @property
    def is_nobodys(self) -> bool:
        """It was said by somebody whose account is gone, or going. Its author is loaded with it."""
        if self.author_id is None:
            return self.share_id is None and self.guest_name == NOBODY
        return self.author is not None and self.author.closed_at is not None
