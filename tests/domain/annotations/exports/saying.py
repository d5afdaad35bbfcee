"""Things said about a video, to be written into files."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from app.domain.annotations.exports.said import About, Said
from app.domain.annotations.exports.timecode import rate_of

VIDEO = UUID("8f2f1f6e-6a3f-4f57-9a52-1d1a86f6a0b1")
STROKE = {"tool_type": "pen", "points": [[0.1, 0.2], [0.5, 0.5, 0.7]], "color": "#ff0000", "width": 0.004}


def about(fps: float | None = 25, **other: Any) -> About:
    """A video of a minute."""
    given = {
        "id": VIDEO,
        "home": "https://v.example",
        "title": "Front squat",
        "url": f"https://v.example/watch/{VIDEO}",
        "duration": 60.0,
    }
    return About(**{**given, "width": 1280, "height": 720, "rate": rate_of(fps), **other})


def said(id: int, timestamp: float, content: str = "Look here", **other: Any) -> Said:
    """A comment."""
    at = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
    given = {"end": None, "kind": "comment", "author": "Ada", "created_at": at, "edited_at": None}
    return Said(
        id, timestamp, content=content, **{**given, "parent_id": None, "is_resolved": False, "reactions": (), **other}
    )
