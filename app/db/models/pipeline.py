"""What was done to a video: its stages and its status changes; and whose turn it is."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, CreatedAt, Moment, SerialKey
from app.domain.pipeline.states import WATCHED


class Stage(Base):
    """One step of the pipeline for one video. `progress` runs from 0 to 1."""

    __tablename__ = "stages"
    __table_args__ = (
        UniqueConstraint("video_id", "name"),
        CheckConstraint("state IN ('pending', 'running', 'done', 'failed', 'skipped')", name="state"),
        CheckConstraint("progress BETWEEN 0 AND 1", name="progress"),
        Index("ix_stages_watched", "name", "state", postgresql_where=text(f"state IN {tuple(map(str, WATCHED))}")),
    )

    id: Mapped[SerialKey]
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"))
    name: Mapped[str]
    state: Mapped[str] = mapped_column(default="pending")
    progress: Mapped[float] = mapped_column(default=0.0)
    attempts: Mapped[int] = mapped_column(default=0)
    error_code: Mapped[str | None]
    error_message: Mapped[str | None]
    updated_at: Mapped[CreatedAt]
    started_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Turn(Base):
    """When a stage of a person's was begun last in a queue of the workers, so that people take turns in it."""

    __tablename__ = "turns"

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    queue: Mapped[str] = mapped_column(primary_key=True)
    served_at: Mapped[Moment]


class VideoEvent(Base):
    """A status change: from, to, and why."""

    __tablename__ = "video_events"

    id: Mapped[SerialKey]
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"), index=True)
    from_status: Mapped[str | None]
    to_status: Mapped[str]
    reason: Mapped[str]
    created_at: Mapped[CreatedAt]
