"""What is asked of the tables of search: which videos have some words, for somebody, and where in them those stand.

1. What has the words is put in order (search_ranking), and it is asked which of the best somebody may see.
2. Lines are read of the videos of one page alone.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    SQLColumnExpression,
    Text,
    Uuid,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY

from app.db import standing, visible
from app.db.models import SearchLine, SearchWord, User, Video
from app.db.queries import Scope
from app.db.search_ranking import Place, Span, Wanted, first_span, matches, next_span, ranked, weight
from app.db.search_ranking import within as within_sources
from app.db.unit_of_work import UnitOfWork
from app.domain.access import Action, Caller, VideoFacts
from app.domain.pipeline.states import VideoStatus
from app.domain.search import slips
from app.domain.search.asking import Term, every, some

# How long PostgreSQL may think (milliseconds).
LONGEST_MS = 3_000
HITS_A_VIDEO = 4
# Who can see so many videos at most has only those looked at.
_FEW = 300
# Of so many of the best it is asked at first who may see them; then of more each time.
_RANKED, _MORE = 60, 5
_SIMILAR = 0.4
_MOST_SIMILAR = 12
_LOOKED_AT = 60
_STEMMERS = ("english_stem", "german_stem", "french_stem")


@dataclass(frozen=True, slots=True)
class FoundVideo:
    """A video that has the words, where in their order, and what its page's addresses are made with."""

    video: Video
    owner_name: str
    place: Place
    facts: VideoFacts


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
    2. What has the words is put in order out of the index of words, whoever may see it (search_ranking).
    3. From the best on it is asked what they may see, of more at a time each time, until there are enough.
    """
    few = _few(work, who)
    if few == []:
        return []
    seen: list[FoundVideo] = []
    span: Span | None = after.span if after else first_span(work, wanted, few)
    at_once, spans = _RANKED, 1
    while span is not None:
        places = ranked(work, wanted, span, at_once, after, few)
        seen += _seen(work, who, wanted.scope, places, limit - len(seen))
        if len(seen) == limit:
            break
        if len(places) < at_once:
            span, after, spans = next_span(work, span, spans), None, spans + 1
        else:
            after, at_once = places[-1], at_once * _MORE
    return seen


def _few(work: UnitOfWork, who: Caller) -> list[UUID] | None:
    """Which videos somebody can see at most; None where they are many."""
    some = visible.reachable(who).limit(_FEW + 1).subquery()
    ids = case((func.count() <= _FEW, func.array_agg(some.c[0])))
    count, few = work.execute(select(func.count(), ids).select_from(some)).one()
    return None if count > _FEW else list(set(few or ()))


def _seen(work: UnitOfWork, who: Caller, scope: Scope | None, places: Sequence[Place], limit: int) -> list[FoundVideo]:
    """Those that they may see, in their order, and no more of them than are wanted."""
    if not places:
        return []
    ids = literal([place.video_id for place in places], ARRAY(Uuid))
    order = func.unnest(ids).table_valued("id", with_ordinality="place", name="found").render_derived()
    query = (
        select(order.c.place, Video, User.name, standing.about(who))
        .join(Video, Video.id == order.c.id)
        .join(Video.owner)
        .where(_is_there(), *_of(scope, who))
        .order_by(order.c.place)
        .limit(limit)
    )
    return [
        FoundVideo(video, name, places[number - 1], standing.facts(video, who, stood))
        for number, video, name, stood in work.execute(query)
    ]


def _is_there() -> ColumnElement[bool]:
    """What was thrown away is not found, nor what nothing has come of yet."""
    begun = or_(Video.playable, Video.status != VideoStatus.UPLOADING)
    return and_(begun, Video.status != VideoStatus.ABORTED)


def _of(scope: Scope | None, who: Caller) -> tuple[ColumnElement[bool], ...]:
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
        .where(SearchLine.video_id.in_(video_ids), matches(SearchLine.words, some(wanted.terms)))
        .where(*within_sources(SearchLine.source, wanted.sources))
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
            .where(SearchLine.video_id == video_id, matches(SearchLine.words, query))
            .where(*within_sources(SearchLine.source, wanted.sources))
            .order_by(SearchLine.start, SearchLine.id)
            .limit(limit)
        )
        if found := _found(work.execute(lines)):
            return found
    return []


def _found(rows: Iterable[Row[SearchLine, int]]) -> list[FoundLine]:
    return [FoundLine(line, of) for line, of in rows]


def _best_first(terms: Sequence[Term]) -> list[SQLColumnExpression[Any]]:
    words = [case((matches(SearchLine.words, term.tsquery), 1), else_=0) for term in terms]
    most: ColumnElement[int] = words[0]
    for word in words[1:]:
        most = most + word
    return [most.desc(), weight(SearchLine.source).desc(), SearchLine.start, SearchLine.id]
