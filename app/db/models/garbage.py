"""What lies in the object store and is nobody's, or will be."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Moment


class Garbage(Base):
    """All objects whose names begin with `prefix` may go once `due_at` has passed.

    Either something took their place, and the last URL that reads them ends before then; or a run has begun to store
    them, and strikes them off this list when it has made them a video's.
    """

    __tablename__ = "garbage"
    __table_args__ = (Index("ix_garbage_due_at", "due_at"),)

    prefix: Mapped[str] = mapped_column(primary_key=True)
    due_at: Mapped[Moment]
