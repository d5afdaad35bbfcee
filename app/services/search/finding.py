"""Finds what was shown and said: in all that somebody may see, or in one video.

What a query means is app/domain/search/asking.py's, whom something is for app/db/visible.py's; how it is asked of
PostgreSQL is in app/db/search_queries.py.
"""

import base64
import binascii
import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from app.db import search_queries, standing, visible
from app.db.models import SearchLine, Video
from app.db.queries import Scope
from app.db.search_queries import FoundLine, FoundVideo
from app.db.search_ranking import Place, Span, Wanted
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.access import Action, Asker, Caller, Holder, holder_of
from app.domain.search import asking, snippets
from app.domain.search.asking import Query, Term
from app.domain.search.lines import Moment, Rectangle, Source
from app.domain.search.snippets import Part
from app.domain.search.words import forms
from app.errors import VideoFlowError
from app.services.access import videos as access

# Hits in one video: more than a timeline can show apart.
MOST_WITHIN = 300
# PostgreSQL's "query_canceled": the statement's time is over (manual, appendix A).
_OUT_OF_TIME = "57014"


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a video has the words: in which source, from when to when (seconds), the text around them, and on a screen
    the picture's key and the boxes of the words (left, top, width, height as shares of the frame).
    """

    kind: Source
    start: float
    end: float
    parts: list[Part]
    picture: str | None
    boxes: list[Rectangle]


@dataclass(frozen=True, slots=True)
class Found:
    """A video with its best hits; `of` is how many lines of it have one of the words."""

    video: Video
    owner_name: str
    holder: Holder | None
    hits: list[Hit]
    of: int


@dataclass(frozen=True, slots=True)
class Page:
    """Some videos, the cursor for the next ones, and whether words that are nearly the same were taken, too."""

    items: list[Found]
    next_cursor: str | None
    loosened: bool


@dataclass(frozen=True, slots=True)
class Within:
    """All hits in a video by time; `holder` is for whom its pictures are."""

    hits: list[Hit]
    loosened: bool
    holder: Holder | None


def everywhere(
    who: Caller,
    text: str,
    limit: int,
    cursor: str | None = None,
    sources: Collection[Source] = (),
    scope: Scope | None = None,
) -> Page:
    """Videos that somebody may see and that have every word of the text, the best first.

    Raises VideoFlowError `no_words` (400), `invalid_cursor` (400), `search_too_slow` (503).
    """
    query = _read(text)
    place, loosened = _read_cursor(cursor) if cursor else (None, False)
    with _answered(), transaction() as work:
        search_queries.be_quick(work)
        wanted = Wanted(_terms(work, query, loosened), sources, scope)
        found = search_queries.videos(work, who, wanted, limit + 1, place)
        if not found and place is None:
            loosened = True
            wanted = Wanted(_terms(work, query, loosened), sources, scope)
            found = search_queries.videos(work, who, wanted, limit + 1, place)
        lines = search_queries.hits(work, [each.video.id for each in found[:limit]], wanted) if found else []
    last = found[limit - 1] if len(found) > limit else None
    more = _write_cursor(last, loosened) if last else None
    return Page(_with_hits(who, found[:limit], lines, wanted.terms), more, loosened)


def within(video_id: UUID, who: Asker, text: str, sources: Collection[Source] = ()) -> Within:
    """All that one video has of the words, by time.

    Raises VideoFlowError `not_found`, to a guest `gone` (404); `no_words` (400), `search_too_slow` (503).
    """
    query = _read(text)
    seen = select(Video, standing.about(who)).where(Video.id == video_id, visible.may(who, Action.SEE))
    with _answered(), transaction() as work:
        row = work.execute(seen).one_or_none()
        if row is None:
            raise access.refusal(who, "video")
        video, stood = row
        search_queries.be_quick(work)
        loosened = False
        wanted = Wanted(_terms(work, query, loosened), sources)
        lines = search_queries.within(work, video_id, wanted, MOST_WITHIN)
        if not lines:
            loosened = True
            wanted = Wanted(_terms(work, query, loosened), sources)
            lines = search_queries.within(work, video_id, wanted, MOST_WITHIN)
    found = [hit for each in lines for hit in _hits(each.line, wanted.terms)]
    found.sort(key=lambda hit: (hit.start, hit.kind))
    return Within(found[:MOST_WITHIN], loosened, holder_of(who, standing.facts(video, who, stood)))


def _read(text: str) -> Query:
    query = asking.parse(text)
    if not query.words:
        raise VideoFlowError("no_words", "Write a word or a number to search for.", 400)
    return query


def _terms(work: UnitOfWork, query: Query, loosened: bool) -> list[Term]:
    stems = search_queries.stems(work, {form for word in query.words for form in forms(word)})
    if loosened:
        return asking.loosened(query, stems, search_queries.similar(work, query.words))
    return asking.terms(query, stems)


def _with_hits(
    who: Caller, found: Sequence[FoundVideo], lines: Sequence[FoundLine], terms: Sequence[Term]
) -> list[Found]:
    by_video = {key: list(group) for key, group in groupby(lines, key=lambda each: each.line.video_id)}
    items = []
    for each in found:
        own = by_video.get(each.video.id, [])
        hits = [_hits(one.line, terms)[0] for one in own]
        holder = holder_of(who, each.facts)
        items.append(Found(each.video, each.owner_name, holder, hits, own[0].of if own else 0))
    # Its lines may have gone a moment ago, with the comment that they were.
    return [item for item in items if item.hits]


def _hits(line: SearchLine, terms: Sequence[Term]) -> list[Hit]:
    """A hit for each moment of the line."""
    words = snippets.matched(line.text, line.words, terms)
    parts = snippets.snippet(line.text, words)
    moments = [_moment(each) for each in line.moments]
    return [
        Hit(Source(line.source), each.start, each.end, parts, each.picture, snippets.boxes(line.text, words, each))
        for each in moments
    ]


def _moment(stored: dict[str, Any]) -> Moment:
    places = tuple(
        tuple((left, top, width, height) for left, top, width, height in place) for place in stored["places"]
    )
    return Moment(stored["start"], stored["end"], stored["picture"], places)


@contextmanager
def _answered() -> Iterator[None]:
    """Says it in words where PostgreSQL was to think for too long."""
    try:
        yield
    except DBAPIError as error:
        if getattr(error.orig, "pgcode", None) != _OUT_OF_TIME:
            raise
        words = "That search took too long. Add a word that stands in fewer videos."
        raise VideoFlowError("search_too_slow", words, 503, retryable=True) from error


def _write_cursor(last: FoundVideo, loosened: bool) -> str:
    place = last.place
    ends = [end and end.isoformat() for end in (place.span.until, place.span.since)]
    position = json.dumps([place.score, place.created_at.isoformat(), str(place.video_id), loosened, *ends])
    return base64.urlsafe_b64encode(position.encode()).decode().rstrip("=")


def _read_cursor(cursor: str) -> tuple[Place, bool]:
    """Where to go on, and whether words were loosened there."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        score, made, video_id, loosened, *ends = json.loads(base64.urlsafe_b64decode(padded))
        if not 0 <= int(score) < 2**40:
            raise ValueError("no score of ours")
        # One from before there were spans has no ends.
        until, since = [_moment_of(end) if end else None for end in ends] or (None, None)
        return Place(int(score), _moment_of(made), UUID(video_id), Span(until, since)), bool(loosened)
    except (ValueError, TypeError, AttributeError, OverflowError, binascii.Error):
        raise VideoFlowError("invalid_cursor", "The cursor is not one that a list gave.", 400) from None


def _moment_of(text: str) -> datetime:
    """In UTC, because PostgreSQL takes fewer time zones than Python does."""
    return datetime.fromisoformat(text).astimezone(UTC)
