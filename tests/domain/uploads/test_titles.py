"""Titles that nobody gave, by language and clock."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.domain.uploads import local_time
from app.domain.uploads.titles import What, default_title

NEW_YEAR = datetime(2026, 12, 31, 23, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("what", "language", "title"),
    [
        (What.RECORDING, "en", "Recording of 1 January 2027, 08:05"),
        (What.FILE, "en", "Uploaded file of 1 January 2027, 08:05"),
        (What.RECORDING, "de", "Aufnahme vom 1. Januar 2027, 08:05"),
        (What.FILE, "de", "Hochgeladene Datei vom 1. Januar 2027, 08:05"),
        (What.RECORDING, "fr", "Recording of 1 January 2027, 08:05"),
        (What.RECORDING, None, "Recording of 1 January 2027, 08:05"),
    ],
)
def test_the_words_are_the_persons_and_the_day_and_the_minute_those_of_the_place(
    what: What, language: str | None, title: str
) -> None:
    assert default_title(what, NEW_YEAR, local_time.zone("Asia/Tokyo"), language) == title


def test_where_nobody_knows_the_place_it_says_what_clock_it_means() -> None:
    for moment in (NEW_YEAR, NEW_YEAR.astimezone(timezone(timedelta(hours=7)))):
        assert default_title(What.RECORDING, moment, None, "en") == "Recording of 31 December 2026, 23:05 UTC"


def test_summer_has_its_own_time() -> None:
    vienna = local_time.zone("Europe/Vienna")
    winter, summer = (datetime(2026, month, 1, 12, 0, tzinfo=UTC) for month in (3, 7))
    titles = [default_title(What.RECORDING, each, vienna, "de") for each in (winter, summer)]
    assert titles == ["Aufnahme vom 1. März 2026, 13:00", "Aufnahme vom 1. Juli 2026, 14:00"]
