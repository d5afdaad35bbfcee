"""Videos: what a person recorded or uploaded, and where its bytes are."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base, ByteCount, CreatedAt, Json, JsonList, UuidKey
from app.db.models.users import User
from app.domain.access import Visibility
from app.domain.pipeline.states import ENDED_BADLY

_ENDED_BADLY = f"status IN {tuple(map(str, ENDED_BADLY))} AND deleted_at IS NULL"

_IN_THE_TRASH = "trashed_at IS NOT NULL AND deleted_at IS NULL"
_KEPT = "deleted_at IS NULL AND trashed_at IS NULL"
_STORED = "deleted_at IS NULL AND status <> 'aborted'"
_OF_THE_WORKSPACE = "visibility IN ('workspace', 'public') AND deleted_at IS NULL AND trashed_at IS NULL"


class Video(Base):
    """A video. `duration` is seconds, `size` bytes, `width` and `height` pixels as shown (rotation applied).

    `takes` says which bytes of the object, [start, stop), each start of the recorder wrote, while they are still
    to be joined; null where there is nothing to join, and an empty list where that is still to be found out.

    What was made from it lies in the object store: `delivered_run_id` says whose renditions are delivered,
    `poster_key` names the still that stands for it, `first_still_key` the picture at 0:00, `download_key` the MP4,
    `storyboard` the sprites and where each picture lies in them, `preview_key` the moving preview. `compile_options`
    is how a session's owner wants it compiled.

    Where something in it is covered, `s3_key` names what was made anew without it, and `original` is what it was made
    of, for its owner alone. While others may not see it because that is still being made it is `withheld`;
    `redaction_due` says that what is to be covered has changed since.

    `scan_verdict` is what the virus scanner said, `scan_detail` the name of what it found.
    """

    __tablename__ = "videos"
    __table_args__ = (
        CheckConstraint("status IN ('uploading', 'processing', 'done', 'failed', 'aborted')", name="status"),
        CheckConstraint("duration IS NULL OR duration >= 0", name="duration"),
        CheckConstraint("size IS NULL OR size >= 0", name="size"),
        CheckConstraint("download_size IS NULL OR download_size >= 0", name="download_size"),
        CheckConstraint(f"visibility IN {tuple(map(str, Visibility))}", name="visibility"),
        CheckConstraint("source IN ('recording', 'file', 'session')", name="source"),
        CheckConstraint("scan_verdict IN ('clean', 'infected', 'too_large', 'no_engine')", name="scan_verdict"),
        Index("ix_videos_owner_id_created_at_id", "owner_id", "created_at", "id"),
        Index("ix_videos_sessions", "created_at", postgresql_where=text("source = 'session' AND deleted_at IS NULL")),
        Index("ix_videos_stored", "owner_id", postgresql_include=["size"], postgresql_where=text(_STORED)),
        Index("ix_videos_kept", "created_at", postgresql_where=text(_KEPT)),
        Index("ix_videos_deleted_at", "deleted_at", postgresql_where=text("deleted_at IS NOT NULL")),
        Index("ix_videos_trashed_at", "trashed_at", postgresql_where=text(_IN_THE_TRASH)),
        Index("ix_videos_of_the_workspace", "created_at", "id", postgresql_where=text(_OF_THE_WORKSPACE)),
        Index("ix_videos_ended_badly", "status", "created_at", postgresql_where=text(_ENDED_BADLY)),
        Index("ix_videos_unsettled", "status", postgresql_where=text("status IN ('uploading', 'processing')")),
    )

    id: Mapped[UuidKey]
    owner_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    title: Mapped[str]
    title_is_ours: Mapped[bool] = mapped_column(default=False, server_default="false")
    """Nobody named it yet: the guide may."""
    description: Mapped[str | None]
    source: Mapped[str] = mapped_column(default="recording", server_default="recording")
    file_name: Mapped[str | None]
    s3_key: Mapped[str] = mapped_column(unique=True)
    status: Mapped[str] = mapped_column(default="uploading")
    visibility: Mapped[str] = mapped_column(default="private")
    duration: Mapped[float | None]
    size: Mapped[ByteCount | None]
    mime_type: Mapped[str]
    width: Mapped[int | None]
    height: Mapped[int | None]
    media: Mapped[Json | None] = mapped_column(JSONB)
    takes: Mapped[JsonList | None] = mapped_column("sessions", JSONB(none_as_null=True))
    poster_key: Mapped[str | None]
    first_still_key: Mapped[str | None]
    preview_key: Mapped[str | None]
    storyboard: Mapped[Json | None] = mapped_column(JSONB(none_as_null=True))
    # The one reference that goes back up: a run belongs to its video, and the video points at one of its runs.
    delivered_run_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("transcode_runs.id", ondelete="SET NULL", use_alter=True), unique=True
    )
    compile_options: Mapped[Json | None] = mapped_column(JSONB(none_as_null=True))
    download_key: Mapped[str | None]
    download_size: Mapped[ByteCount | None]
    scan_verdict: Mapped[str | None]
    scan_detail: Mapped[str | None]
    playable: Mapped[bool] = mapped_column(default=False)
    seekable: Mapped[bool] = mapped_column(default=False, server_default="false")
    ended_early: Mapped[bool] = mapped_column(default=False, server_default="false")
    original: Mapped[Json | None] = mapped_column(JSONB(none_as_null=True))
    withheld: Mapped[bool] = mapped_column(default=False, server_default="false")
    redaction_due: Mapped[bool] = mapped_column(default=False, server_default="false")
    error_code: Mapped[str | None]
    error_message: Mapped[str | None]
    created_at: Mapped[CreatedAt]
    trashed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    deleted_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

    owner: Mapped[User] = relationship(lazy="raise")
