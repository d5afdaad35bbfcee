"""Queries for multitrack recordings: one round trip each."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select

from app.db import visible
from app.db.models import Stage, Upload, Video
from app.db.unit_of_work import UnitOfWork
from app.domain import times
from app.domain.access import Action, Caller
from app.domain.pipeline.states import VideoStatus


@dataclass(frozen=True, slots=True)
class RecordingRows:
    """A recording's video, its tracks, and the stage that compiles it once somebody asked for that."""

    video: Video
    uploads: list[Upload]
    stage: Stage | None


def _rows() -> Select[Video, Upload | None, Stage | None]:
    query: Select[Any, Any, Any] = (
        select(Video, Upload, Stage)
        .outerjoin(Upload, Upload.video_id == Video.id)
        .outerjoin(Stage, (Stage.video_id == Video.id) & (Stage.name == "compile"))
        .where(Video.source == "session", Video.status != "aborted", Video.deleted_at.is_(None))
        .order_by(Video.created_at.desc(), Video.id.desc(), Upload.track.desc())
    )
    return query


def _gathered(work: UnitOfWork, query: Select[Any, Any, Any]) -> list[RecordingRows]:
    found: dict[UUID, RecordingRows] = {}
    for video, upload, stage in work.execute(query):
        rows = found.setdefault(video.id, RecordingRows(video, [], stage))
        if upload:
            rows.uploads.append(upload)
    return list(found.values())


def recordings_of(work: UnitOfWork, caller: Caller, limit: int) -> list[RecordingRows]:
    """The caller's own recordings, the newest first."""
    newest = (
        select(Video.id)
        .where(visible.owned_by(caller.user_id), visible.may(caller, Action.SEE))
        .where(Video.source == "session", Video.status != "aborted", _has_begun())
        .order_by(Video.created_at.desc(), Video.id.desc())
        .limit(limit)
    )
    return _gathered(work, _rows().where(Video.id.in_(newest)))


def _has_begun() -> ColumnElement[bool]:
    """Whether something came of it, or somebody has just connected: of a page that was closed before, nothing is."""
    came = or_(Upload.first_byte_at.is_not(None), Upload.cursor > 0)
    there = select(Upload.id).where(Upload.video_id == Video.id, came).exists()
    just_started = Video.created_at > func.now() - timedelta(seconds=times.SILENT)
    return or_(Video.status != VideoStatus.UPLOADING, there, just_started)


def recording_of(
    work: UnitOfWork, recording_id: UUID, caller: Caller, action: Action = Action.SEE, hold: bool = False
) -> RecordingRows | None:
    """A recording they may do this with, or None; with `hold` its video is locked until the transaction ends."""
    query = _rows().where(Video.id == recording_id, visible.may(caller, action))
    if hold:
        query = query.with_for_update(of=Video)
    found = _gathered(work, query)
    return found[0] if found else None
