"""Machines that take uploads, and when each was last heard of."""

from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, CreatedAt


class Host(Base):
    """A machine with a spool. Its uploads worker says every few seconds that it lives."""

    __tablename__ = "hosts"

    name: Mapped[str] = mapped_column(primary_key=True)
    seen_at: Mapped[CreatedAt]
