"""Makes the lines of what changed in a video: the one place that writes what search finds.

1. Triggers mark what changed, with the change; whoever changes it asks for the work, and beat asks again for marks that
   stay. So nothing is missed, and what was there before search was is filled in the same way.
2. The lines of a marked source are made anew and compared with those there are: what is the same stays as it is.
3. They are written and the mark is taken away in one transaction, unless the source was marked once more meanwhile:
   then it is done again. Of two who fill the same video one waits, and finds nothing left to do.
4. What a line goes with is held first, and the mark is taken away last: whoever deletes a comment goes the same way.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Text, cast, column, delete, func, insert, literal, select, text, tuple_
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.dialects.postgresql import insert as upsert

from app import jobs, once
from app.db import search_queries
from app.db.models import Annotation, DocumentStep, SearchDocument, SearchLine, SearchMark, SearchWord, Video
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain import times
from app.domain.search import vectors
from app.domain.search.lines import MOST_LINES, Findable, Moment, Source, pieces
from app.domain.search.vectors import Stems
from app.domain.search.words import forms
from app.services.documents import shown
from app.services.search import screens

# Somebody who goes on changing a video is answered so many times; the rest is beat's.
_ROUNDS = 3
_MARKED_FOR = timedelta(seconds=30)
_ASKED_AT_ONCE = 200
_STEMMED_AT_ONCE = 5_000
# What is worth comparing a mistyped word with.
_WORDS = range(4, 31)
# Beat looks at so much of the words each time, in per cent: all of them come around within days.
_LOOKED_AT = 1.0


@dataclass(frozen=True, slots=True)
class _Written:
    """A line with its lexemes, and by what it is recognised."""

    line: Findable
    vector: str
    digest: bytes


def fill(video_id: UUID) -> None:
    """Makes the lines of whatever is marked in a video. Safe to run twice, late, or beside itself."""
    for _ in range(_ROUNDS):
        marks = _marks(video_id)
        if not marks:
            return
        for source, changed_at in marks.items():
            lines = _MAKERS[source](video_id)[:MOST_LINES]
            stems = _stems(lines)
            _remember_words(lines)
            with transaction() as work:
                _write(work, video_id, source, lines, stems, changed_at)


def ask_for_marked() -> int:
    """Asks for what was marked a while ago and is marked still, the oldest first; returns for how many videos."""
    late = SearchMark.changed_at < func.now() - _MARKED_FOR
    query = select(SearchMark.video_id, func.min(SearchMark.changed_at)).where(late).group_by(SearchMark.video_id)
    with transaction() as work:
        ids = [row[0] for row in work.execute(query.order_by(func.min(SearchMark.changed_at)).limit(_ASKED_AT_ONCE))]
    asked = once.may_ask_for([(f"search:{video_id}", times.FAIR_TIME) for video_id in ids], _ASKED_AT_ONCE)
    for what in asked:
        jobs.index_video(UUID(what.removeprefix("search:")))
    return len(asked)


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
    return [Findable(Source.TITLE, piece, (Moment(0, 0),)) for piece in pieces(title or "")]


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


def _write(
    work: UnitOfWork, video_id: UUID, source: Source, lines: Sequence[Findable], stems: Stems, changed_at: datetime
) -> None:
    work.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 29))"), {"key": str(video_id)})
    mark = SearchMark.video_id == video_id, SearchMark.source == source, SearchMark.changed_at == changed_at
    there = select(Video.id).where(Video.id == video_id).with_for_update(read=True, key_share=True)
    if work.scalar(there) is None or work.scalar(select(SearchMark.changed_at).where(*mark)) is None:
        return
    written = [_written(line, stems) for line in _held(work, lines)]
    _replace(work, video_id, source, written)
    _write_document(work, video_id, source, [each.line for each in written], stems)
    work.execute(delete(SearchMark).where(*mark))


def _held(work: UnitOfWork, lines: Sequence[Findable]) -> list[Findable]:
    """The lines without those whose annotation or step has gone meanwhile; the others' stay until the end."""
    annotations = {line.annotation_id for line in lines if line.annotation_id is not None}
    steps = {line.step_id for line in lines if line.step_id is not None}
    there: set[Any] = {None}
    for table, ids in ((Annotation, annotations), (DocumentStep, steps)):
        if ids:
            held = select(table.id).where(table.id.in_(ids)).order_by(table.id)
            there |= set(work.scalars(held.with_for_update(read=True, key_share=True)))
    return [line for line in lines if line.annotation_id in there and line.step_id in there]


def _written(line: Findable, stems: Stems) -> _Written:
    content = json.dumps([line.text, _moments(line), line.annotation_id, str(line.step_id)])
    digest = hashlib.blake2b(content.encode(), digest_size=16).digest()
    return _Written(line, vectors.line_vector(line.words, stems), digest)


def _moments(line: Findable) -> list[dict[str, Any]]:
    return [asdict(moment) for moment in line.moments]


def _replace(work: UnitOfWork, video_id: UUID, source: Source, written: Sequence[_Written]) -> None:
    """Leaves the lines that are the same."""
    of_it = SearchLine.video_id == video_id, SearchLine.source == source
    before = {digest: key for key, digest in work.execute(select(SearchLine.id, SearchLine.digest).where(*of_it))}
    now = {each.digest: each for each in written}
    gone = [key for digest, key in before.items() if digest not in now]
    new = [each for digest, each in now.items() if digest not in before]
    if gone:
        work.execute(delete(SearchLine).where(SearchLine.id.in_(gone)))
    if new:
        work.execute(insert(SearchLine), [_row(video_id, source, each) for each in new])


def _row(video_id: UUID, source: Source, written: _Written) -> dict[str, Any]:
    line = written.line
    return {
        "video_id": video_id,
        "source": source,
        "annotation_id": line.annotation_id,
        "step_id": line.step_id,
        "start": line.moments[0].start,
        "text": line.text,
        "moments": _moments(line),
        "words": written.vector,
        "digest": written.digest,
    }


def _write_document(work: UnitOfWork, video_id: UUID, source: Source, lines: Sequence[Findable], stems: Stems) -> None:
    if not lines:
        of_it = SearchDocument.video_id == video_id, SearchDocument.source == source
        work.execute(delete(SearchDocument).where(*of_it))
        return
    words = vectors.document_vector((line.words for line in lines), stems)
    made = select(Video.created_at).where(Video.id == video_id).scalar_subquery()
    row = upsert(SearchDocument).values(video_id=video_id, source=source, words=words, created_at=made)
    now = {"words": row.excluded.words, "created_at": row.excluded.created_at}
    others = tuple_(SearchDocument.words, SearchDocument.created_at) != tuple_(*now.values())
    work.execute(row.on_conflict_do_update(index_elements=["video_id", "source"], set_=now, where=others))
