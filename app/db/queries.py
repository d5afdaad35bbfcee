"""Queries that a user waits for: one round trip each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, func, select, tuple_
from sqlalchemy.orm import Session

from app.db.models import Annotation, DocumentStep, Stage, Upload, User, Video


@dataclass(frozen=True, slots=True)
class VideoView:
    """A video with what its pages show beside it."""

    video: Video
    owner_name: str
    stages: list[dict[str, Any]]
    comments: int
    steps: int
    upload_id: UUID | None
    stored: int


def _stages_json() -> ScalarSelect[Any]:
    entry = func.json_build_object(
        "name",
        Stage.name,
        "state",
        Stage.state,
        "progress",
        Stage.progress,
        "attempts",
        Stage.attempts,
        "error_code",
        Stage.error_code,
        "error_message",
        Stage.error_message,
    )
    rows = select(func.json_agg(entry)).where(Stage.video_id == Video.id)
    return rows.correlate(Video).scalar_subquery()


def _count(column: Any, *where: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).where(column == Video.id, *where).correlate(Video).scalar_subquery()


def _views() -> Select[Video, str, Any, int, int, UUID, int]:
    return (
        select(
            Video,
            User.name.label("owner_name"),
            func.coalesce(_stages_json(), func.json_build_array()).label("stages"),
            _count(Annotation.video_id).label("comments"),
            _count(DocumentStep.video_id).label("steps"),
            Upload.id.label("upload_id"),
            func.coalesce(Upload.cursor, 0).label("stored"),
        )
        .join(User, User.id == Video.owner_id)
        .outerjoin(Upload, (Upload.video_id == Video.id) & (Upload.track == "main"))
        .where(Video.deleted_at.is_(None))
    )


def _view(row: Row[Video, str, Any, int, int, UUID, int]) -> VideoView:
    return VideoView(*row)


def video_view(session: Session, video_id: UUID, owner_id: UUID) -> VideoView | None:
    """A video of this owner, or None."""
    row = session.execute(_views().where(Video.id == video_id, Video.owner_id == owner_id)).one_or_none()
    return _view(row) if row else None


def video_page(
    session: Session,
    owner_id: UUID,
    limit: int,
    text: str | None = None,
    status: str | None = None,
    before: tuple[datetime, UUID] | None = None,
) -> list[VideoView]:
    """An owner's videos, newest first, that come after the keyset position `before`."""
    query = _views().where(Video.owner_id == owner_id)
    if text:
        query = query.where(Video.title.icontains(text, autoescape=True))
    # Recordings that were thrown away are kept as rows for a while, not shown.
    query = query.where(Video.status == status) if status else query.where(Video.status != "aborted")
    if before:
        query = query.where(tuple_(Video.created_at, Video.id) < before)
    query = query.order_by(Video.created_at.desc(), Video.id.desc()).limit(limit)
    return [_view(row) for row in session.execute(query)]
