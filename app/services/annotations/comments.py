"""Annotations: say something about a moment, change it, end it, take it back.

What is said about a video is held from the first look to the commit (db/layers.py): what is looked at stays as it is,
and whoever sees the number of a change sees all before it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, exists, select, update

from app import events, jobs
from app.db import layers, visible
from app.db.models import Annotation, User, Video
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.access import Action, Caller, Guest
from app.domain.annotations import history
from app.domain.annotations.drawings import DrawingError, drawing
from app.errors import VideoFlowError, not_found
from app.services.access import videos as access
from app.services.annotations import shown, spans
from app.services.annotations.shown import Shown
from app.services.notifications import words


@dataclass(frozen=True, slots=True)
class More:
    """What else there may be to say; `end` in seconds, `client_id` is the sender's own name for it."""

    end: float | None = None
    data: Mapping[str, Any] | None = None
    parent_id: int | None = None
    mentions: tuple[UUID, ...] = ()
    client_id: UUID | None = None


NOTHING = More()

Beside = Callable[[UnitOfWork, Annotation, Video], None]


@dataclass(frozen=True, slots=True)
class Gone:
    """What was deleted together, and of which version the video is since then."""

    video_id: UUID
    ids: tuple[int, ...]
    version: int


def create(
    video_id: UUID,
    who: Caller | Guest,
    timestamp: float,
    content: str,
    kind: str,
    name: str | None = None,
    more: More = NOTHING,
    beside: Beside | None = None,
) -> Shown:
    """Adds an annotation. The text is kept as it is: pages show it as text, never as markup. A guest has a `name`.
    `beside` writes what belongs to it, unless it is there already.

    Sent again by the same, with the same `client_id`, it is the one that is there. A reply to a reply is one to what
    that is about, at the same moment.

    Raises VideoFlowError `not_found` (404; to a guest `gone`), `not_allowed` (403), `outside_video` or `ends_before`
    (400), `mention_unknown` (400), `client_id_taken` (409), and what is no drawing (400).
    """
    data = _data(kind, more)
    with transaction() as work:
        video = access.find(work, who, Action.COMMENT, video_id)
        layers.hold(work, [video_id])
        if there := _sent_before(work, video_id, who, more.client_id):
            return shown.one(work, there)
        parent = _thread(work, video_id, more.parent_id)
        moment = parent.timestamp if parent else timestamp
        spans.require(video, moment, more.end)
        row = Annotation(video_id=video_id, timestamp=moment, end=more.end, content=content, type=kind, data=data)
        row.parent_id, row.client_id = parent.id if parent else None, more.client_id
        row.mentions = list(_mentioned(work, video_id, more.mentions))
        _sign(row, who, name)
        work.add(row)
        work.flush()
        if beside is not None:
            beside(work, row, video)
        words.said(work, row, video.owner_id)
        _changed(video_id, video.owner_id)
        return shown.one(work, row.id)


def change(annotation_id: int, caller: Caller, fields: Mapping[str, Any], version: int | None = None) -> Shown:
    """Changes `content`, `timestamp`, `end`, `data` or `mentions` of one's own; replies stay with what they are about.

    Raises VideoFlowError `not_found` (404), `not_allowed` (403), `changed_meanwhile` (409) where it is not of that
    `version` any more, and what `create` raises.
    """
    fields = dict(fields)
    with transaction() as work:
        row, video = _held(work, annotation_id, caller, visible.may_rewrite(caller))
        mentioned_before = tuple(row.mentions)
        if version is not None and row.version != version:
            message = "Somebody changed this meanwhile."
            raise VideoFlowError("changed_meanwhile", message, 409, details={"version": row.version})
        if fields.get("data") is not None:
            fields["data"] = _redrawn(row, fields["data"])
        if row.type == "comment" and fields.get("content") == "":
            raise VideoFlowError("no_words", "A comment has words.", 400)
        if "mentions" in fields:
            fields["mentions"] = list(_mentioned(work, row.video_id, tuple(fields["mentions"])))
        _rewrite(row, fields)
        spans.require(video, row.timestamp, row.end)
        work.flush()
        if "timestamp" in fields:
            replies = Annotation.parent_id == row.id, Annotation.timestamp != row.timestamp
            work.execute(update(Annotation).where(*replies).values(timestamp=row.timestamp))
        words.mentioned(work, row, mentioned_before)
        _changed(row.video_id, video.owner_id)
        return shown.one(work, row.id)


def resolve(annotation_id: int, caller: Caller, is_resolved: bool) -> Shown:
    """Ends a thread, or opens it again; by who began it, and by who moderates the video. Again, it changes nothing.

    Raises `not_found` (404), `not_allowed` (403).
    """
    with transaction() as work:
        row, video = _held(work, annotation_id, caller, visible.may_take_back(caller))
        if (row.resolved_at is not None) != is_resolved:
            row.resolved_at = datetime.now(UTC) if is_resolved else None
            row.resolved_by_id = caller.user_id if is_resolved else None
            work.flush()
            _changed(row.video_id, video.owner_id, in_words=False)
        return shown.one(work, row.id)


