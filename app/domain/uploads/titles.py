"""What a video is called that was given no name: what it is, and when it began by its person's clock. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from enum import StrEnum


class What(StrEnum):
    """What a title is for."""

    RECORDING = "recording"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class _Words:
    """Of one language: what a title is for, the form of a day, and the months."""

    kinds: dict[What, str]
    day: str
    months: str

    def written(self, moment: datetime) -> str:
        """The day."""
        month = self.months.split()[moment.month - 1]
        return self.day.format(day=moment.day, month=month, year=moment.year)


_LANGUAGES = {
    "en": _Words(
        {What.RECORDING: "Recording of", What.FILE: "Uploaded file of"},
        "{day} {month} {year}",
        "January February March April May June July August September October November December",
    ),
    "de": _Words(
        {What.RECORDING: "Aufnahme vom", What.FILE: "Hochgeladene Datei vom"},
        "{day}. {month} {year}",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    ),
}
LANGUAGES = tuple(_LANGUAGES)


def default_title(what: What, moment: datetime, where: tzinfo | None, language: str | None) -> str:
    """By the clock of `where`; in UTC, and saying so, where nobody knows where that is. English for want of another."""
    words = _LANGUAGES.get(language or "", _LANGUAGES["en"])
    there = moment.astimezone(where or UTC)
    return f"{words.kinds[what]} {words.written(there)}, {there:%H:%M}" + ("" if where else " UTC")


def day_in_words(moment: datetime, language: str) -> str:
    """12 November 2026, by UTC; in English for want of another language."""
    return _LANGUAGES.get(language, _LANGUAGES["en"]).written(moment.astimezone(UTC))
