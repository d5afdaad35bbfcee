"""Sheets of what was said about a video."""

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base
from app.db.models.exports import ExportRow


class AnnotationSheet(ExportRow, Base):
    """A sheet in one language: one file for all who may save the video.

    `fingerprint` is of what is on it (app.domain.annotations.exports.sheet); when that is another one, the next who
    asks has it made anew.
    """

    __tablename__ = "annotation_sheets"
    __table_args__ = (
        CheckConstraint("state IN ('pending', 'running', 'done', 'failed')", name="state"),
        CheckConstraint("progress BETWEEN 0 AND 1", name="progress"),
        UniqueConstraint("video_id", "language"),
        Index("ix_annotation_sheets_waiting", "touched_at", postgresql_where=text("state IN ('pending', 'running')")),
        Index("ix_annotation_sheets_expires_at", "expires_at"),
    )

    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"))
    language: Mapped[str]
    fingerprint: Mapped[str]
