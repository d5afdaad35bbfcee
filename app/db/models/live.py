"""Recordings that are read while they are still being made: how far that is, and what it needs."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, ByteCount


class LiveReading(Base):
    """How far a recording was read that is not at its end yet.

    `run` names where its frames are stored, `state` the object in which what is known is kept. `needs_from` is the
    first byte that goes on needs: copies of those from there on stay. `seconds` of the film are behind. Who reads now
    is `owner`, until `lease_until`; `asked_at` is when somebody was asked to and has not begun. `is_over` once it
    cannot go on before the recording's end.
    """

    __tablename__ = "live_readings"
    __table_args__ = (CheckConstraint("needs_from >= 0", name="needs_from"),)

    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"), primary_key=True)
    run: Mapped[str]
    state: Mapped[str | None]
    needs_from: Mapped[ByteCount] = mapped_column(default=0, server_default="0")
    seconds: Mapped[float] = mapped_column(default=0.0, server_default="0")
    is_over: Mapped[bool] = mapped_column(default=False, server_default="false")
    owner: Mapped[str | None]
    lease_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    asked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
