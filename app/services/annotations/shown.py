"""What was said about a video, as it is shown: by its time in the video, or what has changed since a version.

A page of the list says which version it is of at least: whoever has read all pages asks for what changed since that of
the first, and so on from there. What is told twice is the same, so nothing is missed and nothing doubled.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Select, Uuid, and_, any_, case, cast, func, select, text, tuple_
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import aliased, joinedload

from app.db import layers
from app.db.models import Annotation, AnnotationReaction, AnnotationTombstone, User, VoiceOver
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.access import Action, Asker
from app.errors import VideoFlowError
from app.services.access import videos as access

# Drawings may be large: a page ends where it would be more than this, in bytes as they are stored.
PAGE_BYTES = 2 * 1024 * 1024
# Who reacted is told by name up to so many; how many it were is always told.
_NAMED = 100
_LAST_ID = 2**62


@dataclass(frozen=True, slots=True)
class Shown:
    """An annotation with what stands beside it: reactions as {emoji, count, people}, mentions as {id, name}."""

    row: Annotation
    reactions: list[dict[str, Any]]
    mentions: list[dict[str, Any]]

    @property
    def id(self) -> int:
        """The annotation's."""
        return self.row.id


@dataclass(frozen=True, slots=True)
class Page:
    """Some of them, and where to go on; `gone` are ids of what was deleted."""

    items: list[Shown]
    after: tuple[float, int] | None
    version: int
    gone: list[int]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which of a list; `resolved` is about the thread."""

    author_id: UUID | None = None
    kind: str | None = None
    resolved: bool | None = None


EVERYTHING = Filters()


def listing(
    video_id: UUID, who: Asker, limit: int, after: tuple[float, int] | None = None, only: Filters = EVERYTHING
) -> Page:
    """Annotations by their time in the video. Raises `not_found` (404)."""
    order = (Annotation.timestamp, Annotation.id)
    wanted = and_(Annotation.video_id == video_id, *_filtered(only))
    if after:
        wanted = and_(wanted, tuple_(*order) > after)
    with transaction() as work:
        access.find(work, who, Action.SEE, video_id)
        version, _ = layers.version(work, video_id)
        rows, more = _page(work, wanted, order, limit)
    last = rows[-1].row if more else None
    return Page(rows, (last.timestamp, last.id) if last else None, version, [])


def since(video_id: UUID, who: Asker, version: int, limit: int, after: tuple[int, int] | None = None) -> Page:
    """What was said, changed and deleted after a version, in that order; 0 is from the beginning.

    `version` of the page is up to where that is all of it. Raises `not_found` (404), `too_long_away` (410) where it
    is not known any more what was deleted since then.
    """
    # The number is read first: what is told beyond it will be told again.
    begin = after or (version, _LAST_ID)
    order = (Annotation.version, Annotation.id)
    wanted = and_(Annotation.video_id == video_id, tuple_(*order) > begin)
    with transaction() as work:
        access.find(work, who, Action.SEE, video_id)
        now, forgotten = layers.version(work, video_id)
        if 0 < version < forgotten or version > now:
            raise VideoFlowError("too_long_away", "What changed since then is not known: load all of it.", 410)
        rows, more = _page(work, wanted, order, limit)
        graves = _graves(work, video_id, begin[0], limit)
    return _joined(rows, more, graves, limit, now)


def _joined(rows: list[Shown], more: bool, graves: list[tuple[int, int]], limit: int, now: int) -> Page:
    """Of two lists, each cut somewhere: together they are whole up to where the first of them ends."""
    ends = [(rows[-1].row.version, rows[-1].id)] if more else []
    ends += [(graves[limit - 1][0], _LAST_ID)] if len(graves) > limit else []
    if not ends:
        return Page(rows, None, now, [gone for _, gone in graves])
    end = min(ends)
    kept = [each for each in rows if (each.row.version, each.id) <= end]
    # Those of before there were numbers have one together.
    told = end[0] if end[0] > layers.FIRST else 0
    return Page(kept, end, told, [gone for at, gone in graves if at <= end[0]])


def one(work: UnitOfWork, annotation_id: int) -> Shown:
    """An annotation that is there, as it is now."""
    query = _query().where(Annotation.id == annotation_id).execution_options(populate_existing=True)
    return Shown(*work.execute(query).one())


def _query() -> Select[Annotation, Any, Any]:
    voice = joinedload(Annotation.voice).load_only(VoiceOver.state, VoiceOver.duration)
    beside = joinedload(Annotation.author), joinedload(Annotation.resolved_by), voice
    return select(Annotation, _reactions(), _mentions()).options(*beside)


def _page(
    work: UnitOfWork, wanted: ColumnElement[bool], order: tuple[Any, Any], limit: int
) -> tuple[list[Shown], bool]:
    """The first of them in their order, as many as fit, and whether there are more."""
    size = func.coalesce(func.pg_column_size(Annotation.data), 0)
    columns = (Annotation.id, *(each.label(f"by_{n}") for n, each in enumerate(order)), size.label("size"))
    first = select(*columns).where(wanted).order_by(*order).limit(limit + 1).subquery()
    before = func.sum(first.c.size).over(order_by=(first.c.by_0, first.c.by_1), rows=(None, -1))
    weighed = (first.c.id, func.coalesce(before, 0).label("before"), func.count().over().label("found"))
    page = select(*weighed).subquery()
    query = _query().add_columns(page.c.found).join(page, page.c.id == Annotation.id)
    found = work.execute(query.where(page.c.before <= PAGE_BYTES).order_by(*order).limit(limit)).all()
    rows = [Shown(row, reactions, mentions) for row, reactions, mentions, _ in found]
    return rows, bool(found) and found[0].found > len(found)


def _filtered(only: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if only.author_id:
        found.append(Annotation.author_id == only.author_id)
    if only.kind:
        found.append(Annotation.type == only.kind)
    if only.resolved is not None:
        thread = aliased(Annotation)
        of_thread = select(thread.resolved_at).where(thread.id == Annotation.parent_id).scalar_subquery()
        ended = func.coalesce(Annotation.resolved_at, of_thread)
        found.append(ended.is_not(None) if only.resolved else ended.is_(None))
    return found


def _graves(work: UnitOfWork, video_id: UUID, version: int, limit: int) -> list[tuple[int, int]]:
    grave = AnnotationTombstone
    query = select(grave.version, grave.annotation_id).where(grave.video_id == video_id, grave.version > version)
    return [(row[0], row[1]) for row in work.execute(query.order_by(grave.version).limit(limit + 1))]


def _reactions() -> ColumnElement[Any]:
    """A column: [{emoji, count, people}], each emoji since it was first there."""
    reaction = AnnotationReaction
    people = func.array_agg(aggregate_order_by(reaction.user_id, reaction.id)).filter(reaction.user_id.is_not(None))
    each = (
        select(
            reaction.emoji,
            func.count().label("count"),
            func.coalesce(people, cast([], ARRAY(Uuid)))[1:_NAMED].label("people"),
            func.min(reaction.id).label("first"),
        )
        .where(reaction.annotation_id == Annotation.id)
        .group_by(reaction.emoji)
        .correlate(Annotation)
        .subquery()
    )
    shown = func.json_build_object("emoji", each.c.emoji, "count", each.c.count, "people", each.c.people)
    return _list(select(func.json_agg(aggregate_order_by(shown, each.c.first))).scalar_subquery())


def _mentions() -> ColumnElement[Any]:
    """A column: [{id, name}] of whom it names and who has an account still."""
    named = func.json_build_object("id", User.id, "name", User.name)
    there = select(func.json_agg(aggregate_order_by(named, User.name)))
    there = there.where(User.id == any_(Annotation.mentions), User.closed_at.is_(None)).correlate(Annotation)
    # Most name nobody: then nobody is looked for.
    return _list(case((func.cardinality(Annotation.mentions) > 0, there.scalar_subquery())))


def _list(found: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.coalesce(found, text("'[]'::json"))
