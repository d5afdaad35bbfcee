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
    """Of one language: what a title is for, the form of a moment, and the months."""

    kinds: dict[What, str]
    moment: str
    months: str

    def written(self, moment: datetime) -> str:
        """Day and minute."""
        month = self.months.split()[moment.month - 1]
        return self.moment.format(day=moment.day, month=month, year=moment.year, clock=f"{moment:%H:%M}")


_LANGUAGES = {
    "en": _Words(
        {What.RECORDING: "Recording of", What.FILE: "Uploaded file of"},
        "{day} {month} {year}, {clock}",
        "January February March April May June July August September October November December",
    ),
    "de": _Words(
        {What.RECORDING: "Aufnahme vom", What.FILE: "Hochgeladene Datei vom"},
        "{day}. {month} {year}, {clock}",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    ),
}
LANGUAGES = tuple(_LANGUAGES)


def default_title(what: What, moment: datetime, where: tzinfo | None, language: str | None) -> str:
    """By the clock of `where`; in UTC, and saying so, where nobody knows where that is. English for want of another."""
    words = _LANGUAGES.get(language or "", _LANGUAGES["en"])
    return f"{words.kinds[what]} {words.written(moment.astimezone(where or UTC))}" + ("" if where else " UTC")
