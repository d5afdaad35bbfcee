"""What an export holds, entry by entry: read when it is written, in short transactions, a page at a time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any, TypeVarTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, select, tuple_
from sqlalchemy.orm import undefer

from app.db import visible
from app.db.models import Annotation, Notification, User, Video, VoiceOver
from app.db.unit_of_work import transaction
from app.domain.leaving import layout
from app.media.clamd import Verdict
from app.services.documents import shown
from app.storage.s3 import MissingObject, get_store

Columns = TypeVarTuple("Columns")

_PAGE = 200
_BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the export: its name, when it is from, and its bytes, block by block."""

    name: str
    modified: datetime
    blocks: Iterable[bytes]


def size_of(user_id: UUID) -> int:
    """About how many bytes there will be."""
    sizes = func.coalesce(Video.download_size, Video.size, 0)
    with transaction() as work:
        return int(work.scalar(select(func.coalesce(func.sum(sizes), 0)).where(visible.kept_for(user_id))) or 0)


def entries(user_id: UUID) -> Iterator[Entry]:
    """All of it: the account, each video with its guide and its comments, what was said about others' videos, and what
    one was told.
    """
    now = datetime.now(UTC)
    yield Entry("account.json", now, [layout.document(_account(user_id))])
    for video in _videos(user_id):
        yield from _video(video)
    yield Entry("comments-elsewhere.json", now, layout.listing(_said_elsewhere(user_id)))
    theirs = select(Video.id).where(visible.kept_for(user_id))
    yield from _voices("voices-elsewhere", and_(VoiceOver.speaker_id == user_id, VoiceOver.video_id.not_in(theirs)))
    yield Entry("notifications.json", now, layout.listing(_told(user_id)))


def _account(user_id: UUID) -> dict[str, Any]:
    with transaction() as work:
        user = work.get_one(User, user_id)
    names = (
        "id",
        "email",
        "email_confirmed_at",
        "name",
        "role",
        "language",
        "time_zone",
        "default_visibility",
        "mail_about",
        "bell_about",
        "created_at",
    )
    return {name: getattr(user, name) for name in names}


def _videos(user_id: UUID) -> Iterator[Video]:
    place = tuple_(Video.created_at, Video.id)
    query = select(Video).where(visible.kept_for(user_id)).order_by(Video.created_at, Video.id)
    for (video,) in _pages(query, lambda last: place > (last[0].created_at, last[0].id)):
        yield video


def _video(video: Video) -> Iterator[Entry]:
    folder = layout.folder(video.title, video.created_at, video.id)
    names = ("id", "title", "description", "source", "file_name", "status", "visibility", "duration", "created_at")
    about = {name: getattr(video, name) for name in names} | {"trashed_at": video.trashed_at}
    yield Entry(f"{folder}/video.json", video.created_at, [layout.document(about)])
    yield Entry(f"{folder}/guide.json", video.created_at, layout.listing(_steps(video.id)))
    yield Entry(f"{folder}/comments.json", video.created_at, layout.listing(_said_about(video.id)))
    yield from _voices(folder, VoiceOver.video_id == video.id)
    key = video.download_key or (video.s3_key if video.playable else None)
    # What the scanner condemned is handed to nobody.
    if key is not None and video.scan_verdict != Verdict.INFECTED and (blocks := _blocks(key)):
        yield Entry(f"{folder}/video.{key.rpartition('.')[2]}", video.created_at, blocks)


def _voices(folder: str, which: ColumnElement[bool]) -> Iterator[Entry]:
    """What was said aloud, each named after its annotation; those that can be heard."""
    query = select(VoiceOver).where(which, VoiceOver.segments.is_not(None)).order_by(VoiceOver.annotation_id)
    for (voice,) in _pages(query, lambda last: VoiceOver.annotation_id > last[0].annotation_id):
        if blocks := _blocks((voice.segments or {})["whole"]):
            yield Entry(f"{folder}/voice-{voice.annotation_id}.m4a", voice.created_at, blocks)


def _blocks(key: str) -> Iterator[bytes] | None:
    """The object's bytes; None for one that went while the others were written."""
    blocks = get_store().blocks(key, _BLOCK)
    try:
        first = next(blocks, b"")
    except MissingObject:
        return None
    return chain([first], blocks)


def _steps(video_id: UUID) -> Iterator[dict[str, Any]]:
    with transaction() as work:
        rows = shown.steps(work, video_id)
    for row in rows:
        step, source = row.step, row.step.source
        told = {"kind": source.kind, "label": source.label} if source else {"kind": None, "label": None}
        yield {"index": row.index, "timestamp": step.timestamp, "title": step.title, "text": step.text} | told


def _said_about(video_id: UUID) -> Iterator[dict[str, Any]]:
    query = (
        select(Annotation, User.name)
        .options(undefer(Annotation.history))
        .outerjoin(User, User.id == Annotation.author_id)
    )
    query = query.where(Annotation.video_id == video_id).order_by(Annotation.id)
    for said, author in _pages(query, lambda last: Annotation.id > last[0].id):
        yield _words(said) | {"author": author or said.guest_name}


def _said_elsewhere(user_id: UUID) -> Iterator[dict[str, Any]]:
    others = select(Annotation).options(undefer(Annotation.history)).join(Video, Video.id == Annotation.video_id)
    query = others.where(Annotation.author_id == user_id, ~visible.belongs_to(Annotation.author_id))
    for (said,) in _pages(query.order_by(Annotation.id), lambda last: Annotation.id > last[0].id):
        yield _words(said) | {"video_id": said.video_id}


def _told(user_id: UUID) -> Iterator[dict[str, Any]]:
    query = select(Notification).where(Notification.user_id == user_id).order_by(Notification.id)
    names = ("kind", "video_id", "annotation_id", "created_at", "read_at")
    for (news,) in _pages(query, lambda last: Notification.id > last[0].id):
        yield {name: getattr(news, name) for name in names}


def _words(said: Annotation) -> dict[str, Any]:
    names = ("id", "parent_id", "timestamp", "end", "type", "content", "data", "created_at", "edited_at", "history")
    return {name: getattr(said, name) for name in names}


def _pages(query: Select[*Columns], beyond: Callable[[Row[*Columns]], ColumnElement[bool]]) -> Iterator[Row[*Columns]]:
    """The rows of an ordered query; each page is read in a transaction of its own, from where the one before ended."""
    rest = query
    while True:
        with transaction() as work:
            rows = work.execute(rest.limit(_PAGE)).all()
        yield from rows
        if len(rows) < _PAGE:
            return
        rest = query.where(beyond(rows[-1]))
