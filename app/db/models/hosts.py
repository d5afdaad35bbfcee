"""Machines that take uploads, and when each was last heard of."""

from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, CreatedAt


class Host(Base):
    """A machine with a spool. Its uploads worker says every few seconds that it lives.

    `steady_since`: it was heard without a gap from then until `seen_at`. `asked`: how often it was asked to look for
    work since it last answered.
    """

    __tablename__ = "hosts"

    name: Mapped[str] = mapped_column(primary_key=True)
    seen_at: Mapped[CreatedAt]
    steady_since: Mapped[CreatedAt]
    asked: Mapped[int] = mapped_column(default=0, server_default="0")
