"""Renditions: a video in other sizes, and the pieces a long one is transcoded in."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, ByteCount, CreatedAt, Json, SerialKey


class Rendition(Base):
    """One rung of a video's ladder, or its sound. Pixels as shown; bandwidths are bits per second, `size` bytes.

    `segments` is what its playlist lists: `{"init": key, "items": [[key, seconds], …]}`; null until it is whole.
    """

    __tablename__ = "renditions"
    __table_args__ = (
        UniqueConstraint("video_id", "run", "name"),
        CheckConstraint("kind IN ('video', 'audio')", name="kind"),
        CheckConstraint("size IS NULL OR size >= 0", name="size"),
        CheckConstraint("progress BETWEEN 0 AND 1", name="progress"),
    )

    id: Mapped[SerialKey]
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"))
    run: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    width: Mapped[int | None]
    height: Mapped[int | None]
    frame_rate: Mapped[float | None]
    codecs: Mapped[str | None]
    bandwidth: Mapped[int | None]
    average_bandwidth: Mapped[int | None]
    copied: Mapped[bool] = mapped_column(default=False, server_default="false")
    progress: Mapped[float] = mapped_column(default=0.0)
    size: Mapped[ByteCount | None]
    segments: Mapped[Json | None] = mapped_column(JSONB(none_as_null=True))
    created_at: Mapped[CreatedAt]


class TranscodePiece(Base):
    """Seconds [start, stop) of a video, transcoded by whichever worker claims it. `result` says what it stored."""

    __tablename__ = "transcode_pieces"
    __table_args__ = (
        UniqueConstraint("video_id", "run", "number"),
        CheckConstraint("state IN ('pending', 'running', 'done', 'failed')", name="state"),
        CheckConstraint("progress BETWEEN 0 AND 1", name="progress"),
    )

    id: Mapped[SerialKey]
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"))
    run: Mapped[str]
    number: Mapped[int]
    start: Mapped[float]
    stop: Mapped[float]
    state: Mapped[str] = mapped_column(default="pending")
    attempts: Mapped[int] = mapped_column(default=0)
    progress: Mapped[float] = mapped_column(default=0.0)
    result: Mapped[Json | None] = mapped_column(JSONB(none_as_null=True))
    error_code: Mapped[str | None]
    error_message: Mapped[str | None]
    updated_at: Mapped[CreatedAt]
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
