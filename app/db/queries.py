"""Queries that a user waits for: one round trip each."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import defer

from app.db import standing, visible
from app.db.models import Annotation, DocumentStep, EditedGuide, Rendition, Stage, TranscodeRun, Upload, User, Video
from app.db.unit_of_work import UnitOfWork
from app.domain import times
from app.domain.access import Action, Asker, Caller, Holder, VideoFacts, holder_of, rights_of
from app.domain.pipeline.states import Source, VideoStatus
from app.domain.uploads.states import TrackName


class Scope(StrEnum):
    """Which videos a library lists."""

    MINE = "mine"
    SHARED = "shared"
    WORKSPACE = "workspace"
    TRASH = "trash"


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
    who: Asker
    facts: VideoFacts

    @property
    def rights(self) -> frozenset[Action]:
        """What they may do with it."""
        return rights_of(self.who, self.facts)

    @property
    def holder(self) -> Holder | None:
        """For whom addresses of its objects are made."""
        return holder_of(self.who, self.facts)


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


def _steps() -> ColumnElement[int]:
    """How many steps readers of the guide see."""
    edited = select(EditedGuide.shown).where(EditedGuide.video_id == Video.id).correlate(Video).scalar_subquery()
    return func.coalesce(edited, _count(DocumentStep.video_id))


def _views(who: Asker, whole: bool = False) -> Select[Video, str, Any, int, int, UUID, int, Any, Any]:
    """Videos and what is shown beside them; lists leave out what only the page of a video shows."""
    none = func.json_build_array()
    return (
        select(
            Video,
            User.name.label("owner_name"),
            func.coalesce(_stages_json(), none).label("stages"),
            _count(Annotation.video_id).label("comments"),
            _steps().label("steps"),
            Upload.id.label("upload_id"),
            func.coalesce(Upload.cursor, 0).label("stored"),
            (func.coalesce(_renditions_json(), none) if whole else none).label("renditions"),
            standing.about(who).label("standing"),
        )
        .join(Video.owner)
        .outerjoin(Upload, (Upload.video_id == Video.id) & (Upload.track == TrackName.MAIN))
    )


def _view(row: Row[Video, str, Any, int, int, UUID, int, Any, Any], who: Asker) -> VideoView:
    video, owner_name, stages, comments, steps, upload_id, stored, renditions, found = row
    facts = standing.facts(video, who, found)
    return VideoView(video, owner_name, stages, comments, steps, upload_id, stored, renditions, who, facts)


def video_view(work: UnitOfWork, video_id: UUID, who: Asker) -> VideoView | None:
    """A video that they may see, or None."""
    row = work.execute(_views(who, whole=True).where(Video.id == video_id, visible.may(who, Action.SEE))).one_or_none()
    return _view(row, who) if row else None


def video_page(
    work: UnitOfWork,
    caller: Caller,
    limit: int,
    text: str | None = None,
    status: str | None = None,
    before: tuple[datetime, UUID] | None = None,
    scope: Scope = Scope.MINE,
) -> list[VideoView]:
    """Videos that the caller may see, newest first, that come after the keyset position `before`."""
    # A session is a video once somebody asked for it to be compiled.
    compiled = (Video.source != "session") | (Video.status != "uploading")
    query = _views(caller).where(*_within(scope, caller), compiled, _has_begun())
    if text:
        query = query.where(Video.title.icontains(text, autoescape=True))
    # Recordings that were thrown away are kept as rows for a while, not shown.
    query = query.where(Video.status == status) if status else query.where(Video.status != "aborted")
    if before:
        query = query.where(tuple_(Video.created_at, Video.id) < before)
    query = query.order_by(Video.created_at.desc(), Video.id.desc()).limit(limit)
    return [_view(row, caller) for row in work.execute(query)]


def _within(scope: Scope, caller: Caller) -> tuple[ColumnElement[bool], ...]:
    match scope:
        case Scope.MINE:
            return visible.owned_by(caller.user_id), visible.may(caller, Action.SEE)
        case Scope.SHARED:
            return (visible.shared_with(caller.user_id),)
        case Scope.WORKSPACE:
            return visible.of_the_workspace(), visible.may(caller, Action.SEE)
        case Scope.TRASH:
            return visible.trashed_by(caller.user_id), visible.may(caller, Action.RESTORE)


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
