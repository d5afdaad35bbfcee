"""The words of ours in an exported guide, by language. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.domain.documents.exports.guide import Guide
from app.domain.uploads.titles import day_in_words


@dataclass(frozen=True, slots=True)
class Words:
    """Of one language. In braces: what they are about."""

    contents: str
    recorded: str
    picture: str
    left_out: str
    one_step: str
    steps: str


_LANGUAGES: Mapping[str, Words] = MappingProxyType(
    {
        "en": Words(
            contents="Contents",
            recorded="Guide from a recording of {day}",
            picture="Picture of step {number}: {title}",
            left_out="{count} more steps are in the recording, and not in this file.",
            one_step="1 step",
            steps="{count} steps",
        ),
        "de": Words(
            contents="Inhalt",
            recorded="Anleitung aus einer Aufnahme vom {day}",
            picture="Bild zu Schritt {number}: {title}",
            left_out="{count} weitere Schritte sind in der Aufnahme und nicht in dieser Datei.",
            one_step="1 Schritt",
            steps="{count} Schritte",
        ),
    }
)
LANGUAGES = tuple(_LANGUAGES)


def words(language: str) -> Words:
    """Those of a language; English where we have none."""
    return _LANGUAGES.get(language, _LANGUAGES["en"])


def subtitle(guide: Guide) -> str:
    """Where it is from, and how long it is: "Guide from a recording of 12 November 2026 · 8 steps · 4:10"."""
    ours = words(guide.language)
    count = len(guide.steps)
    said = [
        ours.recorded.format(day=day_in_words(guide.recorded_at, guide.language)),
        ours.one_step if count == 1 else ours.steps.format(count=count),
    ]
    return " · ".join(said if guide.duration is None else [*said, clock(guide.duration)])


def clock(seconds: float) -> str:
    """As players show it: 4:12, 1:03:09."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
