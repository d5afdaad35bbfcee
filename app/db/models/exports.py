"""What tables of exports have in common: something asked for, being made, or there until it expires."""

from datetime import datetime

from sqlalchemy import DateTime
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import ByteCount, CreatedAt, UuidKey


class ExportRow:
    """An export: asked for, being made, or there until `expires_at`. `size` is bytes, `progress` 0 to 1.

    `touched_at` is when it moved last. Each attempt stores below a name of its own, `s3_key`.
    """

    id: Mapped[UuidKey]
    state: Mapped[str] = mapped_column(default="pending")
    progress: Mapped[float] = mapped_column(default=0.0)
    attempts: Mapped[int] = mapped_column(default=0)
    s3_key: Mapped[str | None]
    size: Mapped[ByteCount | None]
    created_at: Mapped[CreatedAt]
    touched_at: Mapped[CreatedAt]
    expires_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
