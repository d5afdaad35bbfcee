"""Moments by somebody's clock."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.domain.uploads import local_time

NEW_YEAR = datetime(2026, 12, 31, 23, 5, tzinfo=UTC)


def test_the_day_and_the_minute_are_those_of_the_place() -> None:
    assert local_time.written(NEW_YEAR, local_time.zone("Asia/Tokyo")) == "1 January 2027, 08:05"
    assert local_time.written(NEW_YEAR, local_time.zone("America/New_York")) == "31 December 2026, 18:05"


def test_where_nobody_knows_the_place_it_says_what_clock_it_means() -> None:
    assert local_time.written(NEW_YEAR, None) == "31 December 2026, 23:05 UTC"
    assert local_time.written(NEW_YEAR.astimezone(timezone(timedelta(hours=7))), None) == "31 December 2026, 23:05 UTC"


def test_summer_has_its_own_time() -> None:
    vienna = local_time.zone("Europe/Vienna")
    winter, summer = (datetime(2026, month, 1, 12, 0, tzinfo=UTC) for month in (1, 7))
    assert [local_time.written(each, vienna)[-5:] for each in (winter, summer)] == ["13:00", "14:00"]


@pytest.mark.parametrize(
    "name",
    ["", "Mars/Olympus", "Europe", "Europe/", "..", "../etc", "/etc/localtime", "a\x00b", "Ж", "\ud800", "x" * 5000],
)
def test_what_names_no_zone_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not the name"):
        local_time.zone(name)


def test_zones_are_known_where_the_system_has_none() -> None:
    """As on a minimal Debian."""
    code = "from app.domain.uploads import local_time; local_time.zone('Europe/Vienna')"
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"PYTHONTZPATH": ""})
