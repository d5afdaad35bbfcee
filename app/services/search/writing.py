"""Writes what search finds: the lines of sources that were marked, and that they are marked no more.

1. Of two who write the same video one waits, in the order of the ids, so that two who write several never wait for each
   other for ever.
2. Videos, comments and steps that the lines go with are held until the end: what has gone meanwhile is left out.
3. A source that was marked once more since its lines were made is left to whoever makes them anew.
4. Lines that are the same stay as they are; the mark is taken away last. Whoever deletes a comment goes the same way.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, Uuid, cast, delete, func, insert, literal, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert

from app.db.models import Annotation, DocumentStep, SearchDocument, SearchLine, SearchMark, Video
from app.db.unit_of_work import UnitOfWork
from app.domain.search import vectors
from app.domain.search.lines import Findable, Source
from app.domain.search.vectors import Stems

# Sets these locks apart from others on the same video.
_LOCK = 29


@dataclass(frozen=True, slots=True)
class Made:
    """The lines of a source of a video, as it stood when it was marked at `changed_at`."""

    video_id: UUID
    source: Source
    changed_at: datetime
    lines: Sequence[Findable]

    @property
    def key(self) -> tuple[UUID, str]:
        """By which its rows are found."""
        return self.video_id, self.source.value


def write(work: UnitOfWork, made: Sequence[Made], stems: Stems) -> None:
    """Puts the lines in the place of those there were, and takes the marks away."""
    begun_at = _hold_videos(work, sorted({each.video_id for each in made}))
    due = _still_marked(work, [each for each in made if each.video_id in begun_at])
    if not due:
        return
    there = _hold_owners(work, [line for each in due for line in each.lines])
    due = [replace(each, lines=[line for line in each.lines if _owner(line) in there]) for each in due]
    _replace(work, due, stems)
    _write_documents(work, due, stems, begun_at)
    work.execute(delete(SearchMark).where(_marks_of(due)))


def _hold_videos(work: UnitOfWork, ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """Locks them; those that are there, and when they were made."""
    each = func.unnest(literal(ids, ARRAY(Uuid))).column_valued("id")
    work.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(cast(each, Text), _LOCK))))
    held = select(Video.id, Video.created_at).where(Video.id.in_(ids)).order_by(Video.id)
    rows = work.execute(held.with_for_update(read=True, key_share=True))
    return {row.id: row.created_at for row in rows}


def _still_marked(work: UnitOfWork, made: Sequence[Made]) -> list[Made]:
    found = select(SearchMark.video_id, SearchMark.source).where(_marks_of(made))
    marked = {(key, source) for key, source in work.execute(found)}
    return [each for each in made if each.key in marked]


def _marks_of(made: Iterable[Made]) -> ColumnElement[bool]:
    marks = tuple_(SearchMark.video_id, SearchMark.source, SearchMark.changed_at)
    return marks.in_([(*each.key, each.changed_at) for each in made])


def _hold_owners(work: UnitOfWork, lines: Iterable[Findable]) -> set[Any]:
    """Those of the lines' annotations and steps that are there; they stay until the end. None owns a title."""
    there: set[Any] = {None}
    owners = {owner for line in lines if (owner := _owner(line)) is not None}
    steps = {owner for owner in owners if isinstance(owner, UUID)}
    for table, ids in ((Annotation, owners - steps), (DocumentStep, steps)):
        if ids:
            held = select(table.id).where(table.id.in_(ids)).order_by(table.id)
            there |= set(work.scalars(held.with_for_update(read=True, key_share=True)))
    return there


def _owner(line: Findable) -> int | UUID | None:
    return line.annotation_id if line.annotation_id is not None else line.step_id


def _replace(work: UnitOfWork, made: Sequence[Made], stems: Stems) -> None:
    """Leaves the lines that are the same."""
    there = _lines_of(work, [each.key for each in made])
    now = {(*each.key, _digest(line)): line for each in made for line in each.lines}
    if gone := there.keys() - now.keys():
        work.execute(delete(SearchLine).where(SearchLine.id.in_([there[which] for which in gone])))
    if new := [which for which in now if which not in there]:
        work.execute(insert(SearchLine), [_row(*which, now[which], stems) for which in new])


def _lines_of(work: UnitOfWork, sources: Sequence[tuple[UUID, str]]) -> dict[tuple[UUID, str, bytes], int]:
    of_them = tuple_(SearchLine.video_id, SearchLine.source).in_(sources)
    rows = select(SearchLine.id, SearchLine.video_id, SearchLine.source, SearchLine.digest).where(of_them)
    return {(key, source, digest): row for row, key, source, digest in work.execute(rows)}


def _digest(line: Findable) -> bytes:
    content = json.dumps([line.text, _moments(line), line.annotation_id, str(line.step_id)])
    return hashlib.blake2b(content.encode(), digest_size=16).digest()


def _moments(line: Findable) -> list[dict[str, Any]]:
    return [asdict(moment) for moment in line.moments]


def _row(video_id: UUID, source: str, digest: bytes, line: Findable, stems: Stems) -> dict[str, Any]:
    return {
        "video_id": video_id,
        "source": source,
        "annotation_id": line.annotation_id,
        "step_id": line.step_id,
        "start": line.moments[0].start,
        "text": line.text,
        "moments": _moments(line),
        "words": vectors.line_vector(line.words, stems),
        "digest": digest,
    }


def _write_documents(work: UnitOfWork, made: Sequence[Made], stems: Stems, begun_at: Mapping[UUID, datetime]) -> None:
    if empty := [each.key for each in made if not each.lines]:
        of_them = tuple_(SearchDocument.video_id, SearchDocument.source).in_(empty)
        work.execute(delete(SearchDocument).where(of_them))
    rows = [
        {
            "video_id": each.video_id,
            "source": each.source.value,
            "words": vectors.document_vector((line.words for line in each.lines), stems),
            "created_at": begun_at[each.video_id],
        }
        for each in made
        if each.lines
    ]
    if not rows:
        return
    row = upsert(SearchDocument).values(rows)
    now = {"words": row.excluded.words, "created_at": row.excluded.created_at}
    others = tuple_(SearchDocument.words, SearchDocument.created_at) != tuple_(*now.values())
    work.execute(row.on_conflict_do_update(index_elements=["video_id", "source"], set_=now, where=others))
