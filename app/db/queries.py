"""Queries that a user waits for: one round trip each."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import defer

from app.db import visible
from app.db.models import Annotation, DocumentStep, Rendition, Stage, TranscodeRun, Upload, User, Video
from app.db.unit_of_work import UnitOfWork
from app.domain import times
from app.domain.access import Action, Asker, Caller
from app.domain.pipeline.states import Source, VideoStatus
from app.domain.uploads.states import TrackName


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
    renditions: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Delivered:
    """The renditions that are delivered, what the names of their segments begin with, the longest in whole seconds."""

    prefix: str
    target: int
    renditions: list[Rendition]


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


def _renditions_json() -> ScalarSelect[Any]:
    """The renditions of the newest run; `ready` where it is the one that is delivered."""
    newest = select(TranscodeRun.id).where(TranscodeRun.video_id == Video.id)
    newest = newest.order_by(TranscodeRun.created_at.desc()).limit(1).correlate(Video)
    ready = func.coalesce(Video.delivered_run_id == Rendition.run_id, False)
    shown = ("name", "kind", "width", "height", "bandwidth", "codecs", "progress", "copied")
    columns = [part for name in shown for part in (name, getattr(Rendition, name))]
    entry = func.json_build_object(*columns, "ready", ready)
    rows = select(func.json_agg(aggregate_order_by(entry, Rendition.id))).where(
        Rendition.run_id == newest.scalar_subquery()
    )
    return rows.correlate(Video).scalar_subquery()


def _count(column: Any, *where: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).where(column == Video.id, *where).correlate(Video).scalar_subquery()


def _views(whole: bool = False) -> Select[Video, str, Any, int, int, UUID, int, Any]:
    """Videos and what is shown beside them; lists leave out what only the page of a video shows."""
    none = func.json_build_array()
    return (
        select(
            Video,
            User.name.label("owner_name"),
            func.coalesce(_stages_json(), none).label("stages"),
            _count(Annotation.video_id).label("comments"),
            _count(DocumentStep.video_id).label("steps"),
            Upload.id.label("upload_id"),
            func.coalesce(Upload.cursor, 0).label("stored"),
            (func.coalesce(_renditions_json(), none) if whole else none).label("renditions"),
        )
        .join(Video.owner)
        .outerjoin(Upload, (Upload.video_id == Video.id) & (Upload.track == TrackName.MAIN))
    )


def _view(row: Row[Video, str, Any, int, int, UUID, int, Any]) -> VideoView:
    return VideoView(*row)


def video_view(work: UnitOfWork, video_id: UUID, who: Asker) -> VideoView | None:
    """A video that they may see, or None."""
    row = work.execute(_views(whole=True).where(Video.id == video_id, visible.may(who, Action.SEE))).one_or_none()
    return _view(row) if row else None


def video_page(
    work: UnitOfWork,
    caller: Caller,
    limit: int,
    text: str | None = None,
    status: str | None = None,
    before: tuple[datetime, UUID] | None = None,
) -> list[VideoView]:
    """The caller's own videos, newest first, that come after the keyset position `before`."""
    # A session is a video once somebody asked for it to be compiled.
    compiled = (Video.source != "session") | (Video.status != "uploading")
    query = _views().where(visible.owned_by(caller.user_id), visible.may(caller, Action.SEE), compiled, _has_begun())
    if text:
        query = query.where(Video.title.icontains(text, autoescape=True))
    # Recordings that were thrown away are kept as rows for a while, not shown.
    query = query.where(Video.status == status) if status else query.where(Video.status != "aborted")
    if before:
        query = query.where(tuple_(Video.created_at, Video.id) < before)
    query = query.order_by(Video.created_at.desc(), Video.id.desc()).limit(limit)
    return [_view(row) for row in work.execute(query)]


def _has_begun() -> ColumnElement[bool]:
    """Whether a recording is one: nothing ever came of one whose page was closed before its first byte.

    A file is on its way from the start, and its bytes need not come by us.
    """
    just_started = Video.created_at > func.now() - timedelta(seconds=times.SILENT)
    elsewhere = or_(Video.status != VideoStatus.UPLOADING, Video.source != Source.RECORDING)
    return or_(elsewhere, Upload.first_byte_at.is_not(None), Upload.cursor > 0, just_started)


def delivered(work: UnitOfWork, video_id: UUID, who: Asker) -> Delivered | None:
    """What is delivered of a video that they may watch, without the segments; None while there is nothing."""
    query = (
        select(TranscodeRun.prefix, TranscodeRun.target, Rendition)
        .join(Rendition, Rendition.run_id == TranscodeRun.id)
        .join(Video, Video.delivered_run_id == TranscodeRun.id)
        .where(Video.id == video_id, visible.may(who, Action.WATCH))
        .options(defer(Rendition.segments))
        .order_by(Rendition.id)
    )
    rows = work.execute(query).all()
    if not rows:
        return None
    prefix, target, _ = rows[0]
    return Delivered(prefix, target or 1, [row[2] for row in rows])
