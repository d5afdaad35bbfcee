"""Fills a database with videos whose lines can be found: made in this process, written with COPY."""

import io
import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import text

ON_SCREEN, IN_GUIDE, SAID = 86, 8, 5
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
    for start in range(0, videos, _COPIED_AT_ONCE):
        some = list(zip(ids, titles, strict=True))[start : start + _COPIED_AT_ONCE]
        _write([_texts(key, title, drawn) for key, title in some], stems)
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
class _Texts:
    video: UUID
    by_source: dict[str, list[list[str]]]


def _texts(video: UUID, title: str, drawn: Iterator[str]) -> _Texts:
    def some(count: int) -> list[list[str]]:
        return [[next(drawn) for _ in range(WORDS_A_LINE)] for _ in range(count)]

    return _Texts(
        video,
        {"title": [title.split()], "guide": some(IN_GUIDE), "comment": some(SAID), "screen": some(ON_SCREEN)},
    )


def _write(videos: Sequence[_Texts], stems: Any) -> None:
    from app.domain.search.vectors import document_vector, line_vector

    documents = (
        (each.video, source, document_vector(lines, stems))
        for each in videos
        for source, lines in each.by_source.items()
    )
    _copy("search_documents (video_id, source, words)", documents)
    lines = (
        (each.video, source, number * 3.0, " ".join(words), _moments(source, number), line_vector(words, stems), _NONE)
        for each in videos
        for source, lines in each.by_source.items()
        for number, words in enumerate(lines)
    )
    _copy("search_lines (video_id, source, start, text, moments, words, digest)", lines)


def _moments(source: str, number: int) -> str:
    place = [[round(0.1 * word, 4), 0.1234, 0.0873, 0.0234] for word in range(WORDS_A_LINE)]
    start, places = number * 3.0, [place] if source == "screen" else []
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
            act(cursor)
        connection.commit()
    finally:
        connection.close()
