"""What a video is called that was given no name."""

import re

import pytest

from app.errors import VideoFlowError
from app.services.uploads.default_titles import default_title, require_zone


def test_it_says_what_it_is_and_when_it_began() -> None:
    when = r"of \d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d"
    assert re.fullmatch(f"Recording {when} UTC", default_title("Recording", None))
    assert re.fullmatch(f"Recording {when}", default_title("Recording", "Europe/Vienna"))


def test_nobody_needs_to_say_where_they_are() -> None:
    assert require_zone(None) is None


def test_a_place_that_there_is_not_is_refused() -> None:
    with pytest.raises(VideoFlowError) as refused:
        default_title("Recording", "Mars/Olympus")
    assert (refused.value.code, refused.value.http_status) == ("invalid_time_zone", 400)
