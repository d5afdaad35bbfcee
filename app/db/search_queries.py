"""What is asked of the tables of search: which videos have some words, and where in them those stand.

1. A video is looked for by the words of its sources, of which there is a row each: it needs every word, in whichever
   source. That reads an index and no text. How well it fits is which sources have how many of the words.
2. Those are put in order, the newest first where they fit alike, and it is asked which of the best somebody may see.
3. Lines are read of the videos of one page alone.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Row,
    Select,
    SQLColumnExpression,
    Subquery,
    Text,
    and_,
    case,
    cast,
    func,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
    type_coerce,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from app.db import standing, visible
from app.db.models import SearchDocument, SearchLine, SearchWord, User, Video
from app.db.queries import Scope
from app.db.unit_of_work import UnitOfWork
from app.domain.access import Action, Caller, VideoFacts
from app.domain.pipeline.states import VideoStatus
from app.domain.search import slips
from app.domain.search.asking import Term, every, some
from app.domain.search.lines import WEIGHTS, Source

# How long PostgreSQL may think (milliseconds).
LONGEST_MS = 3_000
HITS_A_VIDEO = 4
# Who can see so many videos at most has only those looked at.
_FEW = 300
# Videos that are put in order at once, and of how many at first it is asked who may see them; then more each time.
_RANKED, _ASKED, _MORE = 400, 50, 5
_SIMILAR = 0.4
_MOST_SIMILAR = 12
_LOOKED_AT = 60
_STEMMERS = ("english_stem", "german_stem", "french_stem")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, in which sources (all where there are none), in which library (all where it is None)."""

    terms: Sequence[Term]
    sources: Collection[Source] = ()
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class FoundVideo:
    """A video that has the words, how well (the more the better), and what its page's addresses are made with."""

    video: Video
    owner_name: str
    score: int
    facts: VideoFacts


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the order of what was found a page ended."""

    score: int
    created_at: datetime
    video_id: UUID


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A line that has some of the words; `of` is how many of the video's do."""

    line: SearchLine
    of: int


def be_quick(work: UnitOfWork) -> None:
    """For this transaction: whoever searches is answered soon, or told that it takes too long.

    Texts that are long lie apart from their rows, and PostgreSQL does not count what it takes to fetch them: it would
    read all of them where a word is frequent, instead of the index, which says the same.
    """
    settings = {
        "statement_timeout": str(LONGEST_MS),
        "enable_seqscan": "off",
        "work_mem": "32MB",
        "pg_trgm.similarity_threshold": str(_SIMILAR),
    }
    work.execute(select(*(func.set_config(name, value, True) for name, value in settings.items())))


def stems(work: UnitOfWork, words: Collection[str]) -> dict[str, list[str]]:
    """The stems of folded words, by PostgreSQL's Snowball dictionaries."""
    each = func.unnest(literal(sorted(words), ARRAY(Text))).column_valued("word")
    found = [func.coalesce(func.ts_lexize(name, each, type_=ARRAY(Text)), cast([], ARRAY(Text))) for name in _STEMMERS]
    return {
        word: sorted({stem for stems in some_stems for stem in stems if stem.isalnum()})
        for word, *some_stems in work.execute(select(each, *found))
    }


def similar(work: UnitOfWork, words: Sequence[str]) -> list[list[str]]:
    """For each word those that may have been meant, among all that stand somewhere; the nearest first."""
    return [_similar(work, word) for word in words]


def _similar(work: UnitOfWork, word: str) -> list[str]:
    if len(word) < slips.SHORTEST:
        return []
    close = slips.neighbours(word)
    alike = SearchWord.word.in_(close) if close else SearchWord.word.bool_op("%")(word)
    nearest = func.similarity(SearchWord.word, word).desc()
    # Each for itself: what is merely longer must not crowd out what was meant.
    meant = work.scalars(select(SearchWord.word).where(alike).order_by(nearest).limit(_LOOKED_AT)).all()
    holding = SearchWord.word.contains(word, autoescape=True)
    longer = work.scalars(select(SearchWord.word).where(holding).order_by(nearest).limit(_MOST_SIMILAR)).all()
    return slips.near(word, {*meant, *longer}, _MOST_SIMILAR)


