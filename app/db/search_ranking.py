"""In which order videos have some words, whoever may see them: out of the index of words, without reading any text.

1. A video is looked for by the words of its sources, of which there is a row each: it needs every word, in whichever
   source. How well it fits is which sources have how many of the words.
2. Words that stand nearly everywhere hardly tell videos apart, and all of them would have to be added up. Then those
   are put in order that were made last, and whatever is called so; the next span of time comes when these are used up.
   A span stays what it was from page to page: its ends are in the cursor.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    Subquery,
    case,
    cast,
    func,
    literal_column,
    select,
    tuple_,
    type_coerce,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from app.db.models import SearchDocument, SearchLine
from app.db.queries import Scope
from app.db.unit_of_work import UnitOfWork
from app.domain.search.asking import Term, every
from app.domain.search.lines import WEIGHTS, Source

# Sources that have one word, from which on it is everywhere; of several, so many that have all of them as each adds up.
_EVERYWHERE = 2_000
# Rows of a first span, shared by the words, each of which reads it; and how much longer each next one is.
_SPAN, _SHORTEST_SPAN, _LONGER = 8_000, 2_000, 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, in which sources (all where there are none), in which library (all where it is None)."""

    terms: Sequence[Term]
    sources: Collection[Source] = ()
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Videos made before `until`, and not before `since`; None is no end. The first span has no `until`: it begins with
    the newest. What is called by all of the words belongs to the first, whenever it was made.
    """

    until: datetime | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A video that was found, and its place in the order: by span, then by score, then the newest first."""

    score: int
    created_at: datetime
    video_id: UUID
    span: Span = Span()


def first_span(work: UnitOfWork, wanted: Wanted, only: Collection[UUID] | None) -> Span:
    """All time, unless the words are everywhere."""
    if only is not None:
        return Span()
    having_all = _matching(every(wanted.terms), wanted.sources)
    most = _EVERYWHERE // len(wanted.terms)
    count = select(func.count()).select_from(
        having_all.with_only_columns(SearchDocument.video_id).limit(most).subquery()
    )
    if (work.scalar(count) or 0) < most:
        return Span()
    return Span(None, _since(work, None, max(_SHORTEST_SPAN, _SPAN // len(wanted.terms))))


def next_span(work: UnitOfWork, span: Span, number: int) -> Span | None:
    """What was made before a span, which is the `number`th; None where that had no end."""
    if span.since is None:
        return None
    return Span(span.since, _since(work, span.since, _SPAN * _LONGER**number))


def _since(work: UnitOfWork, until: datetime | None, rows: int) -> datetime | None:
    made = select(SearchDocument.created_at).order_by(SearchDocument.created_at.desc()).offset(rows).limit(1)
    return work.scalar(made if until is None else made.where(SearchDocument.created_at < until))


def ranked(
    work: UnitOfWork, wanted: Wanted, span: Span, limit: int, after: Place | None, only: Collection[UUID] | None
) -> list[Place]:
    """The best of a span, behind a place in it; of `only` these videos where that is not None."""
    found = _scored(wanted, span, only)
    order = (found.c.score, found.c.created_at, found.c.video_id)
    query = select(*order).order_by(*(each.desc() for each in order)).limit(limit)
    if after:
        query = query.where(tuple_(*order) < (after.score, after.created_at, after.video_id))
    return [Place(score, created_at, video_id, span) for score, created_at, video_id in work.execute(query)]


def _scored(wanted: Wanted, span: Span, only: Collection[UUID] | None) -> Subquery:
    """The videos that have every word; words that stand in the same source fit better than apart."""
    having = [
        each for number, term in enumerate(wanted.terms) for each in _having(number, term, wanted.sources, span, only)
    ]
    # One word is in a source or is not: there is nothing to count.
    source = _by_source(having) if len(wanted.terms) > 1 else union_all(*having).subquery()
    score = func.sum(weight(source.c.source) * source.c.words * source.c.words)
    all_words = (1 << len(wanted.terms)) - 1
    complete = func.bit_or(source.c.which) == all_words
    if span.until is not None:
        # It came with the first span.
        called_so = func.bit_or(source.c.which).filter(source.c.source == Source.TITLE)
        complete = complete & called_so.is_distinct_from(all_words)
    newest = func.max(source.c.created_at).label("created_at")
    query = select(source.c.video_id, cast(score, BigInteger).label("score"), newest)
    return query.group_by(source.c.video_id).having(complete).subquery()


def _by_source(having: Sequence[Select[*tuple[Any, ...]]]) -> Subquery:
    each = union_all(*having).subquery()
    counted = func.sum(each.c.words).label("words"), func.bit_or(each.c.which).label("which")
    query = select(each.c.video_id, each.c.source, func.max(each.c.created_at).label("created_at"), *counted)
    return query.group_by(each.c.video_id, each.c.source).subquery()


def _having(
    number: int, term: Term, sources: Collection[Source], span: Span, only: Collection[UUID] | None
) -> Iterator[Select[*tuple[Any, ...]]]:
    """The rows of a word; where a span has an end, those of older titles by themselves, from an index of their own."""
    one, which = literal_column("1", Integer).label("words"), literal_column(str(1 << number), Integer).label("which")
    columns = (SearchDocument.video_id, SearchDocument.source, SearchDocument.created_at, one, which)
    found = _matching(term.tsquery, sources).with_only_columns(*columns)
    if only is not None:
        found = found.where(SearchDocument.video_id.in_(only))
    made = SearchDocument.created_at
    yield found.where(*[made < span.until] if span.until else [], *[made >= span.since] if span.since else [])
    if span.until is None and span.since is not None:
        yield found.where(SearchDocument.source == literal_column(f"'{Source.TITLE}'"), made < span.since)


def _matching(query: str, sources: Collection[Source]) -> Select[*tuple[Any, ...]]:
    return select(SearchDocument).where(matches(SearchDocument.words, query), *within(SearchDocument.source, sources))


def weight(source: Any) -> ColumnElement[int]:
    """What a word counts by where it stands."""
    return case({str(each): weight for each, weight in WEIGHTS.items()}, value=source, else_=0)


def within(source: Any, sources: Collection[Source]) -> tuple[ColumnElement[bool], ...]:
    """True for rows of some sources: of all, where there are none."""
    return (source.in_(sources),) if sources else ()


def matches(words: Any, query: str) -> ColumnElement[bool]:
    """True where a vector has what a tsquery says."""
    return type_coerce(words, SearchLine.words.type).bool_op("@@")(cast(query, TSQUERY))
