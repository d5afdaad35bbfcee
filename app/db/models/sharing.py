"""For whom a video is beside its owner: links, and people by their address."""

import uuid
from datetime import datetime

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, CreatedAt, Moment, UuidKey

_RIGHTS = "\"right\" IN ('view', 'comment', 'edit')"


class Share(Base):
    """A link. Its token is made of the id and SECRET_KEY: kept is only what recognises it.

    `start` is where it begins to play, in seconds. `views` counts visits, not reloads; with `max_views` of them it
    opens to nobody new. `embed_domains` are the sites that may frame its player; null is as the workspace has it.
    """

    __tablename__ = "shares"
    __table_args__ = (
        CheckConstraint(_RIGHTS, name="right"),
        CheckConstraint("start IS NULL OR start >= 0", name="start"),
        CheckConstraint("max_views IS NULL OR max_views > 0", name="max_views"),
        Index("ix_shares_video_id_created_at", "video_id", "created_at"),
        Index("ix_shares_revoked_at", "revoked_at", postgresql_where=text("revoked_at IS NOT NULL")),
    )

    id: Mapped[UuidKey]
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"))
    created_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    right: Mapped[str]
    password_hash: Mapped[str | None]
    expires_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    start: Mapped[float | None]
    max_views: Mapped[int | None]
    views: Mapped[int] = mapped_column(default=0, server_default="0")
    downloads: Mapped[bool] = mapped_column(default=False, server_default="false")
    needs_email: Mapped[bool] = mapped_column(default=False, server_default="false")
    embed_domains: Mapped[list[str] | None] = mapped_column(ARRAY(String))
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[CreatedAt]


class ShareGuest(Base):
    """Who opened a link that asks for an email: what they said, not more."""

    __tablename__ = "share_guests"
    __table_args__ = (UniqueConstraint("share_id", "email"),)

    id: Mapped[UuidKey]
    share_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("shares.id", ondelete="CASCADE"))
    email: Mapped[str]
    visits: Mapped[int] = mapped_column(default=1, server_default="1")
    last_at: Mapped[Moment] = mapped_column(server_default=func.now())


class Named(Base):
    """Somebody who was named for a video: by their account, or while they have none by their address alone."""

    __tablename__ = "video_people"
    __table_args__ = (
        CheckConstraint(_RIGHTS, name="right"),
        Index("uq_video_people_video_id_user_id", "video_id", "user_id", unique=True),
        Index("ix_video_people_user_id_video_id", "user_id", "video_id"),
        Index("ix_video_people_created_by", "created_by"),
        Index("uq_video_people_pending", "email", "video_id", unique=True, postgresql_where=text("user_id IS NULL")),
    )

    id: Mapped[UuidKey]
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"))
    user_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    email: Mapped[str]
    right: Mapped[str]
    created_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[CreatedAt]
