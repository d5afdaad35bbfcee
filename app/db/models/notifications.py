"""What people are told of, in the app and by mail."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, CreatedAt, SerialKey
from app.domain.notifications.kinds import News


class Notification(Base):
    """Something that happened to a video, for one person; by `actor_id`, or by whoever said what it is about.

    `shown` is whether the bell has it, `to_mail` whether it waits for their next mail: what they chose when it
    happened.
    """

    __tablename__ = "notifications"
    __table_args__ = (
        CheckConstraint(f"kind IN {tuple(map(str, News))}", name="kind"),
        Index("ix_notifications_user_id_id", "user_id", "id"),
        Index("uq_notifications_annotation_id_user_id", "annotation_id", "user_id", unique=True),
        Index("ix_notifications_actor_id", "actor_id", postgresql_where=text("actor_id IS NOT NULL")),
        Index("ix_notifications_to_mail", "user_id", postgresql_where=text("to_mail")),
    )

    id: Mapped[SerialKey]
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[str]
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"), index=True)
    annotation_id: Mapped[int | None] = mapped_column(ForeignKey("annotations.id", ondelete="CASCADE"))
    actor_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    shown: Mapped[bool]
    to_mail: Mapped[bool] = mapped_column(server_default=false())
    created_at: Mapped[CreatedAt] = mapped_column(index=True)
    read_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class NewsMail(Base):
    """When somebody is written to again, and when they were; null `due_at`: nothing waits."""

    __tablename__ = "news_mails"

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    due_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True), index=True)
    sent_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