def videos(work: UnitOfWork, who: Caller, wanted: Wanted, limit: int, after: Place | None = None) -> list[FoundVideo]:
    """Videos that somebody may see and that have every word, the best first, after a position.

    1. Who can see few videos at all has those looked at, and no others.
    2. What has the words is put in order out of the index of words, whoever may see it.
    3. From the best on it is asked what they may see, of more at a time each time, until there are enough.
    """
    few = _few(work, who)
    if few == []:
        return []
    seen: list[_Ranked] = []
    read_at_once = _RANKED
    while True:
        ranked = _ranked(work, wanted, read_at_once, after, few)
        seen += islice(_seen(work, who, wanted.scope, ranked, limit - len(seen)), limit - len(seen))
        if len(seen) == limit or len(ranked) < read_at_once:
            return _shown(work, who, seen)
        after, read_at_once = ranked[-1].place, read_at_once * _MORE


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A video that has the words, and its place in the order."""

    place: Place

    @property
    def video_id(self) -> UUID:
        return self.place.video_id


def _few(work: UnitOfWork, who: Caller) -> list[UUID] | None:
    """Which videos somebody can see at most; None where they are many."""
    ids = work.scalars(visible.reachable(who).limit(_FEW + 1)).all()
    return list(set(ids)) if len(ids) <= _FEW else None


def _ranked(
    work: UnitOfWork, wanted: Wanted, limit: int, after: Place | None, only: Collection[UUID] | None
) -> list[_Ranked]:
    found = _scored(wanted, only)
    order = (found.c.score, found.c.created_at, found.c.video_id)
    query = select(*order).order_by(*(each.desc() for each in order)).limit(limit)
    if after:
        query = query.where(tuple_(*order) < (after.score, after.created_at, after.video_id))
    return [_Ranked(Place(score, created_at, video_id)) for score, created_at, video_id in work.execute(query)]


def _seen(
    work: UnitOfWork, who: Caller, scope: Scope | None, ranked: Sequence[_Ranked], wanted: int
) -> Iterator[_Ranked]:
    """Those that they may see, in their order, as far as somebody goes on asking."""
    begin, size = 0, max(_ASKED, 2 * wanted)
    while begin < len(ranked):
        some = ranked[begin : begin + size]
        asked = Video.id.in_([each.video_id for each in some]), _is_there(), *_within(scope, who)
        allowed = set(work.scalars(select(Video.id).where(*asked)))
        yield from (each for each in some if each.video_id in allowed)
        begin, size = begin + size, size * _MORE


def _shown(work: UnitOfWork, who: Caller, seen: Sequence[_Ranked]) -> list[FoundVideo]:
    query = select(Video, User.name, standing.about(who)).join(Video.owner)
    rows = work.execute(query.where(Video.id.in_([each.video_id for each in seen]))) if seen else ()
    found = {video.id: (video, name, standing.facts(video, who, stood)) for video, name, stood in rows}
    return [
        FoundVideo(video, name, each.place.score, facts)
        for each in seen
        if each.video_id in found
        for video, name, facts in (found[each.video_id],)
    ]


def _scored(wanted: Wanted, only: Collection[UUID] | None) -> Subquery:
    """The videos that have every word; words that stand in the same source fit better than apart."""
    having = [_having(number, term, wanted.sources, only) for number, term in enumerate(wanted.terms)]
    # One word is in a source or is not: there is nothing to count.
    source = _by_source(having) if len(having) > 1 else having[0].subquery()
    score = func.sum(_weight(source.c.source) * source.c.words * source.c.words)
    return (
        select(
            source.c.video_id,
            cast(score, BigInteger).label("score"),
            func.max(source.c.created_at).label("created_at"),
        )
        .group_by(source.c.video_id)
        .having(func.bit_or(source.c.which) == (1 << len(having)) - 1)
        .subquery()
    )


def _by_source(having: Sequence[Select[*tuple[Any, ...]]]) -> Subquery:
    each = union_all(*having).subquery()
    counted = func.sum(each.c.words).label("words"), func.bit_or(each.c.which).label("which")
    query = select(each.c.video_id, each.c.source, func.max(each.c.created_at).label("created_at"), *counted)
    return query.group_by(each.c.video_id, each.c.source).subquery()


def _having(
    number: int, term: Term, sources: Collection[Source], only: Collection[UUID] | None
) -> Select[*tuple[Any, ...]]:
    one, which = literal_column("1", Integer).label("words"), literal_column(str(1 << number), Integer).label("which")
    found = select(SearchDocument.video_id, SearchDocument.source, SearchDocument.created_at, one, which)
    found = found.where(_matches(SearchDocument.words, term.tsquery), *_in(SearchDocument.source, sources))
    return found if only is None else found.where(SearchDocument.video_id.in_(only))


def _is_there() -> ColumnElement[bool]:
    """What was thrown away is not found, nor what nothing has come of yet."""
    begun = or_(Video.playable, Video.status != VideoStatus.UPLOADING)
    return and_(begun, Video.status != VideoStatus.ABORTED)


def _within(scope: Scope | None, who: Caller) -> tuple[ColumnElement[bool], ...]:
    may = visible.may(who, Action.SEE)
    match scope:
        case Scope.MINE:
            return visible.owned_by(who.user_id), may
        case Scope.SHARED:
            return (visible.shared_with(who.user_id),)
        case Scope.WORKSPACE:
            return visible.of_the_workspace(), may
        case _:
            return (may,)


def hits(work: UnitOfWork, video_ids: Sequence[UUID], wanted: Wanted) -> list[FoundLine]:
    """The best lines of each of the videos: with the most of the words, then by source, then by time."""
    ranked = (
        select(
            SearchLine.id.label("id"),
            func.count().over(partition_by=SearchLine.video_id).label("of"),
            func.row_number().over(partition_by=SearchLine.video_id, order_by=_best_first(wanted.terms)).label("place"),
        )
        .where(SearchLine.video_id.in_(video_ids), _matches(SearchLine.words, some(wanted.terms)))
        .where(*_in(SearchLine.source, wanted.sources))
        .subquery()
    )
    query = (
        select(SearchLine, ranked.c.of)
        .join(ranked, ranked.c.id == SearchLine.id)
        .where(ranked.c.place <= HITS_A_VIDEO)
        .order_by(SearchLine.video_id, ranked.c.place)
    )
    return _found(work.execute(query))


def within(work: UnitOfWork, video_id: UUID, wanted: Wanted, limit: int) -> list[FoundLine]:
    """The lines of one video that have every word; where there is none, those that have one of them. By time."""
    for query in (every(wanted.terms), some(wanted.terms)):
        lines = (
            select(SearchLine, func.count().over())
            .where(SearchLine.video_id == video_id, _matches(SearchLine.words, query))
            .where(*_in(SearchLine.source, wanted.sources))
            .order_by(SearchLine.start, SearchLine.id)
            .limit(limit)
        )
        if found := _found(work.execute(lines)):
            return found
    return []


def _found(rows: Iterable[Row[SearchLine, int]]) -> list[FoundLine]:
    return [FoundLine(line, of) for line, of in rows]


def _best_first(terms: Sequence[Term]) -> list[SQLColumnExpression[Any]]:
    words = [case((_matches(SearchLine.words, term.tsquery), 1), else_=0) for term in terms]
    most: ColumnElement[int] = words[0]
    for word in words[1:]:
        most = most + word
    return [most.desc(), _weight(SearchLine.source).desc(), SearchLine.start, SearchLine.id]


def _weight(source: Any) -> ColumnElement[int]:
    return case({str(each): weight for each, weight in WEIGHTS.items()}, value=source, else_=0)


def _in(source: Any, sources: Collection[Source]) -> tuple[ColumnElement[bool], ...]:
    return (source.in_(sources),) if sources else ()


def _matches(words: Any, query: str) -> ColumnElement[bool]:
    return type_coerce(words, SearchLine.words.type).bool_op("@@")(_tsquery(query))


def _tsquery(query: str) -> ColumnElement[Any]:
    return cast(query, TSQUERY)
