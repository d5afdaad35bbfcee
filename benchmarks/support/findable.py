"""Fills a database with videos whose lines can be found: made in this process, written with COPY."""

import io
import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import text

_COUNTS = {"guide": 8, "comment": 5, "screen": 86}
_POOL = 100_000
WORDS_A_LINE = 6
_SYLLABLES = [f"{first}{vowel}" for first in (*"bdfghklmnprstvwz", "st", "tr", "ch") for vowel in "aeiou"]
_ENDINGS = ["", "n", "s", "r", "ing", "ed", "ung", "heit", "ment", "tion", "able"]
_COPIED_AT_ONCE = 500
# An empty bytea, as COPY reads it.
_NONE = "\\\\x"


@dataclass(frozen=True, slots=True)
class Filled:
    """The words by how often they come, the people, and the videos."""

    words: list[str]
    few: UUID
    many: UUID
    colleague: UUID
    videos: list[UUID]


def vocabulary(size: int, chance: random.Random) -> list[str]:
    """Words one can say, each once; the first ones are short, as frequent words are."""
    found: dict[str, None] = {}
    while len(found) < size:
        syllables = 2 + len(found) * 3 // size
        found["".join(chance.choices(_SYLLABLES, k=syllables)) + chance.choice(_ENDINGS)] = None
    return list(found)


def filled(videos: int, words: int) -> Filled:
    """Three people and their videos: all of them are for who was named. `few` may see 20, `many` half of them."""
    from app.db import search_queries
    from app.db.unit_of_work import transaction

    chance = random.Random(7)
    known = vocabulary(words, chance)
    with transaction() as work:
        stems = search_queries.stems(work, known)
    # Zipf's law: the second word comes half as often as the first.
    weights = [1 / (rank + 5) for rank in range(words)]
    drawn = _drawn(known, weights, chance)
    owner, few, many, colleague = (UUID(int=chance.getrandbits(128), version=4) for _ in range(4))
    ids = [UUID(int=chance.getrandbits(128), version=4) for _ in range(videos)]
    titles = [" ".join(next(drawn) for _ in range(4)) for _ in ids]
    _copy("users (id, email, name, password_hash, role)", _people([owner, few, many, colleague]))
    _copy(
        "videos (id, owner_id, title, s3_key, status, visibility, mime_type, playable, created_at, source)",
        (
            (key, owner, title, key, "done", "people", "video/webm", "t", "2026-01-01T00:00:00Z", "recording")
            for key, title in zip(ids, titles, strict=True)
        ),
    )
    _execute("UPDATE videos SET created_at = now() - (hashtext(id::text) & 65535) * interval '3 minutes'")
    _name(few, ids[:: max(1, videos // 20)][:20], chance)
    _name(many, ids[: videos // 2], chance)
    lines = _Lines(drawn, stems, chance)
    _execute("DROP INDEX ix_search_documents_words")
    for start in range(0, videos, _COPIED_AT_ONCE):
        some = list(zip(ids, titles, strict=True))[start : start + _COPIED_AT_ONCE]
        _write([(key, lines.of_video(title)) for key, title in some], stems)
    # At once it is quicker than row by row.
    _execute("UPDATE search_documents d SET created_at = v.created_at FROM videos v WHERE v.id = d.video_id")
    _execute("CREATE INDEX ix_search_documents_words ON search_documents USING gin (words)")
    _copy("search_words (word)", ((word,) for word in known))
    return Filled(known, few, many, colleague, ids)


def settled() -> None:
    """What PostgreSQL does by itself after a while, and marks that the triggers left."""
    from app.extensions import db

    _execute("DELETE FROM search_marks")
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM (ANALYZE)"))


def opened_to_all(share: float) -> None:
    """A share of the videos becomes the workspace's."""
    _execute(f"UPDATE videos SET visibility = 'workspace' WHERE (hashtext(id::text) & 1023) < {int(share * 1024)}")
    settled()


def _drawn(known: Sequence[str], weights: Sequence[float], chance: random.Random) -> Iterator[str]:
    while True:
        yield from chance.choices(known, weights, k=100_000)


def _people(ids: Sequence[UUID]) -> Iterator[tuple[Any, ...]]:
    return ((key, f"{key}@example.org", "Somebody", "", "member") for key in ids)


def _name(person: UUID, videos: Sequence[UUID], chance: random.Random) -> None:
    columns = 'video_people (id, video_id, user_id, email, "right")'
    email = f"{person}@example.org"
    _copy(columns, ((UUID(int=chance.getrandbits(128)), key, person, email, "comment") for key in videos))


@dataclass(frozen=True, slots=True)
class _Line:
    """A text as it stands in some videos: its words, and as COPY takes them."""

    words: list[str]
    text: str
    vector: str


class _Lines:
    """Lines to draw from: as texts on screens do, each comes in several videos."""

    def __init__(self, drawn: Iterator[str], stems: Any, chance: random.Random) -> None:
        self._stems, self._chance = stems, chance
        self._pool = [self.of([next(drawn) for _ in range(WORDS_A_LINE)]) for _ in range(_POOL)]

    def of(self, words: list[str]) -> _Line:
        from app.domain.search.vectors import line_vector

        return _Line(words, " ".join(words), line_vector(words, self._stems))

    def of_video(self, title: str) -> dict[str, list[_Line]]:
        """By source."""
        drawn = {source: self._chance.choices(self._pool, k=count) for source, count in _COUNTS.items()}
        return {"title": [self.of(title.split())], **drawn}


def _write(videos: Sequence[tuple[UUID, dict[str, list[_Line]]]], stems: Any) -> None:
    from app.domain.search.vectors import document_vector

    documents = (
        (video, source, document_vector((line.words for line in lines), stems))
        for video, by_source in videos
        for source, lines in by_source.items()
    )
    _copy("search_documents (video_id, source, words)", documents)
    rows = (
        (video, source, number * 3.0, line.text, _moments(source == "screen", number), line.vector, _NONE)
        for video, by_source in videos
        for source, lines in by_source.items()
        for number, line in enumerate(lines)
    )
    _copy("search_lines (video_id, source, start, text, moments, words, digest)", rows)


@lru_cache(maxsize=1000)
def _moments(on_screen: bool, number: int) -> str:
    place = [[round(0.1 * word, 4), 0.1234, 0.0873, 0.0234] for word in range(WORDS_A_LINE)]
    start, places = number * 3.0, [place] if on_screen else []
    return json.dumps([{"start": start, "end": start + 3, "picture": "a/b.jpg", "places": places}])


def _copy(columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    data = io.StringIO("".join("\t".join(map(str, row)) + "\n" for row in rows))
    _raw(lambda cursor: cursor.copy_expert(f"COPY {columns} FROM STDIN", data))


def _execute(statement: str) -> None:
    _raw(lambda cursor: cursor.execute(statement))


def _raw(act: Callable[[Any], object]) -> None:
    from app.extensions import db

    connection = db.engine.raw_connection()
    try:
        with connection.cursor() as cursor:
            # What is filled in is whole by itself; asking for each row takes half of the time.
            cursor.execute("SET LOCAL session_replication_role = replica; SET LOCAL synchronous_commit = off")
            act(cursor)
        connection.commit()
    finally:
        connection.close()
