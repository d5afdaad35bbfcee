"""What a video is called that was given no name."""

import re

import pytest

from app.db.unit_of_work import transaction
from app.errors import VideoFlowError
from app.services.accounts import profile
from app.services.uploads.default_titles import Reader, What, default_title, require_zone
from tests.conftest import Person


def titled(person: Person, reader: Reader) -> str:
    with transaction() as work:
        return default_title(work, person.id, What.RECORDING, reader)


@pytest.mark.parametrize(
    ("reader", "pattern"),
    [
        (Reader(), r"Recording of \d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d UTC"),
        (Reader("Europe/Vienna"), r"Recording of \d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d"),
        (Reader("Europe/Vienna", "de"), r"Aufnahme vom \d{1,2}\. [A-Z][a-zä]+ \d{4}, \d\d:\d\d"),
    ],
)
def test_it_says_what_it_is_and_when_it_began(person: Person, reader: Reader, pattern: str) -> None:
    assert re.fullmatch(pattern, titled(person, reader))


def test_what_they_chose_goes_before_what_their_browser_says(person: Person) -> None:
    profile.change(person.id, {"language": "de", "time_zone": "Europe/Vienna"})
    assert re.fullmatch(r"Aufnahme vom [^U]+", titled(person, Reader()))
    assert titled(person, Reader("Pacific/Kiritimati", "en")) == titled(person, Reader())


def test_a_place_that_there_is_not_is_refused(person: Person) -> None:
    assert require_zone(None) is None
    with pytest.raises(VideoFlowError) as refused:
        titled(person, Reader("Mars/Olympus"))
    assert (refused.value.code, refused.value.http_status) == ("invalid_time_zone", 400)
