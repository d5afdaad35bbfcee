"""Uploads and their S3 parts: how far a stream of bytes has come."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, ByteCount, CreatedAt, SerialKey, UuidKey
from app.domain.uploads.states import ACTIVE, TrackName, UploadState

_UNDISCARDED = f"state = '{UploadState.ABORTED}' AND discarded_at IS NULL"


class Upload(Base):
    """One stream of bytes on its way into one S3 object by a multipart upload.

    `cursor` is how many bytes are in parts S3 has; `epoch` rises with every connection that takes over;
    the lease says which worker may move the cursor now. `size` is the client's word at finish. `index_state` is the
    WebM index of the bytes before the cursor. `direct` uploads send their parts to S3 by signed URLs and have no spool;
    `declared_size` (bytes) is what the sender said the file has, `part_size` (bytes) how it was told to cut it;
    `set_aside` (bytes) is what its person's quota has room for, counted before it comes.

    `first_byte_at`: when its first byte came, by our clock. `discarded_at`: nothing is left of one that was aborted.

    Of a track: `started_at`, `stopped_at` and `take_starts`, in seconds of its recorder's clock, which is `clock_ahead`
    seconds before ours; `live_epoch`, that of the connection that is there now; `error_code`, where it could not be
    stored.
    """

    __tablename__ = "uploads"
    __table_args__ = (
        UniqueConstraint("video_id", "track"),
        CheckConstraint(f"state IN {tuple(map(str, UploadState))}", name="state"),
        CheckConstraint("cursor >= 0", name="cursor"),
        CheckConstraint("size IS NULL OR size >= cursor", name="size"),
        CheckConstraint("declared_size IS NULL OR declared_size > 0", name="declared_size"),
        CheckConstraint(f"track IN {tuple(map(str, TrackName))}", name="track"),
        UniqueConstraint("s3_key"),
        Index("ix_uploads_aborted", "touched_at", postgresql_where=text("state = 'aborted'")),
        Index("ix_uploads_active", "touched_at", postgresql_where=text(f"state IN {tuple(map(str, ACTIVE))}")),
        Index("ix_uploads_undiscarded", "touched_at", postgresql_where=text(_UNDISCARDED)),
    )

    id: Mapped[UuidKey]
    video_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("videos.id", ondelete="CASCADE"))
    track: Mapped[str] = mapped_column(default=TrackName.MAIN)
    state: Mapped[str] = mapped_column(default=UploadState.OPEN)
    s3_key: Mapped[str]
    s3_upload_id: Mapped[str | None]
    host: Mapped[str]
    cursor: Mapped[ByteCount] = mapped_column(default=0)
    epoch: Mapped[int] = mapped_column(default=0)
    size: Mapped[ByteCount | None]
    mime_type: Mapped[str | None]
    direct: Mapped[bool] = mapped_column(default=False, server_default="false")
    declared_size: Mapped[ByteCount | None]
    set_aside: Mapped[ByteCount] = mapped_column(default=0, server_default="0")
    part_size: Mapped[ByteCount | None]
    started_at: Mapped[float | None]
    stopped_at: Mapped[float | None]
    take_starts: Mapped[list[float] | None] = mapped_column(JSONB)
    clock_ahead: Mapped[float | None]
    first_byte_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    live_epoch: Mapped[int | None]
    error_code: Mapped[str | None]
    index_state: Mapped[bytes | None]
    lease_owner: Mapped[str | None]
    lease_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    attempts: Mapped[int] = mapped_column(default=0)
    discarded_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    touched_at: Mapped[CreatedAt]
    created_at: Mapped[CreatedAt]


class UploadEvent(Base):
    """A change of an upload's state: from, to, and why."""

    __tablename__ = "upload_events"

    id: Mapped[SerialKey]
    upload_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("uploads.id", ondelete="CASCADE"), index=True)
    from_state: Mapped[str]
    to_state: Mapped[str]
    reason: Mapped[str]
    created_at: Mapped[CreatedAt]


class UploadPart(Base):
    """A part: bytes [start, stop) of the stream. Planned first; it has an ETag once S3 has it."""

    __tablename__ = "upload_parts"
    __table_args__ = (
        UniqueConstraint("upload_id", "number"),
        CheckConstraint("number BETWEEN 1 AND 10000", name="number"),
        CheckConstraint("stop > start", name="range"),
    )

    id: Mapped[SerialKey]
    upload_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("uploads.id", ondelete="CASCADE"))
    number: Mapped[int]
    start: Mapped[int] = mapped_column(BigInteger)
    stop: Mapped[int] = mapped_column(BigInteger)
    etag: Mapped[str | None]
