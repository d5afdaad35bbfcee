"""The sound of voice-overs."""

import uuid

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, ByteCount, CreatedAt, Json


class VoiceOver(Base):
    """What somebody said aloud: `duration` is seconds, `size` bytes as they were sent.

    Its objects lie below `prefix`: first the file that was sent, `source`, then what was made of it. `segments` is what
    its playlist lists, as a rendition's; `peaks` how loud it is, 0 to 100, at as many moments. Of a row that goes, in
    whatever way, a trigger puts the prefix on the list of garbage.
    """

    __tablename__ = "voice_overs"
    __table_args__ = (
        CheckConstraint("state IN ('pending', 'ready', 'failed')", name="state"),
        CheckConstraint("size >= 0", name="size"),
        CheckConstraint("duration >= 0", name="duration"),
        CheckConstraint("(state = 'ready') = (segments IS NOT NULL)", name="segments"),
        Index("ix_voice_overs_waiting", "touched_at", postgresql_where=text("state = 'pending'")),
    )

    annotation_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("annotations.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"), index=True)
    speaker_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    state: Mapped[str] = mapped_column(default="pending", server_default="pending")
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    prefix: Mapped[str]
    source: Mapped[str | None]
    container: Mapped[str]
    stream: Mapped[int]
    duration: Mapped[float]
    size: Mapped[ByteCount]
    peaks: Mapped[list[int] | None] = mapped_column(JSONB(none_as_null=True))
    segments: Mapped[Json | None] = mapped_column(JSONB(none_as_null=True))
    error_code: Mapped[str | None]
    touched_at: Mapped[CreatedAt]
    created_at: Mapped[CreatedAt]
