"""The document a recording writes about itself: text seen on screen, and steps made of it."""

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, JsonList, SerialKey, UuidKey


class FrameText(Base):
    """Text on screen from `timestamp` to `end` (seconds). `words` holds boxes normalised to the frame.

    So does `unread`, of text in a script that nobody here reads.
    """

    __tablename__ = "frame_texts"
    __table_args__ = (
        CheckConstraint('"end" >= timestamp', name="end"),
        Index("ix_frame_texts_video_id_timestamp", "video_id", "timestamp"),
    )

    id: Mapped[SerialKey]
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"))
    timestamp: Mapped[float]
    end: Mapped[float]
    text: Mapped[str] = mapped_column(default="")
    frame_key: Mapped[str]
    words: Mapped[JsonList | None] = mapped_column(JSONB)
    unread: Mapped[JsonList | None] = mapped_column(JSONB)


class DocumentStep(Base):
    """A step of the guide: when it begins (seconds), its title, its text and its picture."""

    __tablename__ = "document_steps"
    __table_args__ = (UniqueConstraint("video_id", "index"),)

    id: Mapped[UuidKey]
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"))
    index: Mapped[int]
    timestamp: Mapped[float]
    title: Mapped[str]
    text: Mapped[str]
    image_key: Mapped[str | None]
