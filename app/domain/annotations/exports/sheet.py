"""What was said as a sheet to print: a frame a thread, with what was drawn on it and what was said. Pure."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from types import MappingProxyType

from app.domain.annotations.exports.said import Said, threads

# So many nobody prints; a sheet has no more, and says so.
MOST_THREADS = 200
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Words:
    """Of one language. In braces: what they are about."""

    subtitle: str
    one: str
    left_out: str
    resolved: str
    drawing: str
    voice_over: str
    picture: str


_LANGUAGES: Mapping[str, Words] = MappingProxyType(
    {
        "en": Words(
            subtitle="{count} comments",
            one="1 comment",
            left_out="{count} more comments are on the video, and not on this sheet.",
            resolved="resolved",
            drawing="Drawing",
            voice_over="Voice-over",
            picture="The video at {clock}",
        ),
        "de": Words(
            subtitle="{count} Kommentare",
            one="1 Kommentar",
            left_out="{count} weitere Kommentare stehen am Video und nicht auf diesem Blatt.",
            resolved="erledigt",
            drawing="Zeichnung",
            voice_over="Gesprochenes",
            picture="Das Video bei {clock}",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet in one language; `left_out` counts threads beyond MOST_THREADS."""

    title: str
    recorded_at: datetime
    language: str
    entries: tuple[tuple[Said, tuple[Said, ...]], ...]
    left_out: int = 0

    @property
    def fingerprint(self) -> str:
        """Another one where anything on it is another."""
        return hashlib.sha256(repr((_VERSION, self)).encode("utf-8", "surrogatepass")).hexdigest()


def words(language: str) -> Words:
    """Those of a language; English where we have none."""
    return _LANGUAGES.get(language, _LANGUAGES["en"])


def sheet(title: str, recorded_at: datetime, language: str, items: Iterable[Said]) -> Sheet:
    """The sheet of what was said, in its order."""
    rest = threads(items)
    entries = tuple((root, tuple(replies)) for root, replies in islice(rest, MOST_THREADS))
    return Sheet(title, recorded_at, language, entries, sum(1 for _ in rest))


def said_in(said: Said, language: str) -> str:
    """What somebody said, or what it is where there are no words."""
    told = words(language)
    return said.content.strip() or {"drawing": told.drawing, "voice_over": told.voice_over}.get(said.kind, "…")
