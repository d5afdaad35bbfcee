"""How an export is laid out: a folder for each video, and what is in it as JSON. Pure."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from app.domain.playback.downloads import file_name

# A few values at a time, so that a list of any length is never in memory.
Row = Mapping[str, Any]


def folder(title: str, created_at: datetime, video_id: UUID) -> str:
    """Sorted by day, found by its title, and never another's."""
    stem = file_name(title, "x").removesuffix(".x")
    return f"videos/{created_at:%Y-%m-%d} {stem} ({video_id.hex[:8]})"


def archive_name(done_at: datetime) -> str:
    """What the whole is saved as."""
    return f"videoflow-export-{done_at:%Y-%m-%d}.zip"


def document(values: Row) -> bytes:
    """One object, as people can read it, too."""
    return (json.dumps(values, ensure_ascii=False, indent=2, default=_written) + "\n").encode()


def listing(rows: Iterable[Row]) -> Iterator[bytes]:
    """A JSON list, a row at a time; however many there are, it is valid at its end."""
    before = "[\n"
    for row in rows:
        yield (before + json.dumps(row, ensure_ascii=False, default=_written)).encode()
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
