"""Multitrack recordings and their tracks come in one round trip, and somebody else's not at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event

from app.db import multitrack_queries as queries
from app.db.unit_of_work import transaction
from app.extensions import db
from app.services.multitrack import tracks
from app.services.uploads.default_titles import NOBODY
from app.services.videos import library
from tests.conftest import Person
from tests.services.tracked import begin


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    asked: list[str] = []

    def note(*details: object) -> None:
        asked.append(str(details[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture
def both(person: Person) -> UUID:
    """A recording with two tracks."""
    recording_id = begin(person.id, "video", b"")
    begin(person.id, "audio", b"", recording_id)
    return recording_id


def test_a_list_is_one_round_trip_however_many_there_are(person: Person, both: UUID) -> None:
    older = [both, *(begin(person.id, "audio", b"") for _ in range(3))]
    with statements() as asked, transaction() as work:
        found = queries.recordings_of(work, person.caller, 3)
    assert [rows.video.id for rows in found] == older[:0:-1]
    assert len(asked) == 1


def test_tracks_come_with_their_recording(person: Person, both: UUID) -> None:
    with transaction() as work:
        found = queries.recording_of(work, both, person.caller)
    assert found is not None and found.stage is None
    assert [upload.track for upload in found.uploads] == ["video", "audio"]


def test_a_recording_without_tracks_is_there(person: Person) -> None:
    with transaction() as work:
        recording_id = tracks._create(work, person.id, NOBODY)
    with transaction() as work:
        found = queries.recording_of(work, recording_id, person.caller)
    assert found is not None and found.uploads == []


def test_what_is_none_of_ones_own_is_not_found(person: Person, make_person: Callable[[], Person], both: UUID) -> None:
    single = library.start(person.id, None, None)
    with transaction() as work:
        assert queries.recording_of(work, both, make_person().caller) is None
        assert queries.recording_of(work, single, person.caller) is None
        assert queries.recording_of(work, uuid4(), person.caller) is None
