"""The document a recording writes about itself: text seen on screen, and steps made of it."""

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, CreatedAt, JsonList, SerialKey, UuidKey
from app.db.models.exports import ExportRow
from app.domain.documents.evidence.marks import MarkKind


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
    changes: Mapped[JsonList | None] = mapped_column(JSONB(none_as_null=True))
    """What changed on the screen and led to this text: app.domain.documents.evidence.changes."""


class RecordingMark(Base):
    """What was told while recording about the moment `at` (seconds): app.domain.documents.evidence.marks.

    `id` is the teller's own, so that what is told twice is told once. `box` is left, top, width and height, as shares
    of the frame.
    """

    __tablename__ = "recording_marks"
    __table_args__ = (
        CheckConstraint(f"kind IN {tuple(map(str, MarkKind))}", name="kind"),
        CheckConstraint("at >= 0", name="at"),
    )

    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[float]
    kind: Mapped[str]
    role: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    within: Mapped[str] = mapped_column(default="")
    is_on: Mapped[bool | None]
    box: Mapped[list[float] | None] = mapped_column(JSONB(none_as_null=True))
    note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[CreatedAt]


class DocumentStep(Base):
    """A step of the guide: when it begins (seconds), its title, its text and its picture.

    `kind` is what was done, `label` to what, `target` where that is and `pointer` where the pointer was, as shares of
    the picture; `strength` is how sure the step is, 0 to 1. Steps from before there was evidence have none of these.
    """

    __tablename__ = "document_steps"
    __table_args__ = (UniqueConstraint("video_id", "index"),)

    id: Mapped[UuidKey]
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"))
    index: Mapped[int]
    timestamp: Mapped[float]
    title: Mapped[str]
    text: Mapped[str]
    image_key: Mapped[str | None]
    kind: Mapped[str | None]
    label: Mapped[str | None]
    target: Mapped[list[float] | None] = mapped_column(JSONB(none_as_null=True))
    pointer: Mapped[list[float] | None] = mapped_column(JSONB(none_as_null=True))
    strength: Mapped[float | None]


class DocumentExport(ExportRow, Base):
    """A guide as a file of one format in one language: one file for all who may save it.

    `fingerprint` is of what is in it (app.domain.documents.exports.guide); when the guide has another one, the next who
    asks has the file made anew.
    """

    __tablename__ = "document_exports"
    __table_args__ = (
        CheckConstraint("state IN ('pending', 'running', 'done', 'failed')", name="state"),
        CheckConstraint("progress BETWEEN 0 AND 1", name="progress"),
        UniqueConstraint("video_id", "format", "language"),
        Index("ix_document_exports_waiting", "touched_at", postgresql_where=text("state IN ('pending', 'running')")),
        Index("ix_document_exports_expires_at", "expires_at"),
    )

    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"))
    format: Mapped[str]
    language: Mapped[str]
    fingerprint: Mapped[str]
