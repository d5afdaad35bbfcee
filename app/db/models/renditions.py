"""Renditions: a video in other sizes, the runs that make them, and the pieces a long one is transcoded in."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, ByteCount, CreatedAt, Json, SerialKey, UuidKey


class TranscodeRun(Base):
    """Makes all renditions of a video by one plan; the names of its segments begin with `prefix`.

    It is `making` them until they are `whole`; then `target` is the length of the longest segment in whole seconds, as
    playlists name it. Which run is delivered is for the video to say; of those before it nothing is kept here.
    """

    __tablename__ = "transcode_runs"
    __table_args__ = (
        Index("ix_transcode_runs_video_id_created_at", "video_id", "created_at"),
        UniqueConstraint("prefix"),
        CheckConstraint("state IN ('making', 'whole')", name="state"),
        CheckConstraint("(state = 'whole') = (target IS NOT NULL)", name="target"),
    )

    id: Mapped[UuidKey]
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"))
    prefix: Mapped[str]
    plan: Mapped[Json | None] = mapped_column(JSONB(none_as_null=True))
    state: Mapped[str] = mapped_column(default="making")
    target: Mapped[int | None]
    created_at: Mapped[CreatedAt]


class Rendition(Base):
    """One rung of a video's ladder, or a sound. Pixels as shown; bandwidths are bits per second, `size` bytes.

    Of a sound, `language` and `title` are what the file says of it.

    `segments` is what its playlist lists: `{"init": key, "items": [[key, seconds], …]}`; null until it is whole.
    """

    __tablename__ = "renditions"
    __table_args__ = (
        UniqueConstraint("run_id", "name"),
        CheckConstraint("kind IN ('video', 'audio')", name="kind"),
        CheckConstraint("size IS NULL OR size >= 0", name="size"),
        CheckConstraint("progress BETWEEN 0 AND 1", name="progress"),
    )

    id: Mapped[SerialKey]
    run_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("transcode_runs.id", ondelete="CASCADE"))
    name: Mapped[str]
    kind: Mapped[str]
    width: Mapped[int | None]
    height: Mapped[int | None]
    frame_rate: Mapped[float | None]
    language: Mapped[str | None]
    title: Mapped[str | None]
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
        UniqueConstraint("run_id", "number"),
        CheckConstraint("state IN ('pending', 'running', 'done', 'failed')", name="state"),
        CheckConstraint("progress BETWEEN 0 AND 1", name="progress"),
    )

    id: Mapped[SerialKey]
    run_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("transcode_runs.id", ondelete="CASCADE"))
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