def remove(annotation_id: int, caller: Caller) -> Gone:
    """With all replies. Its author may, and whoever moderates the video. Raises `not_found` (404), `not_allowed`."""
    with transaction() as work:
        row, video = _held(work, annotation_id, caller, visible.may_take_back(caller))
        replies = work.scalars(select(Annotation.id).where(Annotation.parent_id == row.id)).all()
        work.execute(delete(Annotation).where(Annotation.id == row.id))
        _changed(row.video_id, video.owner_id)
        return Gone(row.video_id, (row.id, *replies), layers.version(work, row.video_id)[0])


def past(annotation_id: int, caller: Caller) -> list[dict[str, Any]]:
    """What it was before each of its edits, the oldest first. Raises `not_found` (404)."""
    query = select(Annotation.history).join(Video, Video.id == Annotation.video_id)
    with transaction() as work:
        found = work.scalar(query.where(Annotation.id == annotation_id, visible.may(caller, Action.SEE)))
    if found is None:
        raise not_found("annotation")
    return found


def drawn(data: Mapping[str, Any] | None) -> dict[str, Any]:
    """The drawing as it is kept. Raises VideoFlowError with what is the matter with it (400)."""
    try:
        return drawing(data or {})
    except DrawingError as error:
        raise VideoFlowError(error.code, error.words, 400) from error


def _data(kind: str, more: More) -> dict[str, Any] | None:
    """What is kept beside the words; that of a voice was looked at by who brings it."""
    if kind == "drawing":
        return drawn(more.data)
    return dict(more.data) if more.data else None


def _sign(row: Annotation, who: Caller | Guest, name: str | None) -> None:
    if isinstance(who, Guest):
        row.share_id, row.guest_name, row.guest_email = who.share_id, name, who.email
    else:
        row.author_id = who.user_id


def _redrawn(row: Annotation, data: Mapping[str, Any]) -> dict[str, Any]:
    if row.type != "drawing":
        raise VideoFlowError("not_a_drawing", "This is no drawing.", 400)
    return drawn(data)


def _rewrite(row: Annotation, fields: Mapping[str, Any]) -> None:
    now = datetime.now(UTC)
    before = {name: getattr(row, name) for name in ("content", "timestamp", "end")}
    row.history = history.with_edit(row.history, before, now)
    row.edited_at = now
    for name, value in fields.items():
        setattr(row, name, value)


def _held(work: UnitOfWork, annotation_id: int, caller: Caller, rule: ColumnElement[bool]) -> tuple[Annotation, Video]:
    """An annotation to change, and its video. Raises `not_found` (404), `not_allowed` (403)."""
    query = select(Annotation.video_id, rule.label("may")).join(Video, Video.id == Annotation.video_id)
    found = work.execute(query.where(Annotation.id == annotation_id)).one_or_none()
    if found is None:
        raise not_found("annotation")
    if not found.may:
        raise access.why_not(work, caller, found.video_id, "annotation")
    layers.hold(work, [found.video_id])
    there = select(Annotation, Video).join(Video, Video.id == Annotation.video_id)
    row = work.execute(there.where(Annotation.id == annotation_id)).one_or_none()
    if row is None:
        raise not_found("annotation")
    return row[0], row[1]


def _sent_before(work: UnitOfWork, video_id: UUID, who: Caller | Guest, client_id: UUID | None) -> int | None:
    """The annotation that the sender calls so already. Raises `client_id_taken` (409) where it is another's."""
    if client_id is None:
        return None
    query = select(Annotation.id, Annotation.author_id, Annotation.share_id)
    row = work.execute(query.where(Annotation.video_id == video_id, Annotation.client_id == client_id)).one_or_none()
    if row is None:
        return None
    same = row.share_id == who.share_id if isinstance(who, Guest) else row.author_id == who.user_id
    if not same:
        raise VideoFlowError("client_id_taken", "Somebody else calls another annotation so.", 409)
    return int(row.id)


def _thread(work: UnitOfWork, video_id: UUID, parent_id: int | None) -> Annotation | None:
    """What a reply is about: what the one that is answered is about, where that is a reply itself."""
    if parent_id is None:
        return None
    parent = work.scalar(select(Annotation).where(Annotation.id == parent_id, Annotation.video_id == video_id))
    if parent is None:
        raise not_found("annotation")
    return work.get_one(Annotation, parent.parent_id) if parent.parent_id else parent


def _mentioned(work: UnitOfWork, video_id: UUID, ids: tuple[UUID, ...]) -> tuple[UUID, ...]:
    """Those who are named, each once. Raises `mention_unknown` (400) for somebody who may not see the video."""
    wanted = tuple(dict.fromkeys(ids))
    if not wanted:
        return ()
    people = work.execute(select(User.id, User.role).where(User.id.in_(wanted), User.closed_at.is_(None)))
    sees = [exists().where(Video.id == video_id, visible.may(Caller(key, role), Action.SEE)) for key, role in people]
    if len(sees) < len(wanted) or not all(work.execute(select(*sees)).one()):
        raise VideoFlowError("mention_unknown", "Somebody who is mentioned may not see this video.", 400)
    return wanted


def _changed(video_id: UUID, owner_id: UUID, in_words: bool = True) -> None:
    if in_words:
        jobs.index_video(video_id)
    events.video_changed(video_id, owner_id)
