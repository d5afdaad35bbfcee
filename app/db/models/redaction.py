"""Secrets that stand in videos: where, when, and what their owner said to each. Never what they say."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, CreatedAt, UuidKey
from app.domain.redaction.kinds import Decision, Kind


class FoundSecret(Base):
    """A probable secret. `spots` are where it was seen, `covers` what hides it: each is left, top, width and height as
    shares of the frame, start and end in seconds. `excerpt` is masked; `digest`, keyed, tells whether it is the same.
    """

    __tablename__ = "found_secrets"
    __table_args__ = (
        CheckConstraint(f"kind IN {tuple(map(str, Kind))}", name="kind"),
        CheckConstraint(f"decision IN {tuple(map(str, Decision))}", name="decision"),
        Index("ix_found_secrets_video_id_start", "video_id", "start"),
    )

    id: Mapped[UuidKey]
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"))
    kind: Mapped[str]
    excerpt: Mapped[str]
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    start: Mapped[float]
    spots: Mapped[list[list[float]]] = mapped_column(JSONB)
    covers: Mapped[list[list[float]]] = mapped_column(JSONB)
    decision: Mapped[str] = mapped_column(default=Decision.OPEN, server_default=Decision.OPEN.value)
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[CreatedAt]
