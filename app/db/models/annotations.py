"""Annotations: what people say about a moment of a video, what others say to that, and what is gone."""

import uuid
from datetime import datetime

from sqlalchemy import ARRAY, UUID, BigInteger, CheckConstraint, DateTime, FetchedValue, ForeignKey, Index, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base, CreatedAt, Json, JsonList, Moment, SerialKey
from app.db.models.users import User
from app.db.models.voices import VoiceOver
from app.domain.accounts.closed import NOBODY


class Annotation(Base):
    """A comment, drawing or voice-over at `timestamp` (seconds), optionally lasting until `end`.

    A guest's has no author but the name they wrote, and the link they came by. Of somebody who is gone there is neither
    author nor link left, and a name that is nobody's. A trigger gives each change the next `version` of its video.
    `history` is what it was before its edits, `client_id` what its sender calls it, so that it can be sent again.
    """

    __tablename__ = "annotations"
    __table_args__ = (
        CheckConstraint("type IN ('comment', 'drawing', 'voice_over')", name="type"),
        CheckConstraint("timestamp >= 0", name="timestamp"),
        CheckConstraint('"end" IS NULL OR "end" >= timestamp', name="end"),
        CheckConstraint("author_id IS NOT NULL OR guest_name IS NOT NULL", name="author"),
        Index("ix_annotations_video_id_timestamp_id", "video_id", "timestamp", "id"),
        Index("ix_annotations_video_id_version_id", "video_id", "version", "id"),
        Index("ix_annotations_guest_email", "guest_email", postgresql_where=text("guest_email IS NOT NULL")),
        Index("ix_annotations_resolved_by_id", "resolved_by_id", postgresql_where=text("resolved_by_id IS NOT NULL")),
        Index(
            "uq_annotations_video_id_client_id",
            "video_id",
            "client_id",
            unique=True,
            postgresql_where=text("client_id IS NOT NULL"),
        ),
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
    version: Mapped[int] = mapped_column(BigInteger, server_default=text("1"), server_onupdate=FetchedValue())
    edited_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    history: Mapped[JsonList] = mapped_column(server_default=text("'[]'"), deferred=True)
    mentions: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(UUID(as_uuid=True)), server_default=text("'{}'"))
    resolved_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    resolved_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    client_id: Mapped[uuid.UUID | None]

    author: Mapped[User | None] = relationship(lazy="raise", foreign_keys=[author_id])
    resolved_by: Mapped[User | None] = relationship(lazy="raise", foreign_keys=[resolved_by_id])
    voice: Mapped[VoiceOver | None] = relationship(lazy="raise", viewonly=True)

    @property
    def is_nobodys(self) -> bool:
        """It was said by somebody whose account is gone, or going. Its author is loaded with it."""
        if self.author_id is None:
            return self.share_id is None and self.guest_name == NOBODY
        return self.author is not None and self.author.closed_at is not None

    @property
    def author_name(self) -> str:
        """What whoever said it is called. Its author is loaded with it."""
        if self.is_nobodys:
            return NOBODY
        return self.author.name if self.author is not None else self.guest_name or ""


class AnnotationLayer(Base):
    """How often what is said about a video was changed; a video of which nothing was yet has none, which is 1.

    Of what was deleted up to the version `forgotten`, nothing is known any more.
    """

    __tablename__ = "annotation_layers"

    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger)
    forgotten: Mapped[int] = mapped_column(BigInteger)


class AnnotationTombstone(Base):
    """That an annotation is gone since a version, for whoever was away meanwhile."""

    __tablename__ = "annotation_tombstones"

    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    annotation_id: Mapped[int] = mapped_column(BigInteger)
    deleted_at: Mapped[Moment] = mapped_column(index=True)


class AnnotationReaction(Base):
    """An emoji that somebody put under an annotation; a guest by their link and visit."""

    __tablename__ = "annotation_reactions"
    __table_args__ = (
        CheckConstraint("(user_id IS NULL) <> (guest IS NULL)", name="person"),
        CheckConstraint("char_length(emoji) BETWEEN 1 AND 16", name="emoji"),
        # Also the way to what is under one annotation; guests have no id here, and are not alike by that.
        Index("uq_annotation_reactions_user_id", "annotation_id", "emoji", "user_id", unique=True),
        Index(
            "uq_annotation_reactions_guest",
            "annotation_id",
            "emoji",
            "guest",
            unique=True,
            postgresql_where=text("guest IS NOT NULL"),
        ),
    )

    id: Mapped[SerialKey]
    annotation_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("annotations.id", ondelete="CASCADE"))
    user_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    guest: Mapped[str | None]
    emoji: Mapped[str] = mapped_column(String)
    created_at: Mapped[CreatedAt]
