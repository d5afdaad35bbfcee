"""Guides that people have edited. What the reading wrote stays beside them, in document_steps."""

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, CreatedAt, Json, JsonList
from app.domain.documents.editing.history import EditKind


class EditedGuide(Base):
    """A guide as it stands: app.domain.documents.editing.stored. There is none until somebody edits.

    `version` counts changes, `shown` the steps that readers see.
    """

    __tablename__ = "edited_guides"

    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int]
    steps: Mapped[JsonList] = mapped_column(JSONB)
    shown: Mapped[int]


class GuideEdit(Base):
    """What made a version of the version before: by whom, what was done in names and words, and the way `back`.

    Without an author it was a link's guest, who may have said a name; or the reading, or somebody whose account is
    closed.
    """

    __tablename__ = "guide_edits"
    __table_args__ = (CheckConstraint(f"kind IN {tuple(map(str, EditKind))}", name="kind"),)

    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    author_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    share_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("shares.id", ondelete="SET NULL"), index=True)
    guest_name: Mapped[str | None]
    created_at: Mapped[CreatedAt]
    changes: Mapped[JsonList] = mapped_column(JSONB)
    back: Mapped[Json] = mapped_column(JSONB)


class GuidePicture(Base):
    """A picture that is made for a step: of the reading's image `key` or of a moment (seconds), with regions nobody
    may read. It is taken from `source_key`, which is another one where the reading's has gone.

    `shown_key` is null until it is made. Where something is blurred, `plain_key` is the picture without that: for the
    video's owner, and to be made into another.
    """

    __tablename__ = "guide_pictures"
    __table_args__ = (
        CheckConstraint("key IS NOT NULL OR moment IS NOT NULL", name="source"),
        Index("ix_guide_pictures_waiting", "created_at", postgresql_where=text("shown_key IS NULL")),
    )

    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str | None]
    source_key: Mapped[str | None]
    moment: Mapped[float | None]
    blurs: Mapped[list[list[float]]] = mapped_column(JSONB)
    shown_key: Mapped[str | None]
    plain_key: Mapped[str | None]
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[CreatedAt]
