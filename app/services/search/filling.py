"""Makes the lines of what changed in a video: the one place that writes what search finds.

1. Triggers mark what changed, with the change; whoever changes it asks for the work, and beat asks again for marks that
   stay. So nothing is missed, and what was there before search was is filled in the same way.
2. The lines of a marked source are made anew and compared with those there are: what is the same stays as it is.
3. They are written and the mark is taken away in one transaction, unless the source was marked once more meanwhile:
   then it is done again. Of two who fill the same video one waits, and finds nothing left to do.
4. A recording that has just begun has nothing but its title: many of those are done at once, where hundreds who press
   stop together would otherwise wait for as many small tasks.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Text, cast, column, delete, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.dialects.postgresql import insert as upsert

from app import jobs, once
from app.db import search_queries
from app.db.models import Annotation, SearchDocument, SearchMark, SearchWord, Video
from app.db.unit_of_work import transaction
from app.domain import times
from app.domain.search.lines import MOST_LINES, Findable, Moment, Source, pieces
from app.domain.search.vectors import Stems
from app.domain.search.words import forms
from app.services.documents import shown
from app.services.search import screens, writing
from app.services.search.writing import Made

# Somebody who goes on changing a video is answered so many times; the rest is beat's.
_ROUNDS = 3
_MARKED_FOR = timedelta(seconds=30)
_ASKED_AT_ONCE = 200
_TITLES_AT_ONCE = 50
_STEMMED_AT_ONCE = 5_000
# What is worth comparing a mistyped word with.
_WORDS = range(4, 31)
# Beat looks at so much of the words each time, in per cent: all of them come around within days.
_LOOKED_AT = 1.0


def fill(video_id: UUID) -> None:
    """Makes the lines of whatever is marked in a video. Safe to run twice, late, or beside itself."""
    for _ in range(_ROUNDS):
        marks = _marks(video_id)
        if not marks:
            return
        for source, changed_at in marks.items():
            made = Made(video_id, source, changed_at, _MAKERS[source](video_id)[:MOST_LINES])
            _write([made])


def fill_titles(video_ids: Sequence[UUID]) -> None:
    """Makes the lines of the titles among them that are marked, all at once. Safe to repeat, as `fill` is."""
    title = SearchMark.video_id.in_(video_ids), SearchMark.source == Source.TITLE
    marked = select(Video.id, SearchMark.changed_at, Video.title).join(SearchMark, SearchMark.video_id == Video.id)
    with transaction() as work:
        rows = work.execute(marked.where(*title)).all()
    if made := [Made(key, Source.TITLE, changed_at, _title_lines(title)) for key, changed_at, title in rows]:
        _write(made)


def _write(made: Sequence[Made]) -> None:
    lines = [line for each in made for line in each.lines]
    stems = _stems(lines)
    _remember_words(lines)
    with transaction() as work:
        writing.write(work, made, stems)


def ask_for_marked() -> int:
    """Asks for what was marked a while ago and is marked still, the oldest first; returns for how many videos."""
    late = SearchMark.changed_at < func.now() - _MARKED_FOR
    oldest = func.min(SearchMark.changed_at)
    query = select(SearchMark.video_id, func.bool_and(SearchMark.source == Source.TITLE))
    query = query.where(late).group_by(SearchMark.video_id).order_by(oldest).limit(_ASKED_AT_ONCE)
    with transaction() as work:
        only_title = {f"search:{key}": only for key, only in work.execute(query)}
    asked = once.may_ask_for([(what, times.FAIR_TIME) for what in only_title], _ASKED_AT_ONCE)
    titles = [what for what in asked if only_title[what]]
    for start in range(0, len(titles), _TITLES_AT_ONCE):
        jobs.index_titles([_id(what) for what in titles[start : start + _TITLES_AT_ONCE]])
    for what in asked:
        if not only_title[what]:
            jobs.index_video(_id(what))
    return len(asked)


def _id(what: str) -> UUID:
    return UUID(what.removeprefix("search:"))


def forget_words(share: float = _LOOKED_AT) -> int:
    """Drops words that stand nowhere any more, of a share of them all (per cent); returns how many."""
    sample = SearchWord.__table__.tablesample(func.system(share), name="sample")
    somewhere = SearchDocument.words.bool_op("@@")(cast(func.quote_literal(sample.c.word), TSQUERY))
    gone = select(sample.c.word).where(~select(SearchDocument.video_id).where(somewhere).limit(1).exists())
    with transaction() as work:
        dropped = delete(SearchWord).where(SearchWord.word.in_(gone)).returning(SearchWord.word)
        return len(work.scalars(dropped).all())


def _marks(video_id: UUID) -> dict[Source, datetime]:
    with transaction() as work:
        rows = work.execute(select(SearchMark.source, SearchMark.changed_at).where(SearchMark.video_id == video_id))
        return {Source(source): changed_at for source, changed_at in rows}


def _title(video_id: UUID) -> list[Findable]:
    with transaction() as work:
        title = work.scalar(select(Video.title).where(Video.id == video_id))
    return _title_lines(title or "")


def _title_lines(title: str) -> list[Findable]:
    return [Findable(Source.TITLE, piece, (Moment(0, 0),)) for piece in pieces(title)]


def _comments(video_id: UUID) -> list[Findable]:
    said = select(Annotation.id, Annotation.timestamp, Annotation.end, Annotation.content)
    said = said.where(Annotation.video_id == video_id).order_by(Annotation.timestamp, Annotation.id).limit(MOST_LINES)
    with transaction() as work:
        rows = work.execute(said).all()
    return [
        Findable(Source.COMMENT, piece, (Moment(start, start if end is None else end),), annotation_id=key)
        for key, start, end, content in rows
        for piece in pieces(content)
    ]


def _guide(video_id: UUID) -> list[Findable]:
    with transaction() as work:
        rows = shown.steps(work, video_id)[:MOST_LINES]
    return [
        Findable(Source.GUIDE, piece, (Moment(at, at, row.image_key),), step_id=row.step_id)
        for row, step, at in ((row, row.step, row.step.timestamp) for row in rows)
        # A text that begins with its title says it once.
        for words in (step.title, step.text.removeprefix(step.title))
        for piece in pieces(words)
    ]


def _speech(video_id: UUID) -> list[Findable]:
    """Nothing writes down yet what is said."""
    return []


_MAKERS: Mapping[Source, Callable[[UUID], list[Findable]]] = {
    Source.TITLE: _title,
    Source.COMMENT: _comments,
    Source.GUIDE: _guide,
    Source.SPEECH: _speech,
    Source.SCREEN: screens.lines,
}


def _stems(lines: Iterable[Findable]) -> Stems:
    words = sorted({form for line in lines for word in line.words for form in forms(word)})
    found: dict[str, list[str]] = {}
    for start in range(0, len(words), _STEMMED_AT_ONCE):
        with transaction() as work:
            found |= search_queries.stems(work, words[start : start + _STEMMED_AT_ONCE])
    return found


def _remember_words(lines: Iterable[Findable]) -> None:
    """In their order, so that two who do it at once do not wait for each other for ever."""
    words = sorted({word for line in lines for word in line.words if len(word) in _WORDS and word.isalpha()})
    if not words:
        return
    each = select(func.unnest(literal(words, ARRAY(Text))).column_valued("word")).order_by(column("word"))
    with transaction() as work:
        work.execute(upsert(SearchWord).from_select(["word"], each).on_conflict_do_nothing())
