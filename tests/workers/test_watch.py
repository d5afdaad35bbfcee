"""What an uploads worker does beside its tasks."""

from collections.abc import Iterator

import pytest
from apiflask import APIFlask

from app.services.uploads import spilling
from tests.conftest import Person
from tests.support.recordings import content, record, upload_of
from workers.watch import Spiller


@pytest.fixture
def two(app: APIFlask) -> Iterator[tuple[Spiller, Spiller]]:
    """Two workers of one machine."""
    spillers = Spiller(), Spiller()
    yield spillers
    for each in spillers:
        each.close()


def test_of_two_workers_one_copies_until_it_ends(two: tuple[Spiller, Spiller], person: Person) -> None:
    first, second = two
    first.turn()
    video = record(person.id, content(1000))
    second.turn()
    assert spilling.copies(video, upload_of(video).id) == []
    first.close()
    second.turn()
    assert len(spilling.copies(video, upload_of(video).id)) == 1
